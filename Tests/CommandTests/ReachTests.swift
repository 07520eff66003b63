import Foundation
import TestSupport
import Testing

/// `reach` around a place near Marseille, where 0.001 degrees are 81.1 m of longitude and 111.1 m of
/// latitude, with people at known distances.
@Suite struct ReachTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write("clinic.csv", "id,lon,lat\nc,5.4,43.3\n")
    // 162 m east, 444 m north, 1.6 km west.
    try folder.write(
      "people.csv", "id,lon,lat,n\na,5.402,43.3,10\nb,5.4002,43.304,20\nc,5.38,43.3,70\n")
    try folder.write(
      "schools.csv", "id,lon,lat\ns,5.401,43.301\nt,5.4002,43.3041\nu,5.5,43.3\n")
    let square = "[[[%W,43.2],[%E,43.2],[%E,43.4],[%W,43.4],[%W,43.2]]]"
    let zones = [("east", "5.4", "5.5"), ("west", "5.3", "5.4")].map { name, west, east in
      let ring = square.replacing("%W", with: west).replacing("%E", with: east)
      return "{\"type\":\"Feature\",\"id\":\"\(name)\",\"properties\":{\"name\":\"\(name)\"},"
        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\(ring)}}"
    }
    try folder.write(
      "zones.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[\(zones.joined(separator: ","))]}")
  }

  private func reach(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["reach"] + arguments, in: folder)
  }

  private func rows(_ arguments: String...) throws -> [ParsedJSON] {
    let run = try AmpGeoProcess.run(["reach"] + arguments, in: folder)
    run.expectSuccess()
    return try ParsedJSON(run.output)["features"].items.map { $0["properties"] }
  }

  private static let counted = ["--people", "people.csv", "--people-field", "n"]

  @Test func ringsAreCircles() throws {
    let rows = try rows("clinic.csv", "--within", "300,500")
    #expect(rows.map { $0["to_m"].number } == [300, 500])
    let areas = try rows.map { try #require($0["area_m2"].number) }
    #expect(abs(areas[0] - .pi * 300 * 300) < 30)
    #expect(abs(areas[1] - .pi * (500 * 500 - 300 * 300)) < 60)
    let nested = try self.rows("clinic.csv", "--within", "300,500", "--nested")
    let whole = try #require(nested[1]["area_m2"].number)
    #expect(abs(whole - areas[0] - areas[1]) < 0.01)
    #expect(nested[1]["from_m"] == .null)
  }

  @Test func peopleAndFeaturesAreCountedByZone() throws {
    let run = try AmpGeoProcess.run(
      ["reach", "clinic.csv", "--within", "300,500", "--zones", "zones.geojson"] + Self.counted
        + ["--count", "schools.csv"], in: folder)
    run.expectSuccess()
    #expect(
      run.errors.contains("within 300 m of clinic: 10 people (10 to 10), 28 ha, 1 of schools"))
    let features = try ParsedJSON(run.output)["features"].items
    #expect(
      features.map { $0["id"].string } == [
        "clinic:0-300", "clinic:0-300:east", "clinic:0-300:west",
        "clinic:300-500", "clinic:300-500:east", "clinic:300-500:west",
      ])
    let rows = features.map { $0["properties"] }
    #expect(rows.map { $0["population"].number } == [10, 10, 0, 20, 20, 0])
    #expect(rows.map { $0["population_high"].number } == [10, 10, 0, 20, 20, 0])
    #expect(rows.map { $0["schools_count"].number } == [1, 1, 0, 1, 1, 0])
    #expect(rows[0]["population_share"].number == 0.1)
    #expect(rows[4]["population_share"].number.map { abs($0 - 2.0 / 3) < 1e-9 } == true)
    let halves = try [1, 2].map { try #require(rows[$0]["area_m2"].number) }
    #expect(abs(halves[0] - halves[1]) < 10)
  }

  @Test func thePolygonItselfIsTheRingOfZero() throws {
    let rows = try rows("zones.geojson", "--within", "0,1km")
    let whole = try #require(rows[0]["area_m2"].number)
    // 0.2 by 0.2 degrees at 43.3° N: 16,226 m by 22,222 m.
    #expect(abs(whole / (16_226 * 22_222) - 1) < 1e-3)
    let around = try #require(rows[1]["area_m2"].number)
    let expected = 2 * 1000 * (16_226.0 + 22_222) + .pi * 1e6
    #expect(abs(around / expected - 1) < 2e-3)
  }

  @Test func ringsAreTrueAcrossTheAntimeridian() throws {
    try folder.write("fiji.csv", "id,lon,lat\na,179.999,-17\n")
    let rows = try rows("fiji.csv", "--within", "1000")
    let area = try #require(rows[0]["area_m2"].number)
    #expect(abs(area / (.pi * 1e6) - 1) < 1e-4)
  }

  @Test func alongStreetsTheWayCounts() throws {
    let streets = try SmallStreets.network()
    try streets.write("homes.csv", SmallStreets.homes)
    try streets.write("clinic.csv", "id,lon,lat\nnorth,5.401,43.301\n")
    func people(_ within: String) throws -> Double? {
      let run = try AmpGeoProcess.run(
        [
          "reach", "clinic.csv", "--within", within, "--network", "streets.gpkg", "--people",
          "homes.csv", "--people-field", "people",
        ], in: streets)
      run.expectSuccess()
      let document = try ParsedJSON(run.output)
      #expect(document["amp_geo"]["parameters"]["reach_along"].string == "streets")
      return document["features"].items.first?["properties"]["population"].number
    }
    // Both homes are 192.2 m away along streets, 137.5 m in a straight line.
    #expect(try people("185") == 0)
    #expect(try people("200") == 30)
  }

  @Test func badInput() throws {
    try reach("clinic.csv").expectUsageError(saying: "--within")
    try reach("clinic.csv", "--within", "500,300").expectUsageError(saying: "ascend")
    try reach("clinic.csv", "--within", "-1").expectUsageError(saying: "0")
    try reach("clinic.csv", "--within", "300", "--zone-id", "id")
      .expectUsageError(saying: "--zones")
    try reach("clinic.csv", "--within", "300", "--max-snap", "5")
      .expectUsageError(saying: "--network")
    let points = try reach("clinic.csv", "--within", "0,300")
    #expect(points.exitCode == 65 && points.errors.contains("no ground within 0 m"))
    let lost = try reach("clinic.csv", "--within", "300", "--people", "schools.csv")
    #expect(lost.exitCode == 65 && lost.errors.contains("population"))
  }

  /// Who counts nobody says nothing: the zone's people are unknown, as in a coverage.
  @Test func unknownPeopleAreNull() throws {
    try folder.write("silent.csv", "id,lon,lat,n\na,5.402,43.3,10\nb,5.38,43.3,\n")
    let arguments = [
      "reach", "clinic.csv", "--within", "300", "--zones", "zones.geojson", "--people-field", "n",
    ]
    func rows(_ people: String) throws -> [ParsedJSON] {
      let run = try AmpGeoProcess.run(arguments + ["--people", people], in: folder)
      run.expectSuccess()
      return try ParsedJSON(run.output)["features"].items.map { $0["properties"] }
    }
    let some = try rows("silent.csv")
    #expect(some.map { $0["population"].number } == [10, 10, nil])
    #expect(some.map { $0["population_share"].number } == [1, 1, nil])
    #expect(some.map { $0["reason"].string } == [nil, nil, "no_count"])
    #expect(some.allSatisfy { $0["area_m2"].number != nil })
    try folder.write("none.csv", "id,lon,lat,n\na,5.402,43.3,\nb,5.38,43.3,\n")
    let none = try rows("none.csv")
    #expect(none.allSatisfy { $0["population"] == .null && $0["reason"].string == "no_people" })
  }

  /// What stands on the border of two rings is in the inner one alone.
  @Test func aBorderBelongsToTheInnerRing() throws {
    try folder.write("edge.csv", "id,lon,lat,n\na,5.4,43.3,10\nb,5.35,43.25,5\n")
    let square = "[[[5.3,43.2],[5.4,43.2],[5.4,43.4],[5.3,43.4],[5.3,43.2]]]"
    try folder.write(
      "park.geojson",
      "{\"type\":\"Feature\",\"id\":\"p\",\"properties\":{},\"geometry\":"
        + "{\"type\":\"Polygon\",\"coordinates\":\(square)}}")
    let rows = try rows(
      "park.geojson", "--within", "0,300", "--people", "edge.csv", "--people-field", "n",
      "--count", "edge.csv")
    #expect(rows.map { $0["population"].number } == [15, 0])
    #expect(rows.map { $0["edge_count"].number } == [2, 0])
  }

  @Test func ringsOfBothKindsHaveIdsOfTheirOwn() throws {
    let nested = try AmpGeoProcess.run(
      ["reach", "clinic.csv", "--within", "300,500", "--nested"], in: folder)
    #expect(
      try ParsedJSON(nested.output)["features"].items.map { $0["id"].string } == [
        "clinic:within-300", "clinic:within-500",
      ])
  }

  @Test func aPlanSaysTheSame() throws {
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson }
      layers: { clinic: { source: clinic.csv }, schools: { source: schools.csv } }
      coverage: { layers: [] }
      people: { source: people.csv, field: n }
      reach:
        - { layer: clinic, within_m: [300, 500], count: [schools] }
      outputs: [reach.geojson]
      """)
    try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out", "-q"], in: folder).expectSuccess()
    let planned = try ParsedJSON(file: folder.file("out/reach.geojson"))["features"].items
    let asked = try AmpGeoProcess.run(
      ["reach", "clinic.csv", "--within", "300,500", "--zones", "zones.geojson"] + Self.counted
        + ["--count", "schools.csv"], in: folder)
    let own = try ParsedJSON(asked.output)["features"].items
    #expect(planned.map { $0["id"].string } == own.map { $0["id"].string })
    #expect(
      planned.map { $0["properties"]["population"].number }
        == own.map { $0["properties"]["population"].number })
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    let lines = (0..<700).map {
      "p\($0),\(5.3 + Double($0 % 30) * 0.005),\(43.2 + Double($0 / 30) * 0.006)"
    }
    try folder.write("many.csv", "id,lon,lat\n" + lines.joined(separator: "\n") + "\n")
    let arguments =
      ["reach", "many.csv", "--within", "200,400", "--zones", "zones.geojson"] + Self.counted
    let one = try AmpGeoProcess.run(arguments + ["--threads", "1"], in: folder)
    let two = try AmpGeoProcess.run(arguments + ["--threads", "2"], in: folder)
    one.expectSuccess()
    #expect(one.output == two.output)
  }
}
