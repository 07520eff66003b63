internal import GeoCore

/// The vertices that unmatched edges are to be led through.
///
/// An edge is led through the vertex that is nearest to it, within the tolerance, beside its ends,
/// not yet the feature's own and not nearer to another edge of the feature; then both pieces are
/// looked at in the same way. All that the pieces are led through must be within the tolerance of
/// the whole edge too, and of where it was at first (`BorderHistory`); else that vertex is passed
/// over, and the next one is tried. So a course is the same whether an edge is looked at as a whole
/// or piece by piece, and two borders that part at a narrow angle are not zipped up vertex by vertex.
///
/// **Complexity:** O(k log n) for an edge near k of n vertices, as long as they do not crowd.
struct EdgeCourses {
  struct Edge {
    /// The vertex of the layer at which it begins.
    var vertex: Int
    var a: Int32
    var b: Int32
  }

  private(set) var history: BorderHistory
  private let table: BorderTable
  private let tolerance: Double
  private let scale: GroundScale
  /// The ends of unmatched edges, and their features.
  private let candidates: [Int32]
  private var owners: [Int32: [Int32]]
  private let index: BoxTree
  /// The feature that is looked at, and which of its edges each vertex is nearest to.
  private var feature: Int32 = -1
  private var nearest: [Int32: (distance: Double, vertex: Int)] = [:]
  private var edge = Edge(vertex: -1, a: -1, b: -1)
  /// Courses of pieces of the edge that is looked at; those being looked for are empty.
  private var known: [Piece: [Int32]] = [:]

  private struct Piece: Hashable {
    var a: Int32
    var b: Int32
    /// Vertices near it that the edge is led through before.
    var taken: [Int32]
  }

  /// An edge that is looked at in more pieces than this has no course.
  private static let mostPieces = 1000

  init(
    _ table: BorderTable, in geometries: Geometries, tolerance: Double, history: BorderHistory,
    scale: GroundScale
  ) {
    self.table = table
    self.tolerance = tolerance
    self.history = history
    self.scale = scale
    let isLoose = table.loosePlaces()
    owners = table.features(at: isLoose, in: geometries)
    candidates = isLoose.indices.filter { isLoose[$0] }.map { Int32($0) }
    index = BoxTree(
      candidates.map { id in
        let place = table.places[id]
        return Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
      })
  }

  var isEmpty: Bool { candidates.isEmpty }

  /// The places to lead a feature's unmatched edges through, in order from a to b; edges without any
  /// are left out. The places are the feature's own from now on.
  mutating func courses(
    of edges: [Edge], ofFeature feature: Int32
  ) -> [(vertex: Int, places: [EditableShape.Place])] {
    self.feature = feature
    nearest = [:]
    var doubtful: [Edge] = []
    for edge in edges {
      let found = near(edge.a, edge.b)
      if !found.isEmpty { doubtful.append(edge) }
      for (distance, id) in found where distance < nearest[id]?.distance ?? .infinity {
        nearest[id] = (distance, edge.vertex)
      }
    }
    return doubtful.compactMap { edge in
      let places = course(of: edge)
      return places.isEmpty ? nil : (edge.vertex, places)
    }
  }

  private mutating func course(of edge: Edge) -> [EditableShape.Place] {
    self.edge = edge
    known = [:]
    let (start, end) = (table.places[edge.a], table.places[edge.b])
    let lines = history.homeLines(ofEdge: start, end, of: feature)
    let hasMoved = lines.contains { $0.0 != start || $0.1 != end }
    for first in own(near(edge.a, edge.b)) {
      let course = course(Piece(a: edge.a, b: edge.b, taken: []), through: first)
      if course.isEmpty { continue }
      if hasMoved, !lines.allSatisfy({ isNear(course, $0.0, $0.1) }) {
        history.blame(edge: start, end, of: feature)
        continue
      }
      let places = course.map { table.places[$0] }
      for (id, place) in zip(course, places) {
        owners[id, default: []].append(feature)
        history.insert(place, in: feature, between: lines, scale: scale)
      }
      return places
    }
    return []
  }

  /// The vertices near a piece of an edge that are not the feature's own, the nearest first.
  private func near(_ a: Int32, _ b: Int32) -> [(distance: Double, id: Int32)] {
    let (start, end) = (table.places[a], table.places[b])
    let (reachX, reachY) = (tolerance / scale.smallest.x, tolerance / scale.smallest.y)
    let box = Box(
      minX: min(start.x, end.x) - reachX, minY: min(start.y, end.y) - reachY,
      maxX: max(start.x, end.x) + reachX, maxY: max(start.y, end.y) + reachY)
    var found: [(distance: Double, t: Double, id: Int32)] = []
    index.query(box) { number in
      let id = candidates[number]
      guard id != a, id != b else { return }
      let near = scale.nearest(onSegment: start, end, to: table.places[id])
      guard near.t > 0, near.t < 1, near.distance <= tolerance,
        owners[id]?.contains(feature) != true
      else { return }
      found.append((near.distance, near.t, id))
    }
    return found.sorted { $0 < $1 }.map { ($0.distance, $0.id) }
  }

  /// Those of some vertices that are not nearer to another edge of the feature.
  private func own(_ near: [(distance: Double, id: Int32)]) -> [Int32] {
    near.filter { distance, id in
      nearest[id].map { $0.vertex == edge.vertex || $0.distance >= distance } ?? true
    }.map(\.id)
  }

  private func isNear(
    _ ids: [Int32], _ a: EditableShape.Place, _ b: EditableShape.Place
  ) -> Bool {
    ids.allSatisfy {
      scale.nearest(onSegment: a, b, to: table.places[$0]).distance <= tolerance
    }
  }

  /// The course of a piece by itself: the same as if it were an edge.
  private mutating func course(of a: Int32, _ b: Int32, without taken: [Int32]) -> [Int32] {
    let near = own(near(a, b))
    let piece = Piece(a: a, b: b, taken: near.filter(taken.contains).sorted())
    if near.count == piece.taken.count { return [] }
    if let course = known[piece] { return course }
    known[piece] = []
    guard known.count < Self.mostPieces else { return [] }
    for first in near where !piece.taken.contains(first) {
      let found = course(piece, through: first)
      if found.isEmpty { continue }
      known[piece] = found
      return found
    }
    return []
  }

  /// The course of a piece through a vertex; none when it strays from the piece.
  private mutating func course(_ piece: Piece, through middle: Int32) -> [Int32] {
    let taken = piece.taken + [piece.a, piece.b, middle]
    let before = course(of: piece.a, middle, without: taken) + [middle]
    let whole = before + course(of: middle, piece.b, without: taken + before)
    return isNear(whole, table.places[piece.a], table.places[piece.b]) ? whole : []
  }
}
