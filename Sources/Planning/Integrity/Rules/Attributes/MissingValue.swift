import GeoCore

/// A feature without a value where one is needed.
enum MissingValue: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A303", name: "missing-value", severity: .error,
    summary: "A feature has no value where the schema wants one.",
    explanation: """
      The schema says `required: true` or `nullable: false`, and the attribute is absent, null, or \
      text of nothing but blanks. A field that no feature has is A301.
      """,
    remedy: "fill the value in")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    schema.fields.filter { !$0.isNullable }.flatMap { field -> [Finding] in
      guard let column = layer.layer.attributes[field.name] else { return [] }
      return SchemaFindings.list(rule, in: layer) { row in
        if column.hasValue(row) { return nil }
        switch column.kinds[row] {
        case .absent: return "there is no \"\(field.name)\""
        case .null: return "\"\(field.name)\" is null"
        default: return "\"\(field.name)\" is blank"
        }
      }
    }
  }
}
