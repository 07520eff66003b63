internal import GeoCore

/// The borders of a layer's polygons as one network: each place once, each edge once, whoever shares it.
///
/// A place where exactly two edges end lies within an *arc*, which all rings that pass it share from end
/// to end; all others are *junctions* (where three zones meet, where a border leaves another, where a
/// ring touches itself).
struct BorderNetwork {
  private(set) var places = PlaceTable()
  /// The place of every vertex of a polygon's ring; -1 for other vertices.
  private(set) var placeOfVertex: [Int32]
  /// The two neighbours of each place on its arc; nil at junctions.
  private(set) var neighbours: [(Int32, Int32)?]
  /// The edges by their places, the lesser first.
  private(set) var edges: Set<UInt64> = []

  /// **Complexity:** O(v) expected for v vertices.
  init(_ geometries: Geometries) {
    placeOfVertex = Array(repeating: -1, count: geometries.vertexCount)
    places.reserve(geometries.vertexCount / 2)
    var pairs = PairTable()
    for feature in 0..<geometries.count {
      let kinds = geometries.partKinds(ofFeature: feature)
      for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
        for ring in geometries.rings(ofPart: part) {
          var before: Int32 = -1
          for vertex in geometries.vertices(ofRing: ring) {
            let place = places.number(
              EditableShape.Place(x: geometries.x(vertex), y: geometries.y(vertex)))
            placeOfVertex[vertex] = place
            if before >= 0, before != place {
              _ = pairs.number(min(before, place), max(before, place))
            }
            before = place
          }
        }
      }
    }
    var degrees = Array(repeating: 0, count: places.count)
    var ends = Array(repeating: (Int32(-1), Int32(-1)), count: places.count)
    edges.reserveCapacity(pairs.count)
    for pair in 0..<pairs.count {
      let (a, b) = (pairs.firsts[pair], pairs.seconds[pair])
      edges.insert(Self.key(a, b))
      for (from, to) in [(Int(a), b), (Int(b), a)] {
        if degrees[from] == 0 { ends[from].0 = to }
        if degrees[from] == 1 { ends[from].1 = to }
        degrees[from] += 1
      }
    }
    neighbours = ends.indices.map { degrees[$0] == 2 ? ends[$0] : nil }
  }

  /// One number for an edge, whichever way it is walked.
  static func key(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
  }

  func hasEdge(_ a: Int32, _ b: Int32) -> Bool { edges.contains(Self.key(a, b)) }

  /// Takes a place out of its arc, so that its neighbours become each other's.
  mutating func remove(_ place: Int32) {
    guard let (a, b) = neighbours[Int(place)] else { return }
    edges.remove(Self.key(a, place))
    edges.remove(Self.key(place, b))
    edges.insert(Self.key(a, b))
    replace(place, by: b, at: a)
    replace(place, by: a, at: b)
    neighbours[Int(place)] = nil
  }

  private mutating func replace(_ old: Int32, by new: Int32, at place: Int32) {
    guard let (a, b) = neighbours[Int(place)] else { return }
    neighbours[Int(place)] = a == old ? (new, b) : (a, new)
  }
}
