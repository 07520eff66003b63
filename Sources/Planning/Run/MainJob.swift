public import GeoCore
internal import GeoFormats
internal import GeoProjection
public import PlanningAccess
public import PlanningStudies

/// The main job: every analysis of a plan, on one set of zones.
public struct MainJob: Sendable {
  /// What was asked for.
  public let plan: Plan
  /// The zones that results are given for.
  public let zones: ZoneSet
  /// The systems that were measured in.
  public let systems: MeasuringSystems
  /// How much of each zone lies under each layer.
  public let coverage: CoverageAnalysis.Result
  /// How far zones lie from destinations; nil when the plan does not ask.
  public let accessibility: AccessibilityAnalysis.Result?
  /// The pairs of features that share area.
  public let overlaps: OverlapAnalysis.Result
  /// Published figures beside ours.
  public let figures: [FigureCheck]
  /// Where people live; nil when the plan does not count them.
  public let peopleSource: PeopleSource?
  /// All layers that went in, the zones first.
  public let inputs: [StudyLayer]
  /// The PROJ pipelines used, each once.
  public let pipelines: [String]
  /// The zones' area by geodesics between their vertices: an audit of the projected areas, m².
  public let geodesicZoneArea: Double
  /// A sample of all layers' areas held against geodesics.
  public let areaCheck: AreaCheck

  /// - Throws: `InputError`, `FormatError` or `PROJError` for what is wrong with the plan's data.
  public init(
    _ plan: Plan, loader: LayerLoader, lenient: Bool = false, threads: Int, phases: Phases
  ) throws {
    self.plan = plan
    func load(_ source: String, _ name: String, _ filter: AttributeFilter) throws -> StudyLayer {
      do {
        return try loader.load(source, name: name, filter: filter)
      } catch var error as InputError where error.kind == .usage {
        error.path = error.path ?? plan.path
        error.kind = .badData
        throw error
      }
    }
    let zoneLayer = try phases.measure("read") {
      try load(
        plan.zones.source, LayerName.made(from: plan.zones.source.layerStem), plan.zones.filter)
    }
    var studies: [String: StudyLayer] = [:]
    try phases.measure("read") {
      for entry in plan.layers {
        let study = try load(entry.source, entry.name, entry.filter)
        _ = try LocationCheck.note(on: study, zones: zoneLayer.layer)
        studies[entry.name] = study
      }
    }
    let systems = try MeasuringSystems(
      for: GeographicExtent(of: zoneLayer.layer.geometries, threads: threads),
      areaCRS: plan.measuring.areaCRS, distanceCRS: plan.measuring.distanceCRS)
    self.systems = systems

    func chosen(_ names: [String]) -> [StudyLayer] { names.compactMap { studies[$0] } }
    let zones = try ZoneSet(
      zoneLayer, fields: plan.zones, in: systems.area, lenient: lenient, threads: threads,
      phases: phases)
    self.zones = zones
    var areal: [String: ArealLayer] = [:]
    var needed = plan.coverage + [plan.shareOf, plan.water].compactMap { $0 }
    for entry in plan.overlaps {
      switch entry {
      case .between(let a, let b): needed += [a, b]
      case .within(let layer): needed.append(layer)
      }
    }
    for study in chosen(needed) where areal[study.name] == nil {
      areal[study.name] = try ArealLayer(
        study, in: systems.area, lenient: lenient, threads: threads, phases: phases)
    }
    let covering = plan.coverage.compactMap { areal[$0] }
    let source = try plan.people.map { people in
      try PeopleSource(
        try load(people.source, "people", AttributeFilter()), field: people.field, in: systems.area,
        lenient: lenient, threads: threads)
    }
    peopleSource = source
    coverage = try phases.measure("coverage") {
      let denominator = try Denominator(
        named: plan.shareOf, zones: zones, water: plan.water.flatMap { areal[$0] },
        layer: areal[plan.shareOf], threads: threads)
      return try CoverageAnalysis.run(
        zones: zones, layers: covering,
        options: CoverageAnalysis.Options(
          denominator: denominator, people: source, threads: threads, door: PlanDoor()))
    }
    accessibility = try phases.measure("accessibility") {
      guard let parameters = plan.accessibility else { return nil }
      let streets = try plan.network.map { network in
        try StreetNetworkModel(
          path: loader.path(of: network.source), maxSnapMeters: network.maxSnapMeters,
          cutoffsMinutes: network.cutoffsMinutes, threads: threads)
      }
      return try AccessibilityAnalysis.run(
        zones: zones, destinations: chosen(parameters.destinations), parameters: parameters,
        model: streets, systems: systems,
        listsCells: plan.outputs.contains(Plan.cellsOutput), threads: threads)
    }
    let entries = plan.overlaps.compactMap { entry -> OverlapAnalysis.Entry? in
      switch entry {
      case .between(let a, let b):
        guard let first = areal[a], let second = areal[b] else { return nil }
        return OverlapAnalysis.Entry(first, second)
      case .within(let name):
        return areal[name].map(OverlapAnalysis.Entry.init(within:))
      }
    }
    overlaps = try phases.measure("overlaps") {
      try OverlapAnalysis.run(entries, zones: zones, threads: threads)
    }
    let degrees = try zoneLayer.layer.geometries.withLongEdgesDivided(threads: threads)
      .longitudeLatitude(threads: threads)
    geodesicZoneArea = (0..<zones.count).reduce(0) { sum, zone in
      sum + Geodesic.area(ofFeature: zone, in: degrees)
    }
    areaCheck = areal.keys.sorted().compactMap { areal[$0]?.areaCheck }
      .reduce(zones.areal.areaCheck) { $0.joined($1) }
    inputs =
      [zoneLayer] + plan.layers.compactMap { studies[$0.name] }
      + [source?.study].compactMap { $0 }
    figures = try phases.measure("figures") {
      try FigureCheck.all(for: plan, loader: loader, in: systems.area, threads: threads)
    }
    pipelines = Self.unique(
      [zones.areal.pipeline] + covering.map(\.pipeline) + (accessibility?.pipelines ?? []))
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The layers whose results rest on drawn shapes.
  public var indicativeLayers: [StudyLayer] { inputs.filter { $0.weakestStatus == .indicative } }
}

extension String {
  /// The name in a layer reference: `communes` for `data/communes.gpkg` and for `a.gpkg:communes`.
  fileprivate var layerStem: String {
    let file = split(separator: "/").last.map(String.init) ?? self
    if let colon = file.lastIndex(of: ":") { return String(file[file.index(after: colon)...]) }
    return LayerSource(path: file).stem
  }
}
