extension FaultSearch {
  /// Pairs of rings in each other's boxes from which on the forest of rings is looked at first.
  private static let manyPairs = 100_000

  /// Whether the rings, none of which meets another, surely lie one in another as they should: a hole
  /// directly in the shell of its part, a shell in nothing or directly in a hole. Looked at only when
  /// so many lie in each other's boxes that pairs are slow.
  ///
  /// **Complexity:** O(n log n) for n edges.
  func isSurelyNested(_ index: PolygonIndex) -> Bool {
    guard joints.isEmpty, entangled.isEmpty, faults.isEmpty, haveManyPairs(index) else {
      return false
    }
    var edges: [(EditableShape.Place, EditableShape.Place)] = []
    var ringOfPlace: [EditableShape.Place: Int] = [:]
    for ring in rings.indices {
      for corner in 0..<rings[ring].cornerCount {
        let (a, b) = (vertexPlace(ring, corner), vertexPlace(ring, corner + 1))
        ringOfPlace[a] = ring
        edges.append((a, b))
      }
    }
    let arrangement = Arrangement(noded: edges)
    return arrangement.components.allSatisfy { component in
      guard let ring = ringOfPlace[arrangement.nodes[component.node]] else { return false }
      let around = component.around.map { cycle in
        ringOfPlace[arrangement.nodes[arrangement.origin(arrangement.cycles[Int(cycle)].start)]]
      }
      guard let around else { return rings[ring].isShell }
      guard let around else { return false }
      return rings[ring].isShell
        ? !rings[around].isShell : rings[around].isShell && rings[around].part == rings[ring].part
    }
  }

  private func vertexPlace(_ ring: Int, _ corner: Int) -> EditableShape.Place {
    let place = place(ofVertex: vertex(ring, corner))
    return EditableShape.Place(x: place.x, y: place.y)
  }

  private func haveManyPairs(_ index: PolygonIndex) -> Bool {
    var pairs = 0
    for ring in rings.indices {
      index.tree.query(rings[ring].box) { _ in pairs += 1 }
      if pairs > Self.manyPairs { return true }
    }
    return false
  }
}
