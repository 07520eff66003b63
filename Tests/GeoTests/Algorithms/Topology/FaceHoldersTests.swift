import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Sets of edges inside each other, many deep and side by side: which void each bounds.
@Suite struct FaceHoldersTests {
  private typealias Ring = [(Double, Double)]

  private func square(_ half: Double, at x: Double, _ y: Double) -> Ring {
    [
      (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half),
      (x - half, y - half),
    ]
  }

  /// Frames one in another, a void of a tenth between each two.
  private func frames(_ count: Int, at x: Double, _ y: Double, into layer: inout Geometries) {
    for k in 0..<count {
      let outer = Double(k + 1)
      let hole = Double(k) + 0.1
      layer.appendPolygon(
        k == 0 ? [square(outer, at: x, y)] : [square(outer, at: x, y), square(hole, at: x, y)])
    }
  }

  /// (2 (k + 0.1))² − (2 k)².
  private func voidArea(_ k: Int) -> Double {
    let (outer, inner) = (2 * (Double(k) + 0.1), 2 * Double(k))
    return outer * outer - inner * inner
  }

  @Test(arguments: [1, 3])
  func everyVoidOfANestHasItsAreaAndItsTwoFeatures(threads: Int) throws {
    var layer = Geometries(crs: .laeaEurope)
    frames(400, at: 3_940_000, 2_250_000, into: &layer)
    var options = CoverageOptions()
    options.threads = threads
    let faults = try TopologyFaults.find(in: layer, options: options).faults
    #expect(faults.count == 399)
    for (k, fault) in faults.enumerated() {
      #expect(fault.features == [k, k + 1])
      #expect(fault.kind == .gap)
      #expect(abs(fault.area - voidArea(k + 1)) < 1e-6)
    }
  }

  /// Nests beside each other in a hole of one feature, seeded: each void is what it is alone, and
  /// the one around all is the hole less the nests.
  @Test func nestsBesideEachOtherInAHole() throws {
    var generator = SeededGenerator(seed: 11)
    var layer = Geometries(crs: .laeaEurope)
    var areas: [Double] = []
    var taken = 0.0
    for column in 0..<6 {
      for row in 0..<6 {
        let count = Int.random(in: 1...9, using: &generator)
        let x = 3_940_000 + 30 * Double(column) + Double.random(in: -5...5, using: &generator)
        let y = 2_250_000 + 30 * Double(row) + Double.random(in: -5...5, using: &generator)
        frames(count, at: x, y, into: &layer)
        areas += (1..<count).map(voidArea)
        taken += 4 * Double(count * count)
      }
    }
    layer.appendPolygon([
      square(200, at: 3_940_075, 2_250_075), square(120, at: 3_940_075, 2_250_075),
    ])
    let faults = try TopologyFaults.find(in: layer).faults
    let gaps = faults.filter { $0.kind == .gap }.map(\.area).sorted()
    #expect(gaps.count == areas.count)
    for (found, expected) in zip(gaps, areas.sorted()) { #expect(abs(found - expected) < 1e-6) }
    let holes = faults.filter { $0.kind == .hole }
    #expect(holes.count == 1)
    let hole = try #require(holes.first)
    #expect(abs(hole.area - (240 * 240 - taken)) < 1e-5)
    #expect(faults.count == gaps.count + 1)
  }
}
