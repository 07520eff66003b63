internal import GeoCore
internal import PlanningStudies

/// Numbers that columns hold.
extension IndicatorData {
  /// The numbers of the column of the zones that a role names; nil where there is none.
  /// - Throws: as `amounts`.
  func numbers(_ role: IndicatorRole) throws -> [Double?] {
    try amounts(try entries(role)[0].field ?? "", of: zones.layer)
  }

  /// The numbers of a column, 0 or more, as decimal text too; nil where it holds none.
  /// - Throws: `InputError` for a column that is not there, `FormatError` for what is neither a number nor
  ///   missing, and for negative ones.
  func amounts(_ field: String, of layer: Layer) throws -> [Double?] {
    guard let column = layer.attributes[field] else {
      throw InputError(
        path: layer.path, reason: "\"\(layer.name)\" has no attribute \"\(field)\"",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
    }
    return try (0..<column.count).map { row in
      if column.isMissing(row) || column.string(row)?.isEmpty == true { return nil }
      guard let number = CountOfPeople.number(column, row), number >= 0 else {
        throw FormatError(
          path: layer.path, feature: layer.label(ofFeature: row),
          reason: "\"\(field)\" is \(column.json(row)), not a number of 0 or more",
          remedy: "write numbers alone, without units; leave unknown ones empty")
      }
      return number
    }
  }
}
