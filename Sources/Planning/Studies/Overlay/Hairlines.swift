internal import GeoAlgorithms
internal import GeoCore

/// Areas shrunk as if gaps too narrow to be borders were not there.
///
/// A gap of width w in an area makes a shrunk one lose strips of the shrinking distance on both sides
/// of it, however small w is. So the area is closed first: grown by half of the widest gap that is none
/// and shrunk by as much, with sharp corners (Serra 1982, closing). What that changes elsewhere is
/// rounding; so where it hardly changes the shrunk area, the area is shrunk as it is.
///
/// **Units:** metres. **Bounds:** a closed gap counts as covered; callers keep the least area at or
/// below the measured one.
/// **Source:** Serra 1982, Image analysis and mathematical morphology, ISBN 0126372403.
enum Hairlines {
  /// The widest gap that is no border, for borders of an accuracy in metres.
  static func widestMeters(accuracyMeters: Double) -> Double {
    min(accuracyMeters, max(accuracyMeters / 100, 0.001))
  }

  /// A gain in area below this share of the strip that shrinking takes away is rounding.
  private static let roundingShare = 1e-4

  /// Gaps are looked for that are so many times as wide, so that rounding hides none.
  private static let searchFactor = 1.25

  /// Appends the feature shrunk by a distance.
  /// - Parameter isUnion: whether it is made of several features, so that a single ring may have what
  ///   is left of a gap between two of them for a notch.
  /// - Throws: `GEOSError` when it cannot be.
  static func appendShrunk(
    _ feature: Int, of geometries: Geometries, by distance: Double, isUnion: Bool,
    quadrantSegments: Int32, to result: inout Geometries
  ) throws(GEOSError) {
    var tries = Geometries(crs: geometries.crs)
    try Overlay.appendBuffer(
      of: feature, in: geometries, by: -distance, quadrantSegments: quadrantSegments, to: &tries)
    let widest = widestMeters(accuracyMeters: distance)
    // Where nothing of the border is that near to another part of it, closing changes nothing.
    guard isUnion || geometries.rings(ofFeature: feature).count > 1,
      NarrowGaps.mayBe(in: geometries, feature: feature, width: searchFactor * widest)
    else {
      return result.append(feature: 0, of: tries)
    }
    var closed = Geometries(crs: geometries.crs)
    try Overlay.appendClosed(
      of: feature, in: geometries, by: widest / 2, to: &closed)
    try Overlay.appendBuffer(
      of: 0, in: closed, by: -distance, quadrantSegments: quadrantSegments, to: &tries)
    let gain = tries.area(ofFeature: 1) - tries.area(ofFeature: 0)
    let strip = distance * geometries.perimeter(ofFeature: feature)
    result.append(feature: gain > roundingShare * strip ? 1 : 0, of: tries)
  }
}
