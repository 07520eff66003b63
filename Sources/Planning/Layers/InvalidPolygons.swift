internal import Geo

extension FormatError {
  /// Why a layer with invalid polygons is refused: the first of them, where it is wrong, and how many
  /// there are.
  init(_ invalid: [InvalidFeature], of layer: Layer, remedy: String) {
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
  func requireValidPolygons(threads: Int) throws {
    let invalid = try Overlay.invalidFeatures(
      Array(0..<count), in: geometries, threads: threads)
    guard invalid.isEmpty else {
      throw FormatError(
        invalid, of: self, remedy: "an area needs valid polygons: repair it with amp-geo fix")
    }
  }
}
