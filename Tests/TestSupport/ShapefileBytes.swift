/// The bytes of a small Shapefile, built by hand: for tests of what no writer would write.
public struct ShapefileBytes {
  /// The shapes.
  public var shp: [UInt8] = []
  /// Where each shape stands in `shp`.
  public var shx: [UInt8] = []
  /// The attributes.
  public var dbf: [UInt8] = []
  /// The reference system as WKT; nil for no file.
  public var prj: [UInt8]?
  /// The name of the encoding; nil for no file.
  public var cpg: [UInt8]?

  /// One field of the table.
  public struct Field {
    var name: String
    var type: Character
    var width: Int
    var decimals: Int

    /// A field of so many bytes, by its letter in dBASE: `N` for numbers, `C` for text.
    public init(_ name: String, _ type: Character, _ width: Int, decimals: Int = 0) {
      self.name = name
      self.type = type
      self.width = width
      self.decimals = decimals
    }
  }

  /// - Parameters:
  ///   - shapes: the content of each record, its type first.
  ///   - rows: the cells of each record, as they stand in the file; padded with blanks.
  ///   - deleted: the records that are marked as deleted.
  public init(
    type: Int32, shapes: [[UInt8]], fields: [Field] = [Field("n", "N", 4)],
    rows: [[[UInt8]]]? = nil, deleted: Set<Int> = [], languageDriver: UInt8 = 0
  ) {
    var body: [UInt8] = []
    var index: [UInt8] = []
    for (i, shape) in shapes.enumerated() {
      index += Self.big(Int32((100 + body.count) / 2)) + Self.big(Int32(shape.count / 2))
      body += Self.big(Int32(i + 1)) + Self.big(Int32(shape.count / 2)) + shape
    }
    shp = Self.header(type, size: 100 + body.count) + body
    shx = Self.header(type, size: 100 + index.count) + index
    let cells = rows ?? shapes.indices.map { [Array(String($0 + 1).utf8)] }
    dbf = Self.table(fields, cells, deleted, languageDriver)
    prj = Array(Self.lambert93.utf8)
  }

  /// RGF93 / Lambert-93 in Esri's words.
  public static let lambert93 = """
    PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF93",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137,\
    298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]],\
    PROJECTION["Lambert_Conformal_Conic"],PARAMETER["standard_parallel_1",49],\
    PARAMETER["standard_parallel_2",44],PARAMETER["latitude_of_origin",46.5],\
    PARAMETER["central_meridian",3],PARAMETER["false_easting",700000],\
    PARAMETER["false_northing",6600000],UNIT["Meter",1]]
    """

  /// Writes the files into a folder and gives the path of the `.shp`.
  @discardableResult
  public func write(to scratch: Scratch, _ stem: String = "t") throws -> String {
    for (ending, bytes) in [("shx", shx), ("dbf", dbf)] {
      try scratch.write("\(stem).\(ending)", bytes)
    }
    if let prj { try scratch.write("\(stem).prj", prj) }
    if let cpg { try scratch.write("\(stem).cpg", cpg) }
    return try scratch.write("\(stem).shp", shp)
  }

  // MARK: Shapes

  /// The content of a record that holds a point.
  public static func point(_ x: Double, _ y: Double) -> [UInt8] {
    little(Int32(1)) + doubles([x, y])
  }

  /// A line, polygon or multipoint (which has no parts), with Z and M after the vertices.
  public static func shape(
    _ type: Int32, _ parts: [[(Double, Double)]], z: [Double]? = nil, m: [Double]? = nil
  ) -> [UInt8] {
    let vertices = parts.flatMap { $0 }
    var bytes = little(type) + doubles([0, 0, 0, 0])
    let isMultiPoint = type % 10 == 8
    if !isMultiPoint { bytes += little(Int32(parts.count)) }
    bytes += little(Int32(vertices.count))
    if !isMultiPoint {
      var start = 0
      for part in parts {
        bytes += little(Int32(start))
        start += part.count
      }
    }
    bytes += doubles(vertices.flatMap { [$0.0, $0.1] })
    for values in [z, m].compactMap({ $0 }) { bytes += doubles([0, 0] + values) }
    return bytes
  }

  /// The content of a record without a shape.
  public static let null = little(Int32(0))

  /// Numbers of 64 bits, little-endian.
  public static func doubles(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    }
  }

  /// A number of 32 bits, little-endian.
  public static func little(_ value: Int32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * Int32($0))) }
  }

  /// A number of 32 bits, big-endian.
  public static func big(_ value: Int32) -> [UInt8] { little(value).reversed() }

  // MARK: Files

  private static func header(_ type: Int32, size: Int) -> [UInt8] {
    big(9994) + [UInt8](repeating: 0, count: 20) + big(Int32(size / 2)) + little(1000)
      + little(type) + [UInt8](repeating: 0, count: 64)
  }

  private static func table(
    _ fields: [Field], _ rows: [[[UInt8]]], _ deleted: Set<Int>, _ languageDriver: UInt8
  ) -> [UInt8] {
    let headerSize = 33 + 32 * fields.count
    let recordSize = 1 + fields.reduce(0) { $0 + $1.width }
    var bytes: [UInt8] = [3, 124, 1, 1] + little(Int32(rows.count))
    bytes += little(Int32(headerSize)).prefix(2) + little(Int32(recordSize)).prefix(2)
    bytes += [UInt8](repeating: 0, count: 17) + [languageDriver, 0, 0]
    for field in fields {
      let name = Array(field.name.utf8.prefix(10))
      bytes += name + [UInt8](repeating: 0, count: 11 - name.count)
      bytes += Array(String(field.type).utf8) + [0, 0, 0, 0]
      bytes += [UInt8(field.width), UInt8(field.decimals)] + [UInt8](repeating: 0, count: 14)
    }
    bytes.append(0x0D)
    for (i, row) in rows.enumerated() {
      bytes.append(deleted.contains(i) ? UInt8(ascii: "*") : 0x20)
      for (cell, field) in zip(row, fields) {
        bytes +=
          cell.prefix(field.width)
          + [UInt8](repeating: 0x20, count: max(0, field.width - cell.count))
      }
    }
    return bytes + [0x1A]
  }
}
