import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct VertexInsertionTests {
  private func inserted(_ layer: Geometries, _ tolerance: Double) throws -> Geometries {
    var history = BorderHistory()
    let outcome = VertexInsertion.inserted(
      layer, tolerance: tolerance, history: &history, scale: try RepairCases.scale(layer))
    return layer.replacing(
      Dictionary(uniqueKeysWithValues: outcome.map { ($0.feature, $0.shape) }))
  }

  @Test func anEdgeGetsTheVerticesOfItsNeighboursInOrder() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 30)],
      [RepairCases.rectangle(10, 0, 5, 10)], [RepairCases.rectangle(10, 10, 5, 20)],
    ])
    let after = try inserted(layer, 0)
    #expect(
      RepairCases.ring(after.shape(ofFeature: 0).parts[0][0])
        == [[0, 0], [10, 0], [10, 10], [10, 30], [0, 30]])
    #expect(after.shape(ofFeature: 1) == layer.shape(ofFeature: 1))
  }

  @Test func anEdgeBendsToAVertexWithinTheTolerance() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 10)], [[(10.25, 5), (20, 0), (20, 10)]],
    ])
    #expect(
      RepairCases.ring(try inserted(layer, 0.3).shape(ofFeature: 0).parts[0][0])
        == [[0, 0], [10, 0], [10.25, 5], [10, 10], [0, 10]])
    #expect(try inserted(layer, 0.2) == layer)
  }

  /// A border that parts from an edge at a narrow angle, a vertex every metre: the edge stays, since
  /// from each vertex the next would be near.
  @Test func narrowAnglesAreNotZippedUp() throws {
    let along = (1...40).map { (Double($0), 0.02 * Double($0)) }
    let layer = RepairCases.layer([
      [[(0, 0), (0, -10), (100, -10), (100, 0)]], [[(0, 0)] + along + [(0, 10)]],
    ])
    #expect(try inserted(layer, 0.1) == layer)
  }

  @Test func anEdgeOfSeveralGetsTheVertexThatIsNearest() throws {
    // The vertex (0, 0.2) is 0.2 from the edge to the east, and on the one to the north.
    let layer = RepairCases.layer([
      [[(10, 0), (0, 0), (0, 10), (10, 10)]], [[(0, 0.2), (-10, 0), (-10, 10)]],
    ])
    let after = try inserted(layer, 0.3).shape(ofFeature: 0)
    #expect(
      RepairCases.ring(after.parts[0][0]) == [[10, 0], [0, 0], [0, 0.2], [0, 10], [10, 10]])
  }

  /// The edge has come 0.25 from its place: what is as far away on the other side is too far.
  @Test func anEdgeBendsNoFurtherThanTheToleranceFromWhereItWas() throws {
    let torn = RepairCases.layer([
      [[(0, 5), (10, 0), (9, 5), (10, 10)]], [RepairCases.rectangle(10.25, 0, 10, 10)],
    ])
    let scale = try RepairCases.scale(torn)
    var history = BorderHistory()
    let moved = VertexSnapping.snapped(
      torn, tolerance: 0.3, history: &history, scale: scale)
    var layer = torn.replacing(
      Dictionary(uniqueKeysWithValues: moved.shapes.map { ($0.feature, $0.shape) }))
    // Now a third feature comes near.
    layer.append(
      RepairCases.layer([[[(9.75, 5), (9.25, 5.0625), (9.25, 4.9375)]]]).shape(ofFeature: 0))
    let bounded = VertexInsertion.inserted(
      layer, tolerance: 0.3, history: &history, scale: scale)
    #expect(!bounded.contains { $0.feature == 1 })
    #expect(history.withoutBlamedMoves != nil)
    var fresh = BorderHistory()
    let free = VertexInsertion.inserted(layer, tolerance: 0.3, history: &fresh, scale: scale)
    #expect(free.contains { $0.feature == 1 })
  }

  @Test func elevationsLieOnTheEdge() throws {
    var layer = Geometries(crs: .laeaEurope)
    for (x, z) in [(0.0, 10.0), (10, 20)] {
      layer.beginFeature(.polygon)
      layer.beginPart()
      layer.beginRing()
      let left = 4e6 + x
      let ring = [
        (left, 0.0, z), (left + 10, 0, z), (left + 10, x == 0 ? 10 : 4, z + 10),
        (left, x == 0 ? 10 : 4, z + 10), (left, 0, z),
      ]
      for (x, y, z) in ring { layer.appendVertex(x: x, y: 2.3e6 + y, z: z) }
    }
    let shape = try inserted(layer, 0).shape(ofFeature: 0)
    #expect(shape.parts[0][0].map(\.z) == [10, 10, 14, 20, 20, 10])
  }

  @Test(arguments: 1...8)
  func findsNothingTheSecondTime(_ seed: Int) throws {
    let clean = Tessellation.jitteredGrid(
      columns: 6, rows: 6, size: 40, inserted: 3, originX: 3.94e6, originY: 2.25e6,
      seed: UInt64(seed))
    let layer = PlantedFaults.disturbed(clean, sway: 0.2, shift: 1, seed: UInt64(seed))
    let once = try inserted(layer, 0.5)
    #expect(once != layer)
    #expect(try inserted(once, 0.5) == once)
  }
}
