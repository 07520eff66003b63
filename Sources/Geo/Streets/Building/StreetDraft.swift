internal import GeoCore

/// A network in the making: edges with geometry and speeds, not yet measured, numbered in the
/// order in which they were found.
struct StreetDraft: Sendable {
  /// OSM ids of the nodes; 0 where an edge was cut.
  var nodeIDs: [Int64] = []
  var nodeCoordinates: [Double] = []

  var edgeFrom: [Int32] = []
  var edgeTo: [Int32] = []
  var vertexOffsets: [Int32] = [0]
  var coordinates: [Double] = []
  /// In km/h; 0 where the direction is closed.
  var forwardSpeeds: [Double] = []
  var backwardSpeeds: [Double] = []
  var wayIDs: [Int64] = []
  var classIndices: [Int32] = []
  var nameIndices: [Int32] = []
  /// About how long the piece is that the way and the name are of, to compare with others.
  var longestPieces: [Double] = []

  /// What the indices stand for.
  var classNames: [String] = []
  var names: [String] = []

  var edgeCount: Int { edgeFrom.count }

  func vertices(ofEdge e: Int) -> Range<Int> {
    Int(vertexOffsets[e])..<Int(vertexOffsets[e + 1])
  }

  mutating func addNode(id: Int64, longitude: Double, latitude: Double) -> Int32 {
    nodeIDs.append(id)
    nodeCoordinates.append(longitude)
    nodeCoordinates.append(latitude)
    return Int32(nodeIDs.count - 1)
  }

  /// Closes an edge whose vertices were appended to `coordinates`.
  mutating func closeEdge(
    from: Int32, to: Int32, _ use: WayRules.Use, wayID: Int64, nameIndex: Int32,
    longestPiece: Double
  ) {
    edgeFrom.append(from)
    edgeTo.append(to)
    vertexOffsets.append(Int32(coordinates.count / 2))
    forwardSpeeds.append(use.forwardSpeed)
    backwardSpeeds.append(use.backwardSpeed)
    classIndices.append(use.classIndex)
    wayIDs.append(wayID)
    nameIndices.append(nameIndex)
    longestPieces.append(longestPiece)
  }

  /// Closes an edge whose vertices were appended to `coordinates`, with the values of an edge of
  /// another draft.
  mutating func closeEdge(from: Int32, to: Int32, like e: Int, of other: StreetDraft) {
    closeEdge(
      from: from, to: to,
      WayRules.Use(
        classIndex: other.classIndices[e], forwardSpeed: other.forwardSpeeds[e],
        backwardSpeed: other.backwardSpeeds[e]),
      wayID: other.wayIDs[e], nameIndex: other.nameIndices[e],
      longestPiece: other.longestPieces[e])
  }

  /// The nodes that each node leads to in permitted directions, in compressed sparse rows.
  var arcs: (offsets: [Int32], targets: [Int32]) {
    var rows = CountedRows<Int32>(count: nodeIDs.count) { add in
      for e in 0..<edgeCount {
        if forwardSpeeds[e] > 0 { add(Int(edgeFrom[e])) }
        if backwardSpeeds[e] > 0 { add(Int(edgeTo[e])) }
      }
    }
    var targets = [Int32](repeating: 0, count: rows.itemCount)
    func add(_ from: Int32, _ to: Int32) { targets[rows.place(inRow: Int(from))] = to }
    for e in 0..<edgeCount {
      if forwardSpeeds[e] > 0 { add(edgeFrom[e], edgeTo[e]) }
      if backwardSpeeds[e] > 0 { add(edgeTo[e], edgeFrom[e]) }
    }
    return (rows.offsets, targets)
  }
}
