internal import GeoAlgorithms
internal import GeoCore
internal import Glibc

/// The WGS 84 ellipsoid, as far as areas need it.
///
/// **Units:** metres, radians. **Source:** Snyder 1987, Map projections: a working manual,
/// doi:10.3133/pp1395, equations 3-11, 3-12 and 3-18.
enum Ellipsoid {
  static let semiMajorAxis = DegreeLength.semiMajorAxis
  private static let flattening = 1 / 298.257_223_563
  static let squaredEccentricity = flattening * (2 - flattening)
  private static let eccentricity = squaredEccentricity.squareRoot()

  /// Twice the area between the equator and a latitude, over a² and the longitude: q of 3-12.
  static func q(sine: Double) -> Double {
    let e = eccentricity
    let (es, e2) = (e * sine, squaredEccentricity)
    return (1 - e2) * (sine / (1 - es * es) + atanh(es) / e)
  }

  /// q of the pole.
  static let polarQ = q(sine: 1)
  /// The radius of the sphere of the same area.
  static let authalicRadius = semiMajorAxis * (polarQ / 2).squareRoot()
  /// The whole surface, m².
  static let surface = 2 * Double.pi * semiMajorAxis * semiMajorAxis * polarQ

  /// The latitude in radians that has a q.
  static func latitude(q: Double) -> Double {
    let beta = asin(min(1, max(-1, q / polarQ)))
    let e2 = squaredEccentricity
    let (e4, e6) = (e2 * e2, e2 * e2 * e2)
    let second = e2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040
    let fourth = 23 * e4 / 360 + 251 * e6 / 3780
    var phi = beta + second * sin(2 * beta) + fourth * sin(4 * beta)
    phi += 761 * e6 / 45360 * sin(6 * beta)
    let cosine = cos(phi)
    guard cosine > 1e-9 else { return phi }
    // One step of Newton's: dq/dφ = 2 (1 − e²) cos φ / (1 − e² sin² φ)².
    let sine = sin(phi)
    let w = 1 - e2 * sine * sine
    return phi + (q - Self.q(sine: sine)) * w * w / (2 * (1 - e2) * cosine)
  }

  /// The area of a ring whose edges are straight in longitude and latitude, m², positive when it
  /// runs counterclockwise: ∮ −a²/2 q(φ) dλ, by Simpson's rule on pieces of at most a degree.
  static func signedArea(ofRing vertices: Range<Int>, in degrees: Geometries) -> Double {
    var total = CompensatedSum()
    let degree = Double.pi / 180
    for vertex in vertices.dropLast() {
      let (x0, y0) = (degrees.x(vertex), degrees.y(vertex))
      let (dx, dy) = (degrees.x(vertex + 1) - x0, degrees.y(vertex + 1) - y0)
      guard dx != 0 else { continue }
      let pieces = max(1, Int(min(abs(dy), 360).rounded(.up)))
      let step = 1 / Double(pieces)
      for piece in 0..<pieces {
        let t = Double(piece) * step
        func height(_ share: Double) -> Double {
          q(sine: sin((y0 + (t + share * step) * dy) * degree))
        }
        let mean = (height(0) + 4 * height(0.5) + height(1)) / 6
        total.add(-mean * dx * step * degree)
      }
    }
    return total.value * semiMajorAxis * semiMajorAxis / 2
  }

  /// The area of a polygon part: shell less holes, m².
  static func area(ofPart part: Int, in degrees: Geometries) -> Double {
    var area = 0.0
    for (place, ring) in degrees.rings(ofPart: part).enumerated() {
      let size = abs(signedArea(ofRing: degrees.vertices(ofRing: ring), in: degrees))
      area += place == 0 ? size : -size
    }
    return max(area, 0)
  }
}
