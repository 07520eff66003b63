import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct VertexSnappingTests {
  private func snapped(
    _ layer: Geometries, _ tolerance: Double
  ) throws -> (Geometries, VertexSnapping.Outcome) {
    var history = BorderHistory()
    let outcome = VertexSnapping.snapped(
      layer, tolerance: tolerance, history: &history, scale: try RepairCases.scale(layer))
    let shapes = Dictionary(uniqueKeysWithValues: outcome.shapes.map { ($0.feature, $0.shape) })
    return (layer.replacing(shapes), outcome)
  }

  @Test func neighboursMeetAtOnePlaceOfTheirs() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 10)], [RepairCases.rectangle(10.25, 0, 10, 10)],
    ])
    let (after, outcome) = try snapped(layer, 0.3)
    #expect(outcome.shapes.map(\.feature) == [1])
    #expect(outcome.shapes[0].moved == 2)
    #expect(abs(outcome.furthestMeters - 0.25) < 1e-3)
    #expect(
      RepairCases.ring(after.shape(ofFeature: 1).parts[0][0])
        == [[10, 0], [20.25, 0], [20.25, 10], [10, 10]])
  }

  @Test func aPlaceOfMoreFeaturesStays() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 9.75, 10)],
      [RepairCases.rectangle(10, 0, 10, 10)], [RepairCases.rectangle(10, 10, 10, 10)],
    ])
    let (after, _) = try snapped(layer, 0.3)
    #expect(RepairCases.ring(after.shape(ofFeature: 0).parts[0][0])[2] == [10, 10])
  }

  @Test func aFeaturesOwnVerticesStayApart() throws {
    let layer = RepairCases.layer([[[(0, 0), (10, 0), (10, 0.25), (10, 10), (0, 10)]]])
    #expect(try snapped(layer, 0.3).1.shapes.isEmpty)
  }

  @Test func nothingBeyondTheToleranceMoves() throws {
    let layer = RepairCases.layer([
      [RepairCases.rectangle(0, 0, 10, 10)], [RepairCases.rectangle(10.3125, 0, 10, 10)],
    ])
    #expect(try snapped(layer, 0.3).1.shapes.isEmpty)
  }

  @Test(arguments: 1...12)
  func movesNoVertexFurtherThanTheToleranceAndOnlyOnce(_ seed: Int) throws {
    let clean = Tessellation.jitteredGrid(
      columns: 8, rows: 8, size: 40, inserted: 3, originX: 3.94e6, originY: 2.25e6,
      seed: UInt64(seed))
    let layer = PlantedFaults.disturbed(clean, sway: 0.4, shift: 1, seed: UInt64(seed))
    let (after, outcome) = try snapped(layer, 0.8)
    #expect(!outcome.shapes.isEmpty)
    let scale = try RepairCases.scale(layer)
    for vertex in 0..<layer.vertexCount {
      let moved = scale.distance(
        layer.x(vertex), layer.y(vertex), after.x(vertex), after.y(vertex))
      #expect(moved <= 0.8)
    }
    #expect(try snapped(after, 0.8).1.shapes.isEmpty)
  }
}
