/// Fills narrow gaps between polygons and settles narrow overlaps, so that each such place belongs
/// to one feature.
///
/// The borders concerned are arranged into faces (`Arrangement`). A face of no feature that is
/// enclosed and narrow enough is given to a neighbour, a narrow face of several to one of them: to
/// the feature of the highest preference, if there are preferences; then to the one with the longest
/// border along the face; then to the one that comes first in the layer. The border of a feature that
/// shares an overlap is where it goes on beyond it. Features that gain or lose are put together
/// anew from the nodes of the arrangement, so that neighbours agree vertex by vertex; all others
/// keep their bits, but for a new vertex where a neighbour's border now starts.
///
/// *Width* is the shorter side of the rectangle that has the face's area and perimeter; for a strip
/// it is the mean width.
///
/// **Units:** widths in metres. **Shapes:** valid polygons, which need not be a coverage elsewhere.
/// **Boundary rule:** exactly the limit is narrow enough.
/// **Complexity:** O(n log n) for the edges of features that have an unmatched edge, and of their
/// neighbours; linear for the rest.
/// - **Source:** Ledoux, Arroyo Ohori & Meijers 2014, A triangulation-based approach to
///   automatically repair GIS polygons, doi:10.1016/j.cageo.2014.01.009 (labels of faces, longest
///   boundary); JTS `CoverageCleaner`, https://github.com/locationtech/jts (merging by longest border).
public struct CoverageSettling: Sendable {
  /// Gaps up to this width are filled; 0 fills none.
  public var maxGapWidth: Double
  /// Overlaps up to this width are settled; 0 settles none.
  public var maxOverlapWidth: Double
  /// For each feature, how much it is to be preferred; nil when all are alike.
  public var preferences: [Int]?
  /// New vertices stand on it.
  public var grid: OutputGrid?
  public var scale: GroundScale
  public var threads: Int

  public init(
    maxGapWidth: Double, maxOverlapWidth: Double, preferences: [Int]? = nil,
    grid: OutputGrid? = nil, scale: GroundScale, threads: Int = 1
  ) {
    self.maxGapWidth = maxGapWidth
    self.maxOverlapWidth = maxOverlapWidth
    self.preferences = preferences
    self.grid = grid
    self.scale = scale
    self.threads = threads
  }

  public struct Outcome: Sendable {
    /// The features that changed, in order, with the gaps and overlaps that each has won or lost;
    /// both 0 for one that only got a vertex.
    public var shapes: [(feature: Int, shape: EditableShape, gaps: Int, overlaps: Int)] = []
    public var gaps = 0
    public var overlaps = 0
    /// Whether the borders could be noded; if not, nothing was settled.
    public var isNoded = true
  }

  /// A node this near to a border lies on it, in metres: half the diagonal of a cell of the grid,
  /// or a millimetre without one, less than any survey resolves.
  private var reach: Double {
    guard let grid else { return 0.001 }
    return 0.708 * grid.step * max(scale.smallest.x, scale.smallest.y)
  }

  public func settled(_ geometries: Geometries) -> Outcome {
    let features = concerned(in: geometries)
    if features.isEmpty { return Outcome() }
    let noded = Arrangement(
      of: features, in: geometries, reach: reach, grid: grid, scale: scale, threads: threads)
    guard let arrangement = noded else { return Outcome(isNoded: false) }
    var labels = arrangement.labels
    var counts: [Int32: (gaps: Int, overlaps: Int)] = [:]
    var rebuilt: Set<Int32> = []
    var touched: [(cycles: [Int32], features: [Int32])] = []
    var outcome = Outcome()
    for face in arrangement.boundedFaces() where face.label.count != 1 {
      let isGap = face.label.isEmpty
      let limit = isGap ? maxGapWidth : maxOverlapWidth
      guard limit > 0, width(of: face, in: arrangement) <= limit,
        let winner = winner(of: face, in: arrangement)
      else { continue }
      if isGap { outcome.gaps += 1 } else { outcome.overlaps += 1 }
      for cycle in face.cycles { labels[Int(cycle)] = [winner] }
      touched.append((face.cycles, isGap ? [winner] : face.label))
      for feature in isGap ? [winner] : face.label {
        if isGap {
          counts[feature, default: (0, 0)].gaps += 1
        } else {
          counts[feature, default: (0, 0)].overlaps += 1
        }
        if isGap || feature != winner { rebuilt.insert(feature) }
      }
    }
    if touched.isEmpty { return outcome }
    let assembly = PolygonAssembly(
      arrangement, labels: labels, touched: touched, rebuilt: rebuilt.sorted())
    for (feature, shape) in assembly.shapes(of: features, in: geometries) {
      let own = counts[Int32(feature)] ?? (0, 0)
      outcome.shapes.append((feature, shape, own.gaps, own.overlaps))
    }
    return outcome
  }

  /// The features with an unmatched edge, and those whose box meets the box of such an edge's
  /// feature: all that may have a part in a fault.
  private func concerned(in geometries: Geometries) -> [Int] {
    let table = BorderTable(geometries)
    let areal = geometries.arealFeatures
    let loose = areal.filter { feature in
      geometries.vertices(ofFeature: feature).contains {
        table.edgeOfVertex[$0] >= 0 && !table.isMatched(table.edgeOfVertex[$0])
      }
    }
    if loose.isEmpty { return [] }
    let tree = BoxTree(loose.map { geometries.box(ofFeature: $0) })
    return areal.filter { feature in
      var isConcerned = false
      tree.query(geometries.box(ofFeature: feature)) { _ in isConcerned = true }
      return isConcerned
    }
  }

  /// The width of a face, in metres.
  private func width(of face: Arrangement.Face, in arrangement: Arrangement) -> Double {
    guard let start = face.cycles.first else { return 0 }
    let base = arrangement.nodes[arrangement.origin(arrangement.cycles[Int(start)].start)]
    let factors = scale.metersPerUnit(atY: base.y)
    var area = 0.0
    var perimeter = 0.0
    for cycle in face.cycles {
      area += arrangement.cycles[Int(cycle)].turn / 2 * factors.x * factors.y
      for half in arrangement.halfEdges(ofCycle: cycle) {
        perimeter += length(of: half, in: arrangement)
      }
    }
    let half = perimeter / 2
    let squared = half * half / 4 - area
    let length = squared > 0 ? half / 2 + squared.squareRoot() : max(area, 0).squareRoot()
    return length > 0 ? max(area, 0) / length : 0
  }

  private func length(of half: Int32, in arrangement: Arrangement) -> Double {
    // The same for both directions, to the last bit.
    let edge = arrangement.edges[Int(half >> 1)]
    let (a, b) = (arrangement.nodes[edge.first], arrangement.nodes[edge.second])
    return scale.distance(a.x, a.y, b.x, b.y)
  }

  /// Who gets a face; nil when nobody borders it.
  private func winner(of face: Arrangement.Face, in arrangement: Arrangement) -> Int32? {
    var borders: [Int32: Double] = [:]
    for feature in face.label { borders[feature] = 0 }
    for half in face.cycles.flatMap(arrangement.halfEdges(ofCycle:)) {
      let length = length(of: half, in: arrangement)
      for feature in arrangement.labels[Int(arrangement.cycle[Int(half ^ 1)])]
      where face.label.isEmpty || face.label.contains(feature) {
        borders[feature, default: 0] += length
      }
    }
    return borders.keys.sorted().max { a, b in
      let (preferenceA, preferenceB) = (preference(of: a), preference(of: b))
      if preferenceA != preferenceB { return preferenceA < preferenceB }
      let (borderA, borderB) = (borders[a] ?? 0, borders[b] ?? 0)
      // Lengths that differ by rounding only are the same.
      if abs(borderA - borderB) > 1e-9 * max(borderA, borderB) { return borderA < borderB }
      return a > b
    }
  }

  private func preference(of feature: Int32) -> Int { preferences?[Int(feature)] ?? 0 }
}
