import GeoCore

/// A field that the schema requires and the layer lacks.
enum MissingField: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A301", name: "missing-field", severity: .error,
    summary: "The layer has no field that the schema requires.",
    explanation: """
      The schema (\(CheckSetting.schema)) says `required: true`, and no feature has an attribute of that name. \
      Names are compared with their case. One finding a field.
      """,
    remedy: "add the field, or rename the one that is meant")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    let names = layer.layer.attributes.names
    return schema.fields.filter { $0.isRequired && !names.contains($0.name) }.map { field in
      let near = names.first { $0.lowercased() == field.name.lowercased() }
      let hint = near.map { "; there is \"\($0)\"" } ?? ""
      return layer.finding(rule, "there is no field \"\(field.name)\"\(hint)")
    }
  }
}
