package import GeoCore
internal import GeoProjection

/// The codes of INSEE's and the EU's grid cells: `CRS3035RES200mN2029800E4252400` is the square of
/// 200 m whose south-west corner is at northing 2029800, easting 4252400 of EPSG:3035.
///
/// **Source:** INSPIRE D2.8.I.2, Geographical grid systems, and INSEE, Filosofi gridded data.
package enum GridCellCode {
  /// The column of codes; the one of the smallest cells when there are several, as in INSEE's
  /// tables, which name the 1 km cell around a 200 m cell too.
  package static func column(of layer: Layer) -> Column? {
    let found = layer.attributes.columns.compactMap { column in
      (0..<min(column.count, 100)).lazy.compactMap { square(column.string($0) ?? "") }.first
        .map { (column: column, size: $0.size) }
    }
    return found.min { $0.size < $1.size }?.column
  }

  /// A cell: its south-west corner and side in metres, and the code of its CRS.
  struct Square: Equatable {
    var epsg: String
    var size: Int
    var north: Int
    var east: Int
  }

  /// The cell of a code; nil for other texts.
  static func square(_ text: String) -> Square? {
    var rest = text.utf8[...]
    guard let epsg = number(after: "CRS", in: &rest), (4...6).contains(epsg.digits.count),
      let size = number(after: "RES", in: &rest), size.value > 0,
      let north = number(after: "mN", in: &rest), let east = number(after: "E", in: &rest),
      rest.isEmpty
    else { return nil }
    return Square(
      epsg: String(epsg.digits), size: size.value, north: north.value, east: east.value)
  }

  /// Takes a word and the whole number behind it off the front of a text.
  private static func number(
    after word: String, in text: inout Substring.UTF8View
  ) -> (digits: Substring, value: Int)? {
    guard text.starts(with: word.utf8) else { return nil }
    let behind = text.dropFirst(word.utf8.count)
    let digits = Substring(
      behind.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    guard let value = Int(digits) else { return nil }
    text = behind.dropFirst(digits.utf8.count)
    return (digits, value)
  }

  /// The squares of a layer of points that stand for cells: every row has a code of its own, and its point
  /// lies in that cell or on its border, such as the corner that tables of grids name. Nil for other
  /// layers.
  static func squares(aroundPointsOf layer: Layer) throws -> Geometries? {
    let geometries = layer.geometries
    guard layer.count > 0, geometries.kinds.allSatisfy({ $0 == .point }),
      let column = column(of: layer)
    else { return nil }
    let codes = (0..<layer.count).compactMap { column.string($0) }
    guard codes.count == layer.count, Set(codes).count == codes.count,
      codes.allSatisfy({ square($0) != nil })
    else { return nil }
    let squares = try squares(of: column, layer)
    let points = try geometries.transformed(to: squares.crs).geometries
    let lies = (0..<layer.count).allSatisfy { row in
      squares.box(ofFeature: row).expanded(by: cornerTolerance).meets(points.box(ofFeature: row))
    }
    return lies ? squares : nil
  }

  /// How far the corner of a cell may be from where it should be, metres.
  private static let cornerTolerance = 1.0

  /// The squares of all rows.
  /// - Throws: `FormatError` for a row whose code cannot be read or is of another CRS.
  package static func squares(of column: Column, _ layer: Layer) throws -> Geometries {
    var seen: Set<SIMD3<Int>> = []
    var cells = Geometries(crs: .laeaEurope)
    var epsg: String?
    for row in 0..<column.count {
      let text = column.string(row) ?? ""
      guard let square = square(text) else {
        throw FormatError(
          path: layer.path, feature: layer.label(ofFeature: row),
          reason: "\"\(text)\" is not the code of a grid cell",
          remedy: "codes look like CRS3035RES200mN2029800E4252400")
      }
      if epsg == nil {
        epsg = square.epsg
        cells = Geometries(crs: CRS("EPSG:\(square.epsg)"))
      }
      guard square.epsg == epsg else {
        throw FormatError(
          path: layer.path, feature: layer.label(ofFeature: row),
          reason: "the cell is in EPSG:\(square.epsg), those before it in \(cells.crs)")
      }
      guard seen.insert([square.size, square.north, square.east]).inserted else {
        throw FormatError(
          path: layer.path, feature: text, reason: "two rows have this grid cell",
          remedy: "merge the two: their people would count twice")
      }
      let (west, south) = (Double(square.east), Double(square.north))
      let (east, north) = (west + Double(square.size), south + Double(square.size))
      cells.beginFeature(.polygon)
      cells.beginPart()
      cells.appendRing([west, south, east, south, east, north, west, north, west, south])
    }
    return cells
  }
}
