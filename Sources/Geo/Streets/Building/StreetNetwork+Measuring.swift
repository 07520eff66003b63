internal import GeoCore
internal import GeoProjection

extension StreetNetwork {
  /// A network of the edges of a draft, measured: lengths along the ellipsoid to the millimetre,
  /// times to the millisecond, at least 1.
  ///
  /// **Complexity:** about a microsecond a segment, in parallel chunks.
  /// - Throws: `NetworkError` for an edge too long for its weights (2,147 km, or 24 days), naming
  ///   its way.
  init(_ draft: StreetDraft, mode: StreetMode, threads: Int) throws {
    let meters = Geodesic.lengths(
      ofLines: draft.vertexOffsets, in: draft.coordinates, threads: threads)
    let lengths = try meters.enumerated().map { e, meters in
      guard let length = Int32(exactly: (meters * 1000).rounded()) else {
        throw Self.tooLong(draft.wayIDs[e], "is longer than 2,147 km")
      }
      return length
    }
    func times(_ speeds: [Double]) throws -> [Int32] {
      try speeds.enumerated().map { e, speed in
        guard speed > 0 else { return Self.impassable }
        // km/h are 1/3.6 mm/ms.
        let time = max(1, (Double(lengths[e]) * 3.6 / speed).rounded())
        guard let time = Int32(exactly: time) else {
          let kilometers = JSONText.number((meters[e] / 100).rounded() / 10)
          throw Self.tooLong(
            draft.wayIDs[e],
            "takes longer than 24 days: \(kilometers) km at \(JSONText.number(speed)) km/h")
        }
        return time
      }
    }
    try self.init(
      mode: mode, nodeCoordinates: draft.nodeCoordinates, edgeFrom: draft.edgeFrom,
      edgeTo: draft.edgeTo, lengthsMillimeters: lengths,
      forwardMilliseconds: times(draft.forwardSpeeds),
      backwardMilliseconds: times(draft.backwardSpeeds), vertexOffsets: draft.vertexOffsets,
      coordinates: draft.coordinates, nodeIDs: draft.nodeIDs, wayIDs: draft.wayIDs,
      classIndices: draft.classIndices, classNames: draft.classNames,
      nameIndices: draft.nameIndices, names: draft.names)
  }

  /// How long an edge may be, m: its millimetres and its milliseconds fit 32 bits, with a metre to spare.
  /// - Parameter speeds: km/h; those that are not positive are none.
  static func longestMeters(speeds: [Double]) -> Double {
    let most = Double(Int32.max) / 1000 - 1
    return speeds.filter { $0 > 0 }.reduce(most) { min($0, (most - 1) * $1 / 3.6) }
  }

  private static func tooLong(_ way: Int64, _ what: String) -> NetworkError {
    NetworkError(
      reason: "way \(way) \(what)",
      remedy: .anyOf(
        "check its places and its maxspeed",
        "cut the extract to the study area with \(StreetSetting.clip)"))
  }
}
