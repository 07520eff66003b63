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

  /// Closes an edge whose vertices were appended to `coordinates`, with the values of an edge of
  /// another draft.
  mutating func closeEdge(from: Int32, to: Int32, like e: Int, of other: StreetDraft) {
    edgeFrom.append(from)
    edgeTo.append(to)
    vertexOffsets.append(Int32(coordinates.count / 2))
    forwardSpeeds.append(other.forwardSpeeds[e])
    backwardSpeeds.append(other.backwardSpeeds[e])
    wayIDs.append(other.wayIDs[e])
    classIndices.append(other.classIndices[e])
    nameIndices.append(other.nameIndices[e])
  }
}
