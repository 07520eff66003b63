/// The places and edges of a layer's polygons, each once, with the features on either side.
///
/// An edge is *matched* when exactly two features have it, in opposite directions: then one lies on
/// each side of it, and there is nothing to repair there.
struct BorderTable {
  private(set) var places = PlaceTable()
  /// Pairs of places, the smaller number first.
  private(set) var edges = PairTable()
  /// The place of every vertex of the layer; -1 for what is not a polygon's.
  private(set) var placeOfVertex: [Int32]
  /// The edge from a vertex to the next of its ring; -1 where there is none.
  private(set) var edgeOfVertex: [Int32]
  /// How often an edge has the inside on its left, seen from its smaller place; and on its right.
  private var lefts: [Int32] = []
  private var rights: [Int32] = []

  /// **Complexity:** O(vertices).
  init(_ geometries: Geometries) {
    placeOfVertex = Array(repeating: -1, count: geometries.vertexCount)
    edgeOfVertex = placeOfVertex
    places.reserve(geometries.vertexCount / 2)
    for feature in geometries.arealFeatures {
      Self.forEachRing(of: feature, in: geometries) { ring, isReversed in
        add(geometries, geometries.vertices(ofRing: ring), isReversed: isReversed)
      }
    }
  }

  /// Calls `body` with the rings of a feature and whether each turns against its role: shells
  /// counterclockwise, holes clockwise.
  static func forEachRing(
    of feature: Int, in geometries: Geometries, _ body: (Int, Bool) -> Void
  ) {
    for part in geometries.parts(ofFeature: feature) {
      let rings = geometries.rings(ofPart: part)
      for ring in rings {
        let area = geometries.signedArea(ofRing: ring)
        body(ring, ring == rings.lowerBound ? area < 0 : area > 0)
      }
    }
  }

  private mutating func add(
    _ geometries: Geometries, _ vertices: Range<Int>, isReversed: Bool
  ) {
    var before: Int32 = -1
    for vertex in vertices {
      let place = places.number(
        EditableShape.Place(x: geometries.x(vertex), y: geometries.y(vertex)))
      placeOfVertex[vertex] = place
      if before >= 0, before != place {
        let edge = edges.number(min(before, place), max(before, place))
        edgeOfVertex[vertex - 1] = edge
        if Int(edge) == lefts.count {
          lefts.append(0)
          rights.append(0)
        }
        if (before < place) != isReversed {
          lefts[Int(edge)] += 1
        } else {
          rights[Int(edge)] += 1
        }
      }
      before = place
    }
  }

  func isMatched(_ edge: Int32) -> Bool { lefts[Int(edge)] == 1 && rights[Int(edge)] == 1 }

  /// The two places of an edge.
  func ends(ofEdge edge: Int32) -> (Int32, Int32) {
    (edges.firsts[Int(edge)], edges.seconds[Int(edge)])
  }

  /// For every place whether an edge that is not matched ends there.
  func loosePlaces() -> [Bool] {
    var isLoose = Array(repeating: false, count: places.count)
    for edge in 0..<edges.count where !isMatched(Int32(edge)) {
      isLoose[Int(edges.firsts[edge])] = true
      isLoose[Int(edges.seconds[edge])] = true
    }
    return isLoose
  }

  /// The features at each chosen place, in order, each once.
  func features(at chosen: [Bool], in geometries: Geometries) -> [Int32: [Int32]] {
    var found: [Int32: [Int32]] = [:]
    for feature in geometries.arealFeatures {
      for vertex in geometries.vertices(ofFeature: feature) {
        let place = placeOfVertex[vertex]
        guard chosen[Int(place)] else { continue }
        if found[place]?.last != Int32(feature) {
          found[place, default: []].append(Int32(feature))
        }
      }
    }
    return found
  }
}
