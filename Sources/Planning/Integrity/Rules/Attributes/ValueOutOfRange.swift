import GeoCore

/// A number too small or large, a text too short or long.
enum ValueOutOfRange: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A306", name: "value-out-of-range", severity: .error,
    summary: "A number or the length of a text is out of the range that the schema states.",
    explanation: """
      `minimum` and `maximum` bound numbers, `min_length` and `max_length` the characters of a \
      text; all four belong to the range.
      """,
    remedy: "correct the value, or the range in the schema")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    findings(in: layer, fields: schema.fields) { field, column, row in
      if let value = column.double(row) {
        if let low = field.minimum, value < low {
          return "\"\(field.name)\" is \(column.shown(row)), below \(JSONText.number(low))"
        }
        if let high = field.maximum, value > high {
          return "\"\(field.name)\" is \(column.shown(row)), above \(JSONText.number(high))"
        }
      }
      guard field.minLength != nil || field.maxLength != nil, let text = column.string(row) else {
        return nil
      }
      let count = text.count
      if let low = field.minLength, count < low {
        return "\"\(field.name)\" has \(count) characters, and \(low) are the least"
      }
      if let high = field.maxLength, count > high {
        return "\"\(field.name)\" has \(count) characters, and \(high) are the most"
      }
      return nil
    }
  }
}
