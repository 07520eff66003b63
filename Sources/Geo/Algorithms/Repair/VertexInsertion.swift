public import GeoCore

/// Gives an edge the vertices of other features that lie on it, or within a tolerance of it.
///
/// Which vertices an unmatched edge is led through, and in what order, is its *course*
/// (`EdgeCourses`). No vertex moves. Each insertion gives a feature a vertex that it lacked, so that
/// this ends.
///
/// **Units:** tolerance in metres. **Shapes:** polygons; an inserted vertex has the coordinates of
/// the one it meets, bit by bit, and its elevation from the edge.
/// **Boundary rule:** exactly the tolerance is within it, and so is a micrometre: a vertex on an edge
/// is only as near to it as doubles can be.
/// **Complexity:** O(n log n) for n unmatched edges and their ends.
public enum VertexInsertion {
  /// The features that got vertices, in order, each with its new shape and how many there are.
  public typealias Outcome = [(feature: Int, shape: EditableShape, inserted: Int)]

  /// A vertex this near to an edge leaves a strip of a millimetre at most beside it, which a check
  /// takes for one line. Metres.
  public static let touching = 0.002

  /// Edges are looked at again until none lacks a vertex, this often at most.
  private static let mostPasses = 8

  /// Gives the edges of all features the vertices that lie on them.
  ///
  /// - Parameter history: what was done to the borders before; what is done now is added.
  public static func inserted(
    _ geometries: Geometries, tolerance: Double, history: inout BorderHistory,
    scale: GroundScale, threads: Int = 1
  ) -> Outcome {
    var current = geometries
    var counts: [Int: Int] = [:]
    for _ in 0..<mostPasses {
      let found = pass(current, tolerance, &history, scale, threads)
      if found.isEmpty { break }
      for (feature, _, inserted) in found { counts[feature, default: 0] += inserted }
      current = current.replacing(
        Dictionary(uniqueKeysWithValues: found.map { ($0.feature, $0.shape) }))
    }
    return counts.sorted { $0.key < $1.key }.map { feature, count in
      (feature, current.shape(ofFeature: feature), count)
    }
  }

  private static func pass(
    _ geometries: Geometries, _ tolerance: Double, _ history: inout BorderHistory,
    _ scale: GroundScale, _ threads: Int
  ) -> Outcome {
    let table = BorderTable(geometries, threads: threads)
    var search = EdgeCourses(
      table, in: geometries, tolerance: max(tolerance, 1e-6), history: history, scale: scale)
    if search.isEmpty { return [] }
    var outcome: Outcome = []
    for feature in table.features {
      let vertices = geometries.vertices(ofFeature: feature)
      let edges = vertices.filter {
        table.edgeOfVertex[$0] >= 0 && !table.isMatched(table.edgeOfVertex[$0])
      }.map {
        EdgeCourses.Edge(
          vertex: $0, a: table.placeOfVertex[$0], b: table.placeOfVertex[$0 + 1])
      }
      let found = search.courses(of: edges, ofFeature: Int32(feature))
      if found.isEmpty { continue }
      let insertions = Dictionary(
        uniqueKeysWithValues: found.map { ($0.vertex - vertices.lowerBound, $0.places) })
      outcome.append(
        (
          feature, geometries.shape(ofFeature: feature).inserting(insertions),
          found.map(\.places.count).reduce(0, +)
        ))
    }
    history = search.history
    return outcome
  }
}

extension EditableShape {
  /// The shape with places inserted after vertices, which are counted through all its rings.
  func inserting(_ insertions: [Int: [Place]]) -> EditableShape {
    var result = EditableShape(kind: kind, parts: [])
    var position = 0
    for part in parts {
      var rings: [[Vertex]] = []
      for ring in part {
        var longer: [Vertex] = []
        for (i, vertex) in ring.enumerated() {
          longer.append(vertex)
          if let places = insertions[position], i + 1 < ring.count {
            let next = ring[i + 1]
            let (dx, dy) = (next.x - vertex.x, next.y - vertex.y)
            let square = dx * dx + dy * dy
            for place in places {
              let along = (place.x - vertex.x) * dx + (place.y - vertex.y) * dy
              let share = square > 0 ? min(max(along / square, 0), 1) : 0
              longer.append(
                Vertex(x: place.x, y: place.y, z: vertex.z + share * (next.z - vertex.z)))
            }
          }
          position += 1
        }
        rings.append(longer)
      }
      result.parts.append(rings)
    }
    return result
  }
}
