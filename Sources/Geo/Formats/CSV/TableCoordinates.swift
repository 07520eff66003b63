internal import GeoCore

/// Which attributes of a table whose cells have types hold coordinates, and in which CRS: by the names
/// that `CSVCoordinates` knows.
struct TableCoordinates {
  private var columns: (x: Int, y: Int)?
  private var crs: CRS

  /// - Throws: `FormatError` of kind `usage` when a column that is named is missing, of kind `badData`
  ///   when the system is unknown.
  init(_ layer: Layer, options: ReadOptions) throws(FormatError) {
    let names = layer.attributes.names
    crs = options.crs ?? .wgs84
    if let x = options.xColumn, let y = options.yColumn {
      guard let found = CSVCoordinates.find([(x.lowercased(), y.lowercased())], in: names) else {
        throw FormatError(
          path: layer.path, line: 1, reason: "there are no columns \(x) and \(y)",
          remedy: "the columns are \(names.joined(separator: ", "))", kind: .usage)
      }
      columns = found
      let isDegrees = CSVCoordinates.degreeNames.contains { $0 == (x.lowercased(), y.lowercased()) }
      if options.crs == nil, !isDegrees { try setUnknown(found, names, options, layer.path) }
    } else if let found = CSVCoordinates.find(CSVCoordinates.degreeNames, in: names) {
      columns = found
      crs = .wgs84
    } else if let found = CSVCoordinates.find(CSVCoordinates.lambert93Names, in: names) {
      columns = found
      crs = .lambert93
    } else if let found = CSVCoordinates.find([CSVCoordinates.planeNames], in: names) {
      columns = found
      if options.crs == nil { try setUnknown(found, names, options, layer.path) }
    }
  }

  private mutating func setUnknown(
    _ found: (x: Int, y: Int), _ names: [String], _ options: ReadOptions, _ path: String
  ) throws(FormatError) {
    guard !options.requiresCRS else {
      throw FormatError(
        path: path, line: 1,
        reason: "the coordinate reference system of the columns \(names[found.x]) and"
          + " \(names[found.y]) is unknown", remedy: "say it with \(FileSetting.crs)")
    }
    crs = .unknown
  }

  /// Gives each row its point.
  /// - Throws: `FormatError` for a cell that is no number, or beyond the range of degrees.
  func place(_ layer: inout Layer) throws(FormatError) {
    guard let columns else { return }
    var points = Geometries(crs: crs)
    points.reserve(features: layer.count, points: layer.count)
    for row in 0..<layer.count {
      points.appendPoint(
        x: try value(layer, columns.x, row, limit: 180),
        y: try value(layer, columns.y, row, limit: 90))
    }
    layer.geometries = points
    layer.isPlainTable = false
    layer.coordinateColumns = [columns.x, columns.y].map { layer.attributes.names[$0] }
  }

  private func value(
    _ layer: Layer, _ column: Int, _ row: Int, limit: Double
  ) throws(FormatError) -> Double {
    let cells = layer.attributes.columns[column]
    let text = cells.string(row) ?? ""
    let french = CSVFrench.number(Array(text.utf8)[...], spaces: true)
    let value = cells.double(row) ?? french.flatMap { DecimalNumber.value($0[...]) }
    guard let value, value.isFinite, crs != .wgs84 || abs(value) <= limit else {
      throw FormatError(
        path: layer.path, row: row + 1,
        reason: text.isEmpty
          ? "column \(cells.name): the coordinate is empty"
          : "column \(cells.name): \(text) is no coordinate\(crs == .wgs84 ? " in degrees" : "")",
        remedy: text.isEmpty ? "fill it in, or drop the row" : "write a number")
    }
    return value
  }
}
