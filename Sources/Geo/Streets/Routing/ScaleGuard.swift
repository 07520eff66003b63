internal import GeoCore
internal import GeoProjection

/// Holds lengths in a plane against geodesics, on a sample of every network that is projected.
enum ScaleGuard {
  /// Lengths that are off by more are refused.
  static let usualBound = 0.01
  private static let samples = 64
  /// A longer line is no straight one in any plane.
  private static let longestMeters = 20_000.0

  /// - Parameters:
  ///   - degrees: longitude and latitude of vertices, interleaved.
  ///   - xy: the same in the plane.
  /// - Throws: `NetworkError` when a length of the sample is off by more than a bound.
  static func check(
    _ degrees: [Double], _ xy: [Double], _ segments: [EdgeSnapper.Segment], within bound: Double
  ) throws(NetworkError) {
    let step = max(1, segments.count / samples)
    for i in stride(from: 0, to: segments.count, by: step) {
      let v = 2 * Int(segments[i].vertex)
      let (dx, dy) = (xy[v + 2] - xy[v], xy[v + 3] - xy[v + 1])
      let length = Geodesic.distance(
        from: (degrees[v], degrees[v + 1]), to: (degrees[v + 2], degrees[v + 3]))
      guard length <= longestMeters else { continue }
      let error = abs((dx * dx + dy * dy).squareRoot() - length)
      // A millimetre more: short lines have no exact length.
      guard error > bound * length + 0.001 else { continue }
      let share = JSONText.number((error / length * 1000).rounded() / 10)
      throw NetworkError(
        reason: "streets are so far apart that lengths in one plane would be off by \(share) %",
        remedy: .anyOf("ask for less at once", "cut the network with \(StreetSetting.clip)"))
    }
  }
}
