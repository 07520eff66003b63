internal import CGEOS
internal import GeoCore

/// The ground that the lines of polygons enclose, whatever the roles of rings: the yardstick of
/// `ValidShape`.
///
/// Lines are cut at each other and counted once, however often they run there. A place belongs to
/// the ground when the fewest lines that a way from the outside must cross are an odd number. So the
/// loops of a bow tie count, the pentagon in a pentagram does not, an island in a hole does, and two
/// parts that share an edge are one. That is what GEOS's make-valid by line work gives, which peels
/// the areas off one after the other.
///
/// **Units, CRS:** those of the shape. **Shapes:** polygons with any faults; the faces are given as
/// parts, which may share edges.
/// **Complexity:** O(n log n) for n edges and the pieces that they cut each other into.
/// - **Source:** Ledoux, Arroyo Ohori & Meijers 2014, A triangulation-based approach to
///   automatically repair GIS polygons, doi:10.1016/j.cageo.2014.01.009; the noding is GEOS's,
///   https://libgeos.org.
enum EnclosedGround {
  typealias Place = EditableShape.Place

  /// - Throws: `GEOSError` when GEOS cannot cut the lines at each other.
  static func of(_ shape: EditableShape, crs: CRS) throws(GEOSError) -> EditableShape {
    var ground = EditableShape(kind: shape.kind.multi, parts: [])
    let arrangement = Arrangement(noded: try Overlay.noded(edges(of: shape)))
    let faces = arrangement.facesByOutline()
    let levels = arrangement.levels(of: faces)
    for (outline, others) in faces where levels[Int(outline)] % 2 == 1 {
      let rings = ([outline] + others.filter { arrangement.cycles[Int($0)].turn != 0 }).map {
        let places = arrangement.halfEdges(ofCycle: $0).map { half in
          arrangement.nodes[arrangement.origin(half)]
        }
        return (places + [places[0]]).map { EditableShape.Vertex(x: $0.x, y: $0.y) }
      }
      ground.parts.append(rings)
    }
    return ground
  }

  /// The edges of a shape, each once and a line of its own: of longer ones the boxes lie in each other
  /// where rings do, and GEOS compares all whose boxes meet.
  private static func edges(of shape: EditableShape) -> [[Place]] {
    var places = PlaceTable()
    var edges = PairTable()
    for ring in shape.parts.joined() {
      var before: Int32 = -1
      for vertex in ring {
        let place = places.number(vertex.place)
        if before >= 0, before != place { _ = edges.number(min(before, place), max(before, place)) }
        before = place
      }
    }
    return zip(edges.firsts, edges.seconds).map { [places[$0], places[$1]] }
  }
}

extension Arrangement {
  /// The bounded faces: the cycle around each, and those of what lies in it, in the order of the
  /// former.
  fileprivate func facesByOutline() -> [(outline: Int32, others: [Int32])] {
    boundedFaces(labelled: false).map { ($0.cycles[0], Array($0.cycles.dropFirst())) }
  }

  /// Of each cycle that is an outline: the fewest edges to be crossed from the outside of all to its
  /// face; -1 for other cycles.
  fileprivate func levels(of faces: [(outline: Int32, others: [Int32])]) -> [Int] {
    /// The outline of the face that a cycle bounds; the number of cycles for the outside.
    var outlines = [Int](repeating: cycles.count, count: cycles.count)
    var bounds: [Int: [Int32]] = [:]
    for (outline, others) in faces {
      for cycle in [outline] + others { outlines[Int(cycle)] = Int(outline) }
      bounds[Int(outline)] = [outline] + others
    }
    bounds[cycles.count] = cycles.indices.filter { outlines[$0] == cycles.count }.map { Int32($0) }
    var levels = [Int](repeating: -1, count: cycles.count + 1)
    levels[cycles.count] = 0
    var reached = [cycles.count]
    var next = 0
    while next < reached.count {
      let face = reached[next]
      next += 1
      for cycle in bounds[face] ?? [] {
        for half in halfEdges(ofCycle: cycle) {
          let other = outlines[Int(self.cycle[Int(half ^ 1)])]
          guard levels[other] < 0 else { continue }
          levels[other] = levels[face] + 1
          reached.append(other)
        }
      }
    }
    return levels
  }
}

extension Overlay {
  /// Lines cut where they meet, as pairs of places that share nothing but ends, each once.
  /// - Throws: `GEOSError` when GEOS fails.
  static func noded(
    _ lines: [[EditableShape.Place]]
  ) throws(GEOSError) -> [(EditableShape.Place, EditableShape.Place)] {
    if lines.isEmpty { return [] }
    let all = try GEOSGeometry(lines: lines)
    let context = GEOSContext.current
    let united = try GEOSGeometry(
      GEOSUnaryUnion_r(context.handle, all.pointer), "noding", context)
    var pieces: [(EditableShape.Place, EditableShape.Place)] = []
    try united.forEachLine { xy in
      for i in stride(from: 2, to: xy.count, by: 2) {
        pieces.append(
          (
            EditableShape.Place(x: xy[i - 2], y: xy[i - 1]),
            EditableShape.Place(x: xy[i], y: xy[i + 1])
          ))
      }
    }
    return pieces
  }
}
