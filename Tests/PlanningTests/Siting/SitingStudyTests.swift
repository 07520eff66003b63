import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningRun
@testable import PlanningStudies

/// Three homes in a row, 1 km from each other, with 10, 1 and 5 people, and a candidate at each.
@Suite struct SitingStudyTests {
  private let scratch: Scratch
  private static let head = """
    zones: { source: zones.geojson }
    measuring: { distance_crs: EPSG:3035 }
    layers:
      homes: { source: homes.geojson }
      schools: { source: homes.geojson }
    coverage: { layers: [] }

    """

  init() throws {
    scratch = try Scratch()
    let zones = PlanningTests.Study.polygons([PlanningTests.Study.square(-500, -500, 4000)])
    try write(Layer(name: "zones", geometries: zones), "zones.geojson")
    var homes = Layer(
      name: "homes",
      geometries: PlanningTests.Study.points([(0, 0), (1000, 0), (2000, 0)]),
      ids: FeatureIDs(["a", "b", "c"].map { FeatureID($0) }))
    homes.attributes.set(Column("people", [10, 1, 5]))
    try write(homes, "homes.geojson")
  }

  private func write(_ layer: Layer, _ name: String) throws {
    let file = try OutputFile(scratch.file(name))
    try GeoJSONFormat().write([layer], to: file, options: WriteOptions())
    try file.commit()
  }

  private func job(_ site: String) throws -> MainJob {
    let plan = try PlanReader.standard.parse(
      Self.head + "site: \(site)\n", path: "p.yaml", sha256: "")
    let loader = LayerLoader(catalogue: try Catalogue.embedded(), folder: scratch.path)
    return try MainJob(plan, loader: loader, threads: 1, phases: Phases())
  }

  @Test func aPlanChoosesPlaces() throws {
    let job = try job(
      "{ demand: homes, demand_field: people, candidates: schools, count: 1, cutoff: 500m }")
    let output = try #require(job.output(of: SitingStudy.self))
    #expect(
      output.result.sites.map { output.result.study.candidates.ids[$0.candidate].text } == ["a"])
    #expect(output.result.peopleCovered == 10)
    #expect(output.tables.map(\.file) == ["sites.geojson"])
    #expect(job.plan.outputs.contains("sites.geojson"))
    let study = try #require(job.studies.first { $0.analysis == "site" })
    #expect(study.inputs.map(\.name) == ["homes", "schools"])
    #expect(study.pipelines.count == 1)
    #expect(study.parameters.map(\.name).contains("distance_crs"))
  }

  /// Two of three: a and c leave b 1 km away, 1,000 m for one person of 16.
  @Test func theMedianIsChosenToo() throws {
    let job = try job(
      "{ demand: homes, demand_field: people, candidates: schools, count: 2, objective: p-median }")
    let output = try #require(job.output(of: SitingStudy.self))
    #expect(abs(output.result.value - 1000.0 / 16) < 0.1)
  }

  @Test(arguments: [
    ("{ candidates: schools, count: 1, cutoff: 500m }", "lacks the key \"demand\""),
    ("{ demand: homes, candidates: schools, cutoff: 500m }", "\"count\" must be 1 or more"),
    ("{ demand: homes, candidates: schools, count: 0, cutoff: 500m }", "\"count\" must be 1"),
    ("{ demand: homes, candidates: schools, count: 1 }", "what a place covers is not known"),
    ("{ demand: homes, candidates: schools, count: 1, cutoff: 10min }", "a time needs streets"),
    ("{ demand: lake, candidates: schools, count: 1 }", "names a layer \"lake\""),
    ("{ demand: homes, candidates: schools, count: 1, objective: best }", "\"best\" is not known"),
    ("{ demand: homes, candidates: schools, count: 1, cutoff: 5m, x: 1 }", "unknown key \"x\""),
  ])
  func whatIsWrongIsNamed(site: String, reason: String) {
    let error = #expect(throws: InputError.self) {
      try PlanReader.standard.parse(Self.head + "site: \(site)\n", path: "p.yaml", sha256: "")
    }
    #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
    #expect(error?.line == 7)
  }
}
