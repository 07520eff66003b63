internal import GeoCore

/// Places in square cells, to find those in a small box.
struct PlaceGrid {
  private let originX: Double
  private let originY: Double
  private let cellSize: Double
  private let columns: Int
  private let rows: Int
  /// The places of cell i are `members[starts[i] ..< starts[i + 1]]`.
  private var starts: [Int32]
  private var members: [Int32]

  /// About two places a cell. **Complexity:** O(n).
  init(_ places: [EditableShape.Place]) {
    var box = Box.empty
    for place in places { box.extend(x: place.x, y: place.y) }
    let (width, height) = (max(box.width, 0), max(box.height, 0))
    let longest = max(width, height)
    let area = max(width * height, longest * longest / 1e6)
    let size = (2 * area / Double(max(places.count, 1))).squareRoot()
    cellSize = size > 0 && size.isFinite ? size : 1
    (originX, originY) = box.isEmpty ? (0, 0) : (box.minX, box.minY)
    columns = max(1, Int(min(width / cellSize, 1e6)) + 1)
    rows = max(1, Int(min(height / cellSize, 1e6)) + 1)
    starts = Array(repeating: 0, count: columns * rows + 1)
    members = Array(repeating: 0, count: places.count)
    for place in places { starts[cell(place.x, place.y) + 1] += 1 }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    var next = starts
    for (number, place) in places.enumerated() {
      let cell = cell(place.x, place.y)
      members[Int(next[cell])] = Int32(number)
      next[cell] += 1
    }
  }

  private func column(_ x: Double) -> Int { Self.step((x - originX) / cellSize, below: columns) }
  private func row(_ y: Double) -> Int { Self.step((y - originY) / cellSize, below: rows) }
  private static func step(_ value: Double, below count: Int) -> Int {
    Int(min(max(value, 0), Double(count - 1)))
  }
  private func cell(_ x: Double, _ y: Double) -> Int { row(y) * columns + column(x) }

  /// Whether any place in the cells that the box meets passes the test.
  func contains(in box: Box, where isMeant: (Int32) -> Bool) -> Bool {
    for row in row(box.minY)...row(box.maxY) {
      for column in column(box.minX)...column(box.maxX) {
        let cell = row * columns + column
        for i in Int(starts[cell])..<Int(starts[cell + 1]) where isMeant(members[i]) {
          return true
        }
      }
    }
    return false
  }
}
