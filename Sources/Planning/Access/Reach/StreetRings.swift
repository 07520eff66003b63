internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
internal import GeoStreets
internal import PlanningStudies

/// The ground within distances of a layer along streets.
///
/// The shortest way counts, not the fastest, and the way between a street and the ground beside it with
/// it: `Isochrones` on a network on which a metre takes a second. They say how near to a street ground is
/// claimed, and how finely borders are drawn.
enum StreetRings {
  /// A metre takes a second.
  private static let metersPerMinute = 60.0
  private static let kilometersPerHour = 3.6

  /// - Throws: `InputError` when nothing of the layer meets a street; `PROJError`, `NetworkError` or
  ///   `GEOSError` when the ground cannot be drawn.
  static func rings(
    around layer: StudyLayer, withinMeters: [Double], on saved: SavedStreetNetwork,
    maxSnapMeters: Double, in crs: CRS, threads: Int
  ) throws -> (rings: ReachRings, notes: [String], provenance: [(name: String, value: JSONValue)]) {
    if withinMeters.first == 0 {
      throw InputError(
        path: layer.layer.path, reason: "0 m along streets is no ground",
        remedy: "leave the distance of 0 out", kind: .usage)
    }
    let byLength = SavedStreetNetwork(try saved.network.timedByLength(), facts: saved.facts)
    let streets = NetworkJoining(byLength, maxSnapMeters: maxSnapMeters, threads: threads)
    let joined = try streets.join(try Places(layer.layer, role: .origin), threads: threads)
    var settings = IsochroneSettings.usual(for: saved.network.mode)
    settings.offStreetKilometersPerHour = kilometersPerHour
    let isochrones = Isochrones(
      byLength, streets.frames, cutoffsMinutes: withinMeters.map { $0 / metersPerMinute },
      .towardsPlaces, settings)
    let bands = try isochrones.bands(of: joined.doors, grounds: joined.degrees, threads: threads)
    let placed = try bands.geometries.placed(in: crs, threads: threads).geometries
    var nested = Geometries(crs: crs)
    for ring in 0..<placed.count {
      try Overlay.appendUnion(of: Array(0...ring), in: placed, to: &nested)
    }
    let drawn: [(name: String, value: JSONValue)] = [
      ("reach_m", .number(settings.reachMeters)), ("cell_m", .number(settings.cellMeters)),
    ]
    return (
      ReachRings(nested: nested), joined.note(within: maxSnapMeters).map { [$0] } ?? [],
      streets.provenance + drawn
    )
  }
}
