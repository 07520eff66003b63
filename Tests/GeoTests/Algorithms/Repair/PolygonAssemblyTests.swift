import GeoCore
import Testing

@testable import GeoAlgorithms

/// Features put together after an overlap was given to one of them, corner by corner.
@Suite struct PolygonAssemblyTests {
  /// The two features of a layer once what they share is the winner's; nil for one that stays.
  private func settled(
    _ first: RepairCases.Ring, _ second: RepairCases.Ring, winner: Int32
  ) throws -> [Int: EditableShape] {
    let layer = RepairCases.layer([[first], [second]])
    let arrangement = try #require(
      Arrangement(
        of: [0, 1], in: layer, voids: Geometries(crs: layer.crs), reach: 0.001, grid: nil,
        scale: GroundScale(metersPerUnit: (1, 1)), threads: 1))
    var labels = arrangement.labels
    var touched: [(cycles: [Int32], features: [Int32])] = []
    for face in arrangement.boundedFaces() where face.label == [0, 1] {
      for cycle in face.cycles { labels[Int(cycle)] = [winner] }
      touched.append((face.cycles, [0, 1]))
    }
    try #require(!touched.isEmpty)
    let assembly = PolygonAssembly(
      arrangement, labels: labels, touched: touched, rebuilt: [1 - winner])
    let shapes = assembly.shapes(of: [0, 1], in: layer)
    #expect(shapes.map(\.feature) == shapes.map(\.feature).sorted())
    return Dictionary(uniqueKeysWithValues: shapes.map { ($0.feature, $0.shape) })
  }

  private static let square = RepairCases.rectangle(0, 0, 10, 10)

  /// All corners are there already: the winner keeps its bits.
  @Test func theLoserEndsAtTheWinner() throws {
    let shapes = try settled(Self.square, RepairCases.rectangle(8, 0, 10, 10), winner: 0)
    #expect(shapes[0] == nil)
    #expect(
      RepairCases.shells(try #require(shapes[1])) == [[[18, 0], [18, 10], [10, 10], [10, 0]]])
  }

  /// Where the loser turns at a crossing, the winner gets a vertex.
  @Test func crossingsBecomeVerticesOfBoth() throws {
    let shapes = try settled(Self.square, RepairCases.rectangle(8, -5, 10, 20), winner: 0)
    #expect(
      RepairCases.shells(try #require(shapes[1])) == [
        [[8, -5], [18, -5], [18, 15], [8, 15], [8, 10], [10, 10], [10, 0], [8, 0]]
      ])
    #expect(
      RepairCases.shells(try #require(shapes[0])) == [
        [[0, 0], [8, 0], [10, 0], [10, 10], [8, 10], [0, 10]]
      ])
  }

  @Test func whatIsLostInsideIsAHole() throws {
    let shapes = try settled(Self.square, RepairCases.rectangle(4, 4, 2, 2), winner: 1)
    #expect(shapes[1] == nil)
    let parts = try #require(shapes[0]).parts
    #expect(
      parts.map { $0.map(RepairCases.ring) } == [
        [[[0, 0], [10, 0], [10, 10], [0, 10]], [[4, 4], [4, 6], [6, 6], [6, 4]]]
      ])
  }

  @Test func whatIsLostAcrossParts() throws {
    let shapes = try settled(
      RepairCases.rectangle(0, 0, 10, 2), RepairCases.rectangle(4, -1, 2, 4), winner: 1)
    let shape = try #require(shapes[0])
    #expect(shape.kind == .multiPolygon)
    #expect(
      RepairCases.shells(shape) == [
        [[0, 0], [4, 0], [4, 2], [0, 2]], [[10, 0], [10, 2], [6, 2], [6, 0]],
      ])
  }

  @Test func whatIsLostAltogetherIsEmpty() throws {
    let shapes = try settled(Self.square, RepairCases.rectangle(4, 4, 2, 2), winner: 0)
    #expect(shapes[0] == nil)
    #expect(try #require(shapes[1]).isEmpty)
  }
}
