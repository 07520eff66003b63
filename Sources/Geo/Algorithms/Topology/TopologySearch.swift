internal import GeoCore

/// One search for the faults of a coverage: what is known at its stages.
struct TopologySearch {
  let index: PolygonIndex
  /// The union of the boundary's polygons, as feature 0.
  let boundary: PolygonIndex?
  let options: CoverageOptions
  let skipped: [Int]
  /// Features that are skipped, and all but the first of equal ones.
  private(set) var isLeftOut: [Bool]
  /// Groups of equal features.
  private var duplicates: [[Int]] = []

  /// The features of the edges that are not matched; the world outside the boundary has the number
  /// `outside`.
  private(set) var owners: [Int32] = []
  private(set) var noding = EdgeNoding([], threads: 1)
  private(set) var faces: TopologyFaces
  /// Whether an edge bounds a void or an overlap.
  private(set) var boundsFault: [Bool] = []

  private(set) var faults: [TopologyFault] = []
  var extent = CoverageExtent.everything
  /// The shapes that faults refer to, and others.
  private(set) var shapes: Geometries

  var outside: Int { index.count }

  init(
    _ index: PolygonIndex, _ boundary: Geometries?, _ skipping: [Int], _ options: CoverageOptions
  ) throws {
    self.index = index
    self.options = options
    shapes = Geometries(crs: index.geometries.crs)
    faces = TopologyFaces(noding, outerDepth: 0, crs: index.geometries.crs)
    var isLeftOut = index.boxes.map(\.isEmpty)
    for feature in skipping {
      precondition(isLeftOut.indices.contains(feature), "feature \(feature) is not in the layer")
      isLeftOut[feature] = true
    }
    self.isLeftOut = isLeftOut
    skipped = isLeftOut.indices.filter { isLeftOut[$0] }
    self.boundary = try boundary.map { try Self.united($0) }
  }

  /// The polygons of a layer as one feature.
  private static func united(_ boundary: Geometries) throws -> PolygonIndex {
    if boundary.count == 1 { return PolygonIndex(boundary) }
    var union = Geometries(crs: boundary.crs)
    try Overlay.appendUnion(of: Array(0..<boundary.count), in: boundary, to: &union)
    return PolygonIndex(union)
  }

  mutating func run() throws {
    var edges = EdgeMatching(index, isSkipped: isLeftOut).unmatchedEdges(threads: options.threads)
    findDuplicates(&edges)
    if let boundary { edges += outsideEdges(boundary) }
    node(edges)
    if noding.isGivenUp {
      extent = .overlapsAlone
      try findOverlapsAlone()
      return nameDuplicates()
    }
    faces = TopologyFaces(
      noding, outerDepth: boundary == nil ? 0 : 1, crs: index.geometries.crs)
    noding.dropPieces()
    let found = doubtfulFaces()
    let open = findVoids(found.voids)
    let thin = findOpenGaps(around: open)
    try findOverlaps(found.overlaps)
    let lacks = findUnmatchedEdges(found.slivers, thin)
    findTouches(besides: lacks, found.overlaps + found.voids.filter(isGap))
    nameDuplicates()
  }

  /// Finds the gaps that are open, and nothing else.
  mutating func runForOpenGaps() {
    var edges = EdgeMatching(index, isSkipped: isLeftOut).unmatchedEdges(threads: options.threads)
    if edges.isEmpty { return }
    findDuplicates(&edges)
    node(edges)
    faces = TopologyFaces(noding, outerDepth: 0, crs: index.geometries.crs)
    noding.dropPieces()
    _ = findOpenGaps(around: findVoids(doubtfulFaces().voids))
    faults.removeAll { !$0.isOpen }
  }

  /// Cuts the edges at each other.
  private mutating func node(_ edges: consuming [TopologyEdge]) {
    owners = edges.map(\.feature)
    noding = EdgeNoding(uncut: edges)
    edges = []
    let (most, overflows) = options.mostCuts.addingReportingOverflow(2 * owners.count)
    noding.cut(mostCuts: overflows ? .max : most, threads: options.threads)
  }

  /// The edges of the boundary with the world outside on their left.
  private func outsideEdges(_ boundary: PolygonIndex) -> [TopologyEdge] {
    let none = [Bool](repeating: false, count: boundary.count)
    return EdgeMatching(boundary, isSkipped: none).unmatchedEdges(threads: 1).map {
      TopologyEdge(ax: $0.bx, ay: $0.by, bx: $0.ax, by: $0.ay, feature: Int32(outside))
    }
  }

  private mutating func findDuplicates(_ edges: inout [TopologyEdge]) {
    let groups = DuplicateFeatures.groups(edges, in: index)
    guard !groups.isEmpty else { return }
    duplicates = groups
    for group in groups {
      for copy in group.dropFirst() { isLeftOut[copy] = true }
      let first = group[0]
      let shape = shapes.count
      shapes.beginFeature(.multiPolygon)
      shapes.appendParts(ofFeature: first, of: index.geometries)
      add(
        .duplicate, group, shape: shape, area: index.areas[first],
        perimeter: index.geometries.perimeter(ofFeature: first))
    }
    edges = TopologyEdge.unmatched(edges.filter { !isLeftOut[Int($0.feature)] })
  }

  /// What is found of the first of equal features holds for the others as well: pairs are named
  /// once for each, voids name all around them.
  private mutating func nameDuplicates() {
    var copies: [Int: [Int]] = [:]
    for group in duplicates { copies[group[0]] = Array(group.dropFirst()) }
    if copies.isEmpty { return }
    var found: [TopologyFault] = []
    for fault in faults {
      let combined = fault.combinationCount(copies)
      if combined > 1, found.count + combined > options.mostPairs {
        if extent == .everything { extent = .notAllOverlaps }
      } else if fault.kind != .duplicate {
        for features in fault.combinations(copies) {
          found.append(fault)
          found[found.count - 1].features = features
        }
        continue
      }
      found.append(fault)
    }
    faults = found
  }

  // MARK: Faces

  /// A face that not exactly one feature covers.
  struct DoubtfulFace: Sendable {
    /// Its outline.
    var border: Int
    var held: [Int]
    /// Its polygon in `shapes`.
    var shape: Int
    var area: Double
    var perimeter: Double
    /// The edges along its borders.
    var edges: [Int32]
  }

  private mutating func doubtfulFaces() -> (
    voids: [DoubtfulFace], overlaps: [DoubtfulFace], slivers: [DoubtfulFace]
  ) {
    var voids: [DoubtfulFace] = []
    var overlaps: [DoubtfulFace] = []
    var slivers: [DoubtfulFace] = []
    let held = faces.heldBorders()
    boundsFault = Array(repeating: false, count: owners.count)
    for (border, known) in faces.borders.enumerated()
    where known.area > 0 && (known.depth == 0 || known.depth > 1) {
      let shape = shapes.count
      faces.appendFace(border, held: held[border], to: &shapes)
      let along = ([border] + held[border]).flatMap { faces.edges(alongBorder: $0) }
      let face = DoubtfulFace(
        border: border, held: held[border], shape: shape, area: shapes.area(ofFeature: shape),
        perimeter: shapes.perimeter(ofFeature: shape), edges: Set(along).sorted())
      let width = EquivalentRectangle(area: face.area, perimeter: face.perimeter).width
      if width <= max(options.tolerance, noding.tolerance) {
        slivers.append(face)
        continue
      }
      for edge in face.edges { boundsFault[Int(edge)] = true }
      if known.depth == 0 { voids.append(face) } else { overlaps.append(face) }
    }
    return (voids, overlaps, slivers)
  }

  /// The features that some edges belong to, in ascending order.
  func features(ofEdges list: [Int32]) -> [Int] {
    Set(list.map { Int(owners[Int($0)]) }).sorted()
  }

  /// Adds the voids; returns those in which there may be narrow strips.
  private mutating func findVoids(_ voids: [DoubtfulFace]) -> [DoubtfulFace] {
    var wide: [DoubtfulFace] = []
    for face in voids {
      var around = features(ofEdges: face.edges)
      let rectangle = EquivalentRectangle(area: face.area, perimeter: face.perimeter)
      if rectangle.width > options.maxGapWidth { wide.append(face) }
      var kind = TopologyFault.Kind.gap
      if around.last == outside {
        around.removeLast()
        kind = .boundaryNotCovered
      }
      add(kind, around, shape: face.shape, area: face.area, perimeter: face.perimeter)
    }
    return wide
  }

  /// Whether a void is narrow enough to be a gap.
  private func isGap(_ void: DoubtfulFace) -> Bool {
    EquivalentRectangle(area: void.area, perimeter: void.perimeter).width <= options.maxGapWidth
  }

  // MARK: Faults

  mutating func add(
    _ kind: TopologyFault.Kind, _ features: [Int], shape: Int, area: Double, perimeter: Double,
    isOpen: Bool = false
  ) {
    var fault = TopologyFault(
      kind: kind, features: features, area: 0, meanWidth: 0, length: 0, x: .nan, y: .nan,
      looksLikeNoise: false, isOpen: isOpen, shape: shape)
    if kind == .overlap || kind == .outsideBoundary {
      fault.largestShare = features.map { area / index.areas[$0] }.max() ?? 0
    }
    fault.measure(area: area, perimeter: perimeter, options)
    faults.append(fault)
  }

  /// - Parameter lines: where the features run together, from x, y to x, y.
  mutating func addUnmatchedEdge(
    _ features: [Int], lacking: [Int], length: Double,
    lines: [(SIMD2<Double>, SIMD2<Double>)], at point: SIMD2<Double>
  ) {
    faults.append(
      TopologyFault(
        kind: .unmatchedEdge, features: features, area: 0, meanWidth: 0, length: length,
        x: point.x, y: point.y, lacking: lacking, looksLikeNoise: true, shape: shapes.count))
    shapes.beginFeature(.multiLineString)
    for (start, end) in lines {
      shapes.beginPart()
      shapes.appendRing([start.x, start.y, end.x, end.y])
    }
  }

  /// A vertex of one of two features inside an edge of the other, which lacks it.
  mutating func addTouch(of features: [Int], lacking: Int, at point: SIMD2<Double>) {
    faults.append(
      TopologyFault(
        kind: .unmatchedEdge, features: features, area: 0, meanWidth: 0, length: 0,
        x: point.x, y: point.y, lacking: [lacking], looksLikeNoise: true, shape: shapes.count))
    shapes.appendPoint(x: point.x, y: point.y)
  }

  mutating func appendShapes(_ more: Geometries) -> Int {
    let first = shapes.count
    shapes.append(contentsOf: more)
    return first
  }

  /// The faults in their order, with points inside and the shapes that they refer to.
  ///
  /// What the search needed is freed before: faults may be as many as edges.
  consuming func report() -> CoverageReport {
    owners = []
    noding = EdgeNoding([], threads: 1)
    faces = TopologyFaces(noding, outerDepth: 0, crs: index.geometries.crs)
    boundsFault = []
    var found: [TopologyFault] = []
    swap(&found, &faults)
    let points = points(of: found)
    var count = 0
    for (place, point) in points.joined().enumerated() {
      guard let point else { continue }
      found[count] = found[place]
      (found[count].x, found[count].y) = (point.x, point.y)
      count += 1
    }
    found.removeLast(found.count - count)
    return CoverageReport(consume found, shapes: shapes, skipped: skipped, extent: extent)
  }

  private func points(of faults: [TopologyFault]) -> [[SIMD2<Double>?]] {
    Parallel.collect(count: faults.count, chunk: 4096, threads: options.threads) { range in
      range.map { point(of: faults[$0]) }
    }
  }

  /// Where a fault is placed; nil when it is none after all.
  private func point(of fault: TopologyFault) -> SIMD2<Double>? {
    if fault.kind == .unmatchedEdge { return SIMD2(fault.x, fault.y) }
    guard let point = PointInside.of(shapes, feature: fault.shape),
      !fault.kind.isVoid || !isInSkipped(point.x, point.y)
    else { return nil }
    return SIMD2(point.x, point.y)
  }

  /// Whether a feature that is left out as invalid lies there, so that a void is none.
  private func isInSkipped(_ x: Double, _ y: Double) -> Bool {
    PointInPolygon.features(atX: x, y: y, in: index).contains { isLeftOut[$0.feature] }
  }
}

extension TopologyFault {
  /// How many `combinations` there are.
  fileprivate func combinationCount(_ copies: [Int: [Int]]) -> Int {
    if kind.isVoid || kind == .duplicate { return 1 }
    return features.reduce(1) { product, feature in
      let (count, overflows) = product.multipliedReportingOverflow(
        by: 1 + (copies[feature]?.count ?? 0))
      return overflows ? .max / 2 : count
    }
  }

  /// The features with copies in place of equal ones: for voids, all at once.
  fileprivate func combinations(_ copies: [Int: [Int]]) -> [[Int]] {
    if kind.isVoid { return [(features + features.flatMap { copies[$0] ?? [] }).sorted()] }
    return features.reduce([[]]) { lists, feature in
      lists.flatMap { list in ([feature] + (copies[feature] ?? [])).map { list + [$0] } }
    }.map { $0.sorted() }
  }
}

extension TopologyFault.Kind {
  /// Whether no feature lies there.
  var isVoid: Bool { self == .gap || self == .hole || self == .boundaryNotCovered }
}
