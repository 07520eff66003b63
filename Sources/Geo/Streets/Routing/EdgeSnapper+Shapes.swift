internal import GeoAlgorithms
internal import GeoCore

/// Doors of lines and polygons: where streets meet them.
extension EdgeSnapper {
  func doors(
    ofFeature feature: Int, in geometries: Geometries, within reachMeters: Double
  ) -> [NetworkDoor] {
    var doors: [NetworkDoor] = []
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
      let rings = geometries.rings(ofPart: part)
      if kind == .point {
        for vertex in rings.flatMap({ geometries.vertices(ofRing: $0) }) {
          let (x, y) = (geometries.x(vertex), geometries.y(vertex))
          if let door = door(x: x, y: y, within: reachMeters) { doors.append(door) }
        }
        continue
      }
      let before = doors.count
      for ring in rings {
        visitEdges(ofRing: ring, in: geometries) { appendMeetings($0, to: &doors) }
      }
      if doors.count == before,
        let nearest = nearestDoor(ofRings: rings, in: geometries, within: reachMeters)
      {
        doors.append(nearest)
      }
    }
    return Self.distinct(doors)
  }

  /// In the order of edges, each door once.
  static func distinct(_ doors: [NetworkDoor]) -> [NetworkDoor] {
    guard doors.count > 1 else { return doors }
    let sorted = doors.sorted {
      ($0.edge, $0.alongMillimeters, $0.connector) < ($1.edge, $1.alongMillimeters, $1.connector)
    }
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }

  /// A straight piece of a boundary.
  private struct Piece {
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double

    var box: Box {
      var box = Box(minX: x0, minY: y0, maxX: x0, maxY: y0)
      box.extend(x: x1, y: y1)
      return box
    }
  }

  private func visitEdges(
    ofRing ring: Int, in geometries: Geometries, _ visit: (Piece) -> Void
  ) {
    for v in geometries.vertices(ofRing: ring).dropLast() {
      visit(
        Piece(
          x0: geometries.x(v), y0: geometries.y(v), x1: geometries.x(v + 1),
          y1: geometries.y(v + 1)))
    }
  }

  /// The doors where streets cross or touch a piece; where they run along it, at the ends of what
  /// they share.
  private func appendMeetings(_ piece: Piece, to doors: inout [NetworkDoor]) {
    tree.query(piece.box) { segment in
      let v = 2 * Int(segments[segment].vertex)
      let street = Piece(x0: xy[v], y0: xy[v + 1], x1: xy[v + 2], y1: xy[v + 3])
      func add(_ share: Double) { doors.append(door(on: segment, at: share, .zero)) }
      let start = side(of: street.x0, street.y0, piece)
      let end = side(of: street.x1, street.y1, piece)
      let first = side(of: piece.x0, piece.y0, street)
      let last = side(of: piece.x1, piece.y1, street)
      if start * end < 0, first * last < 0 {
        let (dx, dy) = (piece.x1 - piece.x0, piece.y1 - piece.y0)
        let (ex, ey) = (street.x1 - street.x0, street.y1 - street.y0)
        let across = ex * dy - ey * dx
        let share = ((piece.x0 - street.x0) * dy - (piece.y0 - street.y0) * dx) / across
        return add(share.isFinite ? min(1, max(0, share)) : 0)
      }
      if start == 0, piece.box.contains(x: street.x0, y: street.y0) { add(0) }
      if end == 0, piece.box.contains(x: street.x1, y: street.y1) { add(1) }
      for (side, x, y) in [(first, piece.x0, piece.y0), (last, piece.x1, piece.y1)]
      where side == 0 && street.box.contains(x: x, y: y) {
        add(Self.nearest(x, y, street.x0, street.y0, street.x1, street.y1).share)
      }
    }
  }

  /// On which side of a piece a point lies: -1, 0 on its line, or 1. Exact.
  private func side(of x: Double, _ y: Double, _ piece: Piece) -> Int {
    UpwardRay.Orientation.sign(piece.x0, piece.y0, piece.x1, piece.y1, x, y)
  }

  /// The nearest place of the nearest street, when none meets the boundary: then one end of the
  /// shortest connector is a vertex, of the boundary or of the street.
  private func nearestDoor(
    ofRings rings: Range<Int>, in geometries: Geometries, within reachMeters: Double
  ) -> NetworkDoor? {
    var found = Found(within: reachMeters)
    for vertex in rings.flatMap({ geometries.vertices(ofRing: $0) }) {
      approach(geometries.x(vertex), geometries.y(vertex), &found)
    }
    for ring in rings {
      visitEdges(ofRing: ring, in: geometries) { piece in
        tree.query(piece.box.expanded(by: found.squared.squareRoot())) { segment in
          for (end, share) in [(0, 0.0), (1, 1.0)] {
            let v = 2 * (Int(segments[segment].vertex) + end)
            let squared = Self.nearest(xy[v], xy[v + 1], piece.x0, piece.y0, piece.x1, piece.y1)
              .squared
            found.take(segment, share, squared)
          }
        }
      }
    }
    return door(found)
  }
}
