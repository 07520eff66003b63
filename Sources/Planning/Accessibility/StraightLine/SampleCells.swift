internal import Geo

/// Where distances are taken from: the pieces of a regular grid that lie in each zone.
///
/// A cell cut by a zone's border is taken at the centroid of the piece inside, and weighs as much
/// as that piece has area; so the weights of a zone add up to its area.
struct SampleCells: Sendable {
  /// Cells of zone z: `offsets[z] ..< offsets[z + 1]`.
  var offsets: [Int]
  /// m².
  var weights: [Double]
  /// Sample points, interleaved, in the CRS that distances are measured in.
  var coordinates: [Double]
  var pipeline: String

  /// - Parameter sizeMeters: of a cell, in the equal-area system of the zones.
  init(of zones: ZoneSet, sizeMeters: Double, in distanceCRS: CRS, threads: Int) throws {
    let geometries = zones.areal.geometries
    let pieces = try Parallel.map(count: zones.count, chunk: 4, threads: threads) { range in
      range.map { GridCells(covering: $0, of: geometries, size: sizeMeters).pieces }
    }.flatMap { $0 }
    offsets = [0]
    weights = []
    var points = Geometries(crs: geometries.crs)
    for zone in pieces {
      for piece in zone {
        points.appendPoint(x: piece.x, y: piece.y)
        weights.append(piece.area)
      }
      offsets.append(weights.count)
    }
    let transformed = try points.transformed(to: distanceCRS, threads: threads)
    coordinates = transformed.geometries.coordinates
    pipeline = transformed.pipeline
  }

  var count: Int { weights.count }

  func cells(ofZone zone: Int) -> Range<Int> { offsets[zone]..<offsets[zone + 1] }
}
