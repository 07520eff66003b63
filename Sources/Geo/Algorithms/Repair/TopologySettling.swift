public import GeoCore

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
/// Where noding has laid one border on another, what was between them is no face any more: the
/// features that have these borders are put together anew as well, so that it is gone from them too.
///
/// The polygons of a collection are one area that stays as it is: it fills its ground, keeps what it
/// shares with one other, and wins nothing.
///
/// Gaps that are open, slits and corridors with narrow mouths, are no faces; where they lie is told
/// (`TopologyFaults.openGaps`), and each is closed at its mouths and filled as one.
///
/// *Width* is that of `EquivalentRectangle`; of a strip, its mean width.
///
/// **Units:** widths in metres. **Shapes:** valid polygons, which need not be a coverage elsewhere.
/// **Boundary rule:** exactly the limit is narrow enough.
/// **Complexity:** O(n log n) for the edges of features that have an unmatched edge, and of their
/// neighbours; linear for the rest.
/// - **Source:** Ledoux, Arroyo Ohori & Meijers 2014, A triangulation-based approach to
///   automatically repair GIS polygons, doi:10.1016/j.cageo.2014.01.009 (labels of faces, longest
///   boundary); JTS `CoverageCleaner`, https://github.com/locationtech/jts (merging by longest border).
public struct TopologySettling: Sendable {
  /// Gaps up to this width are filled; 0 fills none.
  public var maxGapWidth: Double
  /// Overlaps up to this width are settled; 0 settles none.
  public var maxOverlapWidth: Double
  /// For each feature, how much it is to be preferred; nil when all are alike.
  public var preferences: [Int]?
  /// New vertices stand on it.
  public var grid: OutputGrid?
  /// How many metres a unit of the CRS is, here and there.
  public var scale: GroundScale
  /// The equal-area system in which widths near a limit are decided; nil to go by the scale.
  public var measuring: (any MeasuringFrames)?
  /// How many threads look for faces; the result is the same on any number.
  public var threads: Int

  /// A settling up to given widths, in metres.
  public init(
    maxGapWidth: Double, maxOverlapWidth: Double, preferences: [Int]? = nil,
    grid: OutputGrid? = nil, scale: GroundScale, measuring: (any MeasuringFrames)? = nil,
    threads: Int = 1
  ) {
    self.maxGapWidth = maxGapWidth
    self.maxOverlapWidth = maxOverlapWidth
    self.preferences = preferences
    self.grid = grid
    self.scale = scale
    self.measuring = measuring
    self.threads = threads
  }

  /// What was settled, and which features changed by it.
  public struct Outcome: Sendable {
    /// The features that changed, in order, with the gaps and overlaps that each has won or lost;
    /// both 0 for one that only got a vertex.
    public var shapes: [(feature: Int, shape: EditableShape, gaps: Int, overlaps: Int)] = []
    /// How many gaps were filled.
    public var gaps = 0
    /// How many overlaps were given to one feature.
    public var overlaps = 0
    /// Whether the borders could be noded and the faces told apart; if not, nothing was settled.
    public var isNoded = true
  }

  /// A node this near to a border lies on it, in metres: half the diagonal of a cell of the grid,
  /// or a millimetre without one, less than any survey resolves.
  private var reach: Double {
    guard let grid else { return 0.001 }
    return 0.708 * grid.step * max(scale.smallest.x, scale.smallest.y)
  }

  /// A place to be given to a feature.
  private struct Fault {
    var cycles: [Int32]
    /// The features that share it; none for a gap.
    var features: [Int32]
  }

  /// Settles what is narrow enough in a layer, and tells which features have changed.
  ///
  /// - Parameter openGaps: the open gaps to be filled, a feature each.
  public func settled(_ given: Geometries, openGaps: Geometries? = nil) -> Outcome {
    let (geometries, fixed) = Self.withUnitedCollections(given)
    let features = BorderTable.concerned(in: geometries, threads: threads)
    if features.isEmpty { return Outcome() }
    let voids = (openGaps ?? Geometries(crs: geometries.crs)).droppingElevations()
    let noded = Arrangement(
      of: features, in: geometries, voids: grid?.rounded(voids).geometries ?? voids,
      reach: reach, grid: grid, scale: scale, threads: threads)
    guard let arrangement = noded else { return Outcome(isNoded: false) }
    let known = arrangement.labels.map { $0.filter { $0 < geometries.count } }
    let widths = FaceWidths(
      arrangement: arrangement, scale: scale, crs: geometries.crs, measuring: measuring,
      threads: threads)
    var labels = known
    var counts: [Int32: (gaps: Int, overlaps: Int)] = [:]
    var rebuilt: Set<Int32> = []
    var touched: [(cycles: [Int32], features: [Int32])] = []
    var outcome = Outcome()
    for fault in faults(in: arrangement, widths, geometries.count) {
      guard let winner = winner(of: fault, known, widths, fixed) else { continue }
      let isGap = fault.features.isEmpty
      if isGap { outcome.gaps += 1 } else { outcome.overlaps += 1 }
      for cycle in fault.cycles { labels[Int(cycle)] = [winner] }
      touched.append((fault.cycles, isGap ? [winner] : fault.features))
      for feature in isGap ? [winner] : fault.features {
        if isGap {
          counts[feature, default: (0, 0)].gaps += 1
        } else {
          counts[feature, default: (0, 0)].overlaps += 1
        }
        if isGap || feature != winner { rebuilt.insert(feature) }
      }
    }
    let merged = arrangement.mergedFeatures.filter { $0 < geometries.count && !fixed.contains($0) }
      .subtracting(rebuilt)
    rebuilt.formUnion(merged)
    if rebuilt.isEmpty { return outcome }
    let assembly = PolygonAssembly(
      arrangement, labels: labels, touched: touched, rebuilt: rebuilt.sorted())
    let free = features.filter { !fixed.contains(Int32($0)) }
    for (feature, shape) in assembly.shapes(of: free, in: geometries) {
      // One that is narrower than the reach as a whole stays.
      if shape.isEmpty, merged.contains(Int32(feature)) { continue }
      let own = counts[Int32(feature)] ?? (0, 0)
      outcome.shapes.append((feature, shape, own.gaps, own.overlaps))
    }
    return outcome
  }

  /// The layer with the polygons of each collection united, and which features these are. One that
  /// GEOS cannot unite takes no part.
  private static func withUnitedCollections(
    _ geometries: Geometries
  ) -> (Geometries, fixed: Set<Int32>) {
    var united: [Int: EditableShape] = [:]
    for feature in geometries.featuresWithPolygons where !geometries.kinds[feature].isAreal {
      var ground = Geometries(crs: geometries.crs)
      guard (try? Overlay.appendUnion(of: [feature], in: geometries, to: &ground)) != nil else {
        continue
      }
      united[feature] = ground.shape(ofFeature: 0)
    }
    return (geometries.replacing(united), Set(united.keys.map { Int32($0) }))
  }

  /// The gaps and overlaps that are narrow enough, then the open gaps.
  private func faults(
    in arrangement: Arrangement, _ widths: FaceWidths, _ featureCount: Int
  ) -> [Fault] {
    var open: [Int32: Fault] = [:]
    var faces: [Arrangement.Face] = []
    var limits: [Double] = []
    for face in arrangement.boundedFaces() {
      let sharing = face.label.filter { $0 < featureCount }
      if sharing.count == 1 { continue }
      if sharing.isEmpty, let void = face.label.first {
        open[void, default: Fault(cycles: [], features: [])].cycles += face.cycles
        continue
      }
      let limit = sharing.isEmpty ? maxGapWidth : maxOverlapWidth
      guard limit > 0 else { continue }
      faces.append(Arrangement.Face(cycles: face.cycles, label: sharing))
      limits.append(limit)
    }
    let found = widths.of(faces, near: limits)
    let narrow = faces.indices.filter { found[$0] <= limits[$0] }.map {
      Fault(cycles: faces[$0].cycles, features: faces[$0].label)
    }
    return narrow + open.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Who gets a place; nil when nobody borders it who may.
  /// - Parameter fixed: those that neither win nor lose.
  private func winner(
    of fault: Fault, _ labels: [[Int32]], _ widths: FaceWidths, _ fixed: Set<Int32>
  ) -> Int32? {
    let arrangement = widths.arrangement
    let holders = fault.features.filter(fixed.contains)
    if !holders.isEmpty { return holders.count == 1 ? holders[0] : nil }
    var borders: [Int32: Double] = [:]
    for feature in fault.features { borders[feature] = 0 }
    for half in fault.cycles.flatMap(arrangement.halfEdges(ofCycle:)) {
      let length = widths.length(of: half)
      for feature in labels[Int(arrangement.cycle[Int(half ^ 1)])]
      where !fixed.contains(feature)
        && (fault.features.isEmpty || fault.features.contains(feature))
      {
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
