public import Geo

/// Every pair of features that share area, with the shape they share.
///
/// The area is `OverlapArea`'s; the shape is GEOS's, checked against it (see `AuditedOverlay`).
///
/// **Units:** m² on the ellipsoid, shares 0…1. **Boundary rule:** a shared border is no overlap.
/// **Order:** as the plan lists the layers, then by the ids of both features.
public enum OverlapAnalysis {
  public struct Result: Sendable {
    /// One feature a pair, in WGS 84.
    public var layer: Layer
    public var audits: AuditCounts
    /// Pairs and their total area for each entry.
    public var totals: [(a: String, b: String, pairs: Int, areaSquareMeters: Double)]
  }

  /// How many shapes agreed with their area at once, on a second try, or not at all.
  public struct AuditCounts: Sendable, Equatable {
    public var agreed = 0
    public var regridded = 0
    public var disputed = 0
  }

  /// Two layers to overlay; the same layer twice means its features with each other.
  public struct Entry: Sendable {
    public var a: ArealLayer
    public var b: ArealLayer
    public var isWithin: Bool

    public init(_ a: ArealLayer, _ b: ArealLayer) {
      self.a = a
      self.b = b
      isWithin = false
    }

    public init(within layer: ArealLayer) {
      a = layer
      b = layer
      isWithin = true
    }
  }

  /// One row of the result.
  private struct Row: Sendable {
    var a: Int
    var b: Int
    var area: Double
    var overlay: AuditedOverlay
  }

  private static let chunk = 64

  /// - Parameters:
  ///   - zones: names the zones that each shape reaches into; nil leaves the column out.
  ///   - minAreaSquareMeters: smaller overlaps are left out.
  /// - Throws: `InputError` naming the two features whose shape cannot be built.
  public static func run(
    _ entries: [Entry], zones: ZoneSet?, minAreaSquareMeters: Double = 0, threads: Int
  ) throws -> Result {
    var table = Table()
    var shapes = Geometries(crs: .wgs84)
    var measured = Geometries(crs: entries.first?.a.geometries.crs ?? .wgs84)
    var audits = AuditCounts()
    var totals: [(a: String, b: String, pairs: Int, areaSquareMeters: Double)] = []
    for entry in entries {
      let rows = try rows(of: entry, minArea: minAreaSquareMeters, threads: threads)
      for row in rows {
        table.append(row.a, row.b, row.area, row.overlay, entry)
        audits.count(row.overlay.verdict)
        measured.append(feature: 0, of: row.overlay.shape)
      }
      try appendShapes(rows, of: entry, to: &shapes, threads: threads)
      let total = rows.reduce(0) { $0 + $1.area }
      totals.append((entry.a.study.name, entry.b.study.name, rows.count, total))
    }
    if let zones { try table.appendZones(of: measured, zones, threads: threads) }
    let layer = Layer(
      name: "zoning_overlaps", geometries: shapes, attributes: table.attributes, ids: table.ids)
    return Result(layer: layer, audits: audits, totals: totals)
  }

  /// The pairs of an entry with their areas, by the ids of both features, without their shapes.
  public static func areasOnly(
    _ entry: Entry, minAreaSquareMeters: Double = 0, threads: Int
  ) throws -> Result {
    let pairs = try pairs(of: entry, minArea: minAreaSquareMeters, threads: threads)
    var columns = ["a_id", "b_id", "area_m2", "share_of_a", "share_of_b"].map { Column($0) }
    var none = Geometries(crs: .wgs84)
    for pair in pairs {
      columns[0].append(entry.a.study.featureID(pair.a).text)
      columns[1].append(entry.b.study.featureID(pair.b).text)
      columns[2].append(Rounding.area(pair.area))
      columns[3].append(Rounding.share(min(1, pair.area / entry.a.index.areas[pair.a])))
      columns[4].append(Rounding.share(min(1, pair.area / entry.b.index.areas[pair.b])))
      none.beginFeature(.null)
    }
    let layer = Layer(name: "pairs", geometries: none, attributes: Attributes(columns: columns))
    let total = pairs.reduce(0) { $0 + $1.area }
    return Result(
      layer: layer, audits: AuditCounts(),
      totals: [(entry.a.study.name, entry.b.study.name, pairs.count, total)])
  }

  private static func pairs(
    of entry: Entry, minArea: Double, threads: Int
  ) throws -> [OverlapPair] {
    let pairs =
      entry.isWithin
      ? OverlapPairs.within(entry.a.index, minArea: minArea, threads: threads)
      : OverlapPairs.all(entry.a.index, entry.b.index, minArea: minArea, threads: threads)
    let ranksA = entry.a.study.ranks
    let ranksB = entry.b.study.ranks
    // Within a layer the smaller id comes first, wherever the features stand in the file; the area
    // is taken anew, as its last bit depends on which comes first.
    let index = entry.a.index
    let ordered = try Parallel.map(count: pairs.count, chunk: 512, threads: threads) { range in
      pairs[range].map { pair in
        guard entry.isWithin, ranksA[pair.a] > ranksA[pair.b] else { return pair }
        let area = OverlapArea.between(index, pair.b, index, pair.a)
        return OverlapPair(a: pair.b, b: pair.a, area: area)
      }
    }
    let measurable = ordered.joined().filter { Rounding.area($0.area) > 0 }
    return measurable.sorted { p, q in
      (ranksA[p.a], ranksB[p.b]) < (ranksA[q.a], ranksB[q.b])
    }
  }

  private static func rows(of entry: Entry, minArea: Double, threads: Int) throws -> [Row] {
    let sorted = try pairs(of: entry, minArea: minArea, threads: threads)
    return try Parallel.map(count: sorted.count, chunk: chunk, threads: threads) { range in
      try sorted[range].map { pair in
        do {
          let overlay = try AuditedOverlay(
            entry.a.geometries, pair.a, entry.b.geometries, pair.b, area: pair.area,
            areas: (entry.a.index.areas[pair.a], entry.b.index.areas[pair.b]))
          return Row(a: pair.a, b: pair.b, area: pair.area, overlay: overlay)
        } catch let error as GEOSError {
          throw InputError(
            path: entry.a.study.layer.path,
            reason: "features \(entry.a.study.featureID(pair.a)) and"
              + " \(entry.b.study.featureID(pair.b)) cannot be overlaid: \(error)")
        }
      }
    }.flatMap { $0 }
  }

  /// Appends the rows' shapes in WGS 84: whole features as they came, the rest transformed back.
  private static func appendShapes(
    _ rows: [Row], of entry: Entry, to shapes: inout Geometries, threads: Int
  ) throws {
    var cut = Geometries(crs: entry.a.geometries.crs)
    for row in rows where row.overlay.whole == nil {
      cut.append(feature: 0, of: row.overlay.shape)
    }
    let back = try cut.transformed(to: .wgs84, threads: threads).geometries
    func original(_ layer: ArealLayer) throws -> Geometries {
      try layer.study.layer.geometries.droppingElevations()
        .transformed(to: .wgs84, threads: threads).geometries
    }
    let wholeA = try original(entry.a)
    let wholeB = try original(entry.b)
    var next = 0
    for row in rows {
      switch row.overlay.whole {
      case .a: shapes.append(feature: row.a, of: wholeA)
      case .b: shapes.append(feature: row.b, of: wholeB)
      case nil:
        shapes.append(feature: next, of: back)
        next += 1
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
