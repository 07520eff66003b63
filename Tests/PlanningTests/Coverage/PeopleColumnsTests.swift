import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// The columns of people in a coverage, and how they stand beside each other.
@Suite struct PeopleColumnsTests {
  private func homes() throws -> PeopleSource {
    let cells = PaperLayers.geometries([
      [PaperLayers.ring(0, 0, 200, 200)], [PaperLayers.ring(200, 0, 400, 200)],
    ])
    return try PeopleSource(
      PaperLayers.study("people", cells, [Column("ind", [10, 5] as [Int?])]), field: "ind",
      in: .laeaEurope, threads: 1)
  }

  @Test func columnsStandInOrder() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 300, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]], accuracy: 1)
    let result = try PaperLayers.coverage(zones, [park], people: try homes())
    #expect(
      result.layer.attributes.names.filter { $0 != "area_m2" && $0 != "share_of" } == [
        "zone_population", "zone_population_low", "zone_population_high", "park_area_m2",
        "park_share", "park_share_low", "park_share_high", "park_population",
        "park_population_low", "park_population_high", "park_population_share",
        "park_status",
      ])
    #expect(result.layer.numbers("zone_population") == [12.5])
    #expect(result.layer.numbers("zone_population_low") == [10])
    #expect(result.layer.numbers("zone_population_high") == [15])
    #expect(result.layer.numbers("park_population") == [5])
    #expect(result.layer.numbers("park_population_share") == [0.4])
    #expect(result.layer.numbers("park_population_low") == [0])
    #expect(result.layer.numbers("park_population_high") == [10])
  }

  @Test func withoutPeopleThereAreNoColumns() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 300, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]])
    let result = try PaperLayers.coverage(zones, [park])
    #expect(!result.layer.attributes.names.contains { $0.contains("population") })
    #expect(result.people == nil)
  }

  @Test func peopleOnLand() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 400, 200)]])
    let water = try PaperLayers.areal("water", [[PaperLayers.ring(0, 0, 50, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]])
    let land = try Denominator(landOf: zones, water: water, threads: 1)
    let result = try PaperLayers.coverage(zones, [park], of: land, people: try homes())
    // A quarter of the first cell is park on land; the zone's people are those of all of it.
    #expect(result.layer.numbers("park_population") == [2.5])
    #expect(result.layer.numbers("zone_population") == [15])
  }

  @Test func whoIsNotInTheZonesIsNoted() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 300, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]])
    let result = try PaperLayers.coverage(zones, [park], people: try homes())
    #expect(
      result.notes.contains(
        "2.5 people of 1 rows of \"people\" live outside all zones"))
  }

  @Test func rowsThatAreNotWholeAreNoted() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 300, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]])
    let cells = PaperLayers.geometries([[PaperLayers.ring(0, 0, 200, 200)]])
    let source = try PeopleSource(
      PaperLayers.study("people", cells, [Column("ind", [10.5] as [Double?])]), field: "ind",
      in: .laeaEurope, threads: 1)
    let result = try PaperLayers.coverage(zones, [park], people: source)
    #expect(result.notes.contains("1 rows of \"people\" count people that are not whole"))
    #expect(result.layer.numbers("park_population") == [5.25])
  }

  @Test func anEmptySourceIsNoted() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 300, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]])
    let source = try PeopleSource(
      PaperLayers.study("people", Geometries(crs: .laeaEurope), [Column("ind")]), field: "ind",
      in: .laeaEurope, threads: 1)
    let result = try PaperLayers.coverage(zones, [park], people: source)
    #expect(result.layer.numbers("park_population") == [0])
    #expect(result.notes.contains("\"people\" has no rows: nobody is counted"))
  }

  @Test func theLedgerIsATable() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 300, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 100, 200)]])
    let result = try PaperLayers.coverage(zones, [park], people: try homes())
    let table = try #require(result.people?.table)
    #expect(
      table.attributes.names == ["id", "people", "assigned", "outside", "dropped", "reason"])
    #expect(table.numbers("people") == [10, 5])
    #expect(table.numbers("assigned") == [10, 2.5])
    #expect(table.numbers("outside") == [0, 2.5])
    #expect(table.numbers("dropped") == [0, 0])
    #expect(table.attributes["reason"]?.string(1) == "partly_outside_zones")
  }
}
