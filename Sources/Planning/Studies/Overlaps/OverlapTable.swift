internal import GeoAlgorithms
internal import GeoCore

extension OverlapAnalysis {
  /// The columns of the result, filled row by row.
  struct Table {
    private(set) var ids: [FeatureID?] = []
    private var columns = OverlapFields.ofShapes.map { Column($0) }
    private var zoneColumn: Column?

    mutating func append(
      _ pair: OverlapPair, _ band: (low: Double, high: Double)?, _ audit: AuditedOverlay,
      _ entry: Entry
    ) {
      let (i, j, area) = (pair.a, pair.b, pair.area)
      let a = entry.a.study
      let b = entry.b.study
      let idA = a.featureID(i).text
      let idB = b.featureID(j).text
      ids.append(FeatureID("\(a.name):\(idA)+\(b.name):\(idB)"))
      columns[0].append(a.name)
      columns[1].append(idA)
      columns[2].append(a.featureName(i))
      columns[3].append(b.name)
      columns[4].append(idB)
      columns[5].append(b.featureName(j))
      columns[6].append(OverlapFields.area.rounded(area))
      columns[7].append(band.map { OverlapFields.area.rounded($0.low) })
      columns[8].append(band.map { OverlapFields.area.rounded($0.high) })
      columns[9].append(Rounding.share(min(1, area / entry.a.wholeAreasSquareMeters[i])))
      columns[10].append(Rounding.share(min(1, area / entry.b.wholeAreasSquareMeters[j])))
      columns[11].append(SourceStatus.weaker(a.statuses[i], b.statuses[j]).rawValue)
      columns[12].append(audit.verdict.rawValue)
      columns[13].append(Rounding.area(audit.shapeArea))
    }

    /// Names the zones that each shape reaches into by more than 1 m².
    mutating func appendZones(of shapes: Geometries, _ zones: ZoneSet, threads: Int) throws {
      let index = PolygonIndex(shapes, threads: threads)
      let pairs = OverlapPairs.all(
        index, zones.areal.index, minArea: CoverageAnalysis.touchingSquareMeters,
        threads: threads)
      var lists: [[FeatureID]] = Array(repeating: [], count: shapes.count)
      for pair in pairs { lists[pair.a].append(zones.ids[pair.b]) }
      var column = Column(OverlapFields.zones.at(["zones": zones.study.name]))
      for list in lists { column.append(list.sorted(by: FeatureID.precedes).map(\.text)) }
      zoneColumn = column
    }

    var attributes: Attributes {
      var list = columns
      if let zoneColumn { list.insert(zoneColumn, at: list.count - 3) }
      return Attributes(columns: list)
    }
  }
}
