import GeoCore
import Testing

@testable import PlanningStudies

/// People on borders between the features of a layer.
@Suite struct PointPlacesTests {
  private func people(at points: [(Double, Double)]) throws -> PeopleSource {
    let shapes = points.map { (PaperLayers.x0 + $0.0, PaperLayers.y0 + $0.1) }
    var geometries = Geometries(crs: .laeaEurope)
    for (x, y) in shapes { geometries.appendPoint(x: x, y: y) }
    let counts = Column("ind", points.map { _ in 10 as Int? })
    return try PeopleSource(
      PaperLayers.study("people", geometries, [counts]), field: "ind", in: .laeaEurope, threads: 1)
  }

  /// Least, expected and most under a layer in one zone around it.
  private func counts(
    _ features: [[PaperLayers.Ring]], at points: [(Double, Double)]
  ) throws -> [Double?] {
    let zones = try PaperLayers.zones([[PaperLayers.ring(-500, -500, 500, 500)]])
    let layer = try PaperLayers.areal("l", features)
    let result = try PaperLayers.coverage(zones, [layer], people: try people(at: points)).layer
    return ["l_population_low", "l_population", "l_population_high"].map { result.numbers($0)[0] }
  }

  private let quarters = [
    [PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(100, 0, 200, 100)],
    [PaperLayers.ring(0, 100, 100, 200)], [PaperLayers.ring(100, 100, 200, 200)],
  ]

  @Test func aBorderBetweenTwoFeaturesIsInside() throws {
    #expect(try counts(Array(quarters[..<2]), at: [(100, 50)]) == [10, 10, 10])
  }

  @Test func aCornerOfFourIsInsideOneOfThreeIsNot() throws {
    #expect(try counts(quarters, at: [(100, 100)]) == [10, 10, 10])
    #expect(try counts(Array(quarters[..<3]), at: [(100, 100)]) == [0, 10, 10])
    #expect(try counts(quarters, at: [(0, 100), (200, 200), (100, 0)]) == [0, 30, 30])
  }

  @Test func aTJunctionIsInside() throws {
    let features = [
      [PaperLayers.ring(0, 0, 200, 100)], [PaperLayers.ring(0, 100, 70, 200)],
      [PaperLayers.ring(70, 100, 200, 200)],
    ]
    #expect(try counts(features, at: [(70, 100)]) == [10, 10, 10])
  }

  /// Borders a tenth of a millimetre apart, or over each other, are one; a gap of a centimetre is a gap.
  @Test func hairlinesAreNoBorders() throws {
    for gap in [1e-9, 1e-6, 1e-4, -1e-9, -1e-6, -1e-4] {
      let features = [
        [PaperLayers.ring(0, 0, 100 - gap / 2, 100)],
        [PaperLayers.ring(100 + gap / 2, 0, 200, 100)],
      ]
      #expect(try counts(features, at: [(100, 50)]) == [10, 10, 10], "gap \(gap)")
    }
    let apart = [[PaperLayers.ring(0, 0, 99.99, 100)], [PaperLayers.ring(100.01, 0, 200, 100)]]
    #expect(try counts(apart, at: [(100, 50)]) == [0, 0, 0])
    #expect(try counts(apart, at: [(99.99, 50)]) == [0, 10, 10])
  }

  /// A point in a hairline between two zones is in neither, and still lives somewhere.
  @Test func nobodyFallsBetweenZones() throws {
    let zones = try PaperLayers.zones([
      [PaperLayers.ring(0, 0, 99.99995, 100)], [PaperLayers.ring(100.00005, 0, 200, 100)],
    ])
    let source = try people(at: [(100, 50)])
    let result = try PaperLayers.coverage(zones, [], people: source)
    #expect(result.layer.numbers("zone_population") == [5, 5])
    #expect(result.layer.numbers("zone_population_low") == [0, 0])
    #expect(result.layer.numbers("zone_population_high") == [10, 10])
    #expect(result.people?.outside == 0)
  }

  /// Every seventh of a border of 1,200 m along a parallel, which projection bends: 7 points on the
  /// border of the zone in the south, and of one of two in the north.
  @Test(arguments: [0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9])
  func bordersInDegreesHaveTheirPoints(share: Double) throws {
    let (x, y, width) = (5.0, 45.0, 0.0155)
    var shapes = Geometries(crs: .wgs84)
    shapes.appendPolygon([PaperLayers.ring(x, y, x + width, y + 0.001)])
    shapes.appendPolygon([PaperLayers.ring(x, y + 0.001, x + width / 2, y + 0.002)])
    shapes.appendPolygon([PaperLayers.ring(x + width / 2, y + 0.001, x + width, y + 0.002)])
    var points = Geometries(crs: .wgs84)
    points.appendPoint(x: x + share * width, y: y + 0.001)
    let source = try PeopleSource(
      PaperLayers.study("people", points, [Column("ind", [12 as Int?])]), field: "ind",
      in: .laeaEurope, threads: 1)
    let zones = try ZoneSet(
      PaperLayers.study("zones", shapes), fields: ZoneEntry(source: "zones"), in: .laeaEurope,
      besides: points, threads: 1)
    let found = try PaperLayers.coverage(zones, [], people: source).layer
    let around = share < 0.5 ? [1.0, 1, 0] : share > 0.5 ? [1, 0, 1] : [1, 1, 1]
    let expected = around.map { 12 * $0 / around.reduce(0, +) }
    #expect(found.numbers("zone_population") == expected)
    #expect(found.numbers("zone_population_low") == [0, 0, 0])
    #expect(found.numbers("zone_population_high") == around.map { 12 * $0 })
    // As parts of a layer they surround it; alone, each has it on its border.
    var whole = Geometries(crs: .wgs84)
    whole.appendPolygon([PaperLayers.ring(x - 1, y - 1, x + 1, y + 1)])
    let world = try ZoneSet(
      PaperLayers.study("zones", whole), fields: ZoneEntry(source: "zones"), in: .laeaEurope,
      threads: 1)
    for (features, low) in [([0, 1, 2], 12.0), ([0], 0), ([1, 2], 0)] {
      let layer = try ArealLayer(
        PaperLayers.study("l", shapes.selecting(features)), in: .laeaEurope, besides: points,
        threads: 1)
      let result = try PaperLayers.coverage(world, [layer], people: source).layer
      #expect(result.numbers("l_population") == [12], "\(features)")
      #expect(result.numbers("l_population_low") == [low], "\(features)")
    }
  }

  /// A border is a millimetre wide on either side.
  @Test(arguments: [(0.0, 0.0, 10.0), (0.0009, 0, 10), (-0.0009, 0, 10), (0.0011, 10, 10)])
  func aMillimetreOnEitherSide(inside: Double, low: Double, expected: Double) throws {
    let found = try counts([[PaperLayers.ring(0, 0, 100, 100)]], at: [(inside, 50)])
    #expect(found == [low, expected, 10])
    #expect(try counts([[PaperLayers.ring(0, 0, 100, 100)]], at: [(-0.0011, 50)]) == [0, 0, 0])
  }

  /// Cells over the hairlines of a layer lie in it wholly; those next to it do not lie in it.
  @Test(arguments: [0.0, 1e-7, 1e-5, -1e-7, -1e-5])
  func hairlinesTakeNoCells(_ gap: Double) throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(-500, -500, 500, 500)]])
    let layer = try PaperLayers.areal(
      "l",
      [[PaperLayers.ring(0, 0, 100 - gap, 200)], [PaperLayers.ring(100 + gap, 0, 200 - gap, 200)]])
    let cells = PaperLayers.geometries([
      [PaperLayers.ring(0, 0, 200, 200)], [PaperLayers.ring(200, 0, 400, 200)],
    ])
    let source = try PeopleSource(
      PaperLayers.study("people", cells, [Column("ind", [10, 7] as [Int?])]), field: "ind",
      in: .laeaEurope, threads: 1)
    let result = try PaperLayers.coverage(zones, [layer], people: source).layer
    #expect(result.numbers("l_population_low") == [10])
    #expect(result.numbers("l_population") == [10])
    #expect(result.numbers("l_population_high") == [10])
  }
}
