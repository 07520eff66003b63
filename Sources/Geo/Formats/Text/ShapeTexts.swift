internal import GeoCore

/// Columns of tables that hold shapes as text. Well-known text is read (`TextShapes`); GeoJSON and two
/// coordinates in one cell are not: who does not know would take the table for one without places.
///
/// **Complexity:** O(columns): the first value of each is looked at.
enum ShapeTexts {
  private static let kinds = [
    "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON",
    "GEOMETRYCOLLECTION", "CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE",
    "MULTISURFACE", "TRIANGLE", "TIN", "POLYHEDRALSURFACE",
  ]

  /// What is to be said of a table without places; nothing when no column looks like shapes.
  static func notices(on table: Layer) -> [String] {
    let found = table.attributes.columns.filter { column in
      guard let row = column.kinds.indices.first(where: { !column.isMissing($0) }),
        let text = column.string(row)
      else { return false }
      return isShape(text) || isPair(text, named: column.name)
    }
    guard !found.isEmpty else { return [] }
    let names = found.map(\.name).joined(separator: ", ")
    return [
      "\(names) holds shapes as text, which are not read: the table has no places; put x and y into"
        + " columns of their own, or bring it into another format with ogr2ogr or QGIS"
    ]
  }

  /// Whether a text begins as a shape: in well-known text, with a system or without, or in GeoJSON.
  static func isShape(_ text: String) -> Bool {
    let members = text.prefix(200).filter { !$0.isWhitespace }
    return members.hasPrefix("{\"type\":") || members.hasPrefix("{\"coordinates\":")
      || isWellKnownText(text)
  }

  /// Whether a text begins as well-known text, with a system or without.
  static func isWellKnownText(_ text: String) -> Bool {
    var head = String(text.prefix(60)).uppercased().drop { $0.isWhitespace }
    if head.hasPrefix("SRID="), let end = head.firstIndex(of: ";") {
      head = head[end...].dropFirst()
    }
    let word = head.prefix { $0.isASCII && $0.isLetter }
    guard kinds.contains(String(word)) else { return false }
    let rest = head.dropFirst(word.count).drop { $0 == " " || $0 == "Z" || $0 == "M" }
    return rest.first == "(" || rest.hasPrefix("EMPTY")
  }

  /// Whether a text is two numbers with a comma between, in a column whose name speaks of places.
  private static func isPair(_ text: String, named name: String) -> Bool {
    let name = name.lowercased()
    let words = ["geo", "coord", "point", "latlon", "lat_lon", "location", "position"]
    guard words.contains(where: name.contains) else { return false }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        let trimmed = part.filter { $0 != " " }
        return trimmed.contains(".") && DecimalNumber.value(trimmed) != nil
      }
  }
}
