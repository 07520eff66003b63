import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningRun
@testable import PlanningStudies

/// Indicators of two squares of a kilometre side by side, A and B, in whose middles 10 and 30 people live.
struct IndicatorCase {
  typealias Square = PlanningTests.Study

  let scratch: Scratch
  private var layers: [String] = []

  init(zones columns: [Column] = [], people: [Int?] = [10, 30]) throws {
    scratch = try Scratch()
    try add(
      "zones", Square.polygons([Square.square(0, 0, 1000), Square.square(1000, 0, 1000)]),
      ids: ["A", "B"], columns)
    try add(
      "homes", Square.points([(500, 500), (1500, 500)]), ids: ["a", "b"],
      [Column("people", people)])
    try add("in_a", Square.polygons([Square.square(0, 0, 1000)]))
    try add("in_half_of_a", Square.polygons([Square.rectangle(0, 0, 500, 1000)]))
  }

  /// Writes a layer and names it in the plan.
  mutating func add(
    _ name: String, _ geometries: Geometries, ids: [String]? = nil, _ columns: [Column] = []
  ) throws {
    let file = try OutputFile(scratch.file("\(name).geojson"))
    let layer = Square.layer(name, geometries, ids: ids, columns: columns).layer
    try GeoJSONFormat().write([layer], to: file, options: WriteOptions())
    try file.commit()
    layers.append(name)
  }

  mutating func add(squares name: String, _ rings: Square.Ring...) throws {
    try add(name, Square.polygons(rings))
  }

  /// What a plan with this data says.
  /// - Parameter plan: other sections, in place of people in the middles.
  func figures(
    _ data: String, plan: String = "people: { source: homes.geojson, field: people }",
    measuring: String = "measuring: { distance_crs: EPSG:3035 }"
  ) throws -> IndicatorFigures {
    let named = layers.dropFirst().map { "  \($0): { source: \($0).geojson }" }
    let text = """
      zones: { source: zones.geojson }
      \(measuring)
      layers:
      \(named.joined(separator: "\n"))
      coverage: { layers: [] }
      \(plan)
      indicators:
        data: \(data.replacing("\n", with: " "))
      """
    let job = try MainJob(
      try PlanReader.standard.parse(text, path: "p.yaml", sha256: ""),
      loader: LayerLoader(catalogue: try Catalogue.embedded(), folder: scratch.path), threads: 2,
      phases: Phases())
    return IndicatorFigures(output: try #require(job.output(of: IndicatorStudy.self)))
  }

  /// What is wrong with a plan; nil when nothing is.
  func fault(_ data: String) -> String? {
    do {
      _ = try figures(data)
      return nil
    } catch { return "\(error)" }
  }
}

/// The list of figures, by indicator and zone.
struct IndicatorFigures {
  let output: IndicatorOutput

  /// A figure rounded to six digits, or the word for why there is none.
  subscript(_ indicator: String, zone zone: String? = nil) -> String {
    let list = output.list
    let names = list.strings("indicator")
    let zones = list.strings("zone")
    guard let row = names.indices.first(where: { names[$0] == indicator && zones[$0] == zone })
    else { return "no row" }
    return list.numbers("value")[row].map { JSONText.number($0) }
      ?? list.strings("reason")[row] ?? "no reason"
  }

  func number(_ indicator: String, zone: String? = nil) throws -> Double {
    try #require(Double(self[indicator, zone: zone]))
  }
}
