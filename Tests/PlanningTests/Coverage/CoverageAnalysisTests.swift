import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct CoverageAnalysisTests {
  private func run(_ zones: ZoneSet, _ layers: [StudyLayer]) throws -> CoverageAnalysis.Result {
    try CoverageAnalysis.run(
      zones: zones, layers: try layers.map { try Study.areal($0) },
      options: .init(denominator: Denominator(zones: zones), threads: 1))
  }

  private static let noBand =
    "layer \"l\" has no error band: its accuracy is not stated (accuracy: NAME=METRES)"

  /// Two zones of 100 m side by side. The layer covers 50 × 50 m in each, 10 × 10 m more in B,
  /// and 30 × 10 m outside; one of its features lies twice over 20 × 50 m.
  @Test func paperCase() throws {
    let zones = try Study.zones([Study.square(0, 0, 100), Study.square(100, 0, 100)])
    let park = Study.layer(
      "park",
      Study.polygons([
        Study.rectangle(50, 0, 100, 50), Study.rectangle(190, 0, 40, 10),
        Study.rectangle(50, 0, 20, 50),
      ]))
    let result = try run(zones, [park])
    #expect(result.layer.numbers("area_m2") == [10_000, 10_000])
    #expect(result.layer.numbers("park_area_m2") == [2500, 2600])
    #expect(result.layer.numbers("park_share") == [0.25, 0.26])
    #expect(result.layer.strings("park_status") == ["official", "official"])
    #expect(result.layer.ids == [FeatureID("A"), FeatureID("B")])
    let ledger = try #require(result.ledger.first)
    #expect(ledger.featuresRead == 3)
    #expect(abs(ledger.grossAreaSquareMeters - 6400) < 1e-6)
    #expect(abs(ledger.doubleCountedAreaSquareMeters - 1000) < 1e-6)
    #expect(abs(ledger.netAreaSquareMeters - 5400) < 1e-6)
    #expect(abs(ledger.insideSquareMeters - 5100) < 1e-6)
    #expect(abs(ledger.outsideSquareMeters - 300) < 1e-6)
    let total = try #require(result.totals.first)
    #expect(total.zonesTouched == 2)
    #expect(total.mostCovered.map(\.id) == ["B", "A"])
    #expect(total.mostCovered.map(\.share) == [0.26, 0.25])
    #expect(result.notes == [Self.noBand.replacing("\"l\"", with: "\"park\"")])
  }

  @Test func aZoneUnderTheLayerHasShareOne() throws {
    let zones = try Study.zones([Study.square(0, 0, 100), Study.square(100, 0, 100)])
    let result = try run(
      zones, [Study.layer("sea", Study.polygons([Study.rectangle(-50, -50, 150, 200)]))])
    #expect(result.layer.numbers("sea_share") == [1, 0])
    #expect(result.layer.numbers("sea_area_m2") == [10_000, 0])
    #expect(result.totals[0].zonesTouched == 1)
  }

  /// Statuses of what reaches into the zone; where nothing does, that of the whole layer.
  @Test func theWeakestStatusThatReachesIn() throws {
    let zones = try Study.zones([
      Study.square(0, 0, 100), Study.square(100, 0, 100), Study.square(200, 0, 100),
      Study.square(300, 0, 100),
    ])
    let shapes = [
      Study.square(10, 10, 50), Study.square(110, 10, 50), Study.square(120, 20, 60),
      Study.square(250, 10, 30),
    ]
    let status = Column("status", ["official", "indicative", "official", "legal_text"])
    let result = try run(zones, [Study.layer("l", Study.polygons(shapes), columns: [status])])
    #expect(
      result.layer.strings("l_status") == ["official", "indicative", "legal_text", "indicative"])
    #expect(result.totals[0].status == .indicative)
  }

  @Test func whatOnlyTouchesDoesNotCount() throws {
    let zones = try Study.zones([Study.square(0, 0, 100)])
    let neighbour = Study.layer("n", Study.polygons([Study.square(100, 0, 100)]))
    let sliver = Study.layer("s", Study.polygons([Study.rectangle(99.995, 0, 50, 100)]))
    let result = try run(zones, [neighbour, sliver])
    #expect(result.layer.numbers("n_area_m2") == [0])
    #expect(result.totals.map(\.zonesTouched) == [0, 0])
    #expect(result.totals[1].mostCovered.isEmpty)
    // Half a square metre: too little to touch, but not lost.
    #expect(abs((result.layer.numbers("s_area_m2")[0] ?? 0) - 0.5) < 1e-6)
    #expect(abs(result.ledger[1].insideSquareMeters - 0.5) < 1e-6)
  }

  /// Zones of 100 m that share 20 m: what lies in both counts in both, and once in the ledger.
  @Test func overlappingZonesCountOnceInTheLedger() throws {
    let zones = try Study.zones([Study.square(0, 0, 100), Study.square(80, 0, 100)])
    let result = try run(
      zones, [Study.layer("l", Study.polygons([Study.rectangle(70, 0, 200, 50)]))])
    let areas = result.layer.numbers("l_area_m2")
    #expect(abs((areas[0] ?? 0) - 1500) < 1e-6 && abs((areas[1] ?? 0) - 5000) < 1e-6)
    let ledger = result.ledger[0]
    #expect(abs(ledger.netAreaSquareMeters - 10_000) < 1e-6)
    #expect(abs(ledger.insideSquareMeters - 5500) < 1e-6)
    #expect(abs(ledger.outsideSquareMeters - 4500) < 1e-6)
    #expect(result.notes.count == 2)
    #expect(result.notes[0].contains("zones overlap each other by 2000 m2"))
    #expect(result.notes[1] == Self.noBand)
  }

  @Test func anEmptyLayerIsZeroWithANote() throws {
    let zones = try Study.zones([Study.square(0, 0, 100)])
    let result = try run(zones, [Study.layer("l", Geometries(crs: .laeaEurope))])
    #expect(result.layer.numbers("l_share") == [0])
    #expect(result.notes == ["layer \"l\" is empty: its areas and shares are 0"])
    #expect(result.ledger[0].netAreaSquareMeters == 0)
  }

  @Test func aLayerElsewhereIsNoted() throws {
    let zones = try Study.zones([Study.square(0, 0, 100)])
    let result = try run(zones, [Study.layer("l", Study.polygons([Study.square(5e4, 5e4, 9)]))])
    #expect(result.notes == ["layer \"l\" lies outside the zones' box", Self.noBand])
  }

  // MARK: Properties

  private static let stars = Geometries.stars(
    count: 60, radius: 600, vertices: 14, extent: 8000, seed: 71)
  private static let cells = Tessellation.jitteredGrid(
    columns: 8, rows: 8, size: 1000, inserted: 4, originX: 3_900_000, originY: 2_300_000, seed: 72)

  private func areas(_ zones: Geometries, _ layer: Geometries) throws -> (
    covered: [Double], ledger: LedgerEntry
  ) {
    let result = try run(
      try Study.zones(Study.layer("zones", zones)), [Study.layer("l", layer)])
    return (result.layer.numbers("l_area_m2").map { $0 ?? .nan }, result.ledger[0])
  }

  /// The zones fill a square of 8 km: what they hold adds up to what the square holds.
  @Test func rowsAddUpToTheTessellatedSquare() throws {
    let (covered, ledger) = try areas(Self.cells, Self.stars)
    var frame = Geometries(crs: .laeaEurope)
    frame.appendPolygon([
      [
        (3_900_000, 2_300_000), (3_908_000, 2_300_000), (3_908_000, 2_308_000),
        (3_900_000, 2_308_000),
      ]
    ])
    let whole = try areas(frame, Self.stars)
    #expect(abs(covered.reduce(0, +) - whole.covered[0]) < 1e-3)
    #expect(abs(ledger.insideSquareMeters - whole.ledger.insideSquareMeters) < 1e-3)
    #expect(
      abs(ledger.insideSquareMeters + ledger.outsideSquareMeters - ledger.netAreaSquareMeters)
        < 1e-6)
    #expect(ledger.insideSquareMeters > 1e6 && ledger.outsideSquareMeters > 1e4)
  }

  @Test func movingEverythingChangesNothing() throws {
    let before = try areas(Self.cells, Self.stars).covered
    let after = try areas(
      Self.cells.mapVertices { ($0 + 1024, $1 - 512) },
      Self.stars.mapVertices { ($0 + 1024, $1 - 512) }
    ).covered
    for (a, b) in zip(before, after) { #expect(abs(a - b) < 1e-3) }
  }

  @Test func theOrderOfFeaturesChangesNothing() throws {
    var generator = SeededGenerator(seed: 73)
    let before = try areas(Self.cells, Self.stars)
    let shuffled = try areas(
      Self.cells, Self.stars.selecting((0..<Self.stars.count).shuffled(using: &generator)))
    for (a, b) in zip(before.covered, shuffled.covered) { #expect(abs(a - b) < 1e-3) }
    #expect(
      abs(before.ledger.grossAreaSquareMeters - shuffled.ledger.grossAreaSquareMeters) < 1e-3)
  }

  @Test func theOrderOfVerticesChangesNothing() throws {
    let before = try areas(Self.cells, Self.stars).covered
    let turned = Self.stars.rebuilt { ring in
      let open = ring.dropLast()
      return Array((open.dropFirst(2) + open.prefix(2)).reversed())
    }
    let after = try areas(Self.cells, turned).covered
    for (a, b) in zip(before, after) { #expect(abs(a - b) < 1e-3) }
  }

  @Test func threadsChangeNothing() throws {
    let zones = try Study.zones(Study.layer("zones", Self.cells))
    func table(_ threads: Int) throws -> Attributes {
      let areal = try Study.areal(Study.layer("l", Self.stars), threads: threads)
      let options = CoverageAnalysis.Options(
        denominator: Denominator(zones: zones), threads: threads)
      return try CoverageAnalysis.run(zones: zones, layers: [areal], options: options)
        .layer.attributes
    }
    #expect(try table(1) == table(4))
  }
}
