internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Zones, or other polygons, in planes of their own, for grids where no one system has true lengths.
///
/// A polygon is cut into tiles of four degrees from its south-west corner; each is laid into a plane
/// around its own middle, whose lengths are off by no more than 0.2 %.
struct ZoneTiles: Sendable {
  private let degrees: Geometries

  /// - Throws: `PROJError` when the zones cannot be brought to longitude and latitude.
  init(_ zones: ZoneSet) throws {
    degrees = try zones.layer.geometries.withLongEdgesDivided().longitudeLatitude(threads: 1)
    isLeftOut = Set(zones.areal.index.areas.indices.filter { zones.areal.index.areas[$0] <= 0 })
  }

  /// - Parameter polygons: valid ones with an area, in any system.
  /// - Throws: `PROJError` when they cannot be brought to longitude and latitude.
  init(polygons: Geometries, threads: Int) throws {
    degrees = try polygons.withLongEdgesDivided().longitudeLatitude(threads: threads)
    isLeftOut = []
  }

  /// Zones without an area, invalid ones among them.
  private let isLeftOut: Set<Int>

  /// The length of a zone's border.
  func perimeterMeters(ofZone zone: Int) -> Double {
    if isLeftOut.contains(zone) { return 0 }
    return degrees.rings(ofFeature: zone).reduce(0) { sum, ring in
      let vertices = degrees.vertices(ofRing: ring)
      let range = (2 * vertices.lowerBound)..<(2 * vertices.upperBound)
      let offsets = [Int32(0), Int32(vertices.count)]
      return sum + Geodesic.lengths(ofLines: offsets, in: Array(degrees.coordinates[range]))[0]
    }
  }

  /// The pieces of a zone's cells, their places in longitude and latitude.
  /// - Throws: `GEOSError` when the zone cannot be cut into tiles.
  func pieces(ofZone zone: Int, size: Double) throws -> [GridCells.Piece] {
    if isLeftOut.contains(zone) { return [] }
    return try GlobalTiles.tiles(ofFeature: zone, in: degrees).flatMap { tile in
      GridCells(covering: 0, of: tile.plane, size: size).pieces.map { piece in
        let place = tile.frame.restored([piece.x, piece.y])
        var moved = piece
        (moved.x, moved.y) = (place[0], place[1])
        return moved
      }
    }
  }
}
