/// One search for the faults of a coverage: what is known at its stages.
struct CoverageSearch {
  let index: PolygonIndex
  /// The union of the boundary's polygons, as feature 0.
  let boundary: PolygonIndex?
  let options: CoverageOptions
  let skipped: [Int]
  /// Features that are skipped, and all but the first of equal ones.
  private(set) var isLeftOut: [Bool]

  /// The edges that are not matched; the world outside the boundary has the number `outside`.
  private(set) var edges: [CoverageEdge] = []
  private(set) var noding = EdgeNoding([], threads: 1)
  private(set) var faces: CoverageFaces
  /// Whether an edge bounds a void or an overlap.
  private(set) var boundsFault: [Bool] = []

  private(set) var faults: [CoverageFault] = []
  /// The shapes that faults refer to, and others.
  private(set) var shapes: Geometries

  var outside: Int { index.count }

  init(
    _ index: PolygonIndex, _ boundary: Geometries?, _ skipping: [Int], _ options: CoverageOptions
  ) throws {
    self.index = index
    self.options = options
    shapes = Geometries(crs: index.geometries.crs)
    faces = CoverageFaces(noding, outerDepth: 0, crs: index.geometries.crs)
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
    edges = EdgeMatching(index, isSkipped: isLeftOut).unmatchedEdges(threads: options.threads)
    findDuplicates()
    if let boundary { edges += outsideEdges(boundary) }
    noding = EdgeNoding(edges, threads: options.threads)
    faces = CoverageFaces(
      noding, outerDepth: boundary == nil ? 0 : 1, crs: index.geometries.crs)
    let found = doubtfulFaces()
    findVoids(found.voids)
    try findOverlaps(found.overlaps)
    findUnmatchedEdges(found.slivers)
  }

  /// The edges of the boundary with the world outside on their left.
  private func outsideEdges(_ boundary: PolygonIndex) -> [CoverageEdge] {
    let none = [Bool](repeating: false, count: boundary.count)
    return EdgeMatching(boundary, isSkipped: none).unmatchedEdges(threads: 1).map {
      CoverageEdge(ax: $0.bx, ay: $0.by, bx: $0.ax, by: $0.ay, feature: Int32(outside))
    }
  }

  private mutating func findDuplicates() {
    let groups = DuplicateFeatures.groups(edges, in: index)
    guard !groups.isEmpty else { return }
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
    edges = CoverageEdge.unmatched(edges.filter { !isLeftOut[Int($0.feature)] })
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
    boundsFault = Array(repeating: false, count: edges.count)
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
    Set(list.map { Int(edges[Int($0)].feature) }).sorted()
  }

  private mutating func findVoids(_ voids: [DoubtfulFace]) {
    for face in voids {
      var around = features(ofEdges: face.edges)
      let rectangle = EquivalentRectangle(area: face.area, perimeter: face.perimeter)
      var kind = rectangle.width <= options.maxGapWidth ? CoverageFault.Kind.gap : .hole
      if around.last == outside {
        around.removeLast()
        kind = .boundaryNotCovered
      }
      add(kind, around, shape: face.shape, area: face.area, perimeter: face.perimeter)
    }
  }

  // MARK: Faults

  mutating func add(
    _ kind: CoverageFault.Kind, _ features: [Int], shape: Int, area: Double, perimeter: Double
  ) {
    let rectangle = EquivalentRectangle(area: area, perimeter: perimeter)
    faults.append(
      CoverageFault(
        kind: kind, features: features, area: area, meanWidth: rectangle.width,
        length: rectangle.length, x: .nan, y: .nan,
        looksLikeNoise: isNoise(kind, features, area, perimeter), shape: shape))
  }

  mutating func addUnmatchedEdge(
    _ features: [Int], length: Double, x: Double, y: Double
  ) {
    faults.append(
      CoverageFault(
        kind: .unmatchedEdge, features: features, area: 0, meanWidth: 0, length: length, x: x, y: y,
        looksLikeNoise: true, shape: shapes.count))
    shapes.beginFeature(.multiPolygon)
  }

  mutating func removeFaults(where isWrong: (CoverageFault) -> Bool) {
    faults.removeAll(where: isWrong)
  }

  mutating func appendShapes(_ more: Geometries) -> Int {
    let first = shapes.count
    shapes.append(contentsOf: more)
    return first
  }

  private func isNoise(
    _ kind: CoverageFault.Kind, _ features: [Int], _ area: Double, _ perimeter: Double
  ) -> Bool {
    switch kind {
    case .unmatchedEdge: return true
    case .duplicate: return false
    case .overlap, .outsideBoundary:
      if features.contains(where: { area > index.areas[$0] / 2 }) { return false }
    case .gap, .hole, .boundaryNotCovered: break
    }
    let width = EquivalentRectangle(area: area, perimeter: perimeter).width
    let compactness = 4 * Double.pi * area / (perimeter * perimeter)
    return width <= options.noiseWidth
      || (width <= 5 * options.noiseWidth && compactness <= 0.1)
  }

  /// The faults in their order, with points inside and the shapes that they refer to.
  func report() -> CoverageReport {
    let placed = Parallel.collect(count: faults.count, chunk: 64, threads: options.threads) {
      range in
      range.compactMap { place in
        var fault = faults[place]
        if fault.kind == .unmatchedEdge { return fault }
        guard let point = PointInside.of(shapes, feature: fault.shape) else { return nil }
        (fault.x, fault.y) = point
        return fault
      }
    }.flatMap { $0 }
    var sorted = placed.sorted { a, b in
      if a.kind != b.kind { return a.kind < b.kind }
      if a.features != b.features { return a.features.lexicographicallyPrecedes(b.features) }
      return (a.x, a.y, a.area) < (b.x, b.y, b.area)
    }
    let chosen = shapes.selecting(sorted.map(\.shape))
    for place in sorted.indices { sorted[place].shape = place }
    return CoverageReport(faults: sorted, shapes: chosen, skipped: skipped)
  }
}
