import GeoCore
import GeoFormats

/// A value that is not of its field's type.
enum WrongType: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A302", name: "wrong-type", severity: .error,
    summary: "A value is not of the type that the schema states.",
    explanation: """
      Types are text, integer (5.0 is one), number, boolean, date (2024-06-27, 20240627, or with a \
      time) and list. The number 1 is not the text "1". CSV files know no types: there, numbers \
      count as text too.
      """,
    remedy: "write the value in the field's type, or correct the schema")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    let isUntyped = layer.format is CSVFormat
    return findings(in: layer, fields: schema.fields) { field, column, row in
      guard let type = field.type, !fits(type, column, row, isUntyped) else { return nil }
      let what = type == .date ? "a date" : type == .integer ? "an integer" : "a \(type.rawValue)"
      return "\"\(field.name)\" is \(column.shown(row)), not \(type == .text ? "text" : what)"
    }
  }

  private static func fits(
    _ type: LayerSchema.FieldType, _ column: Column, _ row: Int, _ isUntyped: Bool
  ) -> Bool {
    let kind = column.kinds[row]
    switch type {
    case .text: return kind == .string || (isUntyped && kind != .json)
    case .integer:
      if kind == .integer { return true }
      guard kind == .number, let value = column.double(row) else { return false }
      return value == value.rounded()
    case .number: return kind == .integer || kind == .number
    case .boolean: return kind == .bool
    case .date:
      let isText = kind == .string || (isUntyped && kind == .integer)
      return isText && (column.string(row).map(CalendarDate.isDate) ?? false)
    case .list: return kind == .json && column.json(row).hasPrefix("[")
    }
  }
}
