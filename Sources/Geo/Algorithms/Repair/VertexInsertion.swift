/// Gives an edge the vertices of other features that lie on it, or within a tolerance of it.
///
/// For an unmatched edge of a feature, the vertex is looked for that is nearest to it, within the
/// tolerance, beside its ends, and not yet the feature's own; the edge is led through it, and both
/// halves are looked at in turn. No vertex moves; the edge bends by the tolerance at most. Each
/// insertion gives a feature a vertex that it lacked, so that this ends.
///
/// **Units:** tolerance in metres. **Shapes:** polygons; an inserted vertex has the coordinates of
/// the one it meets, bit by bit, and its elevation from the edge.
/// **Boundary rule:** exactly the tolerance is within it, and so is a micrometre: a vertex on an edge
/// is only as near to it as doubles can be.
/// **Complexity:** O(n log n) for n unmatched edges and their ends.
public enum VertexInsertion {
  public typealias Outcome = [(feature: Int, shape: EditableShape, inserted: Int)]

  public static func inserted(
    _ geometries: Geometries, tolerance: Double, scale: GroundScale, threads: Int = 1
  ) -> Outcome {
    let tolerance = max(tolerance, 1e-6)
    let table = BorderTable(geometries, threads: threads)
    let isLoose = table.loosePlaces()
    var owners = table.features(at: isLoose, in: geometries)
    let candidates = isLoose.indices.filter { isLoose[$0] }.map { Int32($0) }
    if candidates.isEmpty { return [] }
    let index = BoxTree(
      candidates.map { id in
        let place = table.places[id]
        return Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
      })
    let reachX = tolerance / scale.smallest.x
    let reachY = tolerance / scale.smallest.y

    /// The places to lead an edge of a feature through, in order from a to b.
    func chain(from a: Int32, to b: Int32, of feature: Int32) -> [Int32] {
      let (start, end) = (table.places[a], table.places[b])
      let box = Box(
        minX: min(start.x, end.x) - reachX, minY: min(start.y, end.y) - reachY,
        maxX: max(start.x, end.x) + reachX, maxY: max(start.y, end.y) + reachY)
      var best: (distance: Double, t: Double, id: Int32)?
      index.query(box) { found in
        let id = candidates[found]
        guard id != a, id != b else { return }
        let near = scale.nearest(onSegment: start, end, to: table.places[id])
        guard near.t > 0, near.t < 1, near.distance <= tolerance,
          (near.distance, near.t, id) < best ?? (.infinity, 0, 0),
          owners[id]?.contains(feature) != true
        else { return }
        best = (near.distance, near.t, id)
      }
      guard let best else { return [] }
      owners[best.id, default: []].append(feature)
      return chain(from: a, to: best.id, of: feature) + [best.id]
        + chain(from: best.id, to: b, of: feature)
    }

    var outcome: Outcome = []
    for feature in table.features {
      var insertions: [Int: [Int32]] = [:]
      var count = 0
      let vertices = geometries.vertices(ofFeature: feature)
      for vertex in vertices {
        let edge = table.edgeOfVertex[vertex]
        guard edge >= 0, !table.isMatched(edge) else { continue }
        let found = chain(
          from: table.placeOfVertex[vertex], to: table.placeOfVertex[vertex + 1],
          of: Int32(feature))
        guard !found.isEmpty else { continue }
        insertions[vertex - vertices.lowerBound] = found
        count += found.count
      }
      guard count > 0 else { continue }
      let places = insertions.mapValues { $0.map { table.places[$0] } }
      outcome.append((feature, geometries.shape(ofFeature: feature).inserting(places), count))
    }
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
