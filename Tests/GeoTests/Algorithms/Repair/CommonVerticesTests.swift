import GeoCore
import TestSupport
import Testing

@testable import GeoAlgorithms

@Suite struct CommonVerticesTests {
  private func given(
    _ a: [RepairCases.Ring], _ b: [RepairCases.Ring], threads: Int = 1
  ) -> ([[[Double]]], [[[Double]]]) {
    let (first, second) = CommonVertices.given(
      RepairCases.layer(a.map { [$0] }), RepairCases.layer(b.map { [$0] }), threads: threads)
    func shells(_ layer: Geometries) -> [[[Double]]] {
      (0..<layer.count).flatMap { RepairCases.shells(layer.shape(ofFeature: $0)) }
    }
    return (shells(first), shells(second))
  }

  private static let square = RepairCases.rectangle(0, 0, 10, 10)

  @Test func eachGetsTheVerticesOfTheOther() {
    // One has a vertex on the lower edge, the other on the left.
    let (a, b) = given(
      [[(0, 0), (4, 0), (10, 0), (10, 10), (0, 10)]],
      [[(0, 0), (10, 0), (10, 10), (0, 10), (0, 3)]])
    let both: [[Double]] = [[0, 0], [4, 0], [10, 0], [10, 10], [0, 10], [0, 3]]
    #expect(a == [both] && b == [both])
  }

  @Test func severalOnOneEdgeComeInItsOrder() {
    let (a, b) = given(
      [Self.square], [[(0, 0), (7, 0), (2, 0), (10, 0), (10, 10), (0, 10)]])
    #expect(a == [[[0, 0], [2, 0], [7, 0], [10, 0], [10, 10], [0, 10]]])
    // Its own edge back from 7 to 2 is led through nothing new.
    #expect(b[0].contains([7, 0]) && b[0].contains([2, 0]))
  }

  @Test func whatLiesBesideAnEdgeIsNoneOfIt() {
    let (a, _) = given([Self.square], [[(0, 0), (5, 0.001), (10, 0), (10, 10), (0, 10)]])
    #expect(a == [[[0, 0], [10, 0], [10, 10], [0, 10]]])
  }

  /// Edges that both have are left alone, whatever lies on them: they are bent alike.
  @Test func commonEdgesStayAsTheyAre() {
    let (a, b) = given([Self.square, Self.square], [Self.square, [(0, 0), (10, 0), (10, 10)]])
    #expect(a[0] == b[0] && a[0].count == 4)
    #expect(a[1] == [[0, 0], [10, 0], [10, 10], [0, 10]])
    #expect(b[1] == [[0, 0], [10, 0], [10, 10]])
  }

  /// Features are looked at 64 at a time: 150 are three chunks.
  @Test func severalChunks() {
    let plain = (0..<150).map { RepairCases.rectangle(Double($0) * 20, 0, 10, 10) }
    let split = plain.enumerated().map { i, ring -> RepairCases.Ring in
      i % 3 == 1 ? [ring[0], (ring[0].0 + 4, 0)] + ring[1...] : ring
    }
    for threads in [1, 2, 5] {
      let (a, b) = given(plain, split, threads: threads)
      #expect(a == b)
      #expect(a.map(\.count) == (0..<150).map { $0 % 3 == 1 ? 5 : 4 })
    }
  }
}
