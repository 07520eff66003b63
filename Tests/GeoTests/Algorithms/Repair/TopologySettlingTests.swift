import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct TopologySettlingTests {
  private func settled(
    _ layer: Geometries, gap: Double = 1, overlap: Double = 1, preferences: [Int]? = nil
  ) throws -> (layer: Geometries, outcome: TopologySettling.Outcome) {
    let settling = TopologySettling(
      maxGapWidth: gap, maxOverlapWidth: overlap, preferences: preferences,
      scale: try RepairCases.scale(layer))
    let outcome = settling.settled(layer)
    let shapes = Dictionary(uniqueKeysWithValues: outcome.shapes.map { ($0.feature, $0.shape) })
    return (layer.replacing(shapes), outcome)
  }

  /// Two squares and a lid over both, with a strip of 0.5 x 10 between them.
  private let gaping = RepairCases.layer([
    [RepairCases.rectangle(0, 0, 10, 10)], [RepairCases.rectangle(10.5, 0, 10, 10)],
    [[(0, 10), (10, 10), (10.5, 10), (20.5, 10), (20.5, 12), (0, 12)]],
    [[(0, -2), (20.5, -2), (20.5, 0), (10.5, 0), (10, 0), (0, 0)]],
  ])

  @Test func aGapGoesToTheLongestBorderTheFirstOfEquals() throws {
    let (layer, outcome) = try settled(gaping)
    #expect(outcome.gaps == 1)
    #expect(outcome.overlaps == 0)
    #expect(outcome.shapes.map(\.feature) == [0])
    #expect(
      RepairCases.ring(layer.shape(ofFeature: 0).parts[0][0])
        == [[0, 0], [10, 0], [10.5, 0], [10.5, 10], [10, 10], [0, 10]])
  }

  @Test func aPreferredNeighbourWins() throws {
    let (_, outcome) = try settled(gaping, preferences: [1, 1, 1, 3])
    #expect(outcome.shapes.map(\.feature) == [3])
  }

  @Test func aWideGapStays() throws {
    // Its width is that of the strip, 0.5.
    #expect(try settled(gaping, gap: 0.49).outcome.shapes.isEmpty)
    #expect(try settled(gaping, gap: 0.51).outcome.gaps == 1)
    #expect(try settled(gaping, gap: 0).outcome.shapes.isEmpty)
  }

  @Test func aVoidThatIsOpenIsNoGap() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 10)], [RepairCases.rectangle(10.5, 0, 10, 10)],
    ])
    #expect(try settled(layer).outcome.shapes.isEmpty)
  }

  @Test func anOverlapGoesToTheFeatureWithTheLongerBorderBeyondIt() throws {
    // B is 10 high, A 20: B enters A by 0.5. A goes on around three sides of the overlap, B on one.
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 20)], [RepairCases.rectangle(9.5, 5, 10, 10)],
    ])
    let (after, outcome) = try settled(layer)
    #expect(outcome.overlaps == 1)
    #expect(outcome.shapes.map(\.feature) == [0, 1])
    #expect(
      RepairCases.ring(after.shape(ofFeature: 0).parts[0][0])
        == [[0, 0], [10, 0], [10, 5], [10, 15], [10, 20], [0, 20]])
    #expect(
      RepairCases.ring(after.shape(ofFeature: 1).parts[0][0])
        == [[19.5, 5], [19.5, 15], [10, 15], [10, 5]])
    let second = try settled(layer, preferences: [1, 2])
    #expect(second.layer.area(ofFeature: 1) == 100)
    #expect(second.layer.area(ofFeature: 0) == 195)
  }

  @Test func aGapAllAroundAnIslandIsFilledAsOne() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 30, 30), RepairCases.rectangle(10, 10, 10, 10)],
      [RepairCases.rectangle(10.25, 10.25, 9.5, 9.5)],
    ])
    let (after, outcome) = try settled(layer)
    #expect(outcome.gaps == 1)
    // The outer border of the void is longer than the inner one.
    #expect(outcome.shapes.map(\.feature) == [0])
    #expect(after.area(ofFeature: 0) == 900 - 9.5 * 9.5)
    #expect(after.shape(ofFeature: 0).parts.map(\.count) == [2])
  }

  @Test func anOverlapAllAroundAnIslandIsSettledAsOne() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 30, 30), RepairCases.rectangle(10, 10, 10, 10)],
      [RepairCases.rectangle(9.75, 9.75, 10.5, 10.5)],
    ])
    let (after, outcome) = try settled(layer)
    #expect(outcome.overlaps == 1)
    #expect(after.area(ofFeature: 0) + after.area(ofFeature: 1) == 900)
    #expect(after.area(ofFeature: 1) == 100)
  }

  @Test func neighboursGetTheNewVertexAndNobodyElseChanges() throws {
    // C shares A's right side, on which B's intrusion begins and ends.
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 20)],
      [[(10, 0), (20, 0), (20, 20), (10, 20)]],
      [[(9.75, 20), (20, 20), (20, 30), (9.75, 30), (9.75, 20)]],
      [[(0, 20.25), (10, 19.75), (9.75, 30), (0, 30)]],
      [RepairCases.rectangle(100, 100, 10, 10)],
    ])
    let (after, outcome) = try settled(layer)
    #expect(!outcome.shapes.isEmpty)
    #expect(!outcome.shapes.map(\.feature).contains(4))
    #expect(try settled(after).outcome.shapes.isEmpty)
  }

  @Test func aWideOverlapStaysWithoutNewVertices() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 10)], [RepairCases.rectangle(5, 5, 10, 10)],
    ])
    #expect(try settled(layer).outcome.shapes.isEmpty)
  }

  @Test func nearlyCoincidingBordersComeToAnEnd() throws {
    // Twenty fans of borders that run within a millimetre of each other over 100 m.
    var generator = SeededGenerator(seed: 5)
    var features: [[RepairCases.Ring]] = []
    for k in 0..<20 {
      let ys = (0..<4).map { _ in Double.random(in: -0.003...0.003, using: &generator) }
      let top = Double(k % 2 == 0 ? 10 : -10)
      features.append([
        [(0, ys[0]), (33, ys[1]), (66 + Double(k), ys[2]), (100, ys[3]), (50, top + Double(k))]
      ])
    }
    let (after, outcome) = try settled(RepairCases.layer(features), gap: 0, overlap: 0.5)
    #expect(outcome.isNoded)
    #expect(after.count == 20)
  }

  @Test func nodesNearerThanTheReachComeToAnEnd() throws {
    // Three vertices within half a millimetre, and a border through them.
    let layer = RepairCases.layer([
      [[(0, 0), (5, 0), (5.0003, 0.0003), (5.0005, -0.0002), (10, 0), (10, 10), (0, 10)]],
      [[(0, 0.2), (5.0002, 0.0001), (10, 0.2), (10, -10), (0, -10)]],
    ])
    let (after, outcome) = try settled(layer, gap: 0, overlap: 0.5)
    #expect(outcome.isNoded)
    #expect(after.areas().allSatisfy { $0 > 90 })
  }

  @Test func everyPlaceOfATornCoverageBelongsToOneFeature() throws {
    for seed in 1...6 {
      let clean = Tessellation.jitteredGrid(
        columns: 7, rows: 7, size: 40, inserted: 2, originX: 3.94e6, originY: 2.25e6,
        seed: UInt64(seed))
      let torn = PlantedFaults.disturbed(clean, sway: 0.3, shift: 0.8, seed: UInt64(seed))
      let (after, outcome) = try settled(torn, gap: 5, overlap: 5)
      #expect(outcome.gaps > 20 && outcome.overlaps > 20)
      let index = PolygonIndex(after, threads: 1)
      let pairs = OverlapPairs.within(index, minArea: 1e-6)
      #expect(pairs.isEmpty)
      #expect(try Overlay.invalidFeatures(Array(0..<after.count), in: after, threads: 1).isEmpty)
      #expect(try settled(after, gap: 5, overlap: 5).outcome.shapes.isEmpty)
      var union = Geometries(crs: after.crs)
      try Overlay.appendUnion(of: Array(0..<after.count), in: after, to: &union)
      let sum = after.areas().reduce(0, +)
      #expect(abs(union.area(ofFeature: 0) - sum) < 1e-5)
    }
  }
}
