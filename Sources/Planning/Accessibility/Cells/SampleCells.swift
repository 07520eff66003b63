public import Geo

/// Where ways are taken from: the pieces of a regular grid that lie in each zone.
///
/// A cell cut by a zone's border is taken at the centroid of the piece inside, and weighs as much
/// as that piece has area; so the weights of a zone add up to its area.
public struct SampleCells: Sendable {
  /// Cells of zone z: `offsets[z] ..< offsets[z + 1]`.
  let offsets: [Int]
  /// m².
  let weights: [Double]
  /// The sample point of each cell, in the CRS that distances are measured in.
  public let points: Geometries
  let pipeline: String

  /// - Parameter sizeMeters: of a cell, in the equal-area system of the zones.
  init(of zones: ZoneSet, sizeMeters: Double, in distanceCRS: CRS, threads: Int) throws {
    let geometries = zones.areal.geometries
    let pieces = try Parallel.map(count: zones.count, chunk: 4, threads: threads) { range in
      range.map { GridCells(covering: $0, of: geometries, size: sizeMeters).pieces }
    }.flatMap { $0 }
    var offsets = [0]
    var weights: [Double] = []
    var points = Geometries(crs: geometries.crs)
    for zone in pieces {
      for piece in zone {
        points.appendPoint(x: piece.x, y: piece.y)
        weights.append(piece.area)
      }
      offsets.append(weights.count)
    }
    let transformed = try points.transformed(to: distanceCRS, threads: threads)
    self.offsets = offsets
    self.weights = weights
    self.points = transformed.geometries
    pipeline = transformed.pipeline
  }

  public var count: Int { weights.count }

  func cells(ofZone zone: Int) -> Range<Int> { offsets[zone]..<offsets[zone + 1] }
}
