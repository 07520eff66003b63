internal import GeoCore

extension Arrangement {
  /// Finds for every component the cycle that bounds the face around it: the one of the edge that
  /// lies nearest to the west of its leftmost node. It is looked for in windows that widen to the
  /// west, so that a nest of components costs no more than as many that lie apart.
  ///
  /// **Complexity:** O(log² n) a component, as long as edges do not crowd.
  mutating func placeComponents() {
    guard components.count > 1 else { return }
    var extent = Box.empty
    for component in components { extent = extent.union(component.box) }
    let edgeTree = BoxTree(
      edges.map { edge in
        let (a, b) = (nodes[edge.first], nodes[edge.second])
        return Box(
          minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      })
    let least = max(extent.width / Double(components.count), extent.width * 0x1p-40)
    // From west to east, so that what lies around a neighbour to the west is known.
    let order = components.indices.sorted {
      EditableShape.Place.precedes(nodes[components[$0].node], nodes[components[$1].node])
    }
    for index in order {
      let place = nodes[components[index].node]
      var reach = least
      while true {
        let west = max(place.x - reach, extent.minX)
        if let found = edge(westOf: place, from: west, but: index, edgeTree) {
          components[index].around = face(atEdge: found)
          break
        }
        if west <= extent.minX { break }
        reach *= 4
      }
    }
  }

  /// The near half-edge of the edge met first on the way west, not beyond `west`.
  private func edge(
    westOf place: EditableShape.Place, from west: Double, but component: Int, _ tree: BoxTree
  ) -> Int32? {
    var ray = WestwardRay(x: place.x, y: place.y, asFarAs: west)
    tree.query(Box(minX: west, minY: place.y, maxX: place.x, maxY: place.y)) { index in
      let edge = edges[index]
      let half = Int32(2 * index)
      guard cycles[Int(cycle[Int(half)])].component != component else { return }
      let (a, b) = (nodes[edge.first], nodes[edge.second])
      ray.meet((a.x, a.y), (b.x, b.y), half: half)
    }
    return ray.half
  }

  /// The cycle that bounds the face on the left of a half-edge; nil for the outside of all.
  private func face(atEdge half: Int32) -> Int32? {
    let found = cycle[Int(half)]
    let neighbour = components[Int(cycles[Int(found)].component)]
    return found == neighbour.outerCycle ? neighbour.around : found
  }

  /// Labels the faces, component by component from west to east.
  /// - Returns: false when they name more features together than `most`.
  mutating func labelFaces(most: Int) -> Bool {
    var named = 0
    labels = Array(repeating: [], count: cycles.count)
    var isKnown = Array(repeating: false, count: cycles.count)
    let order = components.indices.sorted {
      EditableShape.Place.precedes(nodes[components[$0].node], nodes[components[$1].node])
    }
    for index in order {
      let outer = components[index].outerCycle
      labels[Int(outer)] = components[index].around.map { labels[Int($0)] } ?? []
      isKnown[Int(outer)] = true
      var open = [outer]
      while let current = open.popLast() {
        for half in halfEdges(ofCycle: current) {
          let opposite = Int(cycle[Int(half ^ 1)])
          guard !isKnown[opposite] else { continue }
          isKnown[opposite] = true
          labels[opposite] = crossing(half, from: labels[Int(current)])
          named += labels[opposite].count
          if named > most { return false }
          open.append(Int32(opposite))
        }
      }
    }
    return true
  }

  /// The features on the right of a half-edge, from those on its left.
  private func crossing(_ half: Int32, from left: [Int32]) -> [Int32] {
    var right = left
    for (feature, side) in edges[Int(half >> 1)].net {
      let isOnLeft = (side > 0) == (half & 1 == 0)
      if isOnLeft {
        right.removeAll { $0 == feature }
      } else if !right.contains(feature) {
        right.append(feature)
      }
    }
    return right.sorted()
  }

  /// A bounded face: its outer cycle, and those of the components inside it.
  struct Face {
    var cycles: [Int32]
    var label: [Int32]
  }

  /// All bounded faces, in the order of their outer cycles.
  /// - Parameter labelled: whether faces have labels.
  func boundedFaces(labelled: Bool = true) -> [Face] {
    var inside: [Int32: [Int32]] = [:]
    for component in components {
      if let around = component.around {
        inside[around, default: []].append(component.outerCycle)
      }
    }
    var isOuter = Array(repeating: false, count: cycles.count)
    for component in components { isOuter[Int(component.outerCycle)] = true }
    return cycles.indices.filter { !isOuter[$0] }.map { index in
      Face(
        cycles: [Int32(index)] + (inside[Int32(index)] ?? []),
        label: labelled ? labels[index] : [])
    }
  }
}
