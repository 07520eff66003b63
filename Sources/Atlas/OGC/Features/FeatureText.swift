internal import GeoCore
internal import GeoFormats
internal import GeoProjection

/// Features of a collection as GeoJSON in one of its systems.
struct FeatureText {
  let collection: ServedCollection
  let system: ServedSystem

  /// The features of some keys, a line each, with commas between them.
  /// - Throws: `FormatError`; `ServiceProblem` when they cannot be brought to the system.
  func features(_ keys: [Int]) throws -> [UInt8] {
    try text(of: collection.source.layer(ofKeys: keys))
  }

  /// The features of a layer.
  /// - Throws: `ServiceProblem` when they cannot be brought to the system.
  func text(of read: Layer) throws -> [UInt8] {
    var layer = read
    do {
      if system.crs != layer.crs {
        layer.geometries =
          system.crs == .wgs84
          ? try layer.geometries.writtenDegrees(threads: 1)
          : try layer.geometries.transformed(to: system.crs).geometries
      }
      return try layer.geoJSONFeatures(
        decimals: system.decimals, latitudeFirst: system.latitudeFirst)
    } catch let error as PROJError {
      throw ServiceProblem.bad("crs", "in \(system.uri): \(error.description)")
    }
  }
}
