internal import GeoCore

/// Gives two shapes of a feature each other's vertices where these lie on its edges.
///
/// An edge is straight in its own system alone; in another it is bent, and a vertex in its middle
/// bends it less. Shapes that are to be compared elsewhere are the same there only when both have
/// the vertex. So the edges that one has and not the other are cut at all ends of such edges.
///
/// **Units, CRS:** those of the layers, which share one.
/// **Boundary rule:** a vertex lies on an edge when it is as near to it as doubles can be, 2⁻⁵⁰ of the
/// coordinates.
/// **Complexity:** O(n) for shapes of n vertices, and O(d log d) for d edges that differ.
enum CommonVertices {
  typealias Place = EditableShape.Place

  private struct Edge: Hashable {
    var low: Place
    var high: Place

    init(_ a: Place, _ b: Place) { (low, high) = Place.precedes(a, b) ? (a, b) : (b, a) }
  }

  /// The features i of both layers, each with the vertices of the other.
  static func given(
    _ first: Geometries, _ second: Geometries, threads: Int
  ) -> (Geometries, Geometries) {
    let pairs = Parallel.collect(count: first.count, chunk: 64, threads: threads) { range in
      range.compactMap { feature -> (Int, EditableShape?, EditableShape?)? in
        let (a, b) = (edges(of: first, feature), edges(of: second, feature))
        let (onlyA, onlyB) = (a.subtracting(b), b.subtracting(a))
        let ends = Set((onlyA.union(onlyB)).flatMap { [$0.low, $0.high] })
        if ends.isEmpty { return nil }
        return (feature, led(first, feature, onlyA, ends), led(second, feature, onlyB, ends))
      }
    }.joined()
    var (ledFirst, ledSecond): ([Int: EditableShape], [Int: EditableShape]) = ([:], [:])
    for (feature, a, b) in pairs {
      if let a { ledFirst[feature] = a }
      if let b { ledSecond[feature] = b }
    }
    return (first.replacing(ledFirst), second.replacing(ledSecond))
  }

  /// Calls `body` with the vertex that each edge of a feature starts at, and its ends.
  private static func forEachEdge(
    of geometries: Geometries, _ feature: Int, _ body: (Int, Place, Place) -> Void
  ) {
    for ring in geometries.rings(ofFeature: feature) {
      for vertex in geometries.vertices(ofRing: ring).dropLast() {
        body(vertex, geometries.place(ofVertex: vertex), geometries.place(ofVertex: vertex + 1))
      }
    }
  }

  private static func edges(of geometries: Geometries, _ feature: Int) -> Set<Edge> {
    var edges: Set<Edge> = []
    forEachEdge(of: geometries, feature) { _, a, b in
      if a != b { edges.insert(Edge(a, b)) }
    }
    return edges
  }

  /// A feature of which some edges are led through those of some places that lie on them; nil when
  /// none does.
  private static func led(
    _ geometries: Geometries, _ feature: Int, _ edges: Set<Edge>, _ places: Set<Place>
  ) -> EditableShape? {
    if edges.isEmpty { return nil }
    let list = Array(places)
    let tree = BoxTree(count: list.count) { place in
      Box(minX: list[place].x, minY: list[place].y, maxX: list[place].x, maxY: list[place].y)
    }
    let first = geometries.vertices(ofFeature: feature).lowerBound
    var insertions: [Int: [Place]] = [:]
    forEachEdge(of: geometries, feature) { vertex, a, b in
      guard edges.contains(Edge(a, b)) else { return }
      let slack = max(abs(a.x), abs(a.y), abs(b.x), abs(b.y)) * 0x1p-50
      let box = Box(
        minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      var found: [(along: Double, place: Place)] = []
      tree.query(box.expanded(by: slack)) { place in
        guard let along = along(a, b, list[place], within: slack) else { return }
        found.append((along, list[place]))
      }
      if found.isEmpty { return }
      found.sort { ($0.along, $0.place.x, $0.place.y) < ($1.along, $1.place.x, $1.place.y) }
      insertions[vertex - first] = found.map(\.place)
    }
    return insertions.isEmpty ? nil : geometries.shape(ofFeature: feature).inserting(insertions)
  }

  /// How far along an edge a place lies that is on it and none of its ends; nil when it is not.
  private static func along(
    _ a: Place, _ b: Place, _ place: Place, within slack: Double
  ) -> Double? {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let (px, py) = (place.x - a.x, place.y - a.y)
    let square = dx * dx + dy * dy
    let along = dx * px + dy * py
    let aside = dx * py - dy * px
    guard along > 0, along < square, aside * aside <= slack * slack * square else { return nil }
    return along
  }
}

extension Geometries {
  fileprivate func place(ofVertex vertex: Int) -> EditableShape.Place {
    EditableShape.Place(x: x(vertex), y: y(vertex))
  }
}
