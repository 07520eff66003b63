internal import GeoCore

extension StreetNetwork {
  /// Refuses arrays that do not fit together: files come from anywhere.
  func check() throws(NetworkError) {
    let edges = edgeCount
    try Self.require(nodeCoordinates.count % 2 == 0, "nodes have an odd number of ordinates")
    try Self.require(nodeIDs.count == nodeCount, "nodes and their ids differ in number")
    let perEdge = [
      edgeTo.count, lengthsMillimeters.count, forwardMilliseconds.count,
      backwardMilliseconds.count, wayIDs.count, classIndices.count, nameIndices.count,
    ]
    try Self.require(perEdge.allSatisfy { $0 == edges }, "edges and their values differ in number")
    try Self.requirePlaces(nodeCoordinates)
    try Self.requirePlaces(coordinates)
    try Self.require(
      Self.areIndices(edgeFrom, below: nodeCount) && Self.areIndices(edgeTo, below: nodeCount),
      "an edge ends at a node that is not there")
    try Self.require(
      Self.areIndices(classIndices, below: classNames.count), "an edge has a class without a name")
    try Self.require(
      nameIndices.allSatisfy { $0 >= -1 && Int($0) < names.count },
      "an edge has a name that is not there")
    try Self.require(lengthsMillimeters.allSatisfy { $0 >= 0 }, "an edge has a negative length")
    for times in [forwardMilliseconds, backwardMilliseconds] {
      try Self.require(
        times.allSatisfy { $0 > 0 || $0 == Self.impassable },
        "an edge has a time that is not positive")
    }
    try checkGeometry()
  }

  private func checkGeometry() throws(NetworkError) {
    try Self.require(
      vertexOffsets.count == edgeCount + 1 && vertexOffsets.first == 0
        && Int(vertexOffsets[edgeCount]) * 2 == coordinates.count,
      "the vertices of the edges do not add up")
    for e in 0..<edgeCount {
      try Self.require(
        vertexOffsets[e] >= 0 && vertexOffsets[e + 1] > vertexOffsets[e]
          && vertexOffsets[e + 1] - vertexOffsets[e] >= 2,
        "edge \(e + 1) has fewer than two vertices")
    }
  }

  private static func require(
    _ holds: Bool, _ reason: @autoclosure () -> String
  ) throws(NetworkError) {
    guard holds else { throw NetworkError(reason: reason(), remedy: "build the network again") }
  }

  private static func areIndices(_ values: [Int32], below count: Int) -> Bool {
    values.allSatisfy { $0 >= 0 && Int($0) < count }
  }

  private static func requirePlaces(_ values: [Double]) throws(NetworkError) {
    var places = values.count / 2
    while places > 0 {
      places -= 1
      let lon = values[2 * places]
      let lat = values[2 * places + 1]
      try require(
        abs(lon) <= 180 && abs(lat) <= 90, "(\(lon), \(lat)) is no longitude and latitude")
    }
  }
}
