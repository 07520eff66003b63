internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Ground: what covers zones, how much of it, and how near it is.
extension IndicatorData {
  /// A zone is covered when this much of its ground is.
  private static let coveredShare = 0.95

  /// Whether a zone has an area.
  func hasGround(_ zone: Int) -> Bool { zones.areal.reasons[zone] == nil }

  /// For each zone whether all that the plan gives for some roles covers it.
  func coveredZones(_ roles: [IndicatorRole]) throws -> [Bool] {
    var result = Array(repeating: true, count: zones.count)
    for name in try given(roles).flatMap({ try entries($0) }).compactMap(\.covers) {
      let mask = try covered[name] ?? zonesCovered(by: try context.areal(name))
      covered[name] = mask
      for zone in result.indices where !mask[zone] { result[zone] = false }
    }
    return result
  }

  private func zonesCovered(by layer: ArealLayer) -> [Bool] {
    zip(areas(under: layer.dissolved), zones.areasSquareMeters).map { covered, whole in
      whole > 0 && covered / whole >= Self.coveredShare
    }
  }

  /// The area of each zone under the layers of a role, m², what they share once.
  func areas(_ role: IndicatorRole) throws -> [Double] { areas(under: try ground(role)) }

  /// The area of each zone that is under the layers of one role and under those of another, m².
  func areas(ofGroundOf one: IndicatorRole, and other: IndicatorRole) throws -> [Double] {
    let (a, b) = (try ground(one), try ground(other))
    let threads = context.threads
    let pairs = OverlapPairs.all(a, b, threads: threads)
    let shared = try AuditedOverlay.shapes(of: pairs, a, b, threads: threads) { _ in
      "\"\(one.rawValue)\" and \"\(other.rawValue)\""
    }
    return areas(under: PolygonIndex(shared.shapes, threads: threads))
  }

  /// The ground under all layers of a role.
  private func ground(_ role: IndicatorRole) throws -> PolygonIndex {
    if let known = grounds[role] { return known }
    let layers = try entries(role).map { try context.areal($0.layer ?? "").dissolved }
    let made =
      layers.count == 1
      ? layers[0] : try ConnectedGround.withoutOverlaps(layers, threads: context.threads)
    grounds[role] = made
    return made
  }

  private func areas(under ground: PolygonIndex) -> [Double] {
    var sums = FixedPointSums(count: zones.count)
    OverlapPairs.forEach(zones.areal.index, ground, threads: context.threads) { pairs in
      for pair in pairs { sums.add(pair.area, to: pair.a) }
    }
    return sums.totals
  }

  /// How near each zone comes to the layers of a role, metres: 0 where a part of one begins inside it, else
  /// from places on its border, every 50 m; nil for a zone without an area.
  func distances(ofZonesTo role: IndicatorRole) throws -> [Double?] {
    let threads = context.threads
    let border = try zones.layer.geometries.droppingElevations()
      .longitudeLatitude(threads: threads).densified(longest: Self.borderStepDegrees)
    var places = Geometries(crs: .wgs84)
    for vertex in 0..<border.vertexCount {
      places.appendPoint(x: border.x(vertex), y: border.y(vertex))
    }
    var nearest = [Double](repeating: .infinity, count: zones.count)
    for entry in try entries(role) {
      let layer = try layer(entry)
      if let text = try layer.noteOnCoordinates() { note(text) }
      let meters = try GlobalNearest(layer.layer.geometries, threads: threads)
        .distances(from: places, threads: threads)
      for zone in nearest.indices {
        let vertices = border.vertices(ofFeature: zone)
        nearest[zone] = min(nearest[zone], meters[vertices].min() ?? .infinity)
      }
      for zone in try zonesHolding(layer) { nearest[zone] = 0 }
    }
    return nearest.indices.map { hasGround($0) ? nearest[$0] : nil }
  }

  /// The zones in which, or on whose border, a part of a layer begins: a part that lies inside a zone does,
  /// and any other that meets the zone meets its border.
  private func zonesHolding(_ layer: StudyLayer) throws -> Set<Int> {
    let given = layer.layer.geometries.droppingElevations()
    var starts = Geometries(crs: given.crs)
    for feature in 0..<given.count {
      for part in given.parts(ofFeature: feature) {
        guard let ring = given.rings(ofPart: part).first,
          let vertex = given.vertices(ofRing: ring).first
        else { continue }
        starts.appendPoint(x: given.x(vertex), y: given.y(vertex))
      }
    }
    let placed = try starts.placed(in: context.systems.area, threads: context.threads)
    pipelines.append(placed.pipeline)
    let points = placed.geometries
    var found: Set<Int> = []
    for vertex in 0..<points.vertexCount {
      let hits = PointInPolygon.features(
        atX: points.x(vertex), y: points.y(vertex), in: zones.areal.index)
      found.formUnion(hits.map(\.feature))
    }
    return found
  }

  /// Some 50 m.
  private static let borderStepDegrees = 0.000_45

  /// How many features of a role each zone has.
  func counts(_ role: IndicatorRole) throws -> [Int] {
    var sums = Array(repeating: 0, count: zones.count)
    for entry in try entries(role) {
      let places = try CountedPlaces(
        try layer(entry), in: context.systems.area, threads: context.threads)
      pipelines.append(places.pipeline)
      for (zone, count) in places.counts(in: zones.areal.index).enumerated() { sums[zone] += count }
    }
    return sums
  }
}
