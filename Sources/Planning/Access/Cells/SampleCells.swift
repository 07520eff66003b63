internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Where ways are taken from: the pieces of a regular grid that lie in each zone, or in the ground on
/// which people live (`PeopleCells`).
///
/// A cell cut by a border is taken at the centroid of the piece inside. Over the ground it weighs as
/// much as that piece has area, so that the weights of a zone add up to its area; over people it weighs
/// its people.
public struct SampleCells: Sendable {
  /// Cells of zone z: `offsets[z] ..< offsets[z + 1]`; those of no zone come last.
  let offsets: [Int]
  /// m², or people.
  let weights: [Double]
  /// How far a point of a cell's piece may be from its sample point at most, metres.
  let reaches: [Double]
  /// For each cell at which a block begins, the cell after the block: all the weight of a block may lie
  /// at any place in it. Nil when every cell is a block of its own.
  let blockEnds: [Int]?
  /// The side of each zone's cells, metres; empty where cells are not sized by zone.
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
    blockEnds = nil
    sizesMeters = sizes
    self.points = transformed.geometries
    pipeline = transformed.pipeline
  }

  /// Cells that were made elsewhere.
  /// - Throws: `PROJError` when their points cannot be brought to where distances are measured.
  init(
    offsets: [Int], weights: [Double], reaches: [Double], blockEnds: [Int]?, points: Geometries,
    in distanceCRS: CRS, threads: Int
  ) throws {
    let target = distanceCRS == .localFrames ? .wgs84 : distanceCRS
    let transformed = try points.transformed(to: target, threads: threads)
    self.offsets = offsets
    self.weights = weights
    self.reaches = reaches
    self.blockEnds = blockEnds
    sizesMeters = []
    self.points = transformed.geometries
    pipeline = transformed.pipeline
  }

  private init(_ cells: SampleCells, points: Geometries) {
    offsets = cells.offsets
    weights = cells.weights
    reaches = cells.reaches
    blockEnds = cells.blockEnds
    sizesMeters = cells.sizesMeters
    pipeline = cells.pipeline
    self.points = points
  }

  /// Half the diagonal of a whole cell; from the centroid of a piece to the far corner, all of it.
  static func reach(of piece: GridCells.Piece, size: Double) -> Double {
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

  /// The cells of all zones together, without those that lie in none.
  var inZones: Range<Int> { 0..<offsets[offsets.count - 1] }

  /// Goes through the blocks of some cells, in order.
  @inline(__always)
  func forEachBlock(in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var first = range.lowerBound
    while first < range.upperBound {
      let end = blockEnds?[first] ?? first + 1
      body(first..<end)
      first = end
    }
  }
}
