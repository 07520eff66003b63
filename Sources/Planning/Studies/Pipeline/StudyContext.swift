public import GeoCore

/// What a study works with: layers and zones of a workspace, each booked when it is taken.
public final class StudyContext {
  private let workspace: Workspace
  /// The systems to measure in.
  public let systems: MeasuringSystems
  /// How many threads may work; results are the same on any number.
  public let threads: Int
  /// Where notes are read: how they spell what can be set.
  public let door: any Door
  /// Books the time of what is computed.
  public let phases: Phases
  /// The streets that ways follow; nil for straight lines.
  public let network: NetworkEntry?
  /// The files of a run that are asked for; nil when a command asks for its own.
  public let files: [String]?
  /// Whether what is found is to be compared with another run of the same plan.
  public let isCompared: Bool
  private(set) var record = StudyRecord()
  private let phaseName: String

  init(_ workspace: Workspace, phase: String) {
    self.workspace = workspace
    systems = workspace.systems
    threads = workspace.options.threads
    door = workspace.options.door
    phases = workspace.options.phases
    network = workspace.request.network
    files = workspace.request.files
    isCompared = workspace.request.isCompared
    phaseName = phase
  }

  /// The zones.
  /// - Throws: `InputError` for zones that cannot be identified, counted or measured, and when there are
  ///   none.
  public func zones() throws -> ZoneSet {
    let zones = try workspace.zoneSet()
    record.take(zones.areal, at: 0)
    return zones
  }

  /// The zones; nil when none were named.
  /// - Throws: `InputError` for zones that cannot be identified, counted or measured.
  public func zonesIfNamed() throws -> ZoneSet? {
    workspace.zoneLayer == nil ? nil : try zones()
  }

  /// A layer as it was read.
  /// - Throws: `InputError` for a name that no layer has.
  public func layer(_ name: String) throws -> StudyLayer {
    let place = try workspace.place(of: name)
    record.places.insert(place)
    return workspace.inputs[place]
  }

  /// A layer of polygons, checked and in the system that areas are measured in.
  /// - Parameter dissolves: whether features that overlap are merged, so that every place counts once.
  /// - Throws: `InputError` for invalid features, and for a layer without polygons.
  public func areal(_ name: String, dissolves: Bool = true) throws -> ArealLayer {
    let place = try workspace.place(of: name)
    let areal = try workspace.areal(at: place, dissolves: dissolves)
    record.take(areal, at: place)
    record.drop(areal)
    return areal
  }

  /// Where people live; nil when nobody is counted.
  /// - Throws: `InputError` for counts that are none.
  public func people() throws -> PeopleSource? {
    guard let people = try workspace.people() else { return nil }
    try takePeople(people)
    return people
  }

  /// Where people live, from counts and what is known beside them; nil when nobody is counted.
  /// - Throws: as `people`.
  func peopleModel() throws -> PeopleModel? {
    guard let model = try workspace.peopleModel() else { return nil }
    try takePeople(model.counted)
    return model
  }

  /// What people are ranked by; nil for no ranks.
  /// - Throws: `InputError` and `FormatError` for incomes that are none.
  package func incomes() throws -> PeopleIncomes? {
    guard let (place, incomes) = try workspace.incomes() else { return nil }
    record.places.insert(place)
    return incomes
  }

  private func takePeople(_ source: PeopleSource) throws {
    record.places.insert(workspace.placeOfPeople)
    record.pipelines.append(source.pipeline)
    for (place, layer) in try workspace.evidenceLayers { record.take(layer, at: place) }
  }

  /// What a study makes that others can take too: made once in a workspace, under a name of its own.
  /// - Throws: what making it throws.
  package func shared<Value: Sendable>(
    _ name: String, _ make: () throws -> Value
  ) rethrows -> Value {
    try workspace.shared(name, make)
  }

  /// What another study has found, one of those that this one needs; nil when it is not asked for.
  public func output<Kind: Study>(of kind: Kind.Type) -> Kind.Output? {
    workspace.output(of: kind)
  }

  /// The features that were left out, a sentence each.
  public var featuresDropped: [String] { record.dropped }

  /// Where a file that is no layer lies, as layers' paths are found.
  public func path(of file: String) -> String { workspace.loader.path(of: file) }

  /// Computes under the name that the time is booked by.
  /// - Throws: what the work throws.
  public func compute<Value>(_ work: () throws -> Value) rethrows -> Value {
    try phases.measure(phaseName, work)
  }
}

/// What a study has taken.
struct StudyRecord {
  /// The places of the layers among the workspace's inputs.
  var places: Set<Int> = []
  var pipelines: [String] = []
  private(set) var areaCheck = AreaCheck()
  private(set) var measuresAreas = false
  private(set) var dropped: [String] = []
  private var checked: Set<Int> = []

  mutating func take(_ areal: ArealLayer, at place: Int) {
    places.insert(place)
    pipelines.append(areal.pipeline)
    measuresAreas = true
    guard checked.insert(place).inserted else { return }
    areaCheck = areaCheck.joined(areal.areaCheck)
  }

  /// A layer of whose features none is left has a reason of its own in the results.
  mutating func drop(_ areal: ArealLayer) {
    guard !areal.hasNoPositions else { return }
    dropped += areal.notesOnDropped.filter { !dropped.contains($0) }
  }
}
