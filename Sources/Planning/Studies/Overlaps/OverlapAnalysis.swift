internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection

/// Every pair of features that share area, with the shape they share.
///
/// The area is `OverlapArea`'s; the shape is checked against it (see `AuditedOverlay`).
///
/// **Units:** m² on the ellipsoid, shares 0…1. **Boundary rule:** a shared border is no overlap.
/// **Order:** as the plan lists the layers, then by the ids of both features.
/// **CRS:** measured in one equal-area system, written in WGS 84 or the one asked for. **Shapes:**
/// valid polygons and multipolygons, the polygons of collections; others share no area.
/// **Complexity:** that of `OverlapPairs`, and of an overlay for each pair whose shape is wanted.
public enum OverlapAnalysis {
  /// All pairs, and how well shapes and areas agree.
  public struct Result: Sendable {
    /// One feature a pair, in WGS 84.
    public var layer: Layer
    /// How the shapes stood the comparison with their areas.
    public var audits: AuditCounts
    /// Pairs and their total area for each entry.
    public var totals: [(a: String, b: String, pairs: Int, areaSquareMeters: Double)]
  }

  /// How many shapes agreed with their area at once, on a second try, or not at all.
  public struct AuditCounts: Sendable, Equatable {
    /// Shapes that agreed with their area at once.
    public var agreed = 0
    /// Shapes that agreed once they were computed on a fixed grid.
    public var regridded = 0
    /// Shapes that did not agree on either; their pairs have their area from `OverlapArea`.
    public var disputed = 0
  }

  /// Two layers to overlay; the same layer twice means its features with each other.
  public struct Entry: Sendable {
    /// The first layer.
    public var a: ArealLayer
    /// The second layer.
    public var b: ArealLayer
    /// Whether both are the same, so that each pair is looked at once and no feature meets itself.
    public var isWithin: Bool

    /// Each feature of one layer with each of another.
    public init(_ a: ArealLayer, _ b: ArealLayer) {
      self.a = a
      self.b = b
      isWithin = false
    }

    /// The features of one layer with each other.
    public init(within layer: ArealLayer) {
      a = layer
      b = layer
      isWithin = true
    }

    /// - Throws: `InputError` for a layer of whose features none has a position.
    fileprivate func requirePositions() throws(InputError) {
      try a.requirePositions()
      try b.requirePositions()
    }
  }

  /// Finds all pairs of features that share area, entry by entry, and builds their shapes.
  ///
  /// - Parameters:
  ///   - zones: names the zones that each shape reaches into; nil leaves the column out.
  ///   - crs: the system of the shapes.
  ///   - minAreaSquareMeters: smaller overlaps are left out.
  /// - Throws: `InputError` naming the two features whose shape cannot be built.
  public static func run(
    _ entries: [Entry], zones: ZoneSet?, in crs: CRS = .wgs84, minAreaSquareMeters: Double = 0,
    threads: Int
  ) throws -> Result {
    var table = Table()
    var shapes = Geometries(crs: crs)
    var measured = Geometries(crs: entries.first?.a.geometries.crs ?? .wgs84)
    var audits = AuditCounts()
    var totals: [(a: String, b: String, pairs: Int, areaSquareMeters: Double)] = []
    for entry in entries {
      try entry.requirePositions()
      let pairs = try Self.pairs(
        of: entry, minArea: minAreaSquareMeters, within: .shapes, threads: threads)
      let band = try OverlapBand(entry, pairs: pairs, threads: threads)
      let a = entry.a.study
      let b = entry.b.study
      let overlay = try AuditedOverlay.shapes(
        of: pairs, entry.a.index, entry.b.index, threads: threads
      ) { pair in
        "\(a.layer.path): feature \(a.featureID(pair.a)) and \(b.layer.path): feature"
          + " \(b.featureID(pair.b))"
      }
      for (pair, audit) in zip(pairs, overlay.audits) {
        table.append(pair, band.bounds(of: pair), audit, entry)
        audits.count(audit.verdict)
      }
      if zones != nil { measured.append(contentsOf: overlay.shapes) }
      try appendShapes(overlay, pairs, of: entry, to: &shapes, threads: threads)
      let total = pairs.reduce(0) { $0 + $1.area }
      totals.append((a.name, b.name, pairs.count, total))
    }
    if let zones { try table.appendZones(of: measured, zones, threads: threads) }
    let layer = Layer(
      name: "zoning_overlaps", geometries: shapes, attributes: table.attributes,
      ids: FeatureIDs(table.ids))
    return Result(layer: layer, audits: audits, totals: totals)
  }

  /// The pairs of an entry with their areas, by the ids of both features, without their shapes.
  /// Where a layer is indicative, the bounds of the areas and the weaker status stand beside them.
  /// - Parameter phases: books the areas as `compute` and the table as `tabulate`.
  /// - Throws: `InputError` for a layer of whose features none has a position, `GEOSError` when two
  ///   features cannot be intersected.
  public static func areasOnly(
    _ entry: Entry, minAreaSquareMeters: Double = 0, threads: Int, phases: Phases = Phases()
  ) throws -> Result {
    try entry.requirePositions()
    let pairs = try phases.measure("compute") {
      try Self.pairs(of: entry, minArea: minAreaSquareMeters, within: .table, threads: threads)
    }
    return try phases.measure("tabulate") { () -> Result in
      let (a, b) = (entry.a.study, entry.b.study)
      let isDrawn = [a, b].contains { $0.statuses.contains(.indicative) }
      let band = isDrawn ? try OverlapBand(entry, pairs: pairs, threads: threads) : nil
      let header = isDrawn ? OverlapFields.pairs : Array(OverlapFields.pairs.prefix(5))
      var columns = header.map { Column($0) }
      // Some at a time, so that their parts are not all there beside the whole.
      for start in stride(from: 0, to: pairs.count, by: Self.rowWave) {
        let wave = pairs[start..<min(pairs.count, start + Self.rowWave)]
        let parts = try Parallel.map(count: wave.count, chunk: 4096, threads: threads) { range in
          var columns = header.map { Column($0) }
          for pair in wave[(start + range.lowerBound)..<(start + range.upperBound)] {
            columns[0].append(a.featureID(pair.a).text)
            columns[1].append(b.featureID(pair.b).text)
            columns[2].append(Rounding.area(pair.area))
            let wholeA = entry.a.wholeAreasSquareMeters[pair.a]
            columns[3].append(Rounding.share(min(1, pair.area / wholeA)))
            let wholeB = entry.b.wholeAreasSquareMeters[pair.b]
            columns[4].append(Rounding.share(min(1, pair.area / wholeB)))
            guard let band else { continue }
            let bounds = band.bounds(of: pair)
            columns[5].append(bounds.map { Rounding.area($0.low) })
            columns[6].append(bounds.map { Rounding.area($0.high) })
            let status = SourceStatus.weaker(a.statuses[pair.a], b.statuses[pair.b])
            columns[7].append(status.rawValue)
          }
          return columns
        }
        for part in parts {
          for place in columns.indices { columns[place].append(contentsOf: part[place]) }
        }
      }
      let layer = Layer(
        name: "pairs", geometries: .null(count: pairs.count),
        attributes: Attributes(columns: columns))
      let total = pairs.reduce(0) { $0 + $1.area }
      return Result(
        layer: layer, audits: AuditCounts(),
        totals: [(a.name, b.name, pairs.count, total)])
    }
  }

  /// Rows that are made at a time.
  private static let rowWave = 1 << 18

  /// The pairs that share area, in the order of the ids of both features.
  /// - Throws: `InputError` when there are more than the result may hold.
  private static func pairs(
    of entry: Entry, minArea: Double, within budget: PairBudget, threads: Int
  ) throws -> [OverlapPair] {
    let pairs =
      entry.isWithin
      ? try budget.pairs(within: entry.a.index, minArea: minArea, threads: threads)
      : try budget.pairs(entry.a.index, entry.b.index, minArea: minArea, threads: threads)
    let (ranksA, ranksB) = (entry.a.study.ranks, entry.b.study.ranks)
    if ranksA == nil, ranksB == nil { return pairs.filter { Rounding.area($0.area) > 0 } }
    func rank(_ ranks: [Int]?, _ feature: Int) -> Int { ranks?[feature] ?? feature }
    // Within a layer the smaller id comes first, wherever the features stand in the file; the area
    // is taken anew, as its last bit depends on which comes first.
    let index = entry.a.index
    let ordered = pairs.map { pair in
      guard entry.isWithin, rank(ranksA, pair.a) > rank(ranksA, pair.b) else { return pair }
      let area = OverlapArea.between(index, pair.b, index, pair.a)
      return OverlapPair(a: pair.b, b: pair.a, area: area)
    }
    return ordered.filter { Rounding.area($0.area) > 0 }.sorted { p, q in
      (rank(ranksA, p.a), rank(ranksB, p.b)) < (rank(ranksA, q.a), rank(ranksB, q.b))
    }
  }

  /// Appends the shapes in the system of the others: whole features as they came, the rest transformed back.
  private static func appendShapes(
    _ overlay: (shapes: Geometries, audits: [AuditedOverlay]), _ pairs: [OverlapPair],
    of entry: Entry, to shapes: inout Geometries, threads: Int
  ) throws {
    let target = shapes.crs
    let back =
      target == .wgs84
      ? try overlay.shapes.cutAtAntimeridian(threads: threads)
      : try overlay.shapes.transformed(to: target, threads: threads).geometries
    func original(_ layer: ArealLayer) throws -> Geometries {
      try layer.study.layer.geometries.droppingElevations()
        .transformed(to: target, threads: threads).geometries
    }
    let wholes = overlay.audits.map(\.whole)
    let wholeA = wholes.contains(.a) ? try original(entry.a) : nil
    let wholeB = wholes.contains(.b) ? try original(entry.b) : nil
    if wholeA == nil, wholeB == nil { return shapes.append(contentsOf: back) }
    for (place, pair) in pairs.enumerated() {
      if wholes[place] == .a, let wholeA, !entry.a.mergedCollections.contains(pair.a) {
        shapes.append(feature: pair.a, of: wholeA)
      } else if wholes[place] == .b, let wholeB, !entry.b.mergedCollections.contains(pair.b) {
        shapes.append(feature: pair.b, of: wholeB)
      } else {
        shapes.append(feature: place, of: back)
      }
    }
  }
}

extension OverlapAnalysis.AuditCounts {
  mutating func count(_ verdict: AuditedOverlay.Verdict) {
    switch verdict {
    case .agreed: agreed += 1
    case .regridded: regridded += 1
    case .disputed: disputed += 1
    }
  }
}
