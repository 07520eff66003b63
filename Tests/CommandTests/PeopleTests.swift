import Foundation
import TestSupport
import Testing

/// `people` from the embedded layers and a small grid.
@Suite struct PeopleTests {
  private static let cells = """
    cell,population
    CRS3035RES1000mN2251000E3940000,500
    CRS3035RES1000mN2252000E3940000,300

    """

  private func folder() throws -> Scratch {
    let folder = try Scratch()
    try folder.write("cells.csv", Self.cells)
    return folder
  }

  private static let named = ["people", "--grid", "cells.csv", "--grid-field", "population"]

  @Test func cellsAreWrittenWithTheirLedger() throws {
    let folder = try folder()
    let run = try AmpGeoProcess.run(
      Self.named + [
        "--totals", "communes:population_2023", "-o", "p.geojson", "--ledger", "l.csv",
      ],
      in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("800 counted"))
    let text = try Files.text("l.csv", in: folder)
    #expect(text.hasPrefix("layer,zone,known,counted,fitted,missed\n"))
    #expect(text.split(separator: "\n").count == 93)
    let people = try Files.text("p.geojson", in: folder)
    #expect(people.contains("\"communes_id\""))
    #expect(
      people.contains("\"people_totals\": [\"communes:population_2023\"]")
        || people.contains("\"people_totals\":[\"communes:population_2023\"]"))
  }

  @Test func aPlanAndOptionsGiveTheSame() throws {
    let folder = try folder()
    try folder.write(
      "p.yaml",
      """
      zones: { source: communes, id: insee }
      layers: { port: { source: port }, communes: { source: communes } }
      people:
        source: cells.csv
        field: population
        uninhabited: [port]
        totals: [ { layer: communes, field: population_2023 } ]
      measuring: { area_crs: EPSG:3035 }
      """)
    let planned = try AmpGeoProcess.run(["people", "p.yaml", "--format", "csv"], in: folder)
    let asked = try AmpGeoProcess.run(
      Self.named + [
        "--uninhabited", "port", "--totals", "communes:population_2023", "--area-crs",
        "EPSG:3035", "--format", "csv",
      ], in: folder)
    #expect(planned.exitCode == 0, "\(planned.errors)")
    #expect(planned.output == asked.output)
    #expect(planned.output.split(separator: "\n").count >= 3)
  }

  @Test func wrongUsage() throws {
    let folder = try folder()
    func fails(_ arguments: [String], _ text: String) throws {
      try AmpGeoProcess.run(arguments, in: folder).expectUsageError(saying: text)
    }
    try fails(["people"], "name --grid, or a plan")
    try fails(["people", "--grid", "cells.csv"], "--grid needs --grid-field")
    try fails(["people", "p.yaml", "--grid", "cells.csv"], "not both")
    try fails(Self.named + ["--totals", "communes"], "names no column")
  }

  @Test(arguments: [
    ("land: sea", "\"land\" names a layer \"sea\""),
    ("uninhabited: [sea]", "\"uninhabited\" names a layer \"sea\""),
    ("totals: [ { layer: sea, field: f } ]", "\"layer\" names a layer \"sea\""),
    ("totals: [ { layer: zones } ]", "no attribute counts the people of \"zones\""),
    ("crs: EPSG:0", "is no reference system"),
  ])
  func plansSayWhatIsThere(line: String, reason: String) throws {
    let folder = try folder()
    try folder.write(
      "p.yaml",
      "zones: { source: communes }\nlayers: {}\npeople:\n  source: cells.csv\n  field: population\n  \(line)\n"
    )
    try AmpGeoProcess.run(["run", "p.yaml", "-o", "out"], in: folder)
      .expectFailure(65, saying: "p.yaml:", reason)
  }
}
