extension TopologySearch {
  /// A feature that lacks a vertex at a node of the edges.
  struct Lack: Hashable {
    var node: Int32
    var feature: Int32
  }

  /// A vertex of one feature inside an edge of another.
  private struct Touch: Hashable {
    var lacking: Int32
    var other: Int32
    var node: Int32
  }

  /// Finds vertices that lie inside an edge of another feature without running along it: the edge
  /// lacks a vertex there, as JTS' CoverageValidator has it.
  ///
  /// Those at the end of a line that is listed as unmatched for the same lack, or at an overlap or a
  /// gap, are listed already.
  /// - Parameters:
  ///   - known: what the lines that are listed lack.
  ///   - faces: the overlaps and gaps.
  mutating func findTouches(besides known: Set<Lack>, _ faces: [DoubtfulFace]) {
    guard noding.cutsAnEdge.contains(true) else { return }
    let listed = nodes(around: faces)
    var corners: [Int32: Set<Int32>] = [:]
    for (edge, ends) in noding.edgeEnds.enumerated() where owners[edge] != Int32(outside) {
      for node in [ends.x, ends.y] where noding.cutsAnEdge[Int(node)] && !listed.contains(node) {
        corners[node, default: []].insert(owners[edge])
      }
    }
    var touches: Set<Touch> = []
    for piece in self.faces.pieces where owners[Int(piece.edge)] != Int32(outside) {
      let ends = noding.edgeEnds[Int(piece.edge)]
      let feature = owners[Int(piece.edge)]
      for node in [piece.from, piece.to] where node != ends.x && node != ends.y {
        guard let others = corners[node], !others.contains(feature),
          !known.contains(Lack(node: node, feature: feature))
        else { continue }
        for other in others { touches.insert(Touch(lacking: feature, other: other, node: node)) }
      }
    }
    add(touches)
  }

  /// Adds touches, one fault for each pair of features and place.
  private mutating func add(_ touches: Set<Touch>) {
    let ordered = touches.sorted {
      ($0.lacking, $0.other, $0.node) < ($1.lacking, $1.other, $1.node)
    }
    for touch in ordered {
      addTouch(
        of: [Int(touch.lacking), Int(touch.other)].sorted(), lacking: Int(touch.lacking),
        at: noding.nodes[Int(touch.node)])
    }
  }

  /// The nodes along the borders of some faces.
  private func nodes(around list: [DoubtfulFace]) -> Set<Int32> {
    var nodes: Set<Int32> = []
    for face in list {
      for border in [face.border] + face.held {
        for half in faces.halves(ofBorder: border) { nodes.insert(faces.origin(ofHalf: half)) }
      }
    }
    return nodes
  }
}
