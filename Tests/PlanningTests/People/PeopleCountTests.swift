import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct PeopleCountTests {
  private func people(
    _ features: [[PaperLayers.Ring]], _ counts: [Double?], lenient: Bool = false
  ) throws -> PeopleSource {
    try PeopleSource(
      PaperLayers.study("people", PaperLayers.geometries(features), [Column("ind", counts)]),
      field: "ind", in: .laeaEurope, lenient: lenient, threads: 1)
  }

  private func people(at points: [(Double, Double)], _ counts: [Double?]) throws -> PeopleSource {
    var geometries = Geometries(crs: .laeaEurope)
    for (x, y) in points {
      geometries.appendPoint(x: PaperLayers.x0 + x, y: PaperLayers.y0 + y)
    }
    return try PeopleSource(
      PaperLayers.study("people", geometries, [Column("ind", counts)]), field: "ind",
      in: .laeaEurope, threads: 1)
  }

  private func counts(_ source: PeopleSource, _ zones: ZoneSet) throws -> [PeopleCount] {
    try PeopleCount.counts(
      of: source, in: zones.areal.index, zones: zones.areal.index, threads: 1)
  }

  private func twoZones() throws -> ZoneSet {
    try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 1000, 1000)], [PaperLayers.ring(1000, 0, 2000, 1000)]])
  }

  private func square(_ x: Double, _ y: Double) -> [PaperLayers.Ring] {
    [PaperLayers.ring(x, y, x + 200, y + 200)]
  }

  @Test func cellsInsideHalfInsideAndOutside() throws {
    let source = try people(
      [square(100, 100), square(900, 400), square(1900, 0), square(5000, 0)], [10, 8, 6, 4])
    let zones = try twoZones()
    let found = try counts(source, zones)
    #expect(
      found == [
        // All of the first, half of the second, which is in or out: 4 of 8, and 3 of the third's 6.
        PeopleCount(expected: 14, low: 10, high: 18, cut: 4 * 4),
        PeopleCount(expected: 7, low: 0, high: 14, cut: 4 * 4 + 3 * 3),
      ])
    let ledger = try PeopleLedger(source, zones: zones.areal, threads: 1)
    #expect(ledger.rows.map(\.assigned) == [10, 8, 3, 0])
    #expect(ledger.rows.map(\.outside) == [0, 0, 3, 4])
    #expect(ledger.rows.map(\.reason) == [nil, nil, "partly_outside_zones", "outside_zones"])
    #expect(ledger.people == 28 && ledger.assigned == 21 && ledger.outside == 7)
    #expect(ledger.dropped == 0 && ledger.droppedRows.isEmpty)
  }

  @Test func cellsThatOnlyTouchAreOut() throws {
    let found = try counts(try people([square(-200, 0), square(0, 1000)], [5, 5]), try twoZones())
    #expect(found == [PeopleCount(), PeopleCount()])
  }

  @Test func pointsInsideOnBordersAndOutside() throws {
    let source = try people(
      at: [(500, 500), (0, 500), (1000, 500), (2000, 1000), (2001, 0)], [1, 2, 4, 8, 16])
    let zones = try twoZones()
    let found = try counts(source, zones)
    #expect(
      found == [
        // The point between the zones is expected in equal parts in both.
        PeopleCount(expected: 5, low: 1, high: 7), PeopleCount(expected: 10, low: 0, high: 12),
      ])
    let ledger = try PeopleLedger(source, zones: zones.areal, threads: 1)
    #expect(ledger.rows.map(\.assigned) == [1, 2, 4, 8, 0])
    #expect(ledger.assigned == found.reduce(0) { $0 + $1.expected })
    #expect(ledger.outside == 16)
  }

  @Test func aCornerOfFourZonesCountsOnce() throws {
    let zones = try PaperLayers.zones([
      [PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(100, 0, 200, 100)],
      [PaperLayers.ring(0, 100, 100, 200)], [PaperLayers.ring(100, 100, 200, 200)],
    ])
    let found = try counts(try people(at: [(100, 100)], [10]), zones)
    #expect(found == Array(repeating: PeopleCount(expected: 2.5, low: 0, high: 10), count: 4))
  }

  @Test func droppedRowsAreBooked() throws {
    let source = try people([square(0, 0), [], square(400, 0)], [10, 7, nil])
    let zones = try twoZones()
    #expect(try counts(source, zones)[0] == PeopleCount(expected: 10, low: 10, high: 10))
    let ledger = try PeopleLedger(source, zones: zones.areal, threads: 1)
    #expect(ledger.rows.map(\.reason) == [nil, "no_geometry", "no_count"])
    #expect(ledger.people == 17 && ledger.assigned == 10 && ledger.dropped == 7)
    #expect(ledger.droppedRows.map(\.id) == ["2", "3"])
    #expect(
      ledger.notes.contains {
        $0.contains("2 rows of \"people\" are left out: 2 (no_geometry), 3 (no_count)")
      })
  }

  @Test func peopleUnderALayer() throws {
    let zones = try twoZones()
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 300, 300)]])
    let source = try people([square(0, 0), square(200, 0), square(600, 600)], [10, 20, 40])
    let result = try PaperLayers.coverage(zones, [park], people: source)
    // The first cell whole, the second half.
    #expect(result.layer.numbers("park_population") == [20, 0])
    #expect(result.layer.numbers("park_population_low") == [10, 0])
    #expect(result.layer.numbers("park_population_high") == [30, 0])
    #expect(result.layer.numbers("zone_population") == [70, 0])
    #expect(
      result.totals[0].population == PeopleCount(expected: 20, low: 10, high: 30, cut: 10 * 10))
  }

  @Test func overlappingFeaturesOfALayerCountPeopleOnce() throws {
    let zones = try twoZones()
    let park = try PaperLayers.areal(
      "park", [[PaperLayers.ring(0, 0, 300, 300)], [PaperLayers.ring(100, 0, 400, 300)]])
    let source = try people([square(100, 0)], [10])
    let result = try PaperLayers.coverage(zones, [park], people: source)
    #expect(result.layer.numbers("park_population") == [10, 0])
  }

  @Test func aPointBetweenZonesInALayerThatReachesOverBoth() throws {
    let zones = try twoZones()
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(900, 0, 1100, 1000)]])
    let source = try people(at: [(1000, 500), (950, 500), (900, 500)], [6, 2, 1])
    let result = try PaperLayers.coverage(zones, [park], people: source)
    #expect(result.layer.numbers("zone_population") == [6, 3])
    #expect(result.layer.numbers("park_population") == [6, 3])
    #expect(result.layer.numbers("park_population_low") == [2, 0])
    #expect(result.layer.numbers("park_population_high") == [9, 6])
  }

  /// Written sums: what stands in the ledger adds up in decimals, not nearly.
  @Test(arguments: [5, 6, 7])
  func everyRowOfTheLedgerAddsUp(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let cells = Tessellation.jitteredGrid(
      columns: 4, rows: 4, size: 1_100, inserted: 3, originX: PaperLayers.x0,
      originY: PaperLayers.y0, seed: seed)
    let zones = try ZoneSet(
      PaperLayers.study("zones", cells), fields: ZoneEntry(source: "zones"), in: .laeaEurope,
      threads: 2)
    var squares: [[PaperLayers.Ring]] = []
    var numbers: [Double?] = []
    for x in stride(from: -330.0, to: 4_800, by: 200) {
      for y in stride(from: -330.0, to: 4_800, by: 200) {
        squares.append(square(x, y))
        numbers.append(Double(Int.random(in: 0...900, using: &generator)) / 2)
      }
    }
    let source = try people(squares, numbers)
    let ledger = try PeopleLedger(source, zones: zones.areal, threads: 2)
    for row in ledger.rows {
      let millionths = [row.people, row.assigned, row.outside].map { Int(($0 * 1e6).rounded()) }
      #expect(millionths[0] == millionths[1] + millionths[2], "\(row)")
      #expect(row.assigned == Rounding.people(row.assigned))
    }
    let written = numbers.reduce(0) { $0 + ($1 ?? 0) }
    #expect(ledger.people == written)
    #expect(Rounding.people(ledger.assigned + ledger.outside) == written)
    #expect(Rounding.people(ledger.dropped) == 0)
    // And the zones hold what was assigned.
    let found = try counts(source, zones)
    #expect(abs(found.reduce(0) { $0 + $1.expected } - ledger.assigned) < 1e-6 * written)
    for one in found { #expect(one.low <= one.expected && one.expected <= one.high) }
  }
}
