internal import GeoCore

/// Which columns of a table hold coordinates, and in which CRS.
struct CSVCoordinates {
  /// nil for a table without coordinates.
  private var columns: (x: Int, y: Int)?
  private var crs: CRS
  /// The names of the columns; none for a table without coordinates.
  private(set) var names: [String] = []
  /// What the reader had to decide; nil when nothing.
  private(set) var notice: String?

  /// The names that mean degrees of longitude and latitude on WGS 84, in order of preference.
  static let degreeNames = [("lon", "lat"), ("longitude", "latitude"), ("lng", "lat")]
  static let planeNames = ("x", "y")
  /// The names that say that they are of Lambert-93, by which French tables call it.
  static let lambert93Names = [
    ("x_l93", "y_l93"), ("xl93", "yl93"), ("l93_x", "l93_y"), ("x_lambert93", "y_lambert93"),
    ("x_lambert_93", "y_lambert_93"), ("lambert93_x", "lambert93_y"), ("x_2154", "y_2154"),
    ("x_lamb93", "y_lamb93"),
  ]

  /// A table that has neither of the columns that are named, and columns of the usual names, is
  /// read from these: names are for all tables of a command.
  /// - Throws: `FormatError` of kind `usage` when a named column is missing, of kind `badData`
  ///   when the CRS is unknown.
  init(_ table: CSVRows, options: ReadOptions) throws(FormatError) {
    var given = try Self.named(options, table)
    let usual = Self.find(Self.degreeNames + [Self.planeNames], in: table.header)
    if let (x, y) = given, let usual, table.column(x) == nil, table.column(y) == nil {
      given = nil
      notice =
        "there are no columns \(x) and \(y): read from \(table.header[usual.x]) and"
        + " \(table.header[usual.y])"
    }
    if let (x, y) = given {
      let found = (try Self.column(x, of: table), try Self.column(y, of: table))
      columns = found
      let names = (x.lowercased(), y.lowercased())
      if let crs = options.crs {
        self.crs = crs
      } else if Self.degreeNames.contains(where: { $0 == names }) {
        crs = .wgs84
      } else if !options.requiresCRS {
        crs = .unknown
      } else {
        throw Self.unknownCRS(table, x, y)
      }
    } else if let found = Self.find(Self.degreeNames, in: table.header) {
      columns = found
      crs = .wgs84
    } else if let found = Self.find(Self.lambert93Names, in: table.header) {
      columns = found
      crs = .lambert93
      notice =
        "\(table.header[found.x]) and \(table.header[found.y]) are read as Lambert-93 (EPSG:2154)"
    } else if let found = Self.find([Self.planeNames], in: table.header) {
      guard let crs = options.crs ?? (options.requiresCRS ? nil : .unknown) else {
        throw Self.unknownCRS(table, table.header[found.x], table.header[found.y])
      }
      columns = found
      self.crs = crs
    } else {
      columns = nil
      crs = options.crs ?? .wgs84
      let likely = table.header.filter(Self.looksLikeCoordinate)
      if likely.count >= 2 {
        notice =
          "no columns of coordinates are known by name: the table has no places; if"
          + " \(likely.joined(separator: ", ")) hold them, say which two are x and y, and in which system"
      }
    }
    names = columns.map { [table.header[$0.x], table.header[$0.y]] } ?? []
  }

  /// Whether a name of a column speaks of a coordinate, without saying of which system.
  private static func looksLikeCoordinate(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    let known = [
      "x", "y", "lon", "lat", "long", "lng", "longitude", "latitude", "easting", "northing",
    ]
    return words.contains { known.contains(String($0)) }
      || ["coord", "lambert", "_l93", "wgs84", "xl2e", "yl2e"].contains {
        name.lowercased().contains($0)
      }
  }

  /// The columns that options name.
  private static func named(
    _ options: ReadOptions, _ table: CSVRows
  ) throws(FormatError) -> (x: String, y: String)? {
    if options.xColumn == nil, options.yColumn == nil { return nil }
    guard let x = options.xColumn, let y = options.yColumn else {
      throw FormatError(
        path: table.path, reason: "one column of coordinates is named, the other is not",
        remedy: "name both", kind: .usage)
    }
    return (x, y)
  }

  /// The places of the first pair of names that a header has, whatever their case.
  static func find(_ pairs: [(String, String)], in header: [String]) -> (x: Int, y: Int)? {
    let lower = header.map { $0.lowercased() }
    for (x, y) in pairs {
      if let x = lower.firstIndex(of: x), let y = lower.firstIndex(of: y) { return (x, y) }
    }
    return nil
  }

  /// No features yet, with room for a point or a null geometry for each row.
  func geometries(rowCount: Int) -> Geometries {
    var geometries = Geometries(crs: crs)
    geometries.reserve(features: rowCount, points: columns == nil ? 0 : rowCount)
    return geometries
  }

  /// Appends the point of the row at hand, or a null geometry when the table has no coordinates.
  /// - Throws: `FormatError` for a cell that is empty, not a number, not finite, or beyond the
  ///   range of degrees.
  func append(_ row: CSVRows, to geometries: inout Geometries) throws(FormatError) {
    guard let columns else { return geometries.beginFeature(.null) }
    let x = try value(row, columns.x, limit: 180)
    let y = try value(row, columns.y, limit: 90)
    geometries.appendPoint(x: x, y: y)
  }

  private func value(_ row: CSVRows, _ column: Int, limit: Double) throws(FormatError) -> Double {
    var text = row.text(ofCell: column).trimmingSpaces()
    // Thousands may be set apart, and decimals written with a comma.
    if row.mayBeFrench, !text.utf8.allSatisfy(Self.isDecimal),
      let number = CSVFrench.number(Array(text.utf8)[...], spaces: true)
    {
      text = String(decoding: number, as: UTF8.self)
    }
    guard !text.isEmpty else {
      throw row.error(
        column: column, reason: "the coordinate is empty", remedy: "fill it in, or drop the row")
    }
    guard let value = DecimalNumber.value(text) else {
      let isFinite = Double(text)?.isFinite ?? true
      throw row.error(
        column: column,
        reason: isFinite
          ? "the coordinate \"\(text)\" is not a number" : "the coordinate \(text) is not finite",
        remedy: text.contains(",") ? "write decimals with a point" : "write a decimal number")
    }
    guard crs != .wgs84 || abs(value) <= limit else {
      throw row.error(
        column: column, reason: "\(text) is beyond \(Int(limit)) degrees",
        remedy: "name columns of other units x and y, and say their system with \(FileSetting.crs)")
    }
    return value
  }

  private static func isDecimal(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || "+-.eE".utf8.contains(byte)
  }

  private static func column(_ name: String, of table: CSVRows) throws(FormatError) -> Int {
    if let found = table.column(name) { return found }
    throw FormatError(
      path: table.path, line: 1, reason: "there is no column \(name)",
      remedy: "the columns are \(table.header.joined(separator: ", "))", kind: .usage)
  }

  private static func unknownCRS(_ table: CSVRows, _ x: String, _ y: String) -> FormatError {
    FormatError(
      path: table.path, line: 1,
      reason: "the coordinate reference system of the columns \(x) and \(y) is unknown",
      remedy: "say it with \(FileSetting.crs)")
  }
}
