import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoProjection

@Suite struct RingCleaningTests {
  private func cleaned(
    _ rings: [RepairCases.Ring], others: [[RepairCases.Ring]] = []
  ) throws -> RingCleaning.Outcome? {
    let layer = RepairCases.layer([rings] + others)
    let tips = try SpikeTips.find(
      in: layer, degrees: 1, width: 0.1, tolerance: 0.01, measuredIn: .system(layer.crs),
      scale: try RepairCases.scale(layer), threads: 1)
    return RingCleaning().outcomes(in: layer, tips: tips, threads: 1).first { $0.feature == 0 }
      .map { $0.1 }
  }

  @Test func leavesACleanRingAlone() throws {
    #expect(try cleaned([RepairCases.rectangle(0, 0, 10, 10)]) == nil)
  }

  @Test func dropsRepeatedVertices() throws {
    let outcome = try #require(
      try cleaned([[(0, 0), (0, 0), (10, 0), (10, 0), (10, 0), (10, 10), (0, 10), (0, 0)]]))
    #expect(outcome.repeated == 3)
    #expect(RepairCases.shells(outcome.shape) == [[[0, 0], [10, 0], [10, 10], [0, 10]]])
  }

  @Test func dropsASpikeWithoutWidthAndItsFoot() throws {
    let outcome = try #require(
      try cleaned([[(0, 0), (10, 0), (10, 5), (20, 5), (10, 5), (10, 10), (0, 10)]]))
    #expect(outcome.spikes == 1)
    #expect(
      RepairCases.shells(outcome.shape) == [[[0, 0], [10, 0], [10, 5], [10, 10], [0, 10]]])
  }

  @Test func dropsASpikeThatFoldsOntoALongerEdge() throws {
    // Up to 15 and back to 10 along the same line.
    let outcome = try #require(
      try cleaned([[(0, 0), (10, 0), (10, 15), (10, 10), (0, 10)]]))
    #expect(RepairCases.shells(outcome.shape) == [[[0, 0], [10, 0], [10, 10], [0, 10]]])
  }

  /// 10 m long, so that 1 degree is 0.175 m wide, and 2 m long, 0.035 m.
  @Test(arguments: [(10, 0.099, 1), (10, 0.101, 0), (2, 0.034, 1), (2, 0.036, 0)])
  func dropsNearSpikesAsACheckNamesThem(_ length: Double, _ width: Double, _ spikes: Int) throws {
    let outcome = try cleaned([
      [(0, 0), (10, 0), (10, 5), (10 + length, 5), (10, 5 + width), (10, 10), (0, 10)]
    ])
    #expect((outcome?.spikes ?? 0) == spikes)
  }

  @Test func leavesAWedgeBetweenTwoNeighbours() throws {
    let wedge: RepairCases.Ring = [(0, 0), (10, 5), (20, 5), (10, 5.05), (0, 10)]
    let south: RepairCases.Ring = [(0, 0), (20, 0), (20, 5), (10, 5)]
    let north: RepairCases.Ring = [(0, 10), (10, 5.05), (20, 5), (20, 10)]
    #expect(try cleaned([wedge], others: [[south], [north]]) == nil)
    // A neighbour all around loses the same vertex.
    let around: RepairCases.Ring = [
      (0, 0), (30, 0), (30, 10), (0, 10), (10, 5.05), (20, 5), (10, 5),
    ]
    #expect(try cleaned([wedge], others: [[around]])?.spikes == 1)
    #expect(try cleaned([wedge], others: [[south]])?.spikes == 1)
  }

  @Test func aThinTriangleIsNoSpikeOfItselfUnlessItHasNoWidth() throws {
    #expect(try cleaned([[(0, 0), (20, 0), (20, 0.05)]]) == nil)
    #expect(try cleaned([[(0, 0), (20, 0), (20, 0.005)]])?.shape.isEmpty == true)
  }

  @Test func leavesASharpCornerOfAWidePolygon() throws {
    // 4 degrees at the tip, but 7 m wide at its foot.
    #expect(try cleaned([[(0, 0), (100, 0), (0, 7)]]) == nil)
  }

  @Test func startsAnywhere() throws {
    let ring: RepairCases.Ring = [(20, 5), (10, 5), (10, 10), (0, 10), (0, 0), (10, 0), (10, 5)]
    for turn in ring.indices {
      let turned = Array(ring[turn...] + ring[..<turn])
      let outcome = try #require(try cleaned([turned]))
      #expect(outcome.spikes == 1)
      #expect(outcome.shape.parts[0][0].count == 6)
    }
  }

  @Test func dropsRingsThatBoundNothing() throws {
    let hole: RepairCases.Ring = [(2, 2), (4, 4), (2, 2), (4, 4)]
    let outcome = try #require(try cleaned([RepairCases.rectangle(0, 0, 10, 10), hole]))
    #expect(outcome.rings == 1)
    #expect(outcome.shape.parts.map(\.count) == [1])
    let nothing = try #require(try cleaned([[(0, 0), (5, 5), (0, 0)]]))
    #expect(nothing.shape.isEmpty)
  }

  @Test func linesLoseRepeatedVerticesOnly() throws {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.lineString)
    layer.beginPart()
    layer.beginRing()
    for x in [4e6, 4e6 + 5, 4e6 + 5, 4e6] { layer.appendVertex(x: x, y: 2.3e6) }
    let outcome = try #require(RingCleaning().outcomes(in: layer, threads: 1).first)
    #expect(outcome.1.shape.parts[0][0].map(\.x) == [4e6, 4e6 + 5, 4e6])
  }

  /// Spikes on spikes, around the start of the ring too: what is left is what removing them one by one
  /// from an array leaves.
  @Test func manySpikesAreDroppedAsOneByOne() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var ring: RepairCases.Ring = [(0, 0)]
      var (x, y) = (0, 0)
      for _ in 0..<Int.random(in: 4...14, using: &generator) {
        // To and fro along a few lines, so that much folds back.
        if Bool.random(using: &generator) {
          x = Int.random(in: 0...3, using: &generator)
        } else {
          y = Int.random(in: 0...3, using: &generator)
        }
        if ring.last! != (Double(x), Double(y)) { ring.append((Double(x), Double(y))) }
      }
      if ring.count < 3 || ring.last! == ring[0] { continue }
      let layer = RepairCases.layer([[ring]])
      let shape = layer.shape(ofFeature: 0)
      let outcome = RingCleaning().cleaned(shape)
      var open = Array(shape.parts[0][0].dropLast()).map { SIMD2($0.x, $0.y) }
      let spikes = OneByOne.dropSpikes(of: &open)
      let left = outcome.shape.parts.first?.first.map { $0.dropLast().map { SIMD2($0.x, $0.y) } }
      #expect((left ?? []) == (Set(open).count < 3 ? [] : open))
      #expect(outcome.spikes == spikes)
    }
  }

  /// A comb of 50,000 spikes, each of three vertices: quadratic work would take minutes.
  @Test(.timeLimit(.minutes(1)))
  func aCombOfSpikesIsCleanedInOneGo() throws {
    var ring: RepairCases.Ring = [(0, 0)]
    for k in 1...50_000 {
      let x = Double(k) / 100
      ring += [(x, 0), (x, -1), (x, 0)]
    }
    ring += [(501, 0), (501, 10), (0, 10)]
    let outcome = RingCleaning().cleaned(RepairCases.layer([[ring]]).shape(ofFeature: 0))
    #expect(outcome.spikes == 50_000)
    #expect(outcome.shape.parts[0][0].count == 50_000 + 5)
  }
}

/// Spikes removed from an array one after the other.
private enum OneByOne {
  static func dropSpikes(of open: inout [SIMD2<Double>]) -> Int {
    var (i, sinceChange, spikes) = (0, 0, 0)
    while open.count >= 3, sinceChange < open.count {
      let count = open.count
      let (a, b, c) = (open[(i + count - 1) % count], open[i], open[(i + 1) % count])
      if a == c {
        for index in [i, (i + 1) % count].sorted().reversed() { open.remove(at: index) }
      } else if isSpike(a - b, c - b) {
        open.remove(at: i)
      } else {
        i = (i + 1) % count
        sinceChange += 1
        continue
      }
      spikes += 1
      sinceChange = 0
      if open.isEmpty { break }
      i = (i + open.count - 1) % open.count
    }
    return spikes
  }

  private static func isSpike(_ u: SIMD2<Double>, _ v: SIMD2<Double>) -> Bool {
    (u * v).sum() > 0 && u.x * v.y == u.y * v.x
  }
}
