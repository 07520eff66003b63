internal import Glibc

/// How many metres a degree is: the one way from degrees to lengths for what is short against the Earth,
/// and bounds for where to look.
///
/// On the GRS 80 ellipsoid a degree of longitude is π/180 N cos φ and one of latitude π/180 M, with the
/// radii of curvature N = a / √(1 − e² sin² φ) and M = a (1 − e²) / (1 − e² sin² φ)^1.5.
///
/// **Units:** metres; latitudes in degrees.
/// **Source:** Snyder 1987, Map projections: a working manual, doi:10.3133/pp1395, p. 24-25.
package enum DegreeLength {
  /// Half the axis of the equator.
  package static let semiMajorAxis = 6_378_137.0
  private static let squaredEccentricity = 0.006_694_380_022_90
  /// The radius of the sphere that has the Earth's surface.
  package static let sphereRadius = 6_371_007.2
  /// A degree of that sphere.
  package static let onSphere = Double.pi / 180 * sphereRadius
  /// A degree of a great circle is never shorter: 110,574 m of latitude on the equator.
  package static let least = 110_000.0
  /// Nor longer: 111,694 m of latitude at the poles.
  package static let most = 112_000.0
  /// Of latitude near a pole it is never shorter than that.
  package static let leastAtPole = 111_000.0

  /// A degree of longitude and one of latitude, at a latitude.
  package static func at(latitude: Double) -> (x: Double, y: Double) {
    let phi = latitude * Double.pi / 180
    let sine = sin(phi)
    let w = 1 - squaredEccentricity * sine * sine
    let prime = semiMajorAxis / w.squareRoot()
    let meridian = semiMajorAxis * (1 - squaredEccentricity) / (w * w.squareRoot())
    let degree = Double.pi / 180
    return (prime * cos(phi) * degree, meridian * degree)
  }
}
