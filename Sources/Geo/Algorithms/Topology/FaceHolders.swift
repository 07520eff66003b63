internal import GeoCore

/// Finds for each connected set of edges the face that holds it: the one on the near side of the edge
/// that is met first on the way west from its leftmost node. It is looked for in windows that widen to
/// the west, so that a nest of sets costs no more than as many that lie apart.
///
/// **Complexity:** O(log² n) a set, as long as edges do not crowd.
struct FaceHolders {
  /// For each set, the border that runs counterclockwise around the face that holds it; -1 for the
  /// outside of all.
  private(set) var found: [Int32]

  private let faces: TopologyFaces
  /// The set that each border belongs to, and the border of each set's outside.
  private var islandOfBorder: [Int32]
  private let outsides: [Int]
  private let tree: BoxTree

  /// - Parameter islands: the borders of each set, that of its outside first.
  init(_ faces: TopologyFaces, _ islands: [[Int]]) {
    self.faces = faces
    found = Array(repeating: -1, count: islands.count)
    outsides = islands.map { $0[0] }
    islandOfBorder = Array(repeating: -1, count: faces.borders.count)
    for (number, borders) in islands.enumerated() {
      for border in borders { islandOfBorder[border] = Int32(number) }
    }
    tree = BoxTree(count: islands.count > 1 ? faces.bounding.count : 0) { place in
      let (a, b) = Self.ends(place, of: faces)
      return Box(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
    }
    if islands.count > 1 { findAll() }
  }

  /// The ends of a segment where the depth changes, the lower node first.
  private static func ends(
    _ place: Int, of faces: TopologyFaces
  ) -> (SIMD2<Double>, SIMD2<Double>) {
    let segment = faces.segments[Int(faces.bounding[place])]
    return (faces.nodes[Int(segment.low)], faces.nodes[Int(segment.high)])
  }

  private func corner(_ island: Int) -> SIMD2<Double> {
    faces.nodes[Int(faces.borders[outsides[island]].corner)]
  }

  private mutating func findAll() {
    let extent = tree.box
    let least = max(extent.width / Double(found.count), extent.width * 0x1p-40)
    // From west to east, so that what holds a neighbour to the west is known.
    let order = found.indices.sorted {
      let (p, q) = (corner($0), corner($1))
      return (p.x, p.y, $0) < (q.x, q.y, $1)
    }
    for island in order {
      let place = corner(island)
      var reach = least
      while true {
        let west = max(place.x - reach, extent.minX)
        if let half = half(westOf: place, from: west, but: island) {
          found[island] = holder(atHalf: half)
          break
        }
        if west <= extent.minX { break }
        reach *= 4
      }
    }
  }

  /// The near half-edge of the segment met first on the way west, not beyond `west`.
  private func half(westOf place: SIMD2<Double>, from west: Double, but island: Int) -> Int32? {
    var ray = WestwardRay(x: place.x, y: place.y, asFarAs: west)
    tree.query(Box(minX: west, minY: place.y, maxX: place.x, maxY: place.y)) { number in
      let half = Int32(2 * number)
      guard islandOfBorder[Int(faces.borderOfHalf[Int(half)])] != Int32(island) else { return }
      let (a, b) = Self.ends(number, of: faces)
      ray.meet((a.x, a.y), (b.x, b.y), half: half)
    }
    return ray.half
  }

  /// The border around the face on the left of a half-edge; -1 for the outside of all.
  private func holder(atHalf half: Int32) -> Int32 {
    let border = faces.borderOfHalf[Int(half)]
    let island = Int(islandOfBorder[Int(border)])
    return Int(border) == outsides[island] ? found[island] : border
  }
}
