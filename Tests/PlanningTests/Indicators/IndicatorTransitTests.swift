import GeoCore
import GeoFormats
import GeoStreets
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Stops, departures and ways on foot.
@Suite struct IndicatorTransitTests {
  private typealias Square = PlanningTests.Study

  private func plan(_ daily: Column) throws -> IndicatorCase {
    var plan = try IndicatorCase()
    try plan.add("bus", Square.points([(500, 500), (1500, 500)]), ids: ["x", "y"], [daily])
    return plan
  }

  private static let twelve = "{ layer: bus, departures: daily, hours: 12 }"

  @Test func departuresHeldAsTextAreNumbers() throws {
    let found = try plan(Column("daily", ["240", "60"])).figures(
      "{ low_capacity_stops: \(Self.twelve) }")
    #expect(found["transit-high", zone: "A"] == "1" && found["transit-medium", zone: "B"] == "1")
  }

  @Test(arguments: ["often", "-3"])
  func whatCountsNoDeparturesIsRefused(_ text: String) throws {
    let fault = try plan(Column("daily", ["240", text])).fault(
      "{ low_capacity_stops: \(Self.twelve) }")
    #expect(fault?.contains("daily") == true && fault?.contains(text) == true, "\(fault ?? "-")")
  }

  @Test func whatIsNoNumberOfDwellingsIsRefused() throws {
    for text in ["many", "-3"] {
      let plan = try IndicatorCase(
        zones: [Column("social", ["20", text]), Column("homes", [100, 100])])
      let fault = plan.fault("{ social_housing: social, main_residences: homes }")
      #expect(fault?.contains("social") == true && fault?.contains(text) == true)
    }
    let plan = try IndicatorCase(
      zones: [Column("social", ["20", nil]), Column("homes", ["100", "50"])])
    let found = try plan.figures("{ social_housing: social, main_residences: homes }")
    #expect(found["sru", zone: "A"] == "0.2" && found["sru", zone: "B"] == "not_known")
  }

  @Test func stopsWithoutDeparturesAreTold() throws {
    let found = try plan(Column("daily", [240, nil])).figures(
      "{ low_capacity_stops: \(Self.twelve) }")
    #expect(found["transit-low", zone: "B"] == "1")
    #expect(found.output.notes.contains { $0.contains("1 of 2") && $0.contains("bus") })
  }

  /// One kind of stops does not tell who has both.
  @Test func aMissingKindOfStopsIsNotNone() throws {
    let found = try plan(Column("daily", [240, 60])).figures(
      "{ low_capacity_stops: \(Self.twelve) }")
    #expect(found["transit-very-high"] == "no_data")
    #expect(found["transit-very-high", zone: "A"] == "no_data")
    #expect(found["transit-high", zone: "A"] == "1")
    let notes = found.output.notes.filter { $0.contains("high_capacity_stops") }
    for indicator in ["sdg-11.2.1", "transit-high", "transit-very-high"] {
      #expect(notes.contains { $0.contains(indicator) }, "\(indicator)")
    }
  }

  // MARK: On foot

  private func city(on mode: StreetMode) throws -> IndicatorFigures {
    let plan = try IndicatorCase()
    try EquatorStreets.write(to: plan.scratch, mode: mode)
    var square = Geometries(crs: .wgs84)
    square.appendPolygon([[(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)]])
    let file = try OutputFile(plan.scratch.file("zones.geojson"))
    try GeoJSONFormat().write(
      [Layer(name: "zones", geometries: square)], to: file, options: WriteOptions())
    try file.commit()
    try plan.scratch.write("people.csv", "id,lon,lat,n\nnear,0.0025,0.001,30\n")
    try plan.scratch.write("homes.geojson", shop)
    try plan.scratch.write("in_a.geojson", shop)
    try plan.scratch.write("in_half_of_a.geojson", shop)
    return try plan.figures(
      "{ amenities: homes }",
      plan: """
        people: { source: people.csv, field: n }
        network: { source: streets.gpkg }
        """, measuring: "")
  }

  private var shop: String {
    """
    {"type":"FeatureCollection","features":[{"type":"Feature","id":"s","properties":{},
    "geometry":{"type":"Point","coordinates":[0.009,0.0001]}}]}
    """
  }

  @Test func aNetworkOfBicyclesIsNotOnFoot() throws {
    #expect(try city(on: .walk)["city-15-min"] == "1")
    let cycled = try city(on: .bike)
    #expect(cycled["city-15-min"] == "not_on_foot" && cycled["city-15-min-all"] == "not_on_foot")
    #expect(cycled.output.notes.contains { $0.contains("bike") })
  }

  @Test func theSpeedOfWalkingIsOnRecord() throws {
    let found = try IndicatorCase().figures("{ amenities: homes }")
    let walking = found.output.parameters.first { $0.name == "walking" }?.value
    #expect(
      walking == .object(["speed_km_h": .number(4.8), "detour_factor": .number(1.3)]))
  }
}
