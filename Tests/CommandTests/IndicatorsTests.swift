import Foundation
import TestSupport
import Testing

/// Indicators of two zones, whose people stand at points of known distances: 0.001 degrees are 81.1 m of
/// longitude and 111.1 m of latitude there.
@Suite struct IndicatorsTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    let zones = [("a", "5.40", "5.42", 100, 110), ("b", "5.42", "5.44", 50, 40)].map {
      name, west, east, before, after in
      "{\"type\":\"Feature\",\"id\":\"\(name)\",\"properties\":{\"name\":\"\(name)\",\"then\":\(before),"
        + "\"now\":\(after),\"social\":20,\"homes\":100},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
        + "[[[\(west),43.3],[\(east),43.3],[\(east),43.32],[\(west),43.32],[\(west),43.3]]]}}"
    }
    try folder.write(
      "zones.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[\(zones.joined(separator: ","))]}")
    // 50 people 333 m north of the stop, 30 at 889 m, 20 in the other zone.
    try folder.write(
      "people.csv", "id,lon,lat,n\np,5.41,43.308,50\nq,5.41,43.313,30\nr,5.43,43.305,20\n")
    try folder.write("bus.csv", "id,lon,lat,daily\ns,5.41,43.305,240\n")
    try folder.write("metro.csv", "id,lon,lat,daily\nm,5.4101,43.305,36\n")
    try folder.write("school.csv", "id,lon,lat\nx,5.41,43.307\n")
    try folder.write("clinic.csv", "id,lon,lat\ny,5.41,43.316\n")
    func square(_ name: String, _ side: Double) throws {
      let (east, north) = (5.41 + side / 81_100, 43.309 + side / 111_100)
      try folder.write(
        name,
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":"g","properties":{},
        "geometry":{"type":"Polygon","coordinates":[[[5.41,43.309],[\(east),43.309],[\(east),\(north)],
        [5.41,\(north)],[5.41,43.309]]]}}]}
        """)
    }
    try square("garden.geojson", 50)
    try square("park.geojson", 100)
    try square("built-then.geojson", 200)
    try square("built-now.geojson", 300)
  }

  private func plan(_ data: String) throws {
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson }
      layers:
        bus: { source: bus.csv }
        metro: { source: metro.csv }
        school: { source: school.csv }
        clinic: { source: clinic.csv }
        garden: { source: garden.geojson }
        park: { source: park.geojson }
        then: { source: built-then.geojson }
        now: { source: built-now.geojson }
        a: { source: zones.geojson, where: { name: a } }
      coverage: { layers: [] }
      people: { source: people.csv, field: n }
      indicators:
        data:
      \(data)
      """)
  }

  /// The rows of the list, by indicator and zone: value and reason.
  private func rows(_ data: String, _ arguments: String...) throws -> [String: String] {
    try plan(data)
    let run = try AmpGeoProcess.run(
      ["indicators", "plan.yaml", "--format", "csv", "-q"] + arguments, in: folder)
    run.expectSuccess()
    var rows: [String: String] = [:]
    for line in run.output.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      rows["\(cells[0]) \(cells[1])"] = cells[2].isEmpty ? cells[6] : cells[2]
    }
    return rows
  }

  @Test func convenientAccessIsThatOfEitherKind() throws {
    let low = try rows("    low_capacity_stops: bus")
    #expect(low["sdg-11.2.1 a"] == "0.625" && low["sdg-11.2.1 b"] == "0")
    #expect(low["sdg-11.2.1 "] == "0.5")
    let both = try rows("    low_capacity_stops: bus\n    high_capacity_stops: metro")
    #expect(both["sdg-11.2.1 a"] == "1" && both["sdg-11.2.1 "] == "0.8")
  }

  @Test func whatDataDoesNotCoverIsNotZero() throws {
    let rows = try rows("    low_capacity_stops: { layer: bus, covers: a }")
    #expect(rows["sdg-11.2.1 a"] == "0.625" && rows["sdg-11.2.1 b"] == "not_covered")
    #expect(rows["sdg-11.2.1 "] == "0.625")
    #expect(rows["ec-green-400 "] == "no_data" && rows["ec-green-400 a"] == "no_data")
  }

  @Test func sizesOfGreenSpaceCount() throws {
    // A garden of 50 by 50 m, 111 m north of p, is near enough and too small; q is 389 m from it.
    let garden = try rows("    green_spaces: garden")
    #expect(garden["green-3-30-300 a"] == "0.625" && garden["ec-green-400 a"] == "1")
    #expect(garden["who-green-300 a"] == "0")
    let park = try rows("    green_spaces: park")
    #expect(park["who-green-300 a"] == "0.625")
    let points = try rows("    green_spaces: school")
    #expect(points["who-green-300 a"] == "not_known" && points["green-3-30-300 a"] == "0.625")
  }

  @Test func amenitiesAreCountedByKind() throws {
    // 923 m are 15 minutes: p reaches both, q both, r none.
    let rows = try rows("    amenities: [school, clinic]")
    #expect(rows["city-15-min a"] == "2" && rows["city-15-min b"] == "0")
    #expect(rows["city-15-min "] == "1.6" && rows["city-15-min-all "] == "0.8")
  }

  /// 20 buses and 3 trains an hour: p has both within its walks, q the metro alone, r none.
  @Test func serviceHasLevels() throws {
    let rows = try rows(
      """
          low_capacity_stops: { layer: bus, departures: daily, hours: 12 }
          high_capacity_stops: { layer: metro, departures: daily, hours: 12 }
      """)
    #expect(rows["transit-very-high "] == "0" && rows["transit-high "] == "0.5")
    #expect(rows["transit-medium "] == "0" && rows["transit-low "] == "0")
    #expect(rows["transit-none "] == "0.5" && rows["transit-none b"] == "1")
  }

  @Test func bandsCountPeople() throws {
    let rows = try rows("    priority_neighbourhoods: garden")
    #expect(rows["priority-band-300 "] == "50" && rows["priority-band-500 a"] == "80")
  }

  @Test func landAndPeopleAtTwoDates() throws {
    let rows = try rows(
      """
          built_up_before: { layer: then, year: 2010 }
          built_up: { layer: now, year: 2020 }
          population_before: { field: then, year: 2010 }
          population_after: { field: now, year: 2020 }
      """)
    // From 40,000 to 90,000 m² and from 100 to 110 people: (1.25 / 10) / (ln 1.1 / 10) and 5,000 m².
    let ratio = try #require(rows["sdg-11.3.1 a"].flatMap(Double.init))
    #expect(abs(ratio - 1.25 / 0.0953102) < 0.02)
    let each = try #require(rows["zan a"].flatMap(Double.init))
    #expect(abs(each / 5000 - 1) < 2e-3)
    #expect(rows["zan b"] == "no_change" && rows["sdg-11.3.1 b"] == "no_ground")
  }

  @Test func theSeaMakesZonesCoastal() throws {
    let rows = try rows("    sea: garden")
    #expect(rows["coastal a"] == "1" && rows["coastal b"] == "0" && rows["coastal "] == "1")
    let on = try self.rows("    sea: a")
    #expect(on["coastal a"] == "1" && on["coastal b"] == "1" && on["coastal "] == "2")
  }

  @Test func socialHousingIsAShareOfHomes() throws {
    let rows = try rows("    social_housing: social\n    main_residences: homes")
    #expect(rows["sru a"] == "0.2" && rows["sru "] == "0.2")
  }

  @Test func openSpaceIsAShareOfWhatIsBuilt() throws {
    let rows = try rows("    open_space: park\n    built_up: then")
    let share = try #require(rows["sdg-11.7.1 a"].flatMap(Double.init))
    #expect(abs(share - 0.25) < 1e-3 && rows["sdg-11.7.1 b"] == "no_ground")
  }

  @Test func onlyThoseNamedAreComputed() throws {
    let rows = try rows("    low_capacity_stops: bus", "--only", "sdg-11.2.1,coastal")
    #expect(Set(rows.keys.map { $0.split(separator: " ")[0] }) == ["sdg-11.2.1", "coastal"])
  }

  @Test func zonesHaveColumnsAndTheNotesSayWhatIsMissing() throws {
    try plan("    low_capacity_stops: bus")
    let run = try AmpGeoProcess.run(["indicators", "plan.yaml"], in: folder)
    run.expectSuccess()
    let zones = try ParsedJSON(run.output)["features"].items
    #expect(zones.count == 2 && zones[0]["properties"]["sdg_11_2_1"].number == 0.625)
    #expect(zones[0]["properties"]["sru_reason"].string == "no_data")
    #expect(run.errors.contains("\"social_housing\" would answer"))
  }

  @Test func theListTellsFormulasAndSources() throws {
    let run = try AmpGeoProcess.run(["indicators", "--list"], in: folder)
    run.expectSuccess()
    for text in ["sdg-11.2.1", "UN-Habitat 2021", "Needs: low_capacity_stops", "transit-none"] {
      #expect(run.output.contains(text))
    }
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func badInput() throws {
    func fails(_ data: String, _ text: String) throws {
      try plan(data)
      let run = try AmpGeoProcess.run(["indicators", "plan.yaml"], in: folder)
      #expect(run.exitCode == 65 && run.errors.contains(text), "\(run.errors)")
    }
    try fails("    buses: bus", "nothing that indicators are computed of")
    try fails("    low_capacity_stops: trams", "does not define")
    try fails("    low_capacity_stops: { layer: bus, departures: weekly }", "weekly")
    try fails("    social_housing: flats\n    main_residences: homes", "flats")
    try AmpGeoProcess.run(["indicators", "--only", "sdg-1"], in: folder)
      .expectUsageError(saying: "sdg-1")
  }
}
