internal import Foundation
import GRDB
internal import GeoCore
internal import GeoAlgorithms

/// A condition as SQL over one table, its values bound and never written into the text.
///
/// Boxes are looked up in the R-tree of the table where it has one; features whose boxes lie within the
/// box asked for are in, and only the others' shapes are looked at.
struct GeoPackageCondition {
  /// What a table is called in SQL.
  struct Names {
    /// All of them quoted.
    var key: String
    var geometry: String?
    var index: String?
    /// The columns that may be named in conditions.
    var columns: Set<String>
  }

  private(set) var sql = ""
  private(set) var values: [DatabaseValue] = []
  private let names: Names

  init(_ condition: FeatureCondition, _ names: Names) {
    self.names = names
    append(condition)
  }

  private mutating func append(_ condition: FeatureCondition) {
    switch condition {
    case .all(let conditions): append(conditions, joinedBy: " AND ", none: "1")
    case .any(let conditions): append(conditions, joinedBy: " OR ", none: "0")
    case .not(let one):
      sql += "NOT "
      append(one)
    case .compares(let column, let comparison, let value):
      sql += "(\(name(column)) \(comparison.rawValue) ?)"
      switch value {
      case .number(let number): values.append(number.databaseValue)
      case .text(let text): values.append(text.databaseValue)
      case .bool(let bool): values.append((bool ? 1 : 0).databaseValue)
      }
    case .isNull(let column): sql += "(\(name(column)) IS NULL)"
    case .isLike(let column, let pattern):
      sql += "\(Self.likenessName)(\(name(column)), ?)"
      values.append(pattern.databaseValue)
    case .meets(let box): append(box, isExact: true)
    case .boxMeets(let box): append(box, isExact: false)
    }
  }

  private mutating func append(
    _ conditions: [FeatureCondition], joinedBy word: String, none: String
  ) {
    guard !conditions.isEmpty else { return sql += none }
    sql += "("
    for (place, one) in conditions.enumerated() {
      if place > 0 { sql += word }
      append(one)
    }
    sql += ")"
  }

  private mutating func append(_ box: Box, isExact: Bool) {
    guard let geometry = names.geometry else { return sql += "0" }
    func values(_ numbers: Double...) -> [DatabaseValue] { numbers.map(\.databaseValue) }
    sql += "("
    if let index = names.index {
      sql += "\(names.key) IN (SELECT id FROM \(index)"
      sql += " WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)"
      self.values += values(box.minX, box.maxX, box.minY, box.maxY)
      if isExact {
        sql += " AND (\(names.key) IN (SELECT id FROM \(index)"
        sql += " WHERE minx >= ? AND maxx <= ? AND miny >= ? AND maxy <= ?) OR "
        self.values += values(box.minX, box.maxX, box.minY, box.maxY)
      }
    }
    if isExact || names.index == nil {
      sql += "\(Self.meetingName)(\(geometry), ?, ?, ?, ?)"
      self.values += values(box.minX, box.minY, box.maxX, box.maxY)
    }
    if names.index != nil, isExact { sql += ")" }
    sql += ")"
  }

  private func name(_ column: String) -> String {
    names.columns.contains(column) ? quotedSQLName(column) : "NULL"
  }

  // MARK: What SQL lacks

  private static let meetingName = "amp_geo_meets"
  private static let likenessName = "amp_geo_like"

  /// Whether a geometry meets a box; unknown for what is no geometry.
  static let meeting = DatabaseFunction(meetingName, argumentCount: 5, pure: true) { values in
    guard case .blob(let data) = values[0].storage else { return nil }
    let sides = values[1...].compactMap { Double.fromDatabaseValue($0) }
    guard sides.count == 4 else { return nil }
    let box = Box(minX: sides[0], minY: sides[1], maxX: sides[2], maxY: sides[3])
    var reader = WKBReader(crs: .unknown, closesRings: true, takesShortLines: true)
    let isRead = data.withUnsafeBytes { bytes in (try? reader.append(geoPackage: bytes)) != nil }
    return isRead ? reader.geometries.meets(box, feature: 0) : nil
  }

  /// Whether a text fits a pattern.
  static let likeness = DatabaseFunction(likenessName, argumentCount: 2, pure: true) { values in
    guard let pattern = String.fromDatabaseValue(values[1]),
      let text = String.fromDatabaseValue(values[0])
    else { return nil }
    return TextLikeness(pattern).fits(text)
  }
}
