import TestSupport
import Testing

@testable import GeoStreets

@Suite struct StreetComponentsTests {
  private func network(_ arcs: [(Int32, Int32)], nodes: Int) throws -> StreetNetwork {
    let count = arcs.count
    return try StreetNetwork(
      mode: .car, nodeCoordinates: (0..<nodes).flatMap { [Double($0) / 100, 0] },
      edgeFrom: arcs.map(\.0), edgeTo: arcs.map(\.1),
      lengthsMillimeters: Array(repeating: 1, count: count),
      forwardMilliseconds: Array(repeating: 1, count: count),
      backwardMilliseconds: Array(repeating: -1, count: count))
  }

  @Test func byHand() throws {
    // A ring 0 1 2, an arc to 3, a ring 4 5 that leads to 3, and 6 alone.
    let streets = try network(
      [(0, 1), (1, 2), (2, 0), (2, 3), (4, 5), (5, 4), (5, 3), (6, 6)], nodes: 7)
    let strong = StreetComponents.strong(StreetGraph(streets))
    #expect(strong.labels == [0, 0, 0, 1, 2, 2, 3])
    #expect(strong.sizes == [3, 1, 2, 1])
    #expect(strong.largest == 0)
    let weak = StreetComponents.weak(streets)
    #expect(weak.labels == [0, 0, 0, 0, 0, 0, 1])
    #expect(weak.sizes == [6, 1])
  }

  /// Two nodes are in one component exactly when each is reached from the other.
  @Test(arguments: 0..<20)
  func agreesWithReachability(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let nodes = 12
    let arcs = (0..<18).map { _ in
      (
        Int32.random(in: 0..<Int32(nodes), using: &generator),
        Int32.random(in: 0..<Int32(nodes), using: &generator)
      )
    }
    var reached = (0..<nodes).map { a in (0..<nodes).map { $0 == a } }
    for (a, b) in arcs { reached[Int(a)][Int(b)] = true }
    for k in 0..<nodes {
      for i in 0..<nodes where reached[i][k] {
        for j in 0..<nodes where reached[k][j] { reached[i][j] = true }
      }
    }
    let found = StreetComponents.strong(StreetGraph(try network(arcs, nodes: nodes)))
    for a in 0..<nodes {
      for b in 0..<nodes {
        #expect((found.labels[a] == found.labels[b]) == (reached[a][b] && reached[b][a]))
      }
    }
    #expect(found.sizes.reduce(0, +) == nodes)
  }

  /// A street of 200,000 nodes: no recursion.
  @Test func longPathsDoNotOverflow() throws {
    let count: Int32 = 200_000
    let arcs = (0..<count).map { ($0, ($0 + 1) % count) }
    let found = StreetComponents.strong(
      StreetGraph(
        try StreetNetwork(
          mode: .car, nodeCoordinates: Array(repeating: 0, count: 2 * Int(count)),
          edgeFrom: arcs.map(\.0), edgeTo: arcs.map(\.1),
          lengthsMillimeters: arcs.map { _ in 1 }, forwardMilliseconds: arcs.map { _ in 1 },
          backwardMilliseconds: arcs.map { _ in -1 })))
    #expect(found.sizes == [Int(count)])
  }
}
