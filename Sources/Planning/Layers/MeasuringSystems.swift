public import Geo

/// The systems that a study measures in: equal-area for areas, metric for distances.
///
/// Never degrees, never Web Mercator.
public struct MeasuringSystems: Sendable, Equatable {
  public var area: CRS
  public var distance: CRS
  /// The largest relative error of lengths in `distance` over the study area: |scale − 1|.
  public var distanceScaleError: Double

  /// Chooses for a place, or checks what was asked for.
  ///
  /// Areas: EPSG:3035 inside its area of use, elsewhere a local Lambert azimuthal system.
  /// Distances: EPSG:2154 inside its area of use, elsewhere the UTM zone of the centre.
  /// - Parameter box: the study area in longitude and latitude.
  /// - Throws: `InputError` when a system asked for is not fit to measure in.
  public init(
    for box: Box, areaCRS: CRS? = nil, distanceCRS: CRS? = nil
  ) throws {
    if let areaCRS {
      try Self.requireProjected(areaCRS, use: "areas")
      try Self.requireEqualArea(areaCRS, around: box)
      area = areaCRS
    } else {
      area = try Self.equalArea(for: box)
    }
    if let distanceCRS {
      try Self.requireProjected(distanceCRS, use: "distances")
      distance = distanceCRS
    } else if try CRSDescription(of: .lambert93).covers(box, marginDegrees: 0) {
      distance = .lambert93
    } else {
      distance = .utm(longitude: box.centerX, latitude: box.centerY)
    }
    var error = 0.0
    for (x, y) in Self.probes(of: box) {
      let here = try Geodesic.scaleErrors(of: distance, longitude: x, latitude: y)
      error = max(error, here.length)
    }
    guard distanceCRS == nil || error < Self.largestScaleError else {
      throw InputError(
        reason: "\(distance) stretches lengths here by \((error * 1000).rounded() / 10) %",
        remedy: "choose a metric system made for that place, or leave it to auto", kind: .usage)
    }
    distanceScaleError = error
  }

  /// EPSG:3035 inside its area of use, elsewhere a local Lambert azimuthal system.
  static func equalArea(for box: Box) throws -> CRS {
    if try CRSDescription(of: .laeaEurope).covers(box, marginDegrees: 0) { return .laeaEurope }
    return .localEqualArea(longitude: box.centerX, latitude: box.centerY)
  }

  /// Systems that are further off are not fit to measure distances in.
  private static let largestScaleError = 0.05

  /// The centre and corners of a box.
  private static func probes(of box: Box) -> [(Double, Double)] {
    if box.isEmpty { return [] }
    return [
      (box.centerX, box.centerY), (box.minX, box.minY), (box.minX, box.maxY),
      (box.maxX, box.minY), (box.maxX, box.maxY),
    ]
  }

  private static func requireProjected(_ crs: CRS, use: String) throws {
    let description = try CRSDescription(of: crs)
    guard !description.isGeographic else {
      throw InputError(
        reason: "\(crs) counts in degrees; \(use) are never measured in degrees",
        remedy: "choose a projected system in metres", kind: .usage)
    }
    guard description.metersPerUnit == 1 else {
      throw InputError(
        reason: "\(crs) does not count in metres", remedy: "choose a system in metres",
        kind: .usage)
    }
    guard crs.definition != "EPSG:3857" && crs.definition != "EPSG:900913" else {
      throw InputError(
        reason: "Web Mercator is not fit for measuring: it stretches \(use) with latitude",
        remedy: "choose EPSG:3035 for areas or EPSG:2154 for distances, or leave it to auto",
        kind: .usage)
    }
  }

  private static func requireEqualArea(_ crs: CRS, around box: Box) throws {
    for (x, y) in probes(of: box) {
      let error = try Geodesic.scaleErrors(of: crs, longitude: x, latitude: y).area
      guard error < 1e-6 else {
        throw InputError(
          reason: "\(crs) is not an equal-area system: areas would be off by"
            + " \((error * 1e6).rounded() / 1e4) %",
          remedy: "choose an equal-area system such as EPSG:3035, or leave it to auto",
          kind: .usage)
      }
    }
  }
}
