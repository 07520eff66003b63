internal import GeoCore

/// What people are ranked by, from the poorest to the richest: the income of the zone they live in.
///
/// A table of zones by their ids. People have the income of the innermost zone that the table names:
/// zones with known totals, those of the last layer first, then the zone of results.
package struct PeopleIncomes: Sendable {
  private let byZone: [String: Double]

  /// - Throws: `InputError` for an attribute that is missing; `FormatError` for a value that is no number,
  ///   and for a table that names a zone twice.
  init(_ study: StudyLayer, field: String) throws {
    let layer = study.layer
    guard let column = layer.attributes[field] else {
      throw InputError(
        path: layer.path, reason: "there is no attribute \"\(field)\" of incomes",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
    }
    var byZone: [String: Double] = [:]
    for row in 0..<layer.count where !column.isMissing(row) {
      let id = study.featureID(row).text
      guard let income = CountOfPeople.number(column, row) else {
        throw FormatError(
          path: layer.path, feature: id,
          reason: "\"\(field)\" is \(column.json(row)), not an income",
          remedy: "correct the value, or leave it empty")
      }
      guard byZone.updateValue(income, forKey: id) == nil else {
        throw FormatError(
          path: layer.path, feature: id, reason: "two rows have the income of this zone",
          remedy: "leave one of them")
      }
    }
    self.byZone = byZone
  }

  /// The income of a row's people; nil when the table names no zone of theirs.
  /// - Parameter zone: the id of the zone of results that they live in.
  package func income(of row: PeopleSource.Row, inZone zone: String?) -> Double? {
    for id in row.zoneIDs + (zone.map { [$0] } ?? []) {
      if let income = byZone[id] { return income }
    }
    return nil
  }
}
