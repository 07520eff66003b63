public import GeoCore

/// A plane around the whole degree nearest to a place, to measure near it: Lambert azimuthal
/// equal-area on WGS 84.
///
/// Lengths are true to (d / 2R)² / 2 at a distance d from the middle: 2e-5 within the square of one
/// degree that the frame is chosen for, 1e-4 within 180 km, 1e-2 within 1,800 km. Which frame
/// serves a place depends on the place alone.
/// `LocalFrame` is the same projection around any place, by formulas, for layers spread over the Earth.
///
/// **Source:** Snyder 1987, Map projections: a working manual, USGS Professional Paper 1395, p. 182.
public struct DegreeFrame: Hashable, Sendable, Comparable {
  /// From -179 to 180.
  let longitude: Int
  let latitude: Int

  /// Lengths are off by a hundredth there.
  static let mostMeters = 1_800_000.0
  /// How lengths in any frame may be off, in the words of results.
  public static let rule = "laea_around_nearest_whole_degree"

  /// - Parameters: degrees, anywhere on the circle.
  init(longitude: Double, latitude: Double) {
    let lat = Int(min(90, max(-90, latitude.isFinite ? latitude : 0)).rounded())
    let lon = Int(EarthBox.wrapped(longitude.isFinite ? longitude : 0).rounded())
    self.latitude = lat
    // All meridians meet at a pole: one plane serves them.
    self.longitude = abs(lat) == 90 || lon == -180 ? 180 : lon
  }

  init(of box: EarthBox) {
    self.init(longitude: box.middleLongitude, latitude: box.middleLatitude)
  }

  /// The plane as PROJ knows it, in metres.
  public var crs: CRS {
    .localEqualArea(longitude: Double(longitude), latitude: Double(latitude))
  }

  /// The square of one degree that the frame is chosen for.
  var square: EarthBox {
    guard abs(latitude) < 90 else {
      return EarthBox(
        west: -180, width: 360, south: latitude < 0 ? -90 : 89.5, north: latitude < 0 ? -89.5 : 90)
    }
    return EarthBox(
      west: Double(longitude) - 0.5, width: 1, south: Double(latitude) - 0.5,
      north: Double(latitude) + 0.5)
  }

  /// From south to north, then from west to east.
  public static func < (a: DegreeFrame, b: DegreeFrame) -> Bool {
    (a.latitude, a.longitude) < (b.latitude, b.longitude)
  }
}
