internal import GeoCore

/// The places and edges where a layer's polygons may not fit together, each once.
///
/// An edge is *matched* when exactly two features have it, one on each side (`EdgeMatching`): there
/// is nothing to repair. Features without an unmatched edge that are not near one with take no part.
struct BorderTable {
  private(set) var places = PlaceTable()
  /// Pairs of places, the smaller number first.
  private(set) var edges = PairTable()
  /// The polygons that have an unmatched edge, and those whose box meets the box of such a one.
  private(set) var features: [Int] = []
  /// The place of every vertex of the layer; -1 for what is not theirs.
  private(set) var placeOfVertex: [Int32]
  /// The edge from a vertex to the next of its ring; -1 where there is none.
  private(set) var edgeOfVertex: [Int32]
  private var isLoose: [Bool] = []

  /// **Complexity:** O(vertices / threads), and O(n log n) for n features with an unmatched edge.
  init(_ geometries: Geometries, threads: Int) {
    placeOfVertex = Array(repeating: -1, count: geometries.vertexCount)
    edgeOfVertex = placeOfVertex
    let found = Self.search(geometries, threads)
    features = found.features
    for feature in features {
      for ring in geometries.rings(ofFeature: feature) {
        add(geometries, geometries.vertices(ofRing: ring))
      }
    }
    isLoose = Array(repeating: false, count: edges.count)
    for edge in found.loose {
      guard let a = places.find(EditableShape.Place(x: edge.ax, y: edge.ay)),
        let b = places.find(EditableShape.Place(x: edge.bx, y: edge.by)), a != b,
        let number = edges.find(min(a, b), max(a, b))
      else { continue }
      isLoose[Int(number)] = true
    }
  }

  /// The polygons that have an unmatched edge, and those whose box meets the box of such a one: all
  /// that may have a part in a fault.
  static func concerned(in geometries: Geometries, threads: Int) -> [Int] {
    search(geometries, threads).features
  }

  private static func search(
    _ geometries: Geometries, _ threads: Int
  ) -> (loose: [TopologyEdge], features: [Int]) {
    let index = PolygonIndex(geometries, threads: threads)
    let loose = EdgeMatching(index, isSkipped: index.boxes.map(\.isEmpty)).unmatchedEdges(
      threads: threads)
    if loose.isEmpty { return ([], []) }
    let tree = BoxTree(Set(loose.map { Int($0.feature) }).sorted().map { index.boxes[$0] })
    let features = geometries.arealFeatures.filter { feature in
      var isNear = false
      tree.query(index.boxes[feature]) { _ in isNear = true }
      return isNear
    }
    return (loose, features)
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

  private mutating func add(_ geometries: Geometries, _ vertices: Range<Int>) {
    var before: Int32 = -1
    for vertex in vertices {
      let place = places.number(
        EditableShape.Place(x: geometries.x(vertex), y: geometries.y(vertex)))
      placeOfVertex[vertex] = place
      if before >= 0, before != place {
        edgeOfVertex[vertex - 1] = edges.number(min(before, place), max(before, place))
      }
      before = place
    }
  }

  var edgeCount: Int { edges.count }

  /// The edge between two places, if there is one.
  func edge(between a: Int32, _ b: Int32) -> Int32? {
    a == b ? nil : edges.find(min(a, b), max(a, b))
  }

  func isMatched(_ edge: Int32) -> Bool { !isLoose[Int(edge)] }

  /// The two places of an edge.
  func ends(ofEdge edge: Int32) -> (Int32, Int32) {
    (edges.firsts[Int(edge)], edges.seconds[Int(edge)])
  }

  /// For every place whether an edge that is not matched ends there.
  func loosePlaces() -> [Bool] {
    var isAtOne = Array(repeating: false, count: places.count)
    for edge in 0..<edges.count where isLoose[edge] {
      isAtOne[Int(edges.firsts[edge])] = true
      isAtOne[Int(edges.seconds[edge])] = true
    }
    return isAtOne
  }

  /// The features at each chosen place, in order, each once.
  func features(at chosen: [Bool], in geometries: Geometries) -> [Int32: [Int32]] {
    var found: [Int32: [Int32]] = [:]
    for feature in features {
      for vertex in geometries.vertices(ofFeature: feature) {
        let place = placeOfVertex[vertex]
        guard place >= 0, chosen[Int(place)] else { continue }
        if found[place]?.last != Int32(feature) {
          found[place, default: []].append(Int32(feature))
        }
      }
    }
    return found
  }
}
