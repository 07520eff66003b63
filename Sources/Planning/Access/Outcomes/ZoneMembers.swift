internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
public import PlanningStudies

/// Which places lie in which zones.
///
/// **Shapes:** polygons, such as cells, lie where their representative point does.
/// **Boundary rule:** a place on the border of several zones lies in the first.
/// **Complexity:** O((places + vertices) log n).
public struct ZoneMembers: Sendable {
  /// The zones that places are looked for in.
  public let zones: ZoneSet
  /// The zone of each place; nil outside all.
  public let zoneOfPlace: [Int?]
  /// The PROJ pipeline by which places came into the zones' system; empty for none.
  let pipeline: String

  /// Finds the zone of each place.
  ///
  /// - Throws: `InputError` for places without coordinates, `TransformError` for such as the zones'
  ///   system cannot hold.
  public init(_ places: Places, in zones: ZoneSet, threads: Int) throws {
    guard places.geometries.kinds.contains(where: { $0 != .null }) else {
      throw InputError(
        AccessSetting.zones, path: places.path,
        reason: "the \(places.role.rawValue)s have no coordinates to lie in a zone",
        remedy: .anyOf(
          "give them lon and lat", "name their column of zones with \(AccessSetting.groups)"))
    }
    let placed = try places.geometries.placed(
      in: zones.areal.geometries.crs, threads: threads)
    let points = RepresentativePoint.points(of: placed.geometries)
    pipeline = placed.pipeline
    self.zones = zones
    zoneOfPlace = (0..<points.count).map { place in
      guard let vertex = points.vertices(ofFeature: place).first else { return nil }
      return PointInPolygon.features(
        atX: points.x(vertex), y: points.y(vertex), in: zones.areal.index
      ).first?.feature
    }
  }

  /// The places of each zone, in their order.
  public var placesByZone: [[Int]] {
    var places = [[Int]](repeating: [], count: zones.count)
    for (place, zone) in zoneOfPlace.enumerated() {
      if let zone { places[zone].append(place) }
    }
    return places
  }

  /// The name of each place's zone, or its id; nil outside all.
  public var groups: [String?] {
    zoneOfPlace.map { zone in zone.map { zones.names[$0] ?? zones.ids[$0].text } }
  }

  /// How many places lie in no zone; nil when none does.
  public var note: String? {
    let outside = zoneOfPlace.count { $0 == nil }
    guard outside > 0 else { return nil }
    return "\(zones.layer.path): \(Counted.text(outside, "origin")) "
      + "\(outside == 1 ? "lies" : "lie") in none of the zones"
  }
}
