extension Arrangement {
  /// Finds for every component the cycle that bounds the face around it: the one of the edge that
  /// lies nearest to the west of its leftmost node.
  mutating func placeComponents() {
    guard components.count > 1 else { return }
    let boxes = BoxTree(components.map(\.box))
    let edgeTree = BoxTree(
      edges.map { edge in
        let (a, b) = (nodes[edge.first], nodes[edge.second])
        return Box(
          minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      })
    // From west to east, so that what lies around a neighbour to the west is known.
    let order = components.indices.sorted {
      EditableShape.Place.precedes(nodes[components[$0].node], nodes[components[$1].node])
    }
    for index in order {
      let place = nodes[components[index].node]
      var west = place.x
      boxes.query(Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)) { other in
        if other != index { west = min(west, components[other].box.minX) }
      }
      guard west < place.x else { continue }
      components[index].around = around(index, place, from: west, edgeTree)
    }
  }

  /// The cycle on the near side of the edge met first on the way west.
  private func around(
    _ component: Int, _ place: EditableShape.Place, from west: Double, _ tree: BoxTree
  ) -> Int32? {
    var best: (x: Double, slope: Double, half: Int32)?
    tree.query(Box(minX: west, minY: place.y, maxX: place.x, maxY: place.y)) { index in
      let edge = edges[index]
      let half = Int32(2 * index)
      guard cycles[Int(cycle[Int(half)])].component != component else { return }
      let (a, b) = (nodes[edge.first], nodes[edge.second])
      let isUpward = b.y > a.y
      let (low, high) = isUpward ? (a, b) : (b, a)
      guard low.y <= place.y, place.y < high.y else { return }
      let slope = (high.x - low.x) / (high.y - low.y)
      let x = low.x + (place.y - low.y) * slope
      guard x < place.x, best.map({ (x, slope) > ($0.x, $0.slope) }) ?? true else { return }
      // The side to the east of an upward edge is its right.
      best = (x, slope, isUpward ? half ^ 1 : half)
    }
    guard let best else { return nil }
    let found = cycle[Int(best.half)]
    let neighbour = components[Int(cycles[Int(found)].component)]
    return found == neighbour.outerCycle ? neighbour.around : found
  }

  /// Labels the faces, component by component from west to east.
  mutating func labelFaces() {
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
          open.append(Int32(opposite))
        }
      }
    }
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
  func boundedFaces() -> [Face] {
    var inside: [Int32: [Int32]] = [:]
    for component in components {
      if let around = component.around {
        inside[around, default: []].append(component.outerCycle)
      }
    }
    var isOuter = Array(repeating: false, count: cycles.count)
    for component in components { isOuter[Int(component.outerCycle)] = true }
    return cycles.indices.filter { !isOuter[$0] }.map { index in
      Face(cycles: [Int32(index)] + (inside[Int32(index)] ?? []), label: labels[index])
    }
  }
}
