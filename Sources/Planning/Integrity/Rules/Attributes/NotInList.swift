import GeoCore

/// A value that is none of its field's code list.
enum NotInList: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A305", name: "not-in-list", severity: .error,
    summary: "A value is not in the code list of its field.",
    explanation: """
      The schema lists the `values` of the field. They are compared as text and with their case, \
      numbers by value: 1, 1.0 and "1" are the same. Features without a value are A303, if at all.
      """,
    remedy: "use one of the values listed, or add this one to the schema")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    findings(in: layer, fields: schema.fields) { field, column, row in
      guard let values = field.values, let text = column.string(row), !values.contains(text),
        !values.contains(column.comparable(row))
      else { return nil }
      let near = values.first { $0.lowercased() == text.trimmedBlanks.lowercased() }
      let hint = near.map { "; \"\($0)\" may be meant" } ?? ""
      return "\"\(field.name)\" is \(column.shown(row)), which its list does not have\(hint)"
    }
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmedBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
