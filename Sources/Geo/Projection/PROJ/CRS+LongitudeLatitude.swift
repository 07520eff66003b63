public import GeoCore
internal import Synchronization

/// Which systems have a way to longitude and latitude. Who asks while another looks waits for the answer,
/// rather than look as well: that takes as long as reading a small layer.
private let placed = Mutex<[CRS: Bool]>([:])

extension CRS {
  /// Refuses a system that nobody could read again: one without a way to longitude and latitude, such
  /// as a projection without an inverse. Systems of EPSG have one, or no way there either.
  /// - Throws: `PROJError`.
  public func requireWayBack() throws(PROJError) {
    guard self != .wgs84, authorityCode?.authority != "EPSG" else { return }
    _ = try Transformation(from: self, to: .wgs84)
  }

  /// Whether PROJ knows the system and an accurate way to longitude and latitude.
  public var isPlaced: Bool {
    if self == .wgs84 { return true }
    return placed.withLock { placed in
      if let known = placed[self] { return known }
      let pool = TransformationPool.shared(from: self, to: .wgs84)
      let one = try? pool.take()
      if let one { pool.give(one) }
      placed[self] = one != nil
      return one != nil
    }
  }

  /// Longitude and latitude in degrees of a place in this system; nil where PROJ has no answer,
  /// or none without skipping a datum shift. Cheap to ask often.
  public func longitudeLatitude(x: Double, y: Double) -> (longitude: Double, latitude: Double)? {
    guard x.isFinite, y.isFinite else { return nil }
    if self == .wgs84 { return (x, y) }
    let pool = TransformationPool.shared(from: self, to: .wgs84)
    guard let one = try? pool.take() else { return nil }
    defer { pool.give(one) }
    guard let point = try? one.transformation.transform(x: x, y: y) else { return nil }
    return (point.x, point.y)
  }
}
