import GeoCore

/// A text that does not look as it should.
enum PatternMismatch: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A307", name: "pattern-mismatch", severity: .error,
    summary: "A text does not match the pattern of its field.",
    explanation: """
      The schema gives a regular expression as `pattern`; the whole text must match it, not a part \
      of it. Numbers are compared by their text.
      """,
    remedy: "write the value as the pattern wants it, or correct the pattern")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    schema.fields.flatMap { field -> [Finding] in
      guard let pattern = field.pattern, let expression = TextPattern(pattern),
        let column = layer.layer.attributes[field.name]
      else { return [] }
      return SchemaFindings.list(rule, in: layer) { row in
        guard column.hasValue(row), let text = column.string(row) else { return nil }
        let what = "\"\(field.name)\" is \(column.shown(row)), which"
        switch expression.answer(for: text) {
        case .matches: return nil
        case .differs: return "\(what) does not match \(pattern)"
        case .undecided: return "\(what) takes too long to match \(pattern): simplify the pattern"
        }
      }
    }
  }
}
