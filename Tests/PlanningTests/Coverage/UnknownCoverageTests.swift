import GeoCore
import Testing

@testable import PlanningStudies

/// What is not known is null with a reason, never 0.
@Suite struct UnknownCoverageTests {
  private func zonesWithOneNowhere(_ columns: [Column] = []) throws -> ZoneSet {
    var shapes = PaperLayers.geometries([[PaperLayers.ring(0, 0, 100, 100)]])
    shapes.beginFeature(.null)
    return try ZoneSet(
      PaperLayers.study("zones", shapes, ids: ["a", "b"], columns),
      fields: ZoneEntry(source: "zones"), in: .laeaEurope, threads: 1)
  }

  private func nowhere(_ count: Int, accuracy: Double? = 5) throws -> ArealLayer {
    var shapes = Geometries(crs: .laeaEurope)
    for _ in 0..<count { shapes.beginFeature(.null) }
    return try ArealLayer(
      PaperLayers.study("l", shapes, accuracy: accuracy), in: .laeaEurope, threads: 1)
  }

  @Test func aZoneWithoutGeometry() throws {
    let layer = try PaperLayers.areal("l", [[PaperLayers.ring(0, 0, 50, 100)]], accuracy: 1)
    let people = try PeopleSource(
      PaperLayers.study(
        "people", PaperLayers.geometries([[PaperLayers.ring(0, 0, 100, 100)]]),
        [Column("ind", [10] as [Int?])]), field: "ind", in: .laeaEurope, threads: 1)
    let result = try PaperLayers.coverage(try zonesWithOneNowhere(), [layer], people: people).layer
    #expect(result.numbers("area_m2") == [10_000, nil])
    #expect(result.strings("zone_reason") == [nil, "no_geometry"])
    #expect(result.numbers("l_share") == [0.5, nil])
    for column in ["area_m2", "share", "share_low", "share_high", "population"] {
      #expect(result.numbers("l_\(column)")[1] == nil, "\(column)")
    }
    #expect(result.numbers("zone_population") == [10, nil])
    #expect(result.strings("l_reason") == [nil, "no_geometry"])
  }

  @Test func aLayerWithoutPositions() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 100, 100)]])
    let result = try PaperLayers.coverage(zones, [try nowhere(2)])
    for column in ["area_m2", "share", "share_low", "share_high"] {
      #expect(result.layer.numbers("l_\(column)") == [nil], "\(column)")
    }
    #expect(result.layer.strings("l_reason") == ["no_positions"])
    #expect(result.totals[0].reason == "no_positions")
    #expect(result.notes.contains { $0.contains("lon and lat") && $0.contains("null") })
    // A layer without features covers nothing, and that is known.
    #expect(try PaperLayers.coverage(zones, [try nowhere(0)]).layer.numbers("l_share") == [0])
  }

  @Test func whatNeedsPositionsIsRefusedWithoutThem() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 100, 100)]])
    let layer = try nowhere(1)
    let errors = [
      #expect(throws: InputError.self) {
        _ = try Denominator(named: "land", zones: zones, water: layer, layer: nil, threads: 1)
      },
      #expect(throws: InputError.self) {
        _ = try Denominator(named: "l", zones: zones, water: nil, layer: layer, threads: 1)
      },
      #expect(throws: InputError.self) {
        _ = try OverlapAnalysis.run([.init(within: layer)], zones: nil, threads: 1)
      },
      #expect(throws: InputError.self) {
        _ = try ArealInterpolation.run(
          from: layer, to: zones, fields: .init(extensive: ["n"]), mask: nil, threads: 1)
      },
    ]
    for error in errors { #expect(error?.reason.contains("has a position") == true) }
  }

  @Test func nothingToTakeAShareOf() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(200, 0, 300, 100)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 50, 50)]])
    let result = try PaperLayers.coverage(
      zones, [park], of: try Denominator(of: park, in: zones, threads: 1)
    ).layer
    #expect(result.numbers("park_share") == [1, nil])
    #expect(result.strings("park_reason") == [nil, "no_denominator"])
  }

  @Test func peopleThatNobodyCounted() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(200, 0, 300, 100)]])
    func population(_ counts: [Int?]) throws -> Layer {
      let cells = PaperLayers.geometries([
        [PaperLayers.ring(10, 0, 20, 10)], [PaperLayers.ring(210, 0, 220, 10)],
      ])
      let people = try PeopleSource(
        PaperLayers.study("people", cells, [Column("ind", counts)]), field: "ind", in: .laeaEurope,
        threads: 1)
      return try PaperLayers.coverage(zones, [], people: people).layer
    }
    let one = try population([3, nil])
    #expect(one.numbers("zone_population") == [3, nil])
    #expect(one.strings("zone_population_reason") == [nil, "no_count"])
    let none = try population([nil, nil])
    #expect(none.numbers("zone_population") == [nil, nil])
    #expect(none.strings("zone_population_reason") == ["no_people", "no_people"])
    #expect(try population([3, 0]).attributes["zone_population_reason"] == nil)
  }
}
