import TestSupport
import Testing

@testable import GeoStreets

@Suite struct StreetGraphTests {
  /// Three nodes: 0 to 1 both ways, 1 to 2 forward, 2 to 0 backward, a loop at 1.
  private func network() throws -> StreetNetwork {
    try StreetNetwork(
      mode: .car, nodeCoordinates: [0, 0, 1, 0, 1, 1], edgeFrom: [0, 1, 2, 1],
      edgeTo: [1, 2, 0, 1], lengthsMillimeters: [10, 20, 30, 40],
      forwardMilliseconds: [1, 2, -1, 4], backwardMilliseconds: [5, -1, 6, 7])
  }

  @Test func rowsByHand() throws {
    let graph = StreetGraph(try network())
    #expect(graph.offsets == [0, 2, 6, 6])
    #expect(graph.targets == [1, 2, 0, 2, 1, 1])
    #expect(graph.milliseconds == [1, 6, 5, 2, 4, 7])
    #expect(graph.millimeters == [10, 30, 10, 20, 40, 40])
    #expect(graph.edgeUses == [0, 5, 1, 2, 6, 7])
    #expect(graph.edge(ofArc: 1) == 2)
    #expect(graph.isBackward(arc: 1))
    #expect(!graph.isBackward(arc: 0))
  }

  @Test func reversedTwiceIsTheSameSetOfArcs() throws {
    let graph = StreetGraph(try network())
    let reversed = graph.reversed()
    #expect(reversed.arcs(ofNode: 2).map { reversed.targets[$0] } == [0, 1])
    func arcs(_ graph: StreetGraph) -> Set<[Int32]> {
      var all: Set<[Int32]> = []
      for n in 0..<graph.nodeCount {
        for a in graph.arcs(ofNode: n) {
          all.insert([Int32(n), graph.targets[a], graph.milliseconds[a], graph.edgeUses[a]])
        }
      }
      return all
    }
    #expect(arcs(reversed.reversed()) == arcs(graph))
    #expect(arcs(reversed).count == graph.arcCount)
  }

  @Test func arraysThatDoNotFitAreRefused() {
    func make(
      offsets: [Int32] = [0, 1, 2], targets: [Int32] = [1, 0], times: [Int32] = [1, 1],
      lengths: [Int32] = [1, 1], uses: [Int32] = [0, 1]
    ) throws {
      _ = try StreetGraph(
        offsets: offsets, targets: targets, milliseconds: times, millimeters: lengths,
        edgeUses: uses)
    }
    #expect(throws: Never.self) { try make() }
    #expect(throws: NetworkError.self) { try make(offsets: []) }
    #expect(throws: NetworkError.self) { try make(offsets: [0, 2, 1]) }
    #expect(throws: NetworkError.self) { try make(offsets: [0, 1, 3]) }
    #expect(throws: NetworkError.self) { try make(offsets: [1, 1, 2]) }
    #expect(throws: NetworkError.self) { try make(targets: [1, 2]) }
    #expect(throws: NetworkError.self) { try make(targets: [1, -1]) }
    #expect(throws: NetworkError.self) { try make(times: [1, 0]) }
    #expect(throws: NetworkError.self) { try make(times: [1]) }
    #expect(throws: NetworkError.self) { try make(lengths: [1, -1]) }
    #expect(throws: NetworkError.self) { try make(uses: [0, -1]) }
  }

  @Test func networksThatDoNotFitAreRefused() {
    func make(
      nodes: [Double] = [0, 0, 1, 1], from: [Int32] = [0], to: [Int32] = [1],
      lengths: [Int32] = [5], forward: [Int32] = [1], offsets: [Int32]? = nil,
      line: [Double]? = nil, classes: [Int32]? = nil, names: [Int32]? = nil
    ) throws {
      _ = try StreetNetwork(
        mode: .walk, nodeCoordinates: nodes, edgeFrom: from, edgeTo: to,
        lengthsMillimeters: lengths, forwardMilliseconds: forward, backwardMilliseconds: [1],
        vertexOffsets: offsets, coordinates: line, classIndices: classes, nameIndices: names)
    }
    #expect(throws: Never.self) { try make() }
    #expect(throws: NetworkError.self) { try make(nodes: [0, 0, 1]) }
    #expect(throws: NetworkError.self) { try make(nodes: [0, 0, 1, 91]) }
    #expect(throws: NetworkError.self) { try make(nodes: [0, 0, .nan, 1]) }
    #expect(throws: NetworkError.self) { try make(from: [2]) }
    #expect(throws: NetworkError.self) { try make(to: [-1]) }
    #expect(throws: NetworkError.self) { try make(to: [1, 0]) }
    #expect(throws: NetworkError.self) { try make(lengths: [-5]) }
    #expect(throws: NetworkError.self) { try make(forward: [0]) }
    #expect(throws: NetworkError.self) { try make(forward: [-2]) }
    #expect(throws: NetworkError.self) { try make(offsets: [0, 1], line: [0, 0]) }
    #expect(throws: NetworkError.self) { try make(offsets: [0, 3], line: [0, 0, 1, 1]) }
    #expect(throws: NetworkError.self) { try make(offsets: [], line: []) }
    #expect(throws: NetworkError.self) { try make(classes: [1]) }
    #expect(throws: NetworkError.self) { try make(names: [0]) }
  }
}
