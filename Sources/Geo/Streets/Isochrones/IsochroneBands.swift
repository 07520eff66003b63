public import GeoCore
internal import GeoProjection

/// The bands of one question, from the first cutoff on.
public struct IsochroneBands: Sendable, Equatable {
  /// A feature for each band: polygons in WGS 84, rounded to 7 decimals of a degree, cut at 180°;
  /// `.null` where a band has no ground.
  public private(set) var geometries: Geometries
  /// The length of the streets whose cost lies in each band, metres; a street counts once.
  public private(set) var streetMeters: [Double]

  /// - Parameters:
  ///   - shapes: a feature for each band, from each plane.
  ///   - streetMeters: the length within each cutoff.
  init(_ shapes: [Geometries], streetMeters: [Double]) {
    self.streetMeters = zip(streetMeters, [0] + streetMeters).map { max(0, $0 - $1) }
    if shapes.count == 1 {
      geometries = shapes[0]
      return
    }
    geometries = Geometries(crs: .wgs84)
    for band in streetMeters.indices {
      let parts = shapes.map { $0.parts(ofFeature: band).count }.reduce(0, +)
      geometries.beginFeature(parts == 0 ? .null : parts == 1 ? .polygon : .multiPolygon)
      for shape in shapes { geometries.appendParts(ofFeature: band, of: shape) }
    }
  }

  /// The bands between borders in one plane: a feature each.
  static func shapes(
    _ borders: [BorderRings], cellMeters: Double, in crs: CRS, threads: Int
  ) throws -> Geometries {
    var planar = Geometries(crs: crs)
    let step = cellMeters / Double(LatticePoint.perCell)
    for (band, border) in borders.enumerated() {
      let rings = BandRings(outer: border, inner: band > 0 ? borders[band - 1] : nil)
      let polygons = BandPolygons(rings).polygons
      switch polygons.count {
      case 0: planar.beginFeature(.null)
      case 1: planar.beginFeature(.polygon)
      default: planar.beginFeature(.multiPolygon)
      }
      for polygon in polygons {
        planar.beginPart()
        for ring in polygon { append(rings.points[rings.range(ring)], step, to: &planar) }
      }
    }
    var degrees = try planar.transformed(to: .wgs84, threads: threads).geometries
    degrees = try AntimeridianCut.cut(degrees)
    for i in degrees.coordinates.indices {
      degrees.coordinates[i] = (degrees.coordinates[i] * 1e7).rounded() / 1e7
    }
    return degrees
  }

  /// Appends a closed ring.
  private static func append(
    _ ring: ArraySlice<UInt64>, _ step: Double, to geometries: inout Geometries
  ) {
    geometries.beginRing()
    for key in ring {
      let point = LatticePoint(key: key)
      geometries.appendVertex(x: Double(point.x) * step, y: Double(point.y) * step)
    }
    if let first = ring.first.map({ LatticePoint(key: $0) }) {
      geometries.appendVertex(x: Double(first.x) * step, y: Double(first.y) * step)
    }
  }
}
