internal import GeoCore

/// Puts features together from the edges of an arrangement after faces have changed hands.
struct PolygonAssembly {
  private let arrangement: Arrangement
  private let labels: [[Int32]]
  /// Of each feature to be put together, its rings as half-edges.
  private var rings: [Int32: [[Int32]]] = [:]
  /// The crossings at which a border turns: they become vertices. All others are left out again.
  private var isKept: [Bool]

  /// - Parameters:
  ///   - labels: of each cycle, the features that now cover its face.
  ///   - touched: the cycles of faces that changed hands, with the features that won or lost them.
  ///   - rebuilt: the features to be put together.
  init(
    _ arrangement: Arrangement, labels: [[Int32]],
    touched: [(cycles: [Int32], features: [Int32])], rebuilt: [Int32]
  ) {
    self.arrangement = arrangement
    self.labels = labels
    isKept = Array(repeating: false, count: arrangement.nodes.count)
    var candidates = Dictionary(uniqueKeysWithValues: rebuilt.map { ($0, [Int32]()) })
    for (index, edge) in arrangement.edges.enumerated() {
      for (feature, _) in edge.net where candidates[feature] != nil {
        candidates[feature]?.append(Int32(index))
      }
    }
    // Around what it wins or loses, a feature gets edges that were not its own.
    for (cycles, features) in touched {
      let gained = cycles.flatMap(arrangement.halfEdges(ofCycle:)).map { $0 >> 1 }
      for feature in features { candidates[feature]?.append(contentsOf: gained) }
    }
    for feature in rebuilt {
      let edges = Set(candidates[feature] ?? []).sorted()
      let own = trace(feature, along: edges)
      rings[feature] = own
      for ring in own { keepTurns(of: ring) }
    }
  }

  /// The features that changed, in order, with their new shapes.
  func shapes(
    of features: [Int], in geometries: Geometries
  ) -> [(feature: Int, shape: EditableShape)] {
    var result: [(feature: Int, shape: EditableShape)] = []
    let borders = crossedBorders()
    for feature in features {
      let before = geometries.shape(ofFeature: feature)
      let after: EditableShape
      if let own = rings[Int32(feature)] {
        after = assembled(own, as: before)
      } else {
        after = borders.isEmpty ? before : led(before, through: borders)
      }
      if after != before { result.append((feature, after)) }
    }
    return result
  }

  // MARK: Rings

  private func isBorder(_ half: Int32, of feature: Int32) -> Bool {
    labels[Int(arrangement.cycle[Int(half)])].contains(feature)
      && !labels[Int(arrangement.cycle[Int(half ^ 1)])].contains(feature)
  }

  /// The rings around the feature's faces, inside on the left, no node twice in one.
  private func trace(_ feature: Int32, along edges: [Int32]) -> [[Int32]] {
    var isOpen: Set<Int32> = []
    var starts: [Int32] = []
    for edge in edges {
      for half in [2 * edge, 2 * edge + 1] where isBorder(half, of: feature) {
        isOpen.insert(half)
        starts.append(half)
      }
    }
    var rings: [[Int32]] = []
    for start in starts where isOpen.contains(start) {
      var walk: [Int32] = []
      var half = start
      repeat {
        isOpen.remove(half)
        walk.append(half)
        // The next border counterclockwise of the feature's inside at that node.
        var following = arrangement.next[Int(half)]
        while !isBorder(following, of: feature) {
          following = arrangement.next[Int(following ^ 1)]
        }
        half = following
      } while half != start && isOpen.contains(half)
      rings += Self.split(walk, in: arrangement)
    }
    return rings
  }

  /// Cuts a walk that comes back to a node into rings that do not.
  private static func split(_ walk: [Int32], in arrangement: Arrangement) -> [[Int32]] {
    var rings: [[Int32]] = []
    var path: [Int32] = []
    var positions: [Int32: Int] = [:]
    for half in walk {
      positions[arrangement.origin(half)] = path.count
      path.append(half)
      let target = arrangement.target(half)
      guard let start = positions[target] else { continue }
      for step in path[start...] { positions[arrangement.origin(step)] = nil }
      rings.append(Array(path[start...]))
      path.removeSubrange(start...)
    }
    return rings
  }

  /// Keeps the crossings at which a ring goes from one border to another, or at which borders of
  /// features that have come to lie on each other part.
  private mutating func keepTurns(of ring: [Int32]) {
    for (i, half) in ring.enumerated() {
      let node = arrangement.origin(half)
      guard node >= arrangement.firstNewNode else { continue }
      let before = ring[i == 0 ? ring.count - 1 : i - 1]
      let parents = arrangement.edges[Int(half >> 1)].parents
      let earlier = arrangement.edges[Int(before >> 1)].parents
      let isStraight = earlier.contains(where: parents.contains)
      if !isStraight || borders(earlier) != borders(parents) { isKept[Int(node)] = true }
    }
  }

  /// Those of some borders that a feature has.
  private func borders(_ parents: [Int32]) -> [Int32] {
    parents.filter { arrangement.isOfFeature[Int($0)] }
  }

  private func isVertex(_ node: Int32) -> Bool {
    node < arrangement.firstNewNode || isKept[Int(node)]
  }

  private func vertex(_ node: Int32) -> EditableShape.Vertex {
    let place = arrangement.nodes[node]
    return EditableShape.Vertex(x: place.x, y: place.y)
  }

  // MARK: Polygons

  private func assembled(_ rings: [[Int32]], as before: EditableShape) -> EditableShape {
    var shells: [[EditableShape.Vertex]] = []
    var holes: [[EditableShape.Vertex]] = []
    for ring in rings {
      var vertices = ring.map(arrangement.origin).filter(isVertex).map(vertex)
      guard vertices.count >= 3 else { continue }
      vertices.append(vertices[0])
      if EditableShape.turn(of: vertices) > 0 {
        shells.append(vertices)
      } else {
        holes.append(vertices)
      }
    }
    var shape = EditableShape(kind: before.kind, parts: shells.map { [$0] })
    var only = Geometries(crs: .wgs84)
    for shell in shells { only.append(EditableShape(kind: .polygon, parts: [[shell]])) }
    let index = PolygonIndex(only, threads: 1)
    for hole in holes {
      if let shell = Self.smallest(around: hole, index) { shape.parts[shell].append(hole) }
    }
    shape.settleKind()
    shape.align(with: before)
    shape.takeElevations(from: before)
    return shape
  }

  /// The smallest shell that has a hole in it. They may touch in places.
  private static func smallest(
    around hole: [EditableShape.Vertex], _ shells: PolygonIndex
  ) -> Int? {
    var best: Int?
    let candidates = PointInPolygon.features(atX: hole[0].x, y: hole[0].y, in: shells).map(
      \.feature)
    for shell in candidates {
      var inside = 0
      for (i, vertex) in hole.enumerated().dropFirst() {
        var place = PointInPolygon.place(x: vertex.x, y: vertex.y, in: shells, shell)
        if place == .boundary {
          let (x, y) = ((hole[i - 1].x + vertex.x) / 2, (hole[i - 1].y + vertex.y) / 2)
          place = PointInPolygon.place(x: x, y: y, in: shells, shell)
        }
        if place != .boundary {
          inside = place == .inside ? 1 : -1
          break
        }
      }
      guard inside > 0 else { continue }
      if let known = best, shells.areas[known] <= shells.areas[shell] { continue }
      best = shell
    }
    return best
  }

  // MARK: Neighbours

  /// For every border with a kept crossing, by its ends: the crossings, from first to second end.
  private func crossedBorders() -> [EditableShape.Place: [EditableShape.Place: [EditableShape
    .Place]]]
  {
    var result: [EditableShape.Place: [EditableShape.Place: [EditableShape.Place]]] = [:]
    for (border, chain) in arrangement.chains.enumerated() where chain.count > 2 {
      let crossings = chain.filter { $0 >= arrangement.firstNewNode && isKept[Int($0)] }
      guard !crossings.isEmpty else { continue }
      let places = crossings.map { arrangement.nodes[$0] }
      let a = arrangement.nodes[arrangement.borders.firsts[border]]
      let b = arrangement.nodes[arrangement.borders.seconds[border]]
      result[a, default: [:]][b] = places
      result[b, default: [:]][a] = places.reversed()
    }
    return result
  }

  /// A feature that keeps its ground, with the new vertices that its neighbours have on its border.
  private func led(
    _ shape: EditableShape,
    through borders: [EditableShape.Place: [EditableShape.Place: [EditableShape.Place]]]
  ) -> EditableShape {
    var insertions: [Int: [EditableShape.Place]] = [:]
    var position = 0
    for ring in shape.parts.joined() {
      for i in ring.indices {
        if i + 1 < ring.count, let places = borders[ring[i].place]?[ring[i + 1].place] {
          insertions[position] = places
        }
        position += 1
      }
    }
    return insertions.isEmpty ? shape : shape.inserting(insertions)
  }
}
