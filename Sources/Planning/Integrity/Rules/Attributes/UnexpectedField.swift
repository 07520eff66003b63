import GeoCore

/// A field that the schema does not name.
enum UnexpectedField: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A308", name: "unexpected-field", severity: .error,
    summary: "The layer has a field that the schema does not name.",
    explanation: """
      Found when the schema says `extra_fields: error`, or `warn` for a warning; the default is \
      `allow`. One finding a field.
      """,
    remedy: "remove the field, or add it to the schema")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    guard schema.extraFields != .allow else { return [] }
    let known = Set(schema.fields.map(\.name))
    return layer.layer.attributes.names.filter { !known.contains($0) }.map { name in
      var finding = layer.finding(rule, "the schema has no field \"\(name)\"")
      if schema.extraFields == .warn { finding.severity = .warning }
      return finding
    }
  }
}
