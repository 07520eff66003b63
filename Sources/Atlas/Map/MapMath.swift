internal import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few functions a map needs beyond the standard library, so that no file imports Foundation.
enum MapMath {
  static func cosine(degrees: Double) -> Double { cos(degrees * .pi / 180) }
  static func sine(degrees: Double) -> Double { sin(degrees * .pi / 180) }
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func hyperbolicCosine(_ x: Double) -> Double { cosh(x) }
  /// The latitude, in degrees, of a northing on a sphere of radius 1 in Mercator's projection.
  static func gudermannianDegrees(_ x: Double) -> Double { atan(sinh(x)) * 180 / .pi }

  /// 10 to a whole power, correctly rounded.
  static func tenTo(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// The largest whole e with 10^e ≤ |value|; 0 for zero.
  static func decade(of value: Double) -> Int {
    let size = abs(value)
    guard size > 0, size.isFinite else { return 0 }
    var e = Int(nearest: log10(size).rounded(.down))
    // log10 may round up to the next whole number.
    if tenTo(e) > size { e -= 1 }
    return e
  }
}
