extension StreetNetwork {
  /// The same streets, on which a metre takes a second: the fastest way is the shortest then.
  ///
  /// What is closed stays closed. **Complexity:** O(edges), and the checks of a new network.
  /// - Throws: `NetworkError`, as for any network.
  public func timedByLength() throws(NetworkError) -> StreetNetwork {
    func times(_ own: [Int32]) -> [Int32] {
      zip(own, lengthsMillimeters).map { time, length in
        time == Self.impassable ? time : max(1, length)
      }
    }
    return try StreetNetwork(
      mode: mode, nodeCoordinates: nodeCoordinates, edgeFrom: edgeFrom, edgeTo: edgeTo,
      lengthsMillimeters: lengthsMillimeters, forwardMilliseconds: times(forwardMilliseconds),
      backwardMilliseconds: times(backwardMilliseconds), vertexOffsets: vertexOffsets,
      coordinates: coordinates, nodeIDs: nodeIDs, wayIDs: wayIDs, classIndices: classIndices,
      classNames: classNames, nameIndices: nameIndices, names: names)
  }
}
