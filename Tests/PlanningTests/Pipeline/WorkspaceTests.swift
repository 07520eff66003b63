import GeoAlgorithms
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningAccess
@testable import PlanningRun
@testable import PlanningStudies

/// Layers of four systems, so that each has a PROJ pipeline of its own.
@Suite struct WorkspaceTests {
  private let scratch: Scratch
  private let loader: LayerLoader

  init() throws {
    scratch = try Scratch()
    loader = LayerLoader(catalogue: try Catalogue.embedded(), folder: scratch.path)
    let zones = PlanningTests.Study.layer(
      "zones",
      PlanningTests.Study.polygons([
        PlanningTests.Study.square(0, 0, 1000), PlanningTests.Study.square(1000, 0, 1000),
      ]), ids: ["A", "B"])
    try write(zones.layer, "zones.gpkg", .lambert93)
    let park = PlanningTests.Study.polygons([PlanningTests.Study.square(0, 0, 500)])
    try write(Layer(name: "park", geometries: park), "park.gpkg", .wgs84)
    let lake = PlanningTests.Study.polygons([PlanningTests.Study.square(500, 500, 500)])
    try write(Layer(name: "lake", geometries: lake), "lake.gpkg", CRS("EPSG:32631"))
    var homes = Layer(
      name: "homes", geometries: PlanningTests.Study.points([(100, 100), (1500, 500)]))
    homes.attributes.set(Column("people", [3, 4]))
    try write(homes, "homes.gpkg", CRS("EPSG:32632"))
  }

  private func write(_ layer: Layer, _ name: String, _ crs: CRS) throws {
    var placed = layer
    placed.geometries = try layer.geometries.transformed(to: crs).geometries
    let file = try OutputFile(scratch.file(name))
    try GeoPackageFormat().write([placed], to: file, options: WriteOptions())
    try file.commit()
  }

  private var request: Workspace.Request {
    Workspace.Request(
      zones: ZoneEntry(source: "zones.gpkg"),
      layers: [
        LayerEntry(name: "park", source: "park.gpkg"),
        LayerEntry(name: "lake", source: "lake.gpkg"),
        LayerEntry(name: "unused", source: "park.gpkg"),
      ], people: PeopleEntry(source: "homes.gpkg", field: "people"))
  }

  private func workspace(threads: Int = 1) throws -> Workspace {
    try Workspace(
      request, loader: loader, options: Workspace.Options(threads: threads, door: PlanDoor()))
  }

  @Test(arguments: [1, 4])
  func whatAStudyTakesIsListed(threads: Int) throws {
    let workspace = try workspace(threads: threads)
    let finished = try workspace.run(
      CoverageStudy(layers: ["park"], shareOf: "land", water: "lake"))
    #expect(finished.inputs.map(\.name) == ["zones", "park", "lake", "people"])
    #expect(finished.inputs.allSatisfy { $0.sha256.count == 64 })
    let pipelines = finished.pipelines
    #expect(pipelines.count == 4, "\(pipelines)")
    for zone in ["zone=31", "zone=32", "lcc"] {
      #expect(pipelines.contains { $0.contains(zone) }, "\(zone): \(pipelines)")
    }
    let names = finished.parameters.map(\.name)
    #expect(names == ["area_crs", "share_of", "area_check"])
    #expect(finished.output.people?.people == 7)
  }

  /// A plan and a command give the same request, so that results say the same of themselves.
  @Test func bothDoorsTellTheSame() throws {
    let plan = try PlanReader.standard.parse(
      """
      zones: { source: zones.gpkg }
      layers:
        park: { source: park.gpkg }
        lake: { source: lake.gpkg }
        unused: { source: park.gpkg }
      coverage: { layers: [park], share_of: land, water: lake }
      people: { source: homes.gpkg, field: people }
      """, path: "p.yaml", sha256: "0")
    let job = try MainJob(plan, loader: loader, threads: 2, phases: Phases())
    let planned = try #require(job.studies.first)
    let commanded = try workspace().run(
      CoverageStudy(layers: ["park"], shareOf: "land", water: "lake"))
    #expect(planned.provenance(plan: nil, notes: []).json == commanded.provenance().json)
    #expect(planned.findings.tables[0].layer.attributes == commanded.output.result.layer.attributes)
  }

  @Test func aLayerIsMeasuredOnce() throws {
    let workspace = try workspace()
    let whole = try workspace.areal(at: 1, dissolves: false)
    let dissolved = try workspace.areal(at: 1, dissolves: true)
    #expect(whole.netAreaSquareMeters == dissolved.netAreaSquareMeters)
    #expect(
      try workspace.areal(at: 1, dissolves: false).dissolved.areas == dissolved.dissolved.areas)
    #expect(throws: InputError.self) { try workspace.place(of: "zones") }
    #expect(throws: InputError.self) { try workspace.place(of: "people") }
  }

  /// People may be those that the zones count, which are then no layer of their own.
  @Test func zonesCountTheirOwnPeople() throws {
    var request = request
    request.people = PeopleEntry(source: nil, field: "people")
    request.zones = ZoneEntry(source: "homes.gpkg")
    request.layers = []
    let workspace = try Workspace(
      request, loader: loader, options: Workspace.Options(threads: 1))
    #expect(try workspace.people()?.total == 7)
    #expect(workspace.inputs.count == 1)
  }

  // MARK: Needs

  private struct Words: StudyOutput {
    var text: String
    var tables: [StudyTable] { [] }
  }

  private struct First: PlannedStudy {
    static let analysis = "first"
    static let needs = ["second"]
    static let planKeys = ["first"]
    static let files: [StudyFile] = []
    static func read(_ plan: PlanSections) -> First? { First() }
    func run(in context: StudyContext) throws -> Words {
      Words(text: "after \(context.output(of: Second.self)?.text ?? "nothing")")
    }
  }

  private struct Second: PlannedStudy {
    static let analysis = "second"
    static let planKeys = ["second"]
    static let files: [StudyFile] = []
    static func read(_ plan: PlanSections) -> Second? { Second() }
    func run(in context: StudyContext) throws -> Words { Words(text: "second") }
  }

  private struct Circular: PlannedStudy {
    static let analysis = "second"
    static let needs = ["first"]
    static let planKeys = ["second"]
    static let files: [StudyFile] = []
    static func read(_ plan: PlanSections) -> Circular? { Circular() }
    func run(in context: StudyContext) throws -> Words { Words(text: "") }
  }

  @Test func studiesRunAfterThoseThatTheyNeed() throws {
    let studies: [any PlannedStudy] = [First(), Second()]
    let finished = try workspace().run(studies)
    #expect(finished.map(\.analysis) == ["first", "second"])
    #expect((finished[0].findings as? Words)?.text == "after second")
    // Without the one that it needs, a study still runs.
    let alone: [any PlannedStudy] = [First()]
    #expect((try workspace().run(alone)[0].findings as? Words)?.text == "after nothing")
    let circle: [any PlannedStudy] = [First(), Circular()]
    #expect(throws: InputError.self) { try workspace().run(circle) }
  }

  /// A study that is one line in a list is read from plans by its own key.
  @Test func readersTakeTheStudiesThatTheyAreGiven() throws {
    let reader = PlanReader(studies: [First.self, Second.self], commonFiles: ["all.json"])
    let plan = try reader.parse(
      "zones: { source: z }\nlayers: {}\n", path: "p.yaml", sha256: "")
    #expect(plan.studies.count == 2)
    #expect(plan.outputs == ["all.json"])
    let error = #expect(throws: InputError.self) {
      try reader.parse(
        "zones: { source: z }\nlayers: {}\ncoverage: {}\n", path: "p.yaml", sha256: "")
    }
    let text = error?.description ?? ""
    #expect(text.contains("first, second"))
  }
}
