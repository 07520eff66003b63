import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

@Suite struct EnclosedGroundTests {
  typealias Ring = RepairCases.Ring

  private func area(_ polygons: [[Ring]]) throws -> Double {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon(polygons)
    var ground = Geometries(crs: layer.crs)
    ground.append(try EnclosedGround.of(layer.shape(ofFeature: 0), crs: layer.crs))
    return ground.area(ofFeature: 0)
  }

  private static let square: Ring = RepairCases.rectangle(0, 0, 10, 10)

  @Test func bothLoopsOfABowTieCount() throws {
    #expect(try area([[[(0, 0), (10, 10), (10, 0), (0, 10)]]]) == 50)
  }

  @Test func partsThatOverlapOrShareAnEdge() throws {
    // Twice enclosed is as an island in a hole; where the borders run along each other, once.
    #expect(try area([[Self.square], [RepairCases.rectangle(5, 2, 10, 4)]]) == 100)
    #expect(try area([[Self.square], [RepairCases.rectangle(5, 0, 10, 10)]]) == 150)
    #expect(try area([[Self.square], [RepairCases.rectangle(10, 0, 10, 10)]]) == 200)
    #expect(try area([[Self.square], [Self.square]]) == 100)
  }

  @Test func holesAndIslands() throws {
    let hole = RepairCases.rectangle(2, 2, 6, 6)
    let island = RepairCases.rectangle(4, 4, 2, 2)
    #expect(try area([[Self.square, hole]]) == 64)
    #expect(try area([[Self.square, hole, hole, hole]]) == 64)
    #expect(try area([[Self.square, hole], [island]]) == 68)
    #expect(try area([[Self.square, RepairCases.rectangle(20, 0, 5, 5)]]) == 125)
  }

  @Test func whatBoundsNothingEnclosesNothing() throws {
    #expect(try area([[[(0, 0), (10, 0), (5, 0)]]]) == 0)
    #expect(try area([]) == 0)
  }

  /// Nested squares are ground in every other band, however deep.
  @Test(arguments: [10, 1000])
  func everyOtherBandOfANest(_ depth: Int) throws {
    let squares: [[Ring]] = (1...depth).map { i in
      let half = Double(i)
      return [RepairCases.rectangle(-half, -half, 2 * half, 2 * half)]
    }
    var sum = 0.0
    for band in stride(from: depth, to: 0, by: -2) {
      // The band between two squares of halves n − 1 and n.
      let ground = 4 * (band * band - (band - 1) * (band - 1))
      sum += Double(ground)
    }
    #expect(try area(squares) == sum)
  }

  /// The even-odd rule, counted at points.
  @Test(arguments: 1...6)
  func aRandomRingCountsWhereAWayOutCrossesItAnOddNumberOfTimes(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let ring: Ring = (0..<40).map { _ in
      (Double.random(in: 0...1000, using: &random), Double.random(in: 0...1000, using: &random))
    }
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([ring])
    var ground = Geometries(crs: layer.crs)
    ground.append(try EnclosedGround.of(layer.shape(ofFeature: 0), crs: layer.crs))
    let parts = PolygonIndex(Self.each(ground))
    for _ in 0..<500 {
      let x = Double.random(in: 0...1000, using: &random)
      let y = Double.random(in: 0...1000, using: &random)
      var crossings = 0
      for i in ring.indices {
        let (a, b) = (ring[i], ring[(i + 1) % ring.count])
        guard (a.1 > y) != (b.1 > y) else { continue }
        let along = (y - a.1) / (b.1 - a.1)
        if a.0 + along * (b.0 - a.0) > x { crossings += 1 }
      }
      let found = PointInPolygon.features(atX: x, y: y, in: parts)
      #expect(found.count == crossings % 2)
    }
  }

  private static func each(_ ground: Geometries) -> Geometries {
    var parts = Geometries(crs: ground.crs)
    parts.appendEachPolygon(ofFeature: 0, of: ground)
    return parts
  }
}
