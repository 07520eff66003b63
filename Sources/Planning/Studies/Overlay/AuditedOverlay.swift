package import GeoAlgorithms
package import GeoCore

/// The shape that two features share, its area checked by an independent method.
///
/// Contained features are copied, not cut. Other shapes are made by `PolygonClipper` where the
/// features are in general position, by GEOS where they are not. When a shape's area differs from
/// `OverlapArea`'s by more than the tolerance, GEOS does it, and then again on a fixed grid of
/// 1e-6 m; the first shape that agrees is taken. Very many pieces are no work for GEOS: they are made by
/// `NudgedIntersection`, and where that does not do, refused. When none does, the nearest is kept and the
/// verdict says so.
package struct AuditedOverlay: Sendable {
  enum Verdict: String, Sendable {
    case agreed
    case regridded
    case disputed
  }

  /// Two features are too much for GEOS.
  private struct Tangle: Error {}

  /// Which feature the shape is a copy of.
  enum Whole: Sendable {
    case a
    case b
  }

  /// The area of the shape by its own vertices, m².
  var shapeArea: Double
  var verdict: Verdict
  var whole: Whole?

  private static let gridMeters = 1e-6
  private static let chunk = 256

  /// How far two right answers may differ, m²: rounding of coordinates along long borders.
  static func tolerance(_ areas: (Double, Double)) -> Double {
    max(1e-3, 1e-9 * (areas.0 + areas.1))
  }

  /// The shapes of pairs, one feature each in their order, and what the audit says of them.
  ///
  /// - Parameter name: names a pair in messages.
  /// - Throws: `InputError` for a pair that GEOS cannot overlay.
  package static func shapes(
    of pairs: [OverlapPair], _ a: PolygonIndex, _ b: PolygonIndex, threads: Int,
    name: @Sendable (OverlapPair) -> String
  ) throws -> (shapes: Geometries, audits: [AuditedOverlay]) {
    let chunks = try Parallel.map(count: pairs.count, chunk: chunk, threads: threads) { range in
      let clipped = PolygonClipper.shapes(of: pairs[range], a, b)
      let refused = Set(clipped.refused)
      var shapes = Geometries(crs: a.geometries.crs)
      var audits: [AuditedOverlay] = []
      for (place, pair) in zip(range, pairs[range]) {
        let draft = refused.contains(place) ? nil : place - range.lowerBound
        do {
          audits.append(
            try append(pair, a, b, draft: draft, of: clipped.geometries, to: &shapes))
        } catch let error as GEOSError {
          throw InputError(reason: "\(name(pair)) cannot be overlaid: \(error)")
        } catch is Tangle {
          throw InputError(
            reason: "\(name(pair)) touch, and their borders meet in more than 1,000,000 places,"
              + " which are too many to cut their shape",
            remedy: .anyOf(
              "ask for their area alone with \(StudySetting.areasOnly)",
              "cut the features into smaller ones"))
        }
      }
      return (shapes, audits)
    }
    var all = Geometries(crs: a.geometries.crs)
    var audits: [AuditedOverlay] = []
    for chunk in chunks {
      all.append(contentsOf: chunk.0)
      audits += chunk.1
    }
    return (all, audits)
  }

  /// - Parameter draft: the clipper's shape among `drafts`; nil when it refused the pair.
  private static func append(
    _ pair: OverlapPair, _ a: PolygonIndex, _ b: PolygonIndex, draft: Int?, of drafts: Geometries,
    to shapes: inout Geometries
  ) throws -> AuditedOverlay {
    let areas = (a.areas[pair.a], b.areas[pair.b])
    if pair.area == areas.1 {
      shapes.append(feature: pair.b, of: b.geometries)
      return AuditedOverlay(shapeArea: pair.area, verdict: .agreed, whole: .b)
    }
    if pair.area == areas.0 {
      shapes.append(feature: pair.a, of: a.geometries)
      return AuditedOverlay(shapeArea: pair.area, verdict: .agreed, whole: .a)
    }
    let tolerance = tolerance(areas)
    if let draft {
      let area = drafts.area(ofFeature: draft)
      if abs(area - pair.area) <= tolerance {
        shapes.append(feature: draft, of: drafts)
        return AuditedOverlay(shapeArea: area, verdict: .agreed)
      }
    }
    var tries = Geometries(crs: shapes.crs)
    if NudgedIntersection.isWorthwhile(a, pair.a, b, pair.b) {
      let isMade = try NudgedIntersection.append(a, pair.a, b, pair.b, to: &tries)
      if isMade, abs(tries.area(ofFeature: 0) - pair.area) <= tolerance {
        let area = tries.area(ofFeature: 0)
        shapes.append(feature: 0, of: tries)
        return AuditedOverlay(shapeArea: area, verdict: .agreed)
      }
      if NudgedIntersection.isTooTangled(a, pair.a, b, pair.b) { throw Tangle() }
      tries = Geometries(crs: shapes.crs)
    }
    try Overlay.appendIntersection(a.geometries, pair.a, b.geometries, pair.b, to: &tries)
    let first = tries.area(ofFeature: 0)
    if abs(first - pair.area) <= tolerance {
      shapes.append(feature: 0, of: tries)
      return AuditedOverlay(shapeArea: first, verdict: .agreed)
    }
    try Overlay.appendIntersection(
      a.geometries, pair.a, b.geometries, pair.b, grid: gridMeters, to: &tries)
    let second = tries.area(ofFeature: 1)
    let best = abs(second - pair.area) < abs(first - pair.area) ? 1 : 0
    shapes.append(feature: best, of: tries)
    return AuditedOverlay(
      shapeArea: best == 1 ? second : first,
      verdict: abs(second - pair.area) <= tolerance ? .regridded : .disputed)
  }
}
