internal import GeoCore

/// The ground of a facility with an extent, as a field at the nodes of a tile: positive inside its
/// polygons, negative outside; the distance to the border near it.
///
/// **Shapes:** polygons with holes; other kinds have no ground. Overlapping parts are taken by the
/// even-odd rule. **Boundary rule:** the border belongs to the ground.
/// **Complexity:** O(vertices + nodes).
struct FacilityGround {
  private(set) var values: [Float]

  init(_ feature: Int, of geometries: Geometries, near tile: TileFrame) {
    let count = TileFrame.nodes
    let reach = 2 * tile.cellMeters
    values = Array(repeating: Float(reach), count: count * count)
    var flips = Array(repeating: false, count: count * (count + 1))
    geometries.forEachPolygonPart(ofFeature: feature) { part in
      for ring in geometries.rings(ofPart: part) {
        for v in geometries.vertices(ofRing: ring).dropLast() {
          let a = (x: geometries.x(v), y: geometries.y(v))
          let b = (x: geometries.x(v + 1), y: geometries.y(v + 1))
          Self.flip(a, b, tile, &flips)
          lower(a, b, tile, within: reach)
        }
      }
    }
    for row in 0..<count {
      var isInside = false
      for column in 0..<count {
        if flips[row * (count + 1) + column] { isInside.toggle() }
        if !isInside { values[row * count + column].negate() }
      }
    }
  }

  /// Notes, for every row that an edge passes, the first node to the right of it.
  private static func flip(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ tile: TileFrame,
    _ flips: inout [Bool]
  ) {
    let count = TileFrame.nodes
    let (low, high) = a.y < b.y ? (a, b) : (b, a)
    let first = max(0, node(low.y, tile.cellMeters, from: tile.firstRow))
    let last = min(count, node(high.y, tile.cellMeters, from: tile.firstRow))
    guard first < last else { return }
    for row in first..<last {
      let y = Double(tile.firstRow + row) * tile.cellMeters
      let x = low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y))
      let column = min(max(0, node(x, tile.cellMeters, from: tile.firstColumn)), count)
      flips[row * (count + 1) + column].toggle()
    }
  }

  /// The first node at or after a coordinate.
  private static func node(_ value: Double, _ cell: Double, from first: Int) -> Int {
    Int((value / cell).rounded(.up)) - first
  }

  /// Lowers the values near an edge to the distance from it.
  private mutating func lower(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ tile: TileFrame,
    within reach: Double
  ) {
    let count = TileFrame.nodes
    func nodes(_ low: Double, _ high: Double, _ first: Int) -> Range<Int> {
      let start = max(0, Self.node(low - reach, tile.cellMeters, from: first))
      let end = min(count, Self.node(high + reach, tile.cellMeters, from: first))
      return start..<max(start, end)
    }
    let columns = nodes(min(a.x, b.x), max(a.x, b.x), tile.firstColumn)
    guard !columns.isEmpty else { return }
    for row in nodes(min(a.y, b.y), max(a.y, b.y), tile.firstRow) {
      let y = Double(tile.firstRow + row) * tile.cellMeters
      for column in columns {
        let x = Double(tile.firstColumn + column) * tile.cellMeters
        let squared = EdgeSnapper.nearest(x, y, a.x, a.y, b.x, b.y).squared
        let place = row * count + column
        values[place] = min(values[place], Float(squared.squareRoot()))
      }
    }
  }
}
