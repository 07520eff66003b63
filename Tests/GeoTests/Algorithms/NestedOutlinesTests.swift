import Foundation
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Among rings around rings only neighbours are looked at, and nothing that meets is passed over.
@Suite struct NestedOutlinesTests {
  private typealias Ring = [(Double, Double)]

  /// A star of so many corners about a place; every other corner is drawn in.
  private func star(
    _ corners: Int, _ radius: Double, drawnIn: Double = 1, x: Double = 4e6, y: Double = 2e6
  ) -> Ring {
    (0..<corners).map { k in
      let angle = 0.3 + 2 * Double.pi * Double(k) / Double(corners)
      let reach = k.isMultiple(of: 2) ? radius : radius * drawnIn
      return (x + reach * cos(angle), y + reach * sin(angle))
    }
  }

  /// Rings around rings in an order by chance: of squares, polygons near circles, stars.
  private func nest(of count: Int, corners: Int, drawnIn: Double = 1) -> Geometries {
    var generator = SeededGenerator(seed: 7)
    var layer = Geometries(crs: .laeaEurope)
    for k in Array(1...count).shuffled(using: &generator) {
      let outer = star(corners, Double(k), drawnIn: drawnIn)
      let hole = star(corners, Double(k - 1), drawnIn: drawnIn)
      layer.appendPolygon(k == 1 ? [outer] : [outer, hole])
    }
    return layer
  }

  private func bruteForce(_ a: PolygonIndex, _ b: PolygonIndex) -> [OverlapPair] {
    (0..<a.count).flatMap { i in
      (0..<b.count).compactMap { j in
        let area = OverlapArea.between(a, i, b, j)
        return area > 0 ? OverlapPair(a: i, b: j, area: area) : nil
      }
    }
  }

  @Test(arguments: [(4, 1.0), (64, 1.0), (40, 0.6)])
  func comparisonsGrowWithRingsAndNotWithTheirSquare(corners: Int, drawnIn: Double) {
    for count in [300, 1200] {
      let index = PolygonIndex(nest(of: count, corners: corners, drawnIn: drawnIn))
      var within = NestedOutlines(index, index, isWithin: true)
      let inside = within.run()
      #expect(inside?.isEmpty == true)
      #expect(within.comparisons <= 2 * count)
      var between = NestedOutlines(index, index, isWithin: false)
      let pairs = between.run()
      #expect(pairs == (0..<count).map { UInt64($0) << 32 | UInt64($0) })
      #expect(between.comparisons <= 4 * count)
      #expect(OverlapPairs.within(index).isEmpty)
      #expect(OverlapPairs.all(index, index).map { [$0.a, $0.b] } == (0..<count).map { [$0, $0] })
    }
  }

  /// Where neighbours' borders have other vertices, which no exact comparison settles, those pairs alone
  /// are measured.
  @Test func bordersWithOtherVerticesAreMeasured() throws {
    var layer = Geometries(crs: .laeaEurope)
    let count = 400
    for k in 1...count {
      let outer = star(k.isMultiple(of: 2) ? 64 : 32, Double(k))
      let hole = star(k.isMultiple(of: 2) ? 64 : 32, Double(k - 1))
      layer.appendPolygon(k == 1 ? [outer] : [outer, hole])
    }
    let index = PolygonIndex(layer)
    var search = NestedOutlines(index, index, isWithin: true)
    let result = search.run()
    let found = try #require(result)
    #expect(found.count <= 2 * count)
    #expect(search.comparisons <= 4 * count)
    #expect(OverlapPairs.within(index) == bruteForce(index, index).filter { $0.a < $0.b })
  }

  /// Discs and rings in each other and across each other, islands in holes, shared borders: the same
  /// pairs as one by one.
  @Test(arguments: 1...12)
  func nothingThatMeetsIsPassedOver(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func layer() -> Geometries {
      var layer = Geometries(crs: .laeaEurope)
      for _ in 0..<80 {
        // Radii that come again share whole borders.
        let radius = Double(Int.random(in: 2...30, using: &generator))
        let (x, y) = (4e6 + Double(Int.random(in: 0...2, using: &generator)) * 7, 2e6)
        let corners = [4, 6, 12].randomElement(using: &generator) ?? 4
        let drawnIn = Bool.random(using: &generator) ? 1 : 0.7
        func ring(_ radius: Double) -> Ring { star(corners, radius, drawnIn: drawnIn, x: x, y: y) }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: layer.appendPolygon([ring(radius)])
        case 1:
          layer.beginFeature(.multiPolygon)
          for rings in [[ring(radius), ring(radius - 1)], [ring(radius / 2)]] {
            layer.beginPart()
            for ring in rings { layer.appendRing((ring + [ring[0]]).flatMap { [$0.0, $0.1] }) }
          }
        default: layer.appendPolygon([ring(radius), ring(radius - 1)])
        }
      }
      return layer
    }
    let (a, b) = (PolygonIndex(layer()), PolygonIndex(layer()))
    func holds(_ candidates: [UInt64]?, _ pairs: [OverlapPair]) throws {
      let candidates = try #require(candidates)
      #expect(candidates == candidates.sorted() && Set(candidates).count == candidates.count)
      let found = Set(candidates)
      for pair in pairs { #expect(found.contains(UInt64(pair.a) << 32 | UInt64(pair.b))) }
    }
    var between = NestedOutlines(a, b, isWithin: false)
    try holds(between.run(), bruteForce(a, b))
    var within = NestedOutlines(a, a, isWithin: true)
    try holds(within.run(), bruteForce(a, a).filter { $0.a < $0.b })
  }

  /// Too many to compare: boxes are as good.
  @Test func whatCrossesEverythingIsGivenUp() {
    var layer = Geometries(crs: .laeaEurope)
    for k in 0..<600 {
      let turn = Double(k) / 100
      let ring = { (radius: Double) -> Ring in
        (0..<3).map { corner in
          let angle = turn + 2 * Double.pi * Double(corner) / 3
          return (4e6 + radius * cos(angle), 2e6 + radius * sin(angle))
        }
      }
      layer.appendPolygon([ring(100), ring(99)])
    }
    let index = PolygonIndex(layer)
    var search = NestedOutlines(index, index, isWithin: true)
    let found = search.run()
    #expect(found == nil || found?.count ?? 0 >= 600 * 599 / 2)
    #expect(OverlapPairs.within(index).count == 600 * 599 / 2)
  }
}
