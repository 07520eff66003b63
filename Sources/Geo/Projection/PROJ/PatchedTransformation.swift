internal import Dispatch
internal import GeoCore
internal import Synchronization

/// A smooth transformation evaluated by polynomial patches, each held against PROJ.
///
/// The plane of the source is cut into square cells at fixed places, multiples of a power of two
/// of its unit. A cell has a polynomial if that is within a quarter of the bound of PROJ on a grid
/// of points between the nodes and on the edges, and if the coefficients left out add up to no
/// more. A cell that misses this narrowly is cut in four; the vertices of other cells go through
/// PROJ. Cells are fitted when first met and kept.
///
/// **Bound:** 1e-6 m, or 1e-11 of the unit of an angle, from PROJ. **Order:** a vertex belongs to
/// one cell (south and west edges included) and its result depends on nothing but itself and the
/// two systems: not on its layer, the number of threads, or what was transformed before.
/// Coordinates shared by two layers are still shared afterwards.
///
/// **Source:** see `Patch`.
final class PatchedTransformation: Sendable {
  /// The only pipeline that PROJ has for the two systems.
  let pipeline: String
  /// The side of the largest cells in units of the source, a power of two.
  let cellSize: Double
  /// How far from PROJ a result may be, in units of the target.
  let bound: Double
  let source: CRS
  let target: CRS
  let smooth: SmoothPipeline
  private let cells = Mutex<[Cell: Content]>([:])
  /// One thread fits at a time: that takes less than making a second transformation does. A queue
  /// rather than the lock, which is held for look-ups only.
  private let fitter = DispatchQueue(label: "amp-geo.patches")

  /// A square: side `cellSize` / 2^level, its corner at (x, y) sides from the origin.
  struct Cell: Hashable, Sendable {
    var level: Int8
    var x: Int32
    var y: Int32
  }

  enum Content: Sendable {
    case patch(Patch)
    /// Look into the quarters.
    case split
    /// All vertices go through PROJ.
    case exact
  }

  /// About 130 km, or a degree: 28 coefficients reach 1e-8 m there up to middle latitudes, and a
  /// metropolis lies in one to four cells.
  private static let cellMeters = 131_072.0
  private static let cellDegrees = 1.0
  /// How many times a cell may be cut in four.
  static let levels: Int8 = 2
  /// Cells kept, about 0.5 KB each; they are all forgotten when there are more.
  private static let most = 1 << 16

  /// Nil when the transformation is to be left to PROJ: there are several candidates between
  /// which it chooses by place, or the only one uses a grid or a step not known to be smooth.
  init?(
    _ transformation: borrowing Transformation, from source: CRS, to target: CRS
  ) throws(PROJError) {
    guard let pipeline = transformation.onlyPipeline, let smooth = SmoothPipeline(pipeline),
      let size = try Self.unitMeters(of: source),
      let unit = try Self.unitMeters(of: target)
    else { return nil }
    self.pipeline = pipeline
    self.smooth = smooth
    self.source = source
    self.target = target
    cellSize = size.map { (Self.cellMeters / $0).binade } ?? Self.cellDegrees
    bound = unit.map { 1e-6 / $0 } ?? 1e-11
  }

  /// Metres in a unit, `.some(nil)` for angles, nil when nobody knows.
  private static func unitMeters(of crs: CRS) throws(PROJError) -> Double?? {
    if crs == .wgs84 { return .some(nil) }
    let description = try CRSDescription(of: crs)
    if description.isGeographic { return .some(nil) }
    return description.metersPerUnit.map { .some($0) }
  }

  /// Transforms interleaved coordinates to another place of the same size.
  ///
  /// - Parameter pool: where transformations for fitting and for other cells come from.
  /// - Throws: `PROJError` when a vertex cannot be transformed; the results are then of no use.
  func transform(
    _ input: UnsafeBufferPointer<Double>, into output: UnsafeMutableBufferPointer<Double>,
    pool: TransformationPool
  ) throws {
    guard let from = input.baseAddress, let to = output.baseAddress else { return }
    let count = input.count / 2
    // The cells met here, so that others are seldom waited for.
    var known: [Cell: Content] = [:]
    var exact: [Int] = []
    var next = 0
    while next < count {
      guard var cell = cell(x: from[2 * next], y: from[2 * next + 1]) else {
        exact.append(next)
        next += 1
        continue
      }
      var content = try content(of: cell, &known, pool)
      while case .split = content {
        cell = quarter(of: cell, x: from[2 * next], y: from[2 * next + 1])
        content = try self.content(of: cell, &known, pool)
      }
      let end = end(ofRunFrom: next, to: count, in: cell, from)
      if case .patch(let patch) = content {
        evaluate(patch, cell, from + 2 * next, to + 2 * next, count: end - next)
      } else {
        exact.append(contentsOf: next..<end)
      }
      next = end
    }
    if !exact.isEmpty { try transform(exact, from, to, pool: pool) }
  }

  /// Consecutive vertices are mostly in one cell: where the run of them ends.
  private func end(
    ofRunFrom start: Int, to count: Int, in cell: Cell, _ vertices: UnsafePointer<Double>
  ) -> Int {
    let box = box(of: cell)
    var end = start + 1
    while end < count, vertices[2 * end] >= box.minX, vertices[2 * end] < box.maxX,
      vertices[2 * end + 1] >= box.minY, vertices[2 * end + 1] < box.maxY
    {
      end += 1
    }
    return end
  }

  private func evaluate(
    _ patch: Patch, _ cell: Cell, _ from: UnsafePointer<Double>,
    _ to: UnsafeMutablePointer<Double>, count: Int
  ) {
    let box = box(of: cell)
    let half = box.width / 2
    let scale = 1 / half
    let centerX = box.minX + half
    let centerY = box.minY + half
    patch.coefficients.withUnsafeBufferPointer { coefficients in
      guard let c = coefficients.baseAddress else { return }
      for k in 0..<count {
        let x = (from[2 * k] - centerX) * scale
        let y = (from[2 * k + 1] - centerY) * scale
        let value = Patch.value(c, x, y)
        to[2 * k] = value.x
        to[2 * k + 1] = value.y
      }
    }
  }

  /// Some vertices through PROJ itself.
  private func transform(
    _ vertices: [Int], _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Double>,
    pool: TransformationPool
  ) throws {
    var packed = vertices.flatMap { [from[2 * $0], from[2 * $0 + 1]] }
    let one = try pool.take()
    defer { pool.give(one) }
    try one.transformation.transform(&packed)
    for (k, vertex) in vertices.enumerated() {
      to[2 * vertex] = packed[2 * k]
      to[2 * vertex + 1] = packed[2 * k + 1]
    }
  }

  /// What a cell holds; fitted now if it was never met.
  ///
  /// **Complexity:** at first 113 points through PROJ.
  private func content(
    of cell: Cell, _ known: inout [Cell: Content], _ pool: TransformationPool
  ) throws -> Content {
    if let content = known[cell] { return content }
    let kept = cells.withLock { $0[cell] }
    let content = if let kept { kept } else { try fitter.sync { try fit(cell, pool) } }
    known[cell] = content
    return content
  }

  /// Fits a cell, unless another thread has done so meanwhile, and keeps it.
  private func fit(_ cell: Cell, _ pool: TransformationPool) throws -> Content {
    if let content = cells.withLock({ $0[cell] }) { return content }
    let one = try pool.take()
    defer { pool.give(one) }
    let content = fitted(cell, one.transformation)
    cells.withLock { cells in
      if cells.count >= Self.most { cells.removeAll() }
      cells[cell] = content
    }
    return content
  }
}
