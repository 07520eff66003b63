internal import Geo

/// The shape that two features share, its area checked by an independent method.
///
/// Contained features are copied, not cut. Otherwise GEOS builds the shape; when its area differs
/// from `OverlapArea`'s by more than the tolerance, the overlay is done again on a fixed grid of
/// 1e-6 m, and the shape that agrees is taken. When neither does, the nearer one is kept and the
/// verdict says so.
struct AuditedOverlay: Sendable {
  enum Verdict: String, Sendable {
    case agreed
    case regridded
    case disputed
  }

  /// Which feature the shape is a copy of.
  enum Whole: Sendable {
    case a
    case b
  }

  /// One feature, in the equal-area system.
  var shape: Geometries
  /// The area of the shape by its own vertices, m².
  var shapeArea: Double
  var verdict: Verdict
  var whole: Whole?

  private static let gridMeters = 1e-6

  /// How far two right answers may differ, m²: rounding of coordinates along long borders.
  static func tolerance(_ areas: (Double, Double)) -> Double {
    max(1e-3, 1e-9 * (areas.0 + areas.1))
  }

  /// - Parameter area: of the overlap, by `OverlapArea`, m².
  init(
    _ a: Geometries, _ i: Int, _ b: Geometries, _ j: Int, area: Double, areas: (Double, Double)
  ) throws {
    shape = Geometries(crs: a.crs)
    if area == areas.1 || area == areas.0 {
      let isB = area == areas.1
      whole = isB ? .b : .a
      shape.append(feature: isB ? j : i, of: isB ? b : a)
      shapeArea = area
      verdict = .agreed
      return
    }
    let tolerance = Self.tolerance(areas)
    try Overlay.appendIntersection(a, i, b, j, to: &shape)
    shapeArea = shape.area(ofFeature: 0)
    verdict = .agreed
    if abs(shapeArea - area) <= tolerance { return }

    var second = Geometries(crs: a.crs)
    try Overlay.appendIntersection(a, i, b, j, grid: Self.gridMeters, to: &second)
    let secondArea = second.area(ofFeature: 0)
    verdict = abs(secondArea - area) <= tolerance ? .regridded : .disputed
    if abs(secondArea - area) < abs(shapeArea - area) {
      shape = second
      shapeArea = secondArea
    }
  }
}
