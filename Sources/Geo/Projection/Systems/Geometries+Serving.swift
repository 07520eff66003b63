public import GeoCore

extension Geometries {
  /// Whether a layer lies where a system may be used, give or take a degree; what is in it does.
  ///
  /// - Throws: `PROJError` for a system that PROJ does not know, and for a layer that cannot be brought to
  ///   longitude and latitude.
  public func isServed(by system: CRS, threads: Int) throws -> Bool {
    guard crs != system else { return true }
    let extent = try GeographicExtent(of: self, threads: threads)
    return try CRSDescription(of: system).covers(extent)
  }
}
