internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Where ways are taken from: the pieces of a regular grid that lie in each zone.
///
/// A cell cut by a zone's border is taken at the centroid of the piece inside, and weighs as much
/// as that piece has area; so the weights of a zone add up to its area.
public struct SampleCells: Sendable {
  /// Cells of zone z: `offsets[z] ..< offsets[z + 1]`.
  let offsets: [Int]
  /// m².
  let weights: [Double]
  /// How far a point of a cell's piece may be from its sample point at most, metres.
  let reaches: [Double]
  /// The side of each zone's cells, metres.
  let sizesMeters: [Double]
  /// The sample point of each cell, in the CRS that distances are measured in; in longitude and
  /// latitude for `CRS.localFrames`.
  public let points: Geometries
  let pipeline: String

  /// Zones a chunk of work.
  private static let chunk = 4

  /// - Parameter grid: the side of cells, in the equal-area system of the zones or, where its
  ///   lengths are off by more than 1 %, in planes around each zone.
  /// - Throws: `InputError` when there would be too many cells.
  init(of zones: ZoneSet, grid: SampleGrid, in distanceCRS: CRS, threads: Int) throws {
    let geometries = zones.areal.geometries
    let areas = zones.areal.index.areas
    let isGlobal = distanceCRS == .localFrames
    let tiles = isGlobal && LocalBuffer.isNeeded(for: geometries) ? try ZoneTiles(zones) : nil
    let perimeters = (0..<zones.count).map {
      tiles?.perimeterMeters(ofZone: $0) ?? geometries.perimeter(ofFeature: $0)
    }
    try grid.requireRoom(for: Array(zip(areas, perimeters)), path: zones.layer.path)
    let sizes = areas.map { grid.sizeMeters(ofZoneWithArea: $0) }
    let pieces = try Parallel.map(count: zones.count, chunk: Self.chunk, threads: threads) {
      range in
      try range.map { zone in
        try tiles?.pieces(ofZone: zone, size: sizes[zone])
          ?? GridCells(covering: zone, of: geometries, size: sizes[zone]).pieces
      }
    }.flatMap { $0 }
    var offsets = [0]
    var weights: [Double] = []
    var reaches: [Double] = []
    var points = Geometries(crs: tiles == nil ? geometries.crs : .wgs84)
    for (zone, own) in pieces.enumerated() {
      for piece in own {
        points.appendPoint(x: piece.x, y: piece.y)
        weights.append(piece.area)
        reaches.append(Self.reach(of: piece, size: sizes[zone]))
      }
      offsets.append(weights.count)
    }
    let target = isGlobal ? .wgs84 : distanceCRS
    let transformed = try points.transformed(to: target, threads: threads)
    self.offsets = offsets
    self.weights = weights
    self.reaches = reaches
    sizesMeters = sizes
    self.points = transformed.geometries
    pipeline = transformed.pipeline
  }

  private init(_ cells: SampleCells, points: Geometries) {
    offsets = cells.offsets
    weights = cells.weights
    reaches = cells.reaches
    sizesMeters = cells.sizesMeters
    pipeline = cells.pipeline
    self.points = points
  }

  /// Half the diagonal of a whole cell; from the centroid of a piece to the far corner, all of it.
  private static func reach(of piece: GridCells.Piece, size: Double) -> Double {
    let isWhole = piece.area >= size * size * (1 - 1e-9)
    return (isWhole ? size / 2 : size) * 2.0.squareRoot()
  }

  /// The same cells with their points in longitude and latitude.
  /// - Throws: `PROJError` when they cannot be brought there.
  func onTheGlobe(threads: Int) throws -> SampleCells {
    SampleCells(self, points: try points.transformed(to: .wgs84, threads: threads).geometries)
  }

  /// The number of cells of all zones.
  public var count: Int { weights.count }

  func cells(ofZone zone: Int) -> Range<Int> { offsets[zone]..<offsets[zone + 1] }
}
