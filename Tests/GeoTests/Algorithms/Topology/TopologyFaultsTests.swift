import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Cases that can be computed on paper.
@Suite struct TopologyFaultsTests {
  typealias Ring = [(Double, Double)]

  static func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
  }

  static func layer(_ polygons: [[Ring]]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for rings in polygons { layer.appendPolygon(rings) }
    return layer
  }

  static func faults(
    _ polygons: [[Ring]], boundary: [[Ring]]? = nil, options: CoverageOptions = CoverageOptions()
  ) throws -> [TopologyFault] {
    try TopologyFaults.find(
      in: layer(polygons), boundary: boundary.map { layer($0) }, options: options
    ).faults
  }

  @Test func squaresWithACommonSideAreValid() throws {
    #expect(try Self.faults([[Self.box(0, 0, 10, 10)], [Self.box(10, 0, 20, 10)]]).isEmpty)
    #expect(try Self.faults([]).isEmpty)
    #expect(try Self.faults([[Self.box(0, 0, 10, 10)]]).isEmpty)
  }

  @Test func squaresThatTouchAtACornerAreValid() throws {
    #expect(try Self.faults([[Self.box(0, 0, 10, 10)], [Self.box(10, 10, 20, 20)]]).isEmpty)
  }

  @Test func theWindingDoesNotMatter() throws {
    let right = Ring(Self.box(10, 0, 20, 10).reversed())
    #expect(try Self.faults([[Self.box(0, 0, 10, 10)], [right]]).isEmpty)
  }

  @Test func aTJunctionIsAnUnmatchedEdgeWithEachNeighbour() throws {
    let found = try Self.faults([
      [Self.box(0, 0, 10, 20)], [Self.box(10, 0, 20, 8)], [Self.box(10, 8, 20, 20)],
    ])
    #expect(found.map(\.kind) == [.unmatchedEdge, .unmatchedEdge])
    #expect(found.map(\.features) == [[0, 1], [0, 2]])
    #expect(found.map(\.length) == [8, 12])
    #expect(found.map(\.lacking) == [[0], [0]])
    #expect(found.allSatisfy { $0.x == 10 && $0.y == 8 && $0.area == 0 && $0.meanWidth == 0 })
  }

  @Test func aVertexThatTouchesTheInsideOfAnEdgeIsAnUnmatchedEdge() throws {
    let apex: Ring = [(0, -10), (5, 0), (10, -10), (0, -10)]
    for order in [[Self.box(0, 0, 10, 10), apex], [apex, Self.box(0, 0, 10, 10)]] {
      let found = try Self.faults(order.map { [$0] })
      #expect(found.map(\.kind) == [.unmatchedEdge])
      #expect(found.map(\.features) == [[0, 1]])
      #expect(found.map(\.lacking) == [[order[0].count == 5 ? 0 : 1]])
      #expect(found.first.map { [$0.x, $0.y, $0.length] } == [5, 0, 0])
    }
    // With the vertex in common it is valid.
    let with: Ring = [(0, 0), (5, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    #expect(try Self.faults([[with], [apex]]).isEmpty)
  }

  @Test func everyTouchIsListedOnce() throws {
    let teeth: Ring = [(0, -10), (2, 0), (5, -5), (8, 0), (10, -10), (0, -10)]
    let found = try Self.faults([[Self.box(-5, 0, 15, 10)], [teeth]])
    #expect(found.map(\.kind) == [.hole, .unmatchedEdge, .unmatchedEdge])
    #expect(found.dropFirst().map(\.x) == [2, 8])
    // Two features in one place, and one inside a hole of the other.
    let left: Ring = [(0, -10), (5, 0), (5, -10), (0, -10)]
    let right: Ring = [(10, -10), (5, -10), (5, 0), (10, -10)]
    let pair = try Self.faults([[Self.box(0, 0, 10, 10)], [left], [right]])
    #expect(pair.map(\.features) == [[0, 1], [0, 2]])
    let ring = [Self.box(0, 0, 30, 30), Self.box(10, 10, 20, 20)]
    let diamond: Ring = [(15, 10), (20, 15), (15, 20), (10, 15), (15, 10)]
    let inside = try Self.faults([ring, [diamond]])
    #expect(inside.filter { $0.kind == .unmatchedEdge }.count == 4)
  }

  @Test func aTouchAtAnOverlapOrAlongALineIsNotListedAgain() throws {
    // The apex is on the edge, and the body beyond it.
    let through: Ring = [(0, -10), (5, 0), (5, 5), (8, 5), (8, -10), (0, -10)]
    let overlap = try Self.faults([[Self.box(0, 0, 10, 10)], [through]])
    #expect(overlap.map(\.kind) == [.overlap])
    let tee = try Self.faults([
      [Self.box(0, 0, 10, 20)], [Self.box(10, 0, 20, 8)], [Self.box(10, 8, 20, 20)],
    ])
    #expect(tee.map(\.features) == [[0, 1], [0, 2]])
    // A feature's own part may touch its edge.
    var own = Geometries(crs: .laeaEurope)
    own.appendMultiPolygon([[Self.box(0, 0, 10, 10)], [[(0, -10), (5, 0), (10, -10), (0, -10)]]])
    #expect(try TopologyFaults.find(in: own).faults.isEmpty)
  }

  @Test func aVertexThatOnlyOneHasIsAnUnmatchedEdge() throws {
    let right: Ring = [(10, 0), (20, 0), (20, 10), (10, 10), (10, 4), (10, 0)]
    let found = try Self.faults([[Self.box(0, 0, 10, 10)], [right]])
    #expect(found.map(\.kind) == [.unmatchedEdge])
    #expect(found.map(\.features) == [[0, 1]])
    #expect(found.map(\.length) == [10])
    #expect(found.first.map { [$0.x, $0.y] } == [10, 4])
    #expect(found.map(\.lacking) == [[0]])
  }

  @Test func aVertexALittleAsideIsAnUnmatchedEdge() throws {
    let right: Ring = [(10, 0), (20, 0), (20, 10), (10, 10), (10.0005, 4), (10, 0)]
    let found = try Self.faults([[Self.box(0, 0, 10, 10)], [right]])
    #expect(found.map(\.kind) == [.unmatchedEdge])
    #expect(found.first.map { [$0.x, $0.y] } == [10.0005, 4])
    #expect(found.map(\.lacking) == [[0]])
    #expect(found.allSatisfy { abs($0.length - 10) < 1e-3 })
  }

  @Test func anOverlapOfAStripIsMeasured() throws {
    let found = try Self.faults([[Self.box(0, 0, 10.5, 30)], [Self.box(10, 0, 20, 30)]])
    #expect(found.map(\.kind) == [.overlap])
    #expect(found.map(\.features) == [[0, 1]])
    let fault = try #require(found.first)
    #expect(fault.area == 15)
    #expect(abs(fault.meanWidth - 0.5) < 1e-12)
    #expect(abs(fault.length - 30) < 1e-12)
    #expect(fault.x > 10 && fault.x < 10.5 && fault.y > 0 && fault.y < 30)
    #expect(fault.looksLikeNoise)
  }

  @Test func aWideOverlapIsNoNoise() throws {
    let found = try Self.faults([[Self.box(0, 0, 14, 30)], [Self.box(10, 0, 30, 30)]])
    #expect(found.map(\.kind) == [.overlap])
    #expect(found.map(\.looksLikeNoise) == [false])
  }

  @Test func anEnclosedGapNamesAllAroundIt() throws {
    // A triple point whose three neighbours each stop short of it.
    let found = try Self.faults([
      [[(0, 0), (10, 0), (10, 9.9), (0, 9.9), (0, 0)]],
      [[(10, 0), (20, 0), (20, 9.9), (10, 9.9), (10, 0)]],
      [[(0, 9.9), (9, 9.9), (10, 10), (11, 9.9), (20, 9.9), (20, 20), (0, 20), (0, 9.9)]],
    ])
    #expect(found.map(\.kind) == [.gap])
    #expect(found.map(\.features) == [[0, 1, 2]])
    #expect(found.allSatisfy { abs($0.area - 0.1) < 1e-12 && $0.looksLikeNoise })
  }

  @Test func aWideVoidIsAHole() throws {
    let ring = [Self.box(0, 0, 30, 30), Self.box(10, 10, 20, 20)]
    let found = try Self.faults([ring])
    #expect(found.map(\.kind) == [.hole])
    #expect(found.map(\.features) == [[0]])
    #expect(found.map(\.area) == [100])
    #expect(found.map(\.meanWidth) == [10])
    #expect(try Self.faults([ring, [Self.box(10, 10, 20, 20)]]).isEmpty)
  }

  @Test func anIslandInAHoleLeavesARing() throws {
    let found = try TopologyFaults.find(
      in: Self.layer([
        [Self.box(0, 0, 30, 30), Self.box(10, 10, 20, 20)], [Self.box(10.5, 10.5, 19.5, 19.5)],
      ]))
    #expect(found.faults.map(\.kind) == [.gap])
    #expect(found.faults.map(\.features) == [[0, 1]])
    #expect(found.faults.map(\.area) == [19])
    #expect(found.shapes.rings(ofFeature: 0).count == 2)
    let fault = try #require(found.faults.first)
    let index = PolygonIndex(found.shapes)
    #expect(PointInPolygon.place(x: fault.x, y: fault.y, in: index, 0) == .inside)
  }

  @Test func aPolygonInsideAnotherIsAnOverlap() throws {
    let found = try Self.faults([[Self.box(0, 0, 30, 30)], [Self.box(10, 10, 20, 20)]])
    #expect(found.map(\.kind) == [.overlap])
    #expect(found.map(\.features) == [[0, 1]])
    #expect(found.map(\.area) == [100])
    #expect(found.map(\.looksLikeNoise) == [false])
  }

  @Test func aPolygonOverTwoThatShareABorderOverlapsEach() throws {
    // The border between the two cancels, and has to be found again.
    let found = try Self.faults([
      [Self.box(0, 0, 10, 20)], [Self.box(10, 0, 20, 20)], [Self.box(5, 5, 14, 15)],
    ])
    #expect(found.map(\.kind) == [.overlap, .overlap])
    #expect(found.map(\.features) == [[0, 2], [1, 2]])
    #expect(found.map(\.area) == [50, 40])
  }

  @Test func threeThatOverlapGiveThreePairs() throws {
    let found = try Self.faults([
      [Self.box(0, 0, 10, 10)], [Self.box(8, 0, 18, 10)], [Self.box(6, 5, 16, 15)],
    ])
    #expect(found.map(\.features) == [[0, 1], [0, 2], [1, 2]])
    #expect(found.map(\.area) == [20, 20, 40])
  }

  @Test func eachPlaceOfAPairIsAFaultOfItsOwn() throws {
    let comb: Ring = [
      (10, 0), (20, 0), (20, 30), (10, 30), (10, 25), (9, 25), (9, 20), (10, 20), (10, 10), (9, 10),
      (9, 5), (10, 5), (10, 0),
    ]
    let found = try Self.faults([[Self.box(0, 0, 10, 30)], [comb]])
    #expect(found.map(\.kind) == [.overlap, .overlap])
    #expect(found.map(\.area) == [5, 5])
    #expect(found.map(\.features) == [[0, 1], [0, 1]])
  }

  @Test func duplicatesAreOneFault() throws {
    let turned: Ring = [(20, 10), (10, 10), (10, 0), (20, 0), (20, 10)]
    let found = try Self.faults([
      [Self.box(0, 0, 10, 10)], [Self.box(10, 0, 20, 10)], [turned],
      [Ring(Self.box(10, 0, 20, 10).reversed())],
    ])
    #expect(found.map(\.kind) == [.duplicate])
    #expect(found.map(\.features) == [[1, 2, 3]])
    #expect(found.map(\.area) == [100])
    #expect(found.map(\.looksLikeNoise) == [false])
  }

  @Test func partsOfMultipolygonsShareBordersToo() throws {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon([[Self.box(0, 0, 10, 10)], [Self.box(20, 0, 30, 10)]])
    layer.appendPolygon([Self.box(10, 0, 20, 10)])
    #expect(try TopologyFaults.find(in: layer).faults.isEmpty)
  }

  @Test func whatHasNoAreaAndWhatIsToBeSkippedIsLeftOut() throws {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPoint(x: 5, y: 5)
    layer.appendPolygon([Self.box(0, 0, 10, 10)])
    layer.appendPolygon([Self.box(5, 0, 15, 10)])
    layer.beginFeature(.null)
    let found = try TopologyFaults.find(in: layer, skipping: [2])
    #expect(found.faults.isEmpty)
    #expect(found.skipped == [0, 2, 3])
  }

  @Test func theBoundaryTellsWhatIsOutsideAndWhatIsNotCovered() throws {
    let found = try Self.faults(
      [[Self.box(0, 0, 10, 10)], [Self.box(10, 0, 25, 10)]], boundary: [[Self.box(0, 0, 20, 12)]])
    #expect(found.map(\.kind) == [.outsideBoundary, .boundaryNotCovered])
    #expect(found.map(\.features) == [[1], [0, 1]])
    #expect(found.map(\.area) == [50, 40])
  }

  @Test func theBoundaryMayBeCutOtherwise() throws {
    let cells = [[Self.box(0, 0, 10, 10)], [Self.box(10, 0, 20, 10)]]
    #expect(try Self.faults(cells, boundary: [[Self.box(0, 0, 20, 10)]]).isEmpty)
    #expect(
      try Self.faults(cells, boundary: [[Self.box(0, 0, 5, 10)], [Self.box(5, 0, 20, 10)]]).isEmpty)
  }

  @Test func aFeatureWhollyOutsideIsNamed() throws {
    let found = try Self.faults(
      [[Self.box(0, 0, 10, 10)], [Self.box(30, 0, 40, 10)]], boundary: [[Self.box(0, 0, 10, 10)]])
    #expect(found.map(\.kind) == [.outsideBoundary])
    #expect(found.map(\.features) == [[1]])
    #expect(found.map(\.area) == [100])
  }
}
