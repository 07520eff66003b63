internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection

/// Finds layers that lie elsewhere than the zones, and the usual reason for it.
///
/// A layer may lie elsewhere, and its figures are 0 then. It is taken to be swapped when it would lie
/// on the zones with its coordinates exchanged, itself and not only its box, and is of their size: a
/// neighbourhood that is by chance as far from the equator as another one is from Greenwich is far
/// rarer than a file with latitude first. A continent meets much either way.
public enum LocationCheck {
  /// How many times larger than the zones' box, from corner to corner, a layer is of their size.
  private static let largest = 10.0

  /// Holds a layer's place against that of the zones.
  ///
  /// - Returns: a note when the layer does not meet the zones' box at all.
  /// - Throws: `InputError` when it looks swapped.
  public static func note(on study: StudyLayer, zones: Layer) throws -> String? {
    let layer = study.layer
    let own = try GeographicExtent(of: layer.geometries)
    let others = try GeographicExtent(of: zones.geometries)
    guard !own.isEmpty, !own.meets(others) else { return nil }
    let exchanged = own.box.swapped
    if exchanged.meets(others.box), exchanged.diagonal <= largest * others.box.diagonal,
      try meetsExchanged(layer.geometries, zones.geometries)
    {
      throw InputError(
        path: layer.path,
        reason: "latitude and longitude look swapped: the layer lies far from the zones, and on"
          + " them when its coordinates are exchanged",
        remedy:
          "write longitude first, in this layer or in the zones (\(zones.path)); if it is right"
          + " as it is, leave it out, since nothing of it is near the zones")
    }
    return "layer \"\(study.name)\" lies outside the zones' box"
  }

  /// Whether some vertex of the layer, exchanged, is on some zone, or some vertex of a zone on the
  /// exchanged layer.
  private static func meetsExchanged(_ layer: Geometries, _ zones: Geometries) throws -> Bool {
    let places = try layer.longitudeLatitude(threads: 1)
    let grounds = try zones.longitudeLatitude(threads: 1)
    return hasExchangedVertex(of: places, on: grounds)
      || hasExchangedVertex(of: grounds, on: places)
  }

  /// A vertex lies on an exchanged polygon where it lies, exchanged, on the polygon.
  private static func hasExchangedVertex(of layer: Geometries, on polygons: Geometries) -> Bool {
    let index = PolygonIndex(polygons)
    return (0..<layer.vertexCount).contains { vertex in
      !PointInPolygon.features(atX: layer.y(vertex), y: layer.x(vertex), in: index).isEmpty
    }
  }
}

extension Box {
  fileprivate var diagonal: Double { (width * width + height * height).squareRoot() }
}
