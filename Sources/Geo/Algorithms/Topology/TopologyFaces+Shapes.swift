internal import GeoCore

extension TopologyFaces {
  /// The faces bounded from outside by a border each, with the borders that bound them from inside.
  func heldBorders() -> [[Int]] {
    var held: [[Int]] = Array(repeating: [], count: borders.count)
    for (border, face) in holder.enumerated() where face >= 0 { held[Int(face)].append(border) }
    return held
  }

  /// Appends a face as a polygon: the outline, and what bounds it from inside.
  ///
  /// A border that comes back to a node before its end is cut there, so that no ring touches itself.
  func appendFace(_ outline: Int, held: [Int], to shapes: inout Geometries) {
    var rings = simpleRings(ofBorder: outline)
    for border in held { rings += simpleRings(ofBorder: border) }
    let shells = rings.filter { $0.area > 0 }
    let holes = rings.filter { $0.area < 0 }
    shapes.beginFeature(shells.count == 1 ? .polygon : .multiPolygon)
    for (place, shell) in shells.enumerated() {
      shapes.beginPart()
      for ring in place == 0 ? [shell] + holes : [shell] {
        shapes.beginRing()
        for node in ring.nodes + [ring.nodes[0]] {
          shapes.appendVertex(x: nodes[Int(node)].x, y: nodes[Int(node)].y)
        }
      }
    }
  }

  private struct SimpleRing {
    var nodes: [Int32]
    var area: Double
  }

  private func simpleRings(ofBorder border: Int) -> [SimpleRing] {
    var rings: [SimpleRing] = []
    var path: [Int32] = []
    var places: [Int32: Int] = [:]
    for half in halves(ofBorder: border) {
      let node = origin(ofHalf: half)
      if let place = places[node] {
        appendRing(Array(path[place...]), to: &rings)
        for passed in path[(place + 1)...] { places[passed] = nil }
        path.removeSubrange((place + 1)...)
      } else {
        places[node] = path.count
        path.append(node)
      }
    }
    appendRing(path, to: &rings)
    return rings
  }

  /// Appends a ring, from its least node on.
  private func appendRing(_ path: [Int32], to rings: inout [SimpleRing]) {
    guard path.count > 2 else { return }
    var sum = CompensatedSum()
    let base = nodes[Int(path[0])]
    for k in 1..<(path.count - 1) {
      sum.add(
        EdgeNoding.cross(nodes[Int(path[k])] - base, nodes[Int(path[k + 1])] - base))
    }
    let start =
      path.indices.min { i, j in
        let (p, q) = (nodes[Int(path[i])], nodes[Int(path[j])])
        return (p.x, p.y) < (q.x, q.y)
      } ?? 0
    rings.append(SimpleRing(nodes: Array(path[start...] + path[..<start]), area: sum.value / 2))
  }

  /// The edges along a border, in ascending order.
  func edges(alongBorder border: Int) -> [Int32] {
    Set(
      halves(ofBorder: border).flatMap { half in
        let segment = segment(ofHalf: half)
        return pieces[Int(segment.firstPiece)..<Int(segment.endPiece)].map(\.edge)
      }
    ).sorted()
  }
}
