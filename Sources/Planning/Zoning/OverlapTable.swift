internal import Geo

extension OverlapAnalysis {
  /// The columns of the result, filled row by row.
  struct Table {
    private(set) var ids: [FeatureID?] = []
    private var columns: [String: Column] = [:]
    private var zoneColumn: Column?

    private static let names = [
      "a_layer", "a_id", "a_name", "b_layer", "b_id", "b_name", "area_m2", "area_low_m2",
      "area_high_m2", "share_of_a", "share_of_b", "status", "audit", "audit_area_m2",
    ]

    init() { for name in Self.names { columns[name] = Column(name) } }

    mutating func append(
      _ i: Int, _ j: Int, _ area: Double, _ band: (low: Double, high: Double)?,
      _ overlay: AuditedOverlay, _ entry: Entry
    ) {
      let a = entry.a.study
      let b = entry.b.study
      let idA = a.featureID(i).text
      let idB = b.featureID(j).text
      ids.append(FeatureID("\(a.name):\(idA)+\(b.name):\(idB)"))
      columns["a_layer"]?.append(a.name)
      columns["a_id"]?.append(idA)
      columns["a_name"]?.append(a.featureName(i))
      columns["b_layer"]?.append(b.name)
      columns["b_id"]?.append(idB)
      columns["b_name"]?.append(b.featureName(j))
      columns["area_m2"]?.append(Rounding.area(area))
      columns["area_low_m2"]?.append(band.map { Rounding.area($0.low) })
      columns["area_high_m2"]?.append(band.map { Rounding.area($0.high) })
      columns["share_of_a"]?.append(Rounding.share(min(1, area / entry.a.index.areas[i])))
      columns["share_of_b"]?.append(Rounding.share(min(1, area / entry.b.index.areas[j])))
      columns["status"]?.append(SourceStatus.weaker(a.statuses[i], b.statuses[j]).rawValue)
      columns["audit"]?.append(overlay.verdict.rawValue)
      columns["audit_area_m2"]?.append(Rounding.area(overlay.shapeArea))
    }

    /// Names the zones that each shape reaches into by more than 1 m².
    mutating func appendZones(of shapes: Geometries, _ zones: ZoneSet, threads: Int) throws {
      let index = PolygonIndex(shapes, threads: threads)
      let pairs = OverlapPairs.all(
        index, zones.areal.index, minArea: CoverageAnalysis.touchingSquareMeters,
        threads: threads)
      var lists: [[FeatureID]] = Array(repeating: [], count: shapes.count)
      for pair in pairs { lists[pair.a].append(zones.ids[pair.b]) }
      var column = Column(zones.study.name)
      for list in lists { column.append(list.sorted(by: FeatureID.precedes).map(\.text)) }
      zoneColumn = column
    }

    var attributes: Attributes {
      var list = Self.names.compactMap { columns[$0] }
      if let zoneColumn { list.insert(zoneColumn, at: list.count - 3) }
      return Attributes(columns: list)
    }
  }
}
