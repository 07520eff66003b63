internal import GeoCore

extension TopologySearch {
  /// Two features, the lesser first.
  private struct Pair: Hashable, Sendable {
    var a: Int
    var b: Int
  }

  /// How much a face may differ from what `OverlapArea` says of it: what cutting may have moved.
  private func slack(_ face: DoubtfulFace) -> Double {
    4 * noding.tolerance * face.perimeter + 1e-9 * face.area
  }

  /// Tells which features overlap in faces of depth 2 and more.
  ///
  /// As a rule two features share exactly the face. `OverlapArea` tells, which knows nothing of
  /// faces: their shared area in the face's box must be the face's. Where it is not, since more
  /// features overlap or borders that cancelled run across the face, all pairs of features near it
  /// are measured, and intersected where they share area.
  mutating func findOverlaps(_ found: [DoubtfulFace]) throws {
    let judged = simplePairs(found)
    var intricate: Set<Pair> = []
    var budget = comparisons()
    for (face, pair) in zip(found, judged) where pair == nil {
      if budget == 0 { break }
      addPairs(in: shapes.box(ofFeature: face.shape), to: &intricate, &budget)
    }
    if budget == 0 { extent = .notAllOverlaps }
    for (face, simple) in zip(found, judged) {
      if let (pair, area) = simple, !intricate.contains(pair) {
        addOverlap(pair, shape: face.shape, area: area, perimeter: face.perimeter)
      }
    }
    try intersect(intricate.sorted { ($0.a, $0.b) < ($1.a, $1.b) })
  }

  private func simplePairs(_ faces: [DoubtfulFace]) -> [(Pair, Double)?] {
    Parallel.collect(count: faces.count, chunk: 64, threads: options.threads) { range in
      var stack = EdgePieces()
      return range.map { simplePair(faces[$0], &stack) }
    }.flatMap { $0 }
  }

  private mutating func addOverlap(_ pair: Pair, shape: Int, area: Double, perimeter: Double) {
    if pair.b == outside {
      add(.outsideBoundary, [pair.a], shape: shape, area: area, perimeter: perimeter)
    } else {
      add(.overlap, [pair.a, pair.b], shape: shape, area: area, perimeter: perimeter)
    }
  }

  /// The two features that share exactly a face, and the area they share; nil when it is not so
  /// simple.
  private func simplePair(
    _ face: DoubtfulFace, _ stack: inout EdgePieces
  ) -> (Pair, Double)? {
    guard faces.borders[face.border].depth == 2,
      let point = PointInside.of(shapes, feature: face.shape)
    else { return nil }
    let covering = features(over: point.x, point.y)
    guard covering.count == 2 else { return nil }
    let pair = Pair(a: covering[0], b: covering[1])
    let area = sharedArea(pair, in: shapes.box(ofFeature: face.shape), &stack)
    return abs(area - face.area) <= slack(face) ? (pair, area) : nil
  }

  /// The features that have a point inside, and the world outside the boundary.
  private func features(over x: Double, _ y: Double) -> [Int] {
    var found = PointInPolygon.features(atX: x, y: y, in: index).filter {
      $0.place == .inside && !isLeftOut[$0.feature]
    }.map(\.feature)
    if let boundary, PointInPolygon.place(x: x, y: y, in: boundary, 0) == .outside {
      found.append(outside)
    }
    return found
  }

  private func sharedArea(_ pair: Pair, in box: Box, _ stack: inout EdgePieces) -> Double {
    index.withView { view in
      if pair.b < outside {
        return OverlapArea.between(view, pair.a, view, pair.b, in: box, &stack)
      }
      let whole = OverlapArea.inside(box, view, pair.a, &stack)
      let within = boundary?.withView {
        OverlapArea.between(view, pair.a, $0, 0, in: box, &stack)
      }
      return whole - (within ?? 0)
    }
  }

  /// Finds overlaps without faces, in the whole layer.
  mutating func findOverlapsAlone() throws {
    var found: Set<Pair> = []
    var budget = comparisons()
    let whole = index.boxes.indices.filter { !isLeftOut[$0] }
      .reduce(Box.empty) { $0.union(index.boxes[$1]) }
    if !whole.isEmpty { addPairs(in: whole, to: &found, &budget) }
    try intersect(found.sorted { ($0.a, $0.b) < ($1.a, $1.b) })
  }

  /// How many pairs may be compared to find as many as are wanted.
  private func comparisons() -> Int {
    let (product, overflows) = options.mostPairs.multipliedReportingOverflow(by: 1000)
    return overflows ? .max : product
  }

  /// Adds the pairs of features that share area in a box, up to as many as are wanted.
  /// - Parameter budget: how many pairs may be compared; 0 afterwards when that, or the pairs that
  ///   are wanted, did not suffice.
  private func addPairs(in box: Box, to known: inout Set<Pair>, _ budget: inout Int) {
    let near = features(near: box)
    let wave = 64
    for start in stride(from: 0, to: near.count, by: wave) {
      let some = Array(near[start..<min(start + wave, near.count)])
      let parts = Parallel.collect(count: some.count, chunk: 4, threads: options.threads) {
        [known, budget] range in
        pairs(of: some[range], in: box, but: known, budget)
      }
      for part in parts {
        budget = max(budget - part.comparisons, 0)
        for pair in part.pairs {
          if known.count >= options.mostPairs { budget = 0 }
          if budget == 0 { return }
          known.insert(pair)
        }
      }
      if budget == 0 { return }
    }
  }

  /// The pairs that some features, as the lesser, share area in a box with.
  private func pairs(
    of some: ArraySlice<Int>, in box: Box, but known: Set<Pair>, _ budget: Int
  ) -> (pairs: [Pair], comparisons: Int) {
    var stack = EdgePieces()
    var found: [Pair] = []
    var comparisons = 0
    for a in some {
      var others = features(near: index.boxes[a].intersection(box)).filter { $0 > a }
      if boundary != nil { others.append(outside) }
      for b in others {
        if found.count > options.mostPairs || comparisons > budget { return (found, comparisons) }
        comparisons += 1
        let pair = Pair(a: a, b: b)
        if !known.contains(pair), sharedArea(pair, in: box, &stack) > 0 { found.append(pair) }
      }
    }
    return (found, comparisons)
  }

  private func features(near box: Box) -> [Int] {
    var near: [Int] = []
    index.tree.query(box) { if !isLeftOut[$0] { near.append($0) } }
    return near.sorted()
  }

  /// What pairs of features share, each part a feature.
  private func sharedParts(_ pairs: [Pair]) throws -> [(pair: Pair, parts: Geometries)] {
    try Parallel.map(count: pairs.count, chunk: 16, threads: options.threads) { range in
      var found: [(pair: Pair, parts: Geometries)] = []
      for pair in pairs[range] {
        var shared = Geometries(crs: index.geometries.crs)
        if pair.b == outside, let boundary {
          try Overlay.appendDifference(
            index.geometries, pair.a, minus: [0], of: boundary.geometries, to: &shared)
        } else {
          try Overlay.appendIntersection(
            index.geometries, pair.a, index.geometries, pair.b, to: &shared)
        }
        var each = Geometries(crs: index.geometries.crs)
        each.appendEachPolygon(ofFeature: 0, of: shared)
        found.append((pair, each))
      }
      return found
    }.flatMap { $0 }
  }

  /// Adds each part of what pairs of features share.
  private mutating func intersect(_ pairs: [Pair]) throws {
    for (pair, polygons) in try sharedParts(pairs) {
      let first = appendShapes(polygons)
      for shape in first..<(first + polygons.count) {
        let area = shapes.area(ofFeature: shape)
        let perimeter = shapes.perimeter(ofFeature: shape)
        let width = EquivalentRectangle(area: area, perimeter: perimeter).width
        if width > max(options.tolerance, noding.tolerance) {
          addOverlap(pair, shape: shape, area: area, perimeter: perimeter)
        }
      }
    }
  }
}
