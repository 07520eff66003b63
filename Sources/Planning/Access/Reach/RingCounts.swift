internal import GeoAlgorithms
internal import GeoCore
internal import PlanningStudies

/// The ground, the people and the features in one ring: in each zone, and in all of it.
struct RingCounts: Sendable {
  /// One feature a zone, what the ring has of it; then one of the whole ring.
  let regions: Geometries
  /// m².
  let areas: [Double]
  /// Nil when nobody is counted.
  let people: [PeopleCount]?
  /// Of each set of features that is counted.
  let features: [[Int]]

  /// - Parameters:
  ///   - ring: one feature.
  ///   - zones: nil when there are none.
  ///   - counted: the features of the sets.
  ///   - taken: the ground of the rings before, one feature; what lies on its border is theirs.
  /// - Throws: `InputError` or `GEOSError` when ring and zones cannot be overlaid.
  init(
    of ring: Geometries, zones: PolygonIndex?, people source: PeopleSource?,
    counting counted: [CountedPlaces], besides taken: Geometries? = nil, threads: Int
  ) throws {
    var polygons = Geometries(crs: ring.crs)
    polygons.appendEachPolygon(ofFeature: 0, of: ring)
    let whole = PolygonIndex(ring, threads: threads)
    let inZones = try zones.map {
      try Regions($0, PolygonIndex(polygons, threads: threads), threads: threads).index
    }
    var regions = inZones?.geometries ?? Geometries(crs: ring.crs)
    regions.append(feature: 0, of: ring)
    self.regions = regions
    areas = (inZones?.areas ?? []) + whole.areas
    let taken = taken.map { PolygonIndex($0, threads: threads) }
    people = try source.map { source in
      let inside = try inZones.flatMap { index in
        try zones.map {
          try PeopleCount.counts(
            of: source, in: index, zones: $0, besides: taken, threads: threads)
        }
      }
      let all = try PeopleCount.counts(
        of: source, in: whole, zones: whole, besides: taken, threads: threads)
      return (inside ?? []) + all
    }
    features = counted.map { places in
      (inZones.map { places.counts(in: $0, besides: taken) } ?? [])
        + places.counts(in: whole, besides: taken)
    }
  }
}
