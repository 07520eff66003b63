internal import GeoCore

/// Which cells of a coarse grid boxes reach into: tells at the cost of a look that a place is in none.
struct OccupiedCells {
  private static let side = 256
  private var isOccupied = [Bool](repeating: false, count: side * side)
  private let frame: Box
  private let columnsPerUnit: Double
  private let rowsPerUnit: Double

  init(_ boxes: [Box]) {
    let frame = boxes.reduce(Box.empty) { $0.union($1) }
    self.frame = frame
    columnsPerUnit = Double(Self.side) / frame.width
    rowsPerUnit = Double(Self.side) / frame.height
    for box in boxes {
      let (first, last) = (cell(box.minX, box.minY), cell(box.maxX, box.maxY))
      for row in first.row...last.row {
        for column in first.column...last.column { isOccupied[row * Self.side + column] = true }
      }
    }
  }

  /// False where no box holds the place.
  func mayHold(x: Double, y: Double) -> Bool {
    guard x >= frame.minX, x <= frame.maxX, y >= frame.minY, y <= frame.maxY else { return false }
    let (column, row) = cell(x, y)
    return isOccupied[row * Self.side + column]
  }

  private func cell(_ x: Double, _ y: Double) -> (column: Int, row: Int) {
    (
      Self.place((x - frame.minX) * columnsPerUnit), Self.place((y - frame.minY) * rowsPerUnit)
    )
  }

  /// A frame without extent has one cell.
  private static func place(_ position: Double) -> Int {
    position >= 0 && position.isFinite ? Int(min(position, Double(side - 1))) : 0
  }
}
