import GeoCore
import GeoProjection
internal import PlanningStudies
import Synchronization

/// The geometries of a layer in an equal-area system in metres, made when a rule first asks.
final class MetricGeometries: Sendable {
  private let given: Geometries
  private let made = Mutex<Geometries??>(nil)

  init(_ given: Geometries) { self.given = given }

  /// The same features, parts, rings and vertices in metres; nil when there are no polygons, or
  /// they cannot be brought there because the layer's system is unknown, or its coordinates do not
  /// fit it.
  func geometries(threads: Int) -> Geometries? {
    made.withLock { made in
      if let made { return made }
      let result = Self.transformed(given, threads: threads)
      made = .some(result)
      return result
    }
  }

  /// Frees them; who asks again has them made again.
  func release() { made.withLock { $0 = nil } }

  private static func transformed(_ given: Geometries, threads: Int) -> Geometries? {
    // Rules measure polygons alone.
    guard given.kinds.contains(where: { $0.isAreal || $0 == .geometryCollection }),
      let extent = try? GeographicExtent(of: given, threads: threads), !extent.isEmpty,
      let crs = try? MeasuringSystems.equalArea(for: extent)
    else { return nil }
    // Rules measure parts by themselves.
    let isWide = extent.box.width > MeasuringSystems.widestInOnePlaneDegrees
    let isSpread =
      crs == MeasuringSystems.worldwide(around: extent)
      || (isWide && (try? given.isInOnePiece(in: crs)) != true)
    return (isSpread ? nil : try? given.measured(in: crs, threads: threads))
      ?? (try? given.inLocalFrames(threads: threads))
  }
}
