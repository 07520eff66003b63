internal import GeoAlgorithms
internal import GeoCore

extension FormatError {
  /// Why a layer with invalid polygons is refused: the first of them, where it is wrong, and how
  /// many there are.
  init(_ invalid: [InvalidFeature], of layer: Layer, remedy: Remedy) {
    let first = invalid[0]
    let more = invalid.count > 1 ? " (\(invalid.count) features are invalid)" : ""
    self.init(
      path: layer.path, feature: layer.label(ofFeature: first.feature),
      reason: "invalid polygon: \(first.reason) at \(first.x) \(first.y)\(more)", remedy: remedy)
  }
}

extension Layer {
  /// Refuses an area of invalid polygons: what lies in it is not certain.
  /// - Throws: `FormatError` that names the first.
  package func requireValidPolygons(threads: Int) throws {
    let invalid = try ValidityFaults.refused(
      Array(0..<count), in: geometries, threads: threads)
    guard invalid.isEmpty else {
      throw FormatError(
        invalid, of: self, remedy: "an area needs valid polygons: repair it with amp-geo fix")
    }
  }
}

extension ValidityFaults {
  /// The features that are not valid as `check` judges them, each polygon and multipolygon of a
  /// collection by itself, with the first fault in GEOS's words where it has some.
  /// - Throws: `GEOSError` when GEOS fails for a reason of its own.
  static func refused(
    _ features: [Int], in geometries: Geometries, threads: Int
  ) throws -> [InvalidFeature] {
    let wrong = try invalid(among: features, in: geometries, threads: threads).features
    if wrong.isEmpty { return [] }
    let named = try Overlay.invalidFeatures(wrong, in: geometries, threads: threads)
    return wrong.compactMap { feature in
      if let known = named.first(where: { $0.feature == feature }) { return known }
      return find(feature, in: geometries).first.map {
        InvalidFeature(feature: feature, reason: $0.message, x: $0.x, y: $0.y)
      }
    }
  }
}

/// What to do about polygons that are not valid.
enum InvalidPolygonRemedy {
  static let feature: Remedy = .anyOf(
    "repair it with amp-geo fix", "leave invalid features out with \(StudySetting.lenient)")
}
