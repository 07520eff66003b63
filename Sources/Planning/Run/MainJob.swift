public import GeoCore
internal import GeoFormats
internal import GeoProjection
public import PlanningStudies

/// The main job: every study of a plan, on one set of zones.
public struct MainJob: Sendable {
  /// What was asked for.
  public let plan: Plan
  /// The zones that results are given for.
  public let zones: ZoneSet
  /// The systems that were measured in.
  public let systems: MeasuringSystems
  /// What the studies have found, in the order of the program's list.
  public let studies: [any FinishedAnalysis]
  /// Published figures beside ours.
  public let figures: [FigureCheck]
  /// All layers that went in, the zones first.
  public let inputs: [StudyLayer]
  /// The zones' area by geodesics between their vertices: an audit of the projected areas, m².
  public let geodesicZoneArea: Double
  /// A sample of all layers' areas held against geodesics.
  public let areaCheck: AreaCheck

  /// - Throws: `InputError`, `FormatError` or `PROJError` for what is wrong with the plan's data.
  public init(
    _ plan: Plan, loader: LayerLoader, lenient: Bool = false, threads: Int, phases: Phases
  ) throws {
    let workspace = try Workspace(
      plan.request, loader: loader,
      options: Workspace.Options(
        lenient: lenient, threads: threads, phases: phases, planPath: plan.path,
        door: PlanDoor()))
    self.plan = plan
    systems = workspace.systems
    zones = try workspace.zoneSet()
    studies = try workspace.run(plan.studies)
    inputs = workspace.inputs
    areaCheck = workspace.areaCheck
    geodesicZoneArea = try Self.geodesicArea(of: zones, threads: threads)
    let area = systems.area
    figures = try phases.measure("figures") {
      try FigureCheck.all(
        for: [plan.zones.source] + plan.layers.map(\.source), loader: loader, in: area,
        threads: threads)
    }
  }

  private static func geodesicArea(of zones: ZoneSet, threads: Int) throws -> Double {
    let degrees = try zones.layer.geometries.withLongEdgesDivided(threads: threads)
      .longitudeLatitude(threads: threads)
    return (0..<zones.count).reduce(0) { sum, zone in
      sum + Geodesic.area(ofFeature: zone, in: degrees)
    }
  }

  /// What a kind of study has found; nil when the plan does not ask for it.
  public func output<Kind: Study>(of kind: Kind.Type) -> Kind.Output? {
    studies.lazy.compactMap { ($0 as? FinishedStudy<Kind>)?.output }.first
  }

  /// The layers whose results rest on drawn shapes.
  public var indicativeLayers: [StudyLayer] { inputs.filter { $0.weakestStatus == .indicative } }
}
