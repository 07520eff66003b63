import GeoCore
import GeoStreets
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct ArealInterpolationTests {
  private typealias Fields = ArealInterpolation.Fields

  private func source(
    _ features: [[PaperLayers.Ring]], _ columns: [Column]
  ) throws -> ArealLayer {
    try ArealLayer(
      PaperLayers.study("source", PaperLayers.geometries(features), columns),
      in: .laeaEurope, dissolves: false, threads: 1)
  }

  private func mask(
    _ features: [[PaperLayers.Ring]], weights: [Double?]? = nil
  ) throws -> ArealInterpolation.Mask {
    let columns = weights.map { [Column("weight", $0)] } ?? []
    let layer = try ArealLayer(
      PaperLayers.study("mask", PaperLayers.geometries(features), columns), in: .laeaEurope,
      dissolves: weights == nil, threads: 1)
    return ArealInterpolation.Mask(layer, weightField: weights.map { _ in "weight" })
  }

  private func run(
    _ source: ArealLayer, _ zones: ZoneSet, _ fields: Fields,
    _ mask: ArealInterpolation.Mask? = nil
  ) throws -> ArealInterpolation.Result {
    try ArealInterpolation.run(from: source, to: zones, fields: fields, mask: mask, threads: 1)
  }

  /// Two squares of 100 m side by side.
  private let halves = [[PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(100, 0, 200, 100)]]

  private func people() throws -> ArealLayer {
    try source(
      halves,
      [
        Column("people", [80, 40] as [Int?]), Column("rate", [0.5, 0.25] as [Double?]),
        Column("use", ["Forêt", "town"] as [String?]),
      ])
  }

  @Test func countsRatesAndCategories() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 50, 100)], [PaperLayers.ring(50, 0, 200, 100)]])
    let result = try run(
      try people(), zones,
      Fields(extensive: ["people"], intensive: ["rate"], categorical: ["use"]))
    #expect(result.layer.numbers("people") == [40, 80])
    // (50 x 0.5 + 100 x 0.25) / 150
    #expect(result.layer.numbers("rate") == [0.5, 0.333333])
    #expect(result.layer.numbers("use_for_t_share") == [1, 0.333333333])
    #expect(result.layer.numbers("use_town_share") == [0, 0.666666667])
    #expect(result.layer.attributes["rate_reason"] == nil)
    #expect(result.ledger.rows.allSatisfy { $0.assigned == $0.value && $0.reason == nil })
    #expect(result.notes.isEmpty)
  }

  /// Categories whose columns could have one name are told apart, and which is which is said.
  @Test func categoriesAreToldApartByTheirText() throws {
    let names = ["UB", "Ub", "N", "N*", "1AU", "Île", "Ile"]
    let squares = names.indices.map { i in
      [PaperLayers.ring(Double(i) * 100, 0, Double(i + 1) * 100, 100)]
    }
    var column = Column("zone")
    for name in names { column.append(name) }
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 700, 100)]])
    let result = try run(try source(squares, [column]), zones, Fields(categorical: ["zone"]))
    let legend = result.categories.columns
    #expect(Set(legend.map(\.category)) == Set(names) && legend.allSatisfy { $0.field == "zone" })
    #expect(Set(legend.map { $0.column.lowercased() }).count == names.count)
    for one in legend { #expect(result.layer.numbers(one.column) == [0.142857143]) }
    let rows = result.categories.table
    #expect(rows.strings("category") == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(rows.numbers("area_m2").allSatisfy { $0 == 10_000 })
    #expect(rows.strings("zone") == names.map { _ in "1" })
  }

  /// 1, 1.0 and "1" are one category, "01" another; what has none has a row, and no column.
  @Test func numbersAreOneCategoryHoweverWritten() throws {
    var column = Column("code")
    column.append(json: "1".utf8, kind: .integer)
    column.append(json: "1.0".utf8, kind: .number)
    column.append("1")
    column.append("01")
    column.appendNull()
    let squares = (0..<5).map { i in
      [PaperLayers.ring(Double(i) * 100, 0, Double(i + 1) * 100, 100)]
    }
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 500, 100)]])
    let result = try run(try source(squares, [column]), zones, Fields(categorical: ["code"]))
    #expect(result.categories.columns.map(\.category) == ["01", "1"])
    #expect(result.categories.table.strings("category") == ["01", "1", nil])
    #expect(result.categories.table.numbers("share") == [0.2, 0.6, 0.2])
  }

  /// A mask that has no place in a zone leaves its shares and means unknown, and says why.
  @Test func sharesWithoutAPlaceInTheMaskHaveAReason() throws {
    let zones = try PaperLayers.zones([
      [PaperLayers.ring(0, 0, 100, 50)], [PaperLayers.ring(500, 0, 600, 100)],
    ])
    let fields = Fields(intensive: ["rate"], categorical: ["use"])
    let result = try run(
      try people(), zones, fields, try mask([[PaperLayers.ring(150, 0, 160, 50)]])
    ).layer
    #expect(result.strings("use_share_reason") == ["no_mask_area", "no_mask_area"])
    #expect(result.strings("rate_reason") == ["no_mask_area", "no_source"])
    #expect(result.numbers("rate") == [nil, nil])
    let plain = try run(try people(), zones, fields).layer
    #expect(plain.attributes["use_share_reason"] == nil)
  }

  @Test func whatLiesOutsideStaysInTheLedger() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(50, 0, 100, 100)], [PaperLayers.ring(500, 0, 600, 100)]])
    let result = try run(
      try people(), zones,
      Fields(extensive: ["people"], intensive: ["rate"], categorical: ["use"]))
    #expect(result.layer.numbers("people") == [40, nil])
    #expect(result.layer.strings("people_reason") == [nil, "no_source"])
    #expect(result.layer.numbers("rate") == [0.5, nil])
    let reasons = try #require(result.layer.attributes["rate_reason"])
    #expect(reasons.string(0) == nil && reasons.string(1) == "no_source")
    #expect(result.layer.numbers("use_town_share") == [0, 0])
    #expect(
      result.ledger.rows == [
        TransferLedger.Row(
          field: "people", source: "1", value: 80, assigned: 40, outside: 40,
          reason: "partly_outside_zones"),
        TransferLedger.Row(
          field: "people", source: "2", value: 40, assigned: 0, outside: 40,
          reason: "outside_zones"),
      ])
  }

  @Test func missingValuesAreNotZero() throws {
    let source = try source(
      halves, [Column("people", [80, nil] as [Int?]), Column("rate", [0.5, nil] as [Double?])])
    let zones = try PaperLayers.zones([[PaperLayers.ring(50, 0, 200, 100)]])
    let result = try run(source, zones, Fields(extensive: ["people"], intensive: ["rate"]))
    #expect(result.layer.numbers("people") == [40])
    #expect(result.layer.numbers("rate") == [0.5])
    #expect(result.ledger.droppedRows.map(\.source) == ["2"])
    #expect(result.notes == ["1 values are left out: 2 (people: no_value)"])
  }

  @Test func aBinaryMaskMovesCountsToWhereItIs() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 50, 100)], [PaperLayers.ring(50, 0, 200, 100)]])
    // A quarter of the mask in the first square is in the first zone; drawn twice in part.
    let built = try mask(
      [
        [PaperLayers.ring(40, 0, 80, 100)], [PaperLayers.ring(60, 0, 80, 50)],
        [PaperLayers.ring(150, 0, 160, 10)],
      ])
    let result = try run(
      try people(), zones,
      Fields(extensive: ["people"], intensive: ["rate"], categorical: ["use"]), built)
    #expect(result.layer.numbers("people") == [20, 100])
    #expect(result.layer.numbers("rate")[0] == 0.5)
    // (3000 x 0.5 + 100 x 0.25) / 3100
    #expect(result.layer.numbers("rate")[1] == 0.491935)
    #expect(result.layer.numbers("use_town_share") == [0, Rounding.share(100.0 / 3100)])
    #expect(result.ledger.rows.map(\.assigned) == [80, 40])
  }

  @Test func aWeightedMask() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 50, 100)], [PaperLayers.ring(50, 0, 200, 100)]])
    let built = try mask(
      [
        [PaperLayers.ring(0, 0, 50, 100)], [PaperLayers.ring(50, 0, 100, 100)],
        [PaperLayers.ring(100, 0, 200, 100)],
      ], weights: [1, 3, 0.5])
    let result = try run(try people(), zones, Fields(extensive: ["people"]), built)
    #expect(result.layer.numbers("people") == [20, 100])
  }

  @Test func aMaskThatLeavesNoPlaceIsNamed() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 200, 100)]])
    let built = try mask([[PaperLayers.ring(0, 0, 30, 30)]])
    let result = try run(try people(), zones, Fields(extensive: ["people"]), built)
    #expect(result.layer.numbers("people") == [80])
    let lost = try #require(result.ledger.droppedRows.first)
    #expect(lost.source == "2" && lost.value == 40 && lost.dropped == 40)
    #expect(lost.reason == "no_mask_area")
    #expect(result.notes == ["1 values are left out: 2 (people: no_mask_area)"])
    // A weight of 0 is no place either.
    let zero = try mask(halves, weights: [1, 0])
    let second = try run(try people(), zones, Fields(extensive: ["people"]), zero)
    #expect(second.ledger.droppedRows.map(\.reason) == ["no_mask_area"])
  }

  @Test func weightsMustBeThere() throws {
    let zones = try PaperLayers.zones(halves)
    for weights in [[1, nil], [1, -2]] as [[Double?]] {
      let built = try mask(halves, weights: weights)
      #expect {
        try run(try people(), zones, Fields(extensive: ["people"]), built)
      } throws: {
        "\($0)".contains("feature #2") && "\($0)".contains("missing or negative")
      }
    }
  }

  @Test func fieldsMustBeThereAndNumbers() throws {
    let zones = try PaperLayers.zones(halves)
    #expect {
      try run(try people(), zones, Fields(extensive: ["jobs"]))
    } throws: {
      "\($0)".contains("\"jobs\"") && "\($0)".contains("attributes: people, rate, use")
    }
    #expect {
      try run(try people(), zones, Fields(intensive: ["use"]))
    } throws: {
      "\($0)".contains("feature #1") && "\($0)".contains("categorical")
    }
  }

  @Test func overlappingZonesShareACount() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(0, 0, 100, 100)]])
    let result = try run(try people(), zones, Fields(extensive: ["people"]))
    #expect(result.layer.numbers("people") == [40, 40])
    #expect(result.ledger.rows.map(\.assigned) == [80, 0])
    #expect(result.ledger.rows.map(\.dropped) == [0, 0])
  }

  @Test func overlappingSourcesStayWithinTheWhole() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 100, 100)]])
    let square = [PaperLayers.ring(0, 0, 100, 100)]
    let source = try source([square, square], [Column("use", ["wood", "town"] as [String?])])
    let result = try run(source, zones, Fields(categorical: ["use"]))
    #expect(result.layer.numbers("use_wood_share") == [0.5])
    #expect(result.layer.numbers("use_town_share") == [0.5])
    #expect(result.notes.contains { $0.contains("scaled to 100 %") })
  }

  @Test func theLedgerAsTableAndJSON() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(50, 0, 200, 100)]])
    let ledger = try run(try people(), zones, Fields(extensive: ["people"])).ledger
    #expect(
      ledger.table.attributes.names == [
        "field", "source_id", "value", "assigned", "outside", "dropped", "reason",
      ])
    #expect(ledger.table.numbers("assigned") == [40, 40])
    #expect(ledger.json.compact.contains(#""value":120,"assigned":80,"outside":40,"dropped":0"#))
  }

  /// What a partition of zones takes and leaves is what was there, for any mask.
  @Test(arguments: [41, 42, 43], [false, true])
  func countsAreConserved(_ seed: UInt64, isMasked: Bool) throws {
    var generator = SeededGenerator(seed: seed)
    func grid(_ columns: Int, _ size: Double, _ seed: UInt64) -> Geometries {
      Tessellation.jitteredGrid(
        columns: columns, rows: columns, size: size, inserted: 2, originX: PaperLayers.x0,
        originY: PaperLayers.y0, seed: seed)
    }
    let counts = (0..<81).map { _ in Int.random(in: 0...5_000, using: &generator) }
    let uses = (0..<81).map { _ in ["a", "b", "c"].randomElement(using: &generator) }
    // The same square of 9 km, cut in two ways.
    let source = try ArealLayer(
      PaperLayers.study(
        "source", grid(9, 1_000, seed), [Column("people", counts), Column("use", uses)]),
      in: .laeaEurope, dissolves: false, threads: 2)
    let zones = try ZoneSet(
      PaperLayers.study("zones", grid(6, 1_500, seed + 7)), fields: ZoneEntry(source: "zones"),
      in: .laeaEurope, threads: 2)
    let built =
      try isMasked
      ? ArealInterpolation.Mask(
        ArealLayer(
          PaperLayers.study(
            "mask", Geometries.stars(count: 90, radius: 400, vertices: 8, seed: seed)),
          in: .laeaEurope, threads: 2)) : nil
    func run(threads: Int) throws -> ArealInterpolation.Result {
      try ArealInterpolation.run(
        from: source, to: zones, fields: Fields(extensive: ["people"], categorical: ["use"]),
        mask: built, threads: threads)
    }
    let result = try run(threads: 2)
    let total = Double(counts.reduce(0, +))
    let moved = result.layer.numbers("people").reduce(0) { $0 + ($1 ?? .nan) }
    let rows = result.ledger.rows
    #expect(rows.map(\.value) == counts.map(Double.init))
    for row in rows { #expect(abs(row.assigned + row.outside + row.dropped - row.value) < 1e-9) }
    let assigned = rows.reduce(0) { $0 + $1.assigned }
    #expect(abs(moved - assigned) < 1e-9 * total + 1e-6 * 36)
    if !isMasked { #expect(assigned == total && abs(moved - total) < 1e-6 * 36) }
    let shares = ["a", "b", "c"].map { result.layer.numbers("use_\($0)_share") }
    for zone in 0..<zones.count {
      let parts = shares.compactMap { $0[zone] }
      #expect(parts.isEmpty || parts.count == 3)
      #expect(parts.allSatisfy { $0 >= 0 } && parts.reduce(0, +) <= 1 + 2e-9)
    }
    let single = try run(threads: 1)
    #expect(single.layer.attributes == result.layer.attributes)
    #expect(single.ledger.rows == result.ledger.rows)
  }

  /// Where no source lies nobody knows the count; where the mask is not, or the source counts 0, it is 0.
  @Test func countsWithoutASourceAreUnknown() throws {
    let zones = try PaperLayers.zones([
      [PaperLayers.ring(0, 0, 100, 50)], [PaperLayers.ring(0, 50, 100, 100)],
      [PaperLayers.ring(500, 0, 600, 100)],
    ])
    let people = try people()
    let plain = try run(people, zones, Fields(extensive: ["people"])).layer
    #expect(plain.numbers("people") == [40, 40, nil])
    #expect(plain.strings("people_reason") == [nil, nil, "no_source"])
    let masked = try run(
      people, zones, Fields(extensive: ["people"]), try mask([[PaperLayers.ring(0, 0, 100, 50)]])
    ).layer
    #expect(masked.numbers("people") == [80, 0, nil])
    #expect(masked.strings("people_reason") == [nil, nil, "no_source"])
    let elsewhere = try run(
      people, zones, Fields(extensive: ["people"]), try mask([[PaperLayers.ring(150, 0, 160, 50)]])
    ).layer
    #expect(elsewhere.numbers("people") == [nil, nil, nil])
    #expect(elsewhere.strings("people_reason") == ["no_mask_area", "no_mask_area", "no_source"])
  }
}
