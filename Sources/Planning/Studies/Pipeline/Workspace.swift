public import GeoCore
internal import GeoFormats
internal import GeoProjection

/// The layers of a plan or a command: each is loaded, checked, projected and indexed once, however many
/// studies take it.
public final class Workspace {
  /// What is asked for, whichever door it came through.
  public struct Request: Sendable {
    /// The areas that results are given for; nil when there are none.
    public var zones: ZoneEntry?
    /// The layers, in the order of columns.
    public var layers: [LayerEntry]
    /// Where people live; nil when nobody is counted.
    public var people: PeopleEntry?
    /// The systems to measure in.
    public var measuring: MeasuringEntry
    /// The streets that ways follow; nil for straight lines.
    public var network: NetworkEntry?
    /// The files that are to be written; nil when a command names its own.
    public var files: [String]?
    /// Whether another run of the same plan is to be compared with.
    public var isCompared = false
    /// What a scenario changes in the layers.
    public var changes: [LayerChange] = []
    /// How many layers, the first ones, the systems to measure in are chosen around: 0 where nothing
    /// is measured in any; nil chooses them around the zones.
    public var measuredLayers: Int?

    /// What is asked for; without a network, and of no files.
    public init(
      zones: ZoneEntry?, layers: [LayerEntry],
      people: PeopleEntry? = nil, measuring: MeasuringEntry = MeasuringEntry()
    ) {
      self.zones = zones
      self.layers = layers
      self.people = people
      self.measuring = measuring
    }
  }

  /// How layers are read and worked on.
  public struct Options: Sendable {
    /// Whether invalid features are left out and told, instead of being refused.
    public var lenient: Bool
    /// How many threads may work; results are the same on any number.
    public var threads: Int
    /// Where time is booked.
    public var phases: Phases
    /// The plan that layers are named in, for messages; nil on a command line.
    public var planPath: String?
    /// Where notes are read: how they spell what can be set.
    public var door: any Door

    /// Strict reading, unless told to be lenient.
    public init(
      lenient: Bool = false, threads: Int, phases: Phases = Phases(), planPath: String? = nil,
      door: any Door = LibraryDoor()
    ) {
      self.lenient = lenient
      self.threads = threads
      self.phases = phases
      self.planPath = planPath
      self.door = door
    }
  }

  /// What was asked for.
  public let request: Request
  /// How layers are read and worked on.
  public let options: Options
  /// Finds and reads the layers.
  public let loader: LayerLoader
  /// The systems that are measured in.
  public let systems: MeasuringSystems
  /// The zones as they were read; nil when none were named.
  public let zoneLayer: StudyLayer?
  /// All that was read, in the order of the request: zones, layers, people.
  public let inputs: [StudyLayer]
  private var zones: ZoneSet?
  /// By the places of the layers among the inputs.
  private var areals: [Int: (layer: ArealLayer, isDissolved: Bool)] = [:]
  private var peopleSource: PeopleSource?
  private var model: PeopleModel?
  private var finished: [any FinishedAnalysis] = []
  /// What studies have made for each other, by name.
  private var shared: [String: any Sendable] = [:]

  /// Reads all layers, and chooses the systems to measure in, around the zones or else the first layer.
  /// - Throws: `FormatError` and `InputError` for what cannot be read, or lies where its coordinates
  ///   would be right if swapped; `InputError` for systems that are not fit.
  public init(_ request: Request, loader: LayerLoader, options: Options) throws {
    self.request = request
    self.options = options
    self.loader = loader
    let read = try options.phases.measure("read") {
      try Self.read(request, loader, options)
    }
    zoneLayer = read.zones
    inputs = read.inputs
    if let zoneLayer {
      for study in inputs.dropFirst().prefix(request.layers.count) {
        _ = try LocationCheck.note(on: study, zones: zoneLayer.layer)
      }
    }
    let own = zoneLayer == nil ? inputs[...] : inputs.dropFirst()
    let around = request.measuredLayers.map { own.prefix($0) } ?? inputs.prefix(1)
    let extent = try around.reduce(GeographicExtent(box: .empty)) {
      $0.union(try GeographicExtent(of: $1.layer.geometries, threads: options.threads))
    }
    systems = try MeasuringSystems(
      for: extent, areaCRS: request.measuring.areaCRS,
      distanceCRS: request.measuring.distanceCRS)
  }

  /// Layers of different files are read side by side.
  private static func read(
    _ request: Request, _ loader: LayerLoader, _ options: Options
  ) throws -> (zones: StudyLayer?, inputs: [StudyLayer]) {
    var entries = request.layers
    if let zones = request.zones {
      var entry = LayerEntry(
        name: LayerReferences.name(of: zones.source), source: zones.source, filter: zones.filter,
        accuracyMeters: zones.accuracyMeters)
      entry.crs = zones.crs
      entries.insert(entry, at: 0)
    }
    if let people = request.people, let source = people.source {
      var entry = LayerEntry(name: "people", source: source)
      entry.crs = people.crs
      entries.append(entry)
    }
    let sources = Dictionary(grouping: entries.indices, by: { entries[$0].source })
    let groups = sources.values.sorted { $0[0] < $1[0] }
    let wanted = entries
    let first = request.zones == nil ? 0 : 1
    let places = first..<(first + request.layers.count)
    let read = try Parallel.map(count: groups.count, chunk: 1, threads: options.threads) { range in
      try range.flatMap { group in
        try groups[group].map { place -> (Int, StudyLayer) in
          let study = try load(wanted[place], loader, planPath: options.planPath)
          guard places.contains(place) else { return (place, study) }
          return (place, try loader.changed(study, as: wanted[place], by: request.changes))
        }
      }
    }
    let inputs = read.flatMap { $0 }.sorted { $0.0 < $1.0 }.map(\.1)
    return (request.zones == nil ? nil : inputs.first, inputs)
  }

  private static func load(
    _ entry: LayerEntry, _ loader: LayerLoader, planPath: String?
  ) throws -> StudyLayer {
    do {
      return try loader.load(entry)
    } catch var error as InputError where error.kind == .usage && planPath != nil {
      // What would be wrong usage on a command line is a wrong plan here.
      error.path = error.path ?? planPath
      error.kind = .badData
      throw error
    }
  }

  /// Runs a study on the layers.
  /// - Parameter phase: what the time of its computing is booked under.
  /// - Throws: what the study throws.
  public func run<Kind: Study>(
    _ study: Kind, phase: String = "compute"
  ) throws -> FinishedStudy<Kind> {
    let context = StudyContext(self, phase: phase)
    let output = try study.run(in: context)
    let result = FinishedStudy(
      study: study, output: output, record: context.record,
      inputs: context.record.places.sorted().map { inputs[$0] }, systems: systems)
    finished.append(result)
    return result
  }

  /// Runs studies in the order of their needs.
  /// - Returns: what they have found, in the order given.
  /// - Throws: what the studies throw; `InputError` for studies that need each other.
  package func run(_ studies: [any PlannedStudy]) throws -> [any FinishedAnalysis] {
    func run(_ study: some PlannedStudy) throws -> any FinishedAnalysis {
      try self.run(study, phase: type(of: study).analysis)
    }
    var results: [Int: any FinishedAnalysis] = [:]
    while results.count < studies.count {
      let open = studies.indices.filter { results[$0] == nil }
      let awaited = Set(open.map { type(of: studies[$0]).analysis })
      let ready = open.first { awaited.isDisjoint(with: type(of: studies[$0]).needs) }
      guard let next = ready else {
        throw InputError(
          reason: "these analyses need each other: \(awaited.sorted().joined(separator: ", "))",
          kind: .internalFailure)
      }
      results[next] = try run(studies[next])
    }
    return studies.indices.compactMap { results[$0] }
  }

  /// A sample of the areas of all layers that were measured, held against geodesics.
  package var areaCheck: AreaCheck {
    let layers = areals.keys.sorted().compactMap { areals[$0]?.layer.areaCheck }
    return layers.reduce(zones?.areal.areaCheck ?? AreaCheck()) { $0.joined($1) }
  }

  /// What a kind of study has found; nil when none has run.
  func output<Kind: Study>(of kind: Kind.Type) -> Kind.Output? {
    finished.lazy.compactMap { ($0 as? FinishedStudy<Kind>)?.output }.first
  }

  // MARK: What studies take

  /// What a study makes that others can take too, made once.
  func shared<Value: Sendable>(_ name: String, _ make: () throws -> Value) rethrows -> Value {
    if let known = shared[name], let value = known as? Value { return value }
    let made = try make()
    shared[name] = made
    return made
  }

  package func zoneSet() throws -> ZoneSet {
    if let zones { return zones }
    guard let zoneLayer, let fields = request.zones else {
      throw InputError(
        reason: "no zones are named", remedy: "name the layer that results are given for")
    }
    let set = try ZoneSet(
      zoneLayer, fields: fields, in: systems.area, besides: pointsOfPeople,
      lenient: options.lenient, threads: options.threads, phases: options.phases)
    zones = set
    return set
  }

  /// Where a layer stands among the inputs; zones and people are no layers.
  func place(of name: String) throws -> Int {
    let first = zoneLayer == nil ? 0 : 1
    let places = first..<(first + request.layers.count)
    guard let place = places.first(where: { inputs[$0].name == name }) else {
      throw InputError(reason: "there is no layer \"\(name)\"")
    }
    return place
  }

  func areal(at place: Int, dissolves: Bool) throws -> ArealLayer {
    if let known = areals[place], known.isDissolved || !dissolves { return known.layer }
    let areal = try ArealLayer(
      inputs[place], in: systems.area, besides: pointsOfPeople, lenient: options.lenient,
      dissolves: dissolves, threads: options.threads, phases: options.phases)
    areals[place] = (areal, dissolves)
    return areal
  }

  /// Where the layer of people stands among the inputs: last, or at the zones that count their own.
  var placeOfPeople: Int { request.people?.source == nil ? 0 : inputs.count - 1 }

  /// The places of people, when they live at points: they are to keep their side of each border.
  private var pointsOfPeople: Geometries? {
    guard request.people?.source != nil else { return nil }
    let places = inputs[placeOfPeople].layer.geometries
    return places.kinds.contains { $0.partKind == .point } ? places : nil
  }

  /// Where people live, as studies take it.
  func people() throws -> PeopleSource? {
    guard let entry = request.people else { return nil }
    return entry.isRefined ? try peopleModel()?.source : try countedPeople()
  }

  /// The counts of people, as they came.
  private func countedPeople() throws -> PeopleSource? {
    if let peopleSource { return peopleSource }
    guard let entry = request.people else { return nil }
    let source = try PeopleSource(
      inputs[placeOfPeople], field: entry.field, groups: entry.groups, groupsOf: entry.groupsOf,
      in: systems.area, lenient: options.lenient, threads: options.threads)
    peopleSource = source
    return source
  }

  /// Where people live, from counts and what is known beside them; made once.
  func peopleModel() throws -> PeopleModel? {
    if let model { return model }
    guard let entry = request.people, let counted = try countedPeople() else { return nil }
    func known(_ totals: PeopleEntry.Totals) throws -> PeopleModel.Known {
      try PeopleModel.Known(evidenceLayer(totals.layer).layer, field: totals.field)
    }
    var evidence = PeopleModel.Evidence()
    evidence.land = try entry.land.map { try evidenceLayer($0).layer }
    evidence.uninhabited = try entry.uninhabited.map { try evidenceLayer($0).layer }
    evidence.weights = try entry.weights.map { try evidenceLayer($0).layer }
    evidence.weightField = entry.weightField
    evidence.totals = try entry.totals.map(known)
    evidence.heldOut = try entry.heldOut.map(known)
    let made = try PeopleModel(counted, evidence, threads: options.threads)
    model = made
    return made
  }

  /// What people are ranked by, with the place of its layer among the inputs; nil for no ranks.
  func incomes() throws -> (place: Int, incomes: PeopleIncomes)? {
    guard let income = request.people?.income else { return nil }
    let place = income.layer == "zones" && zoneLayer != nil ? 0 : try place(of: income.layer)
    return (place, try PeopleIncomes(inputs[place], field: income.field))
  }

  /// The layers that say where people live beside the counts, with their places among the inputs.
  var evidenceLayers: [(place: Int, layer: ArealLayer)] {
    get throws {
      try request.people?.layerNames.map(evidenceLayer) ?? []
    }
  }

  private func evidenceLayer(_ name: String) throws -> (place: Int, layer: ArealLayer) {
    if name == "zones", zoneLayer != nil { return (0, try zoneSet().areal) }
    let place = try place(of: name)
    return (place, try areal(at: place, dissolves: false))
  }
}
