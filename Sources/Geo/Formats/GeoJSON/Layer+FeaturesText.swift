public import GeoCore
internal import GeoProjection

extension Layer {
  /// The features of a layer as GeoJSON, one a line, separated by commas: what stands between the
  /// brackets of a collection.
  ///
  /// **CRS:** that of the layer, except that what is in longitude and latitude is cut at the antimeridian
  /// as RFC 7946 wants it. **Winding, order, rings that rounding makes nothing of:** as in files.
  ///
  /// - Parameters:
  ///   - decimals: of coordinates, at most 9.
  ///   - latitudeFirst: whether the northing or latitude stands before the easting or longitude, as some
  ///     systems of EPSG define it.
  /// - Throws: `PROJError`, `GEOSError` where a polygon cannot be cut.
  public func geoJSONFeatures(decimals: Int = 7, latitudeFirst: Bool = false) throws -> [UInt8] {
    var options = WriteOptions(decimals: decimals)
    options.threads = 1
    let degrees = crs == .wgs84 ? try geometries.writtenDegrees(threads: 1) : geometries
    return GeoJSONWriter(options: options, style: .sequence, swapsAxes: latitudeFirst)
      .features(of: self, at: degrees)
  }
}
