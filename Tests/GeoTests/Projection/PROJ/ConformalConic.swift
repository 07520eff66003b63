import Foundation

/// Lambert conformal conic with two standard parallels, written from the formulas of the guidance
/// note: a second method beside PROJ.
///
/// **Source:** IOGP 2019, Geomatics guidance note 7, part 2, section 3.1.1 (EPSG method 9802).
struct ConformalConic {
  private let e: Double
  private let a = 6_378_137.0
  private let n: Double
  private let f: Double
  private let originRadius: Double

  /// Lambert-93: parallels 44° and 49°, origin 46.5° N 3° E at 700 km, 6600 km, on GRS 80.
  init() {
    let flattening = 1 / 298.257_222_101
    e = (flattening * (2 - flattening)).squareRoot()
    let radians = Double.pi / 180
    let (m1, m2) = (Self.m(44 * radians, e), Self.m(49 * radians, e))
    let (t1, t2) = (Self.t(44 * radians, e), Self.t(49 * radians, e))
    n = (log(m1) - log(m2)) / (log(t1) - log(t2))
    f = m1 / (n * pow(t1, n))
    originRadius = a * f * pow(Self.t(46.5 * radians, e), n)
  }

  private static func m(_ latitude: Double, _ e: Double) -> Double {
    cos(latitude) / (1 - e * e * sin(latitude) * sin(latitude)).squareRoot()
  }

  private static func t(_ latitude: Double, _ e: Double) -> Double {
    let x = e * sin(latitude)
    return tan(.pi / 4 - latitude / 2) / pow((1 - x) / (1 + x), e / 2)
  }

  /// Where the scale is least, in degrees: asin n.
  var centralLatitude: Double { asin(n) * 180 / .pi }

  func project(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
    let r = a * f * pow(Self.t(latitude * .pi / 180, e), n)
    let theta = n * (longitude - 3) * .pi / 180
    return (700_000 + r * sin(theta), 6_600_000 + originRadius - r * cos(theta))
  }

  /// Scale at a latitude, the same in all directions: n r / (a m).
  func scale(latitude: Double) -> Double {
    let r = a * f * pow(Self.t(latitude * .pi / 180, e), n)
    return n * r / (a * Self.m(latitude * .pi / 180, e))
  }
}
