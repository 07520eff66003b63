import Foundation
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// What lies in a hole is passed over; nothing else is.
@Suite struct HoleGuardTests {
  private typealias Ring = [(Double, Double)]

  private func polygon(_ corners: Int, radius: Double, x: Double, y: Double, turn: Double) -> Ring {
    (0..<corners).map { k in
      let angle = turn + 2 * Double.pi * Double(k) / Double(corners)
      return (x + radius * cos(angle), y + radius * sin(angle))
    }
  }

  /// Every pair, one by one.
  private func bruteForce(_ a: PolygonIndex, _ b: PolygonIndex) -> [OverlapPair] {
    (0..<a.count).flatMap { i in
      (0..<b.count).compactMap { j in
        let area = OverlapArea.between(a, i, b, j)
        return area > 0 ? OverlapPair(a: i, b: j, area: area) : nil
      }
    }
  }

  @Test func ringsAroundRingsOnlyMeetThemselves() {
    for corners in [4, 5, 64] {
      var rings = Geometries(crs: .laeaEurope)
      for k in 1...40 {
        let outer = polygon(corners, radius: Double(k), x: 4e6, y: 2e6, turn: 0.3)
        let hole = polygon(corners, radius: Double(k - 1), x: 4e6, y: 2e6, turn: 0.3)
        rings.appendPolygon(k == 1 ? [outer] : [outer, hole])
      }
      let index = PolygonIndex(rings)
      #expect(OverlapPairs.within(index).isEmpty)
      #expect(OverlapPairs.all(index, index).map { [$0.a, $0.b] } == (0..<40).map { [$0, $0] })
    }
  }

  @Test func anIslandInTheHoleIsMet() {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.multiPolygon)
    func circle(_ radius: Double) -> Ring { polygon(32, radius: radius, x: 0, y: 0, turn: 0) }
    for rings in [[circle(100), circle(50)], [circle(20)]] {
      layer.beginPart()
      for ring in rings { layer.appendRing((ring + [ring[0]]).flatMap { [$0.0, $0.1] }) }
    }
    layer.appendPolygon([polygon(5, radius: 10, x: 0, y: 0, turn: 0)])
    let index = PolygonIndex(layer)
    #expect(OverlapPairs.within(index) == [OverlapPair(a: 0, b: 1, area: index.areas[1])])
  }

  /// Rings with holes of all kinds thrown over each other: the same pairs as without guards.
  @Test(arguments: 1...6)
  func nothingThatMeetsIsPassedOver(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func layer() -> Geometries {
      var layer = Geometries(crs: .laeaEurope)
      for _ in 0..<60 {
        let (x, y) = (Double.random(in: 0...30, using: &generator), 0.0)
        let radius = Double.random(in: 1...60, using: &generator)
        let turn = Double.random(in: 0...6, using: &generator)
        let corners = Int.random(in: 3...12, using: &generator)
        let outer = polygon(corners, radius: radius, x: x, y: y, turn: turn)
        var hole = polygon(corners, radius: 0.9 * radius, x: x, y: y, turn: turn)
        // Every third hole is not convex.
        if corners > 4, Int.random(in: 0..<3, using: &generator) == 0 {
          hole[0] = (x, y)
        }
        layer.appendPolygon(Bool.random(using: &generator) ? [outer, hole] : [outer])
      }
      return layer
    }
    let (a, b) = (PolygonIndex(layer()), PolygonIndex(layer()))
    #expect(OverlapPairs.all(a, b, threads: 2) == bruteForce(a, b))
    let within = bruteForce(a, a).filter { $0.a < $0.b }
    #expect(OverlapPairs.within(a, threads: 3) == within)
    let sets = OverlapClusters.sets(of: a, minArea: 0, minShare: 0, threads: 2)
    var expected = DisjointSets(count: a.count)
    for pair in within { expected.join(pair.a, pair.b) }
    var found = sets
    let all = Array(0..<a.count)
    #expect(found?.groups(of: all) == expected.groups(of: all))
  }
}
