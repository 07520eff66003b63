import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Thin shapes that run askew, and their boxes.
@Suite struct TurnedBoxesTests {
  /// Strips of 1000 m side by side, each over half of the next; the direction in units of 1000 m.
  private func strips(
    _ count: Int, width: Double = 0.5, along: (Double, Double) = (0.8, 0.6)
  ) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for k in 0..<count {
      let x = 3_940_000 - along.1 * width / 2 * Double(k)
      let y = 2_250_000 + along.0 * width / 2 * Double(k)
      let (dx, dy) = (1000 * along.0, 1000 * along.1)
      let (wx, wy) = (-width * along.1, width * along.0)
      layer.appendPolygon([
        [(x, y), (x + dx, y + dy), (x + dx + wx, y + dy + wy), (x + wx, y + wy), (x, y)]
      ])
    }
    return layer
  }

  private func candidateCount(_ index: PolygonIndex) -> Int {
    var stream = PairStream(index, index, isWithin: true, threads: 1)
    var count = 0
    while let some = stream.next() { count += some.count }
    return count
  }

  @Test func stripsAskewAreComparedWithTheirNeighboursAlone() {
    let index = PolygonIndex(strips(2000))
    let pairs = OverlapPairs.within(index)
    #expect(pairs.map(\.a) == Array(0..<1999))
    #expect(pairs.allSatisfy { $0.b == $0.a + 1 && abs($0.area - 250) < 1e-6 })
    // All boxes along the axes meet: 1,999,000 pairs. Along the strips it is the next, and the one
    // that touches that.
    #expect(candidateCount(index) < 3 * 2000)
  }

  /// The same pairs to the last bit as of features compared one by one.
  @Test(arguments: [1, 2])
  func whatIsLeftOutSharesNoArea(threads: Int) {
    var generator = SeededGenerator(seed: 7)
    var layer = strips(300, width: 3, along: (0.28, -0.96))
    for _ in 0..<300 {
      let (x, y) = (
        Double.random(in: 3_939_500..<3_941_000, using: &generator),
        Double.random(in: 2_249_000..<2_251_000, using: &generator)
      )
      let dx = Double.random(in: -400..<400, using: &generator)
      let dy = Double.random(in: -400..<400, using: &generator)
      layer.appendPolygon([[(x, y), (x + dx, y + dy), (x + dx + 0.5, y + dy + 0.25), (x, y)]])
    }
    let index = PolygonIndex(layer)
    #expect(TurnedBoxes(index, index, isWithin: true, threads: threads) != nil)
    var expected: [OverlapPair] = []
    for i in 0..<layer.count {
      for j in (i + 1)..<layer.count {
        let area = OverlapArea.between(index, i, index, j)
        if area > 0 { expected.append(OverlapPair(a: i, b: j, area: area)) }
      }
    }
    #expect(expected.count > 500)
    #expect(OverlapPairs.within(index, threads: threads) == expected)
    let other = PolygonIndex(strips(280, width: 4, along: (0.6, 0.8)))
    let across = OverlapPairs.all(other, index, threads: threads)
    #expect(across.count > 100)
    var all: [OverlapPair] = []
    for i in 0..<other.count {
      for j in 0..<layer.count {
        let area = OverlapArea.between(other, i, index, j)
        if area > 0 { all.append(OverlapPair(a: i, b: j, area: area)) }
      }
    }
    #expect(across == all)
  }

  @Test func compactShapesKeepTheirBoxes() {
    let stars = PolygonIndex(Geometries.stars(count: 400, radius: 300, vertices: 20, seed: 3))
    #expect(TurnedBoxes(stars, stars, isWithin: true, threads: 1) == nil)
    // Along the axes nothing is to be won.
    let straight = PolygonIndex(strips(400, along: (1, 0)))
    #expect(TurnedBoxes(straight, straight, isWithin: true, threads: 1) == nil)
  }
}
