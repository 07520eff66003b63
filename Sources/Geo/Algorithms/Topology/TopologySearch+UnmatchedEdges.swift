internal import GeoCore

extension TopologySearch {
  /// A stretch along which features run together, but not with the same vertices.
  struct Stretch {
    var features: [Int]
    /// The ends of each feature's pieces.
    var ends: [End]
    var length: Double
    /// Where it runs, from node to node.
    var lines: [(Int32, Int32)]
  }

  /// An end of a piece of a feature's edge.
  struct End {
    var node: Int32
    var feature: Int
    /// Whether the edge itself ends there; nil where that is not known.
    var isVertex: Bool?
  }

  /// Finds edges that lie upon each other within the tolerance and are not equal, but for edges that
  /// bound a void or an overlap, which are listed already.
  /// - Parameters:
  ///   - slivers: faces too thin to be areas.
  ///   - thin: strips at the outer border, as thin.
  /// - Returns: the vertices that the features along these lines lack.
  mutating func findUnmatchedEdges(_ slivers: [DoubtfulFace], _ thin: [Stretch]) -> Set<Lack> {
    var lacks: Set<Lack> = []
    let coincident = coincidentSegments()
    let others = slivers.compactMap { stretch($0) } + thin
    func listed(_ number: Int32) -> Stretch {
      let place = Int(number)
      return place < coincident.count
        ? coincidentStretch(coincident[place]) : others[place - coincident.count]
    }
    /// The first two features, and the rest of them.
    func features(_ number: Int32) -> (pair: SIMD2<Int32>, rest: ArraySlice<Int>) {
      let place = Int(number)
      if place < coincident.count { return (coincident[place].features, []) }
      let all = others[place - coincident.count].features
      return (SIMD2(Int32(all[0]), Int32(all[1])), all[2...])
    }
    var order = (0..<Int32(coincident.count + others.count)).map(\.self)
    order.sort { i, j in
      let (p, q) = (features(i), features(j))
      if p.pair != q.pair { return (p.pair.x, p.pair.y) < (q.pair.x, q.pair.y) }
      return p.rest == q.rest ? i < j : p.rest.lexicographicallyPrecedes(q.rest)
    }
    var start = 0
    while start < order.count {
      let first = features(order[start])
      var end = start + 1
      while end < order.count, features(order[end]) == first { end += 1 }
      let stretches = order[start..<end].map(listed)
      addConnected(stretches)
      for stretch in stretches { lacks.formUnion(self.lacks(in: stretch)) }
      start = end
    }
    return lacks
  }

  /// What the features along a stretch lack at its ends, or may lack where that is not known.
  private func lacks(in stretch: Stretch) -> [Lack] {
    stretch.ends.filter { $0.isVertex != true }.map {
      Lack(node: $0.node, feature: Int32($0.feature))
    }
  }

  /// A segment where an edge of one feature runs along one of another, on its other side.
  private struct Coincidence {
    var segment: Int32
    /// In ascending order.
    var features: SIMD2<Int32>
  }

  private func coincidentSegments() -> [Coincidence] {
    faces.segments.indices.compactMap { number in
      let segment = faces.segments[number]
      guard segment.rise == 0, segment.endPiece - segment.firstPiece == 2 else { return nil }
      let (p, q) = (faces.pieces[Int(segment.firstPiece)], faces.pieces[Int(segment.endPiece) - 1])
      guard !boundsFault[Int(p.edge)], !boundsFault[Int(q.edge)] else { return nil }
      let (a, b) = (owners[Int(p.edge)], owners[Int(q.edge)])
      guard a != b, max(a, b) != Int32(outside) else { return nil }
      return Coincidence(segment: Int32(number), features: SIMD2(min(a, b), max(a, b)))
    }
  }

  private func coincidentStretch(_ place: Coincidence) -> Stretch {
    let segment = faces.segments[Int(place.segment)]
    let features = [Int(place.features.x), Int(place.features.y)]
    let along = faces.nodes[Int(segment.high)] - faces.nodes[Int(segment.low)]
    let ends = [segment.firstPiece, segment.endPiece - 1].flatMap { piece in
      self.ends(ofEdge: faces.pieces[Int(piece)].edge, [segment.low, segment.high])
    }
    return Stretch(
      features: features, ends: ends, length: (along * along).sum().squareRoot(),
      lines: [(segment.low, segment.high)])
  }

  /// A face too thin to be an area, as a stretch; nil when it is none of two features, or at a fault.
  private func stretch(_ sliver: DoubtfulFace) -> Stretch? {
    let features = features(ofEdges: sliver.edges)
    guard features.count > 1, features.last != outside,
      sliver.edges.allSatisfy({ !boundsFault[Int($0)] })
    else { return nil }
    var ends: [End] = []
    var lines: [(Int32, Int32)] = []
    for border in [sliver.border] + sliver.held {
      for half in faces.halves(ofBorder: border) {
        let segment = faces.segment(ofHalf: half)
        for piece in faces.pieces[Int(segment.firstPiece)..<Int(segment.endPiece)] {
          let feature = Int(owners[Int(piece.edge)])
          ends += self.ends(ofEdge: piece.edge, [segment.low, segment.high])
          if feature == features[0] { lines.append((segment.low, segment.high)) }
        }
      }
    }
    return Stretch(features: features, ends: ends, length: sliver.perimeter / 2, lines: lines)
  }

  private func ends(ofEdge edge: Int32, _ nodes: [Int32]) -> [End] {
    let vertices = noding.edgeEnds[Int(edge)]
    return nodes.map { node in
      End(
        node: node, feature: Int(owners[Int(edge)]),
        isVertex: node == vertices.x || node == vertices.y)
    }
  }

  /// Adds one fault for each connected set of stretches of the same features.
  private mutating func addConnected(_ stretches: [Stretch]) {
    var sets = DisjointSets(count: stretches.count)
    var first: [Int32: Int] = [:]
    for (k, stretch) in stretches.enumerated() {
      for end in stretch.ends {
        if let other = first[end.node] { sets.join(k, other) } else { first[end.node] = k }
      }
    }
    for group in sets.groups(of: Array(stretches.indices)) {
      let ends = group.flatMap { stretches[$0].ends }
      let features = stretches[group[0]].features
      let node = lackedNode(ends, features.count)
      let lines = group.flatMap { stretches[$0].lines }.map {
        (faces.nodes[Int($0.0)], faces.nodes[Int($0.1)])
      }
      addUnmatchedEdge(
        features, lacking: lacking(node, of: features, ends),
        length: group.reduce(0) { $0 + stretches[$1].length },
        lines: lines, at: faces.nodes[Int(node)])
    }
  }

  /// The features that lack a node; none where that cannot be told.
  private func lacking(_ node: Int32, of features: [Int], _ ends: [End]) -> [Int] {
    let here = ends.filter { $0.node == node }
    let owners = Set(here.filter { $0.isVertex == true }.map(\.feature))
    if owners.isEmpty || here.contains(where: { $0.isVertex == nil }) { return [] }
    return features.filter { !owners.contains($0) }
  }

  /// The least node that one of the features lacks: it cuts an edge, or is no end of its pieces.
  private func lackedNode(_ ends: [End], _ featureCount: Int) -> Int32 {
    var known: [Int32: Set<Int>] = [:]
    for end in ends { known[end.node, default: []].insert(end.feature) }
    let lacked = known.keys.filter {
      noding.cutsAnEdge[Int($0)] || known[$0, default: []].count < featureCount
    }
    let least = (lacked.isEmpty ? Array(known.keys) : lacked).min { p, q in
      let (a, b) = (faces.nodes[Int(p)], faces.nodes[Int(q)])
      return (a.x, a.y) < (b.x, b.y)
    }
    return least ?? 0
  }
}
