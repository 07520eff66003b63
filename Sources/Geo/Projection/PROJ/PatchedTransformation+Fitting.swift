internal import GeoCore

/// Where cells lie, and what goes into them: a pure function of the cell and the two systems.
extension PatchedTransformation {
  /// The largest cell around a point; nil when it is not finite or absurdly far away.
  func cell(x: Double, y: Double) -> Cell? {
    let column = (x / cellSize).rounded(.down)
    let row = (y / cellSize).rounded(.down)
    // Far enough from the ends of Int32 for quarters of quarters.
    guard abs(column) < 1e8, abs(row) < 1e8 else { return nil }
    return Cell(level: 0, x: Int32(column), y: Int32(row))
  }

  /// The quarter of a cell around a point in the cell.
  func quarter(of cell: Cell, x: Double, y: Double) -> Cell {
    let box = box(of: cell)
    let half = box.width / 2
    return Cell(
      level: cell.level + 1,
      x: 2 * cell.x + (x >= box.minX + half ? 1 : 0),
      y: 2 * cell.y + (y >= box.minY + half ? 1 : 0))
  }

  /// The corners of a cell, without rounding.
  func box(of cell: Cell) -> Box {
    let side = cellSize / Double(1 << cell.level)
    let x = Double(cell.x) * side
    let y = Double(cell.y) * side
    return Box(minX: x, minY: y, maxX: x + side, maxY: y + side)
  }

  /// Fits a polynomial to a cell and holds it against PROJ.
  func fitted(_ cell: Cell, _ transformation: borrowing Transformation) -> Content {
    let box = box(of: cell)
    if source == .wgs84, !smooth.isSmooth(around: box) { return .exact }
    guard let nodes = samples(of: box, at: Patch.nodeGrid, transformation),
      let checks = samples(of: box, at: Patch.checkGrid, transformation)
    else { return .exact }
    if source != .wgs84 {
      guard let degrees = degrees(of: box, checks: checks), smooth.isSmooth(around: degrees)
      else { return .exact }
    }
    var truncated = 0.0
    let patch = Patch(samples: nodes, truncated: &truncated)
    let error = max(truncated, patch.error(at: Patch.checkGrid, samples: checks))
    let tolerance = bound / 4
    if error <= tolerance { return .patch(patch) }
    // Half the side divides the error by 2^7 unless it is noise, which no cutting helps; the
    // thousandfold is a quarter of a millimetre.
    return error <= 1000 * tolerance && cell.level < Self.levels ? .split : .exact
  }

  /// PROJ's results at points given in local coordinates −1 ... 1; nil when one is not finite.
  private func samples(
    of box: Box, at points: [Double], _ transformation: borrowing Transformation
  ) -> [Double]? {
    let half = box.width / 2
    var samples = points
    for k in samples.indices {
      samples[k] = (k.isMultiple(of: 2) ? box.minX : box.minY) + half * (1 + samples[k])
    }
    let failed = samples.withUnsafeMutableBufferPointer { transformation.transform($0) }
    return failed == nil ? samples : nil
  }

  /// The box of a cell in degrees; nil when PROJ has none.
  private func degrees(of cell: Box, checks: [Double]) -> Box? {
    guard target == .wgs84 else { return try? Box.longitudeLatitude(of: cell, in: source) }
    var box = Box.empty
    for k in 0..<(checks.count / 2) { box.extend(x: checks[2 * k], y: checks[2 * k + 1]) }
    return box
  }
}
