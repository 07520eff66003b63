import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// Cells of 1 km, in a row from the origin of the study.
@Suite struct PeopleModelTests {
  private typealias Paper = PlanningTests.Study

  private func source(_ people: [Double]) throws -> PeopleSource {
    let cells = Paper.polygons(people.indices.map { Paper.square(Double($0) * 1000, 0, 1000) })
    var column = Column("people")
    for one in people { column.append(one) }
    return try PeopleSource(
      Paper.layer("cells", cells, ids: people.indices.map { "c\($0)" }, columns: [column]),
      field: "people", in: .laeaEurope, threads: 1)
  }

  private func areal(_ name: String, _ rings: [Paper.Ring], people: [Double?] = []) throws
    -> ArealLayer
  {
    var column = Column("people")
    for one in people { column.append(one) }
    return try Paper.areal(
      Paper.layer(
        name, Paper.polygons(rings), ids: rings.indices.map { "\(name)\($0)" },
        columns: people.isEmpty ? [] : [column]))
  }

  private func known(_ name: String, _ rings: [Paper.Ring], _ people: [Double?]) throws
    -> PeopleModel.Known
  {
    try PeopleModel.Known(try areal(name, rings, people: people), field: "people")
  }

  private func model(
    _ people: [Double], _ evidence: PeopleModel.Evidence, threads: Int = 1
  ) throws -> PeopleModel {
    try PeopleModel(try source(people), evidence, threads: threads)
  }

  @Test func withoutEvidenceCellsAreAsTheyCame() throws {
    let model = try model([10, 20], PeopleModel.Evidence())
    #expect(model.fitting.parts == [10, 20])
    #expect(model.layer.ids.map { $0?.text } == ["c0", "c1"])
    #expect(model.layer.strings("ground") == ["whole", "whole"])
  }

  @Test func peopleLeaveUninhabitedGround() throws {
    var evidence = PeopleModel.Evidence()
    evidence.uninhabited = [try areal("port", [Paper.rectangle(0, 0, 1000, 400)])]
    let model = try model([10, 20], evidence)
    #expect(model.fragments.count == 2)
    #expect(abs(model.fragments.areas[0] - 600_000) < 1)
    #expect(model.fitting.parts == [10, 20])
    #expect(model.layer.strings("ground") == ["part", "whole"])
    // Half of what is left of the first cell holds half of its people.
    let zones = try Paper.zones([Paper.rectangle(0, 400, 1000, 300)])
    let counts = try PeopleCount.counts(
      of: model.source, in: zones.areal.index, zones: zones.areal.index, threads: 1)
    #expect(abs(counts[0].expected - 5) < 1e-6)
    #expect(counts[0].low == 0 && counts[0].high == 10)
  }

  @Test func aCellWithoutGroundKeepsItsPeople() throws {
    var evidence = PeopleModel.Evidence()
    evidence.uninhabited = [try areal("port", [Paper.rectangle(-10, -10, 1010, 1020)])]
    let model = try model([10, 20], evidence)
    #expect(model.fitting.parts == [10, 20])
    #expect(model.layer.strings("ground") == ["none", "whole"])
    #expect(model.notes.contains { $0.hasPrefix("10 people of 1 rows") && $0.contains("c0") })
  }

  @Test func landHoldsAllPeopleOfACoastalCell() throws {
    var evidence = PeopleModel.Evidence()
    evidence.land = try areal("land", [Paper.rectangle(0, 0, 250, 1000)])
    let model = try model([10], evidence)
    #expect(model.fragments.count == 1)
    #expect(abs(model.fragments.areas[0] - 250_000) < 1)
    #expect(model.fitting.parts == [10])
  }

  /// A cell of two zones, a quarter and three, with known totals.
  @Test(arguments: [1, 4])
  func knownTotalsAreMet(threads: Int) throws {
    var evidence = PeopleModel.Evidence()
    evidence.totals = [
      try known(
        "zone", [Paper.rectangle(0, 0, 250, 1000), Paper.rectangle(250, 0, 1750, 1000)], [40, 60])
    ]
    let model = try model([100, 20], evidence, threads: threads)
    #expect(model.fragments.rows == [0, 0, 1])
    #expect(model.zones == [[0, 1, 1]])
    for (part, dealt) in zip(model.dealt, [25.0, 75, 20]) { #expect(abs(part - dealt) < 1e-6) }
    let parts = model.fitting.parts
    #expect(abs(parts[0] - 40) < 1e-6)
    #expect(abs(parts[1] - 60 * 75 / 95) < 1e-6 && abs(parts[2] - 60.0 * 20 / 95) < 1e-6)
    #expect(model.fitting.conflicts.isEmpty)
    let ledger = model.ledger
    #expect(ledger.numbers("known") == [40, 60])
    #expect(ledger.numbers("missed") == [0, 0])
    // Nobody knows in which part of the first cell its people are.
    let zones = try Paper.zones([Paper.rectangle(0, 0, 250, 1000)])
    let count = try PeopleCount.counts(
      of: model.source, in: zones.areal.index, zones: zones.areal.index, threads: 1)[0]
    #expect(abs(count.expected - 40) < 1e-6 && count.low == 0)
    #expect(abs(count.high - parts[0] - parts[1]) < 1e-6)
  }

  /// Districts of a town whose border was drawn 1 m apart: their totals agree with the town's.
  @Test func nestedZonesThatWereDrawnApartAgree() throws {
    var evidence = PeopleModel.Evidence()
    evidence.totals = [
      try known(
        "town", [Paper.rectangle(0, 0, 1000, 1000), Paper.rectangle(1000, 0, 1000, 1000)],
        [100, 50]),
      try known(
        "district",
        [Paper.rectangle(0, 0, 500, 999), Paper.rectangle(500, 0, 501, 999)], [70, 30]),
    ]
    let model = try model([90, 60], evidence)
    #expect(model.fitting.conflicts.isEmpty, "\(model.notes)")
    #expect(abs(model.sums.fitted - 150) < 1e-6)
    let districts = model.ledger.numbers("fitted")
    for (found, known) in zip(districts, [100.0, 50, 70, 30]) {
      #expect(abs((found ?? 0) - known) < 1e-5)
    }
  }

  /// A town that is one district: its two drawings are one ground.
  @Test func zonesThatAreOneGroundAgree() throws {
    var evidence = PeopleModel.Evidence()
    evidence.totals = [
      try known(
        "town", [Paper.rectangle(0, 0, 1000, 1000), Paper.rectangle(1000, 0, 1000, 1000)],
        [100, 50]),
      try known(
        "district", [Paper.rectangle(0, 0, 1001, 999), Paper.rectangle(1001, 0, 999, 999)],
        [100, 50]),
    ]
    let model = try model([90, 60], evidence)
    #expect(model.fitting.conflicts.isEmpty, "\(model.notes)")
    #expect(abs(model.sums.fitted - 150) < 1e-5)
  }

  /// Rows that say no place or no number are left out, and told of in ledgers and notes.
  @Test func rowsThatAreLeftOutStayInTheLedger() throws {
    var cells = Paper.polygons([Paper.square(0, 0, 1000)])
    cells.append(contentsOf: .null(count: 1))
    let source = try PeopleSource(
      Paper.layer("cells", cells, ids: ["a", "b"], columns: [Column("people", [10, 7])]),
      field: "people", in: .laeaEurope, threads: 1)
    let model = try PeopleModel(source, PeopleModel.Evidence(), threads: 1)
    let zones = try Paper.zones([Paper.square(0, 0, 1000)])
    let ledger = try PeopleLedger(model.source, zones: zones.areal, threads: 1)
    #expect(ledger.people == 17 && ledger.assigned == 10 && ledger.dropped == 7)
    #expect(model.notes == ["1 row of \"cells\" with 7 people are left out: b (no_geometry)"])
  }

  @Test func weightsTellWhereInACellPeopleLive() throws {
    var evidence = PeopleModel.Evidence()
    evidence.weights = try areal("built", [Paper.rectangle(0, 0, 100, 100)])
    evidence.totals = [
      try known(
        "zone", [Paper.rectangle(0, 0, 500, 1000), Paper.rectangle(500, 0, 500, 1000)],
        [nil, nil])
    ]
    let model = try model([10], evidence)
    #expect(model.fitting.parts == [10, 0])
    // A cell that no weight reaches goes by its area.
    let without = try self.model([10, 8], evidence)
    #expect(without.fitting.parts == [10, 0, 8])
  }

  @Test func pointsAndWrongCountsAreRefused() throws {
    let points = try PeopleSource(
      Paper.layer("homes", Paper.points([(1, 1)]), columns: [Column("people", [3])]),
      field: "people", in: .laeaEurope, threads: 1)
    #expect(throws: InputError.self) {
      try PeopleModel(points, PeopleModel.Evidence(), threads: 1)
    }
    let layer = try areal("zone", [Paper.square(0, 0, 1000)], people: [-1])
    #expect(throws: FormatError.self) { try PeopleModel.Known(layer, field: "people") }
    #expect(throws: InputError.self) { try PeopleModel.Known(layer, field: "persons") }
  }

  // MARK: Error

  @Test func heldOutZonesMeasureTheError() throws {
    var evidence = PeopleModel.Evidence()
    evidence.heldOut = try known(
      "half", [Paper.rectangle(0, 0, 1000, 500), Paper.rectangle(0, 500, 1000, 500)], [4, 6])
    let error = try #require(try model([10], evidence).heldOut)
    #expect(error.zones.map(\.known) == [4, 6])
    #expect(error.zones.allSatisfy { abs($0.predicted - 5) < 1e-6 })
    #expect(abs((error.mean ?? 0) - (0.25 + 1.0 / 6) / 2) < 1e-6)
    #expect(error.worst?.id == "half0")
    // Two zones say nothing about nine of ten.
    #expect(error.quantile90 == nil)
  }

  /// Zones whose totals are met predict nothing: they are predicted without them.
  @Test func whatIsFittedIsPredictedBlindly() throws {
    let halves = try known(
      "half", [Paper.rectangle(0, 0, 1000, 500), Paper.rectangle(0, 500, 1000, 500)], [4, 6])
    var evidence = PeopleModel.Evidence()
    evidence.heldOut = halves
    evidence.totals = [halves]
    let model = try model([10], evidence)
    #expect(abs(model.fitting.parts[0] - 4) < 1e-6)
    #expect(model.heldOut?.zones.allSatisfy { abs($0.predicted - 5) < 1e-6 } == true)
  }

  /// Of nine errors the largest bounds nine of ten: ⌈0.9 · 10⌉ = 9.
  @Test func nineZonesBoundNineOfTen() throws {
    var evidence = PeopleModel.Evidence()
    let rings = (0..<9).map { Paper.rectangle(Double($0) * 100, 0, 100, 1000) }
    evidence.heldOut = try known("strip", rings, (1...9).map { Double($0) })
    let error = try #require(try model([90], evidence).heldOut)
    // Each strip has a tenth of the cell: 9 people for 1 to 9.
    #expect(abs((error.quantile90 ?? 0) - 8) < 1e-6)
    #expect(error.worst?.id == "strip0")
  }

  // MARK: Grids

  /// Tables of grids name a corner beside the code: people live in the square, not on its corner.
  @Test func codesWinOverTheCornersOfCells() throws {
    var layer = Layer(name: "grid", geometries: Geometries(crs: .laeaEurope), path: "grid.csv")
    var points = Geometries(crs: .laeaEurope)
    points.appendPoint(x: 3_961_000, y: 2_239_000)
    points.appendPoint(x: 3_962_000, y: 2_239_000)
    layer.geometries = points
    var table = Attributes(rowCount: 2)
    table.set(
      Column("cell", ["CRS3035RES1000mN2239000E3961000", "CRS3035RES1000mN2239000E3962000"]))
    table.set(Column("people", [404, 2258]))
    layer.attributes = table
    layer.ids = FeatureIDs([nil, nil])
    func source(_ layer: Layer) throws -> PeopleSource {
      try PeopleSource(
        StudyLayer(
          name: "grid", layer: layer, credits: .unlisted("grid"), sha256: "", reference: "grid"),
        field: "people", in: .laeaEurope, threads: 1)
    }
    let squares = try source(layer)
    #expect(!squares.isPoints)
    #expect(squares.index.areas.allSatisfy { abs($0 - 1e6) < 1 })
    // Points elsewhere are homes, whatever the code says.
    var apart = Geometries(crs: .laeaEurope)
    apart.appendPoint(x: 3_961_000, y: 2_239_000)
    apart.appendPoint(x: 3_965_000, y: 2_239_000)
    layer.geometries = apart
    #expect(try source(layer).isPoints)
  }
}
