import GeoCore

/// A key that two features share.
enum NotUnique: SchemaCheck {
  static let rule = IntegrityRule(
    code: "A304", name: "not-unique", severity: .error,
    summary: "Two features have the same key.",
    explanation: """
      The schema says `unique: true` of a field, or names several under `unique` that together \
      identify a feature. Features without a value in one of them are not compared. Values are \
      compared as ids are: 1, 1.0 and "1" are one key, "01" is another.
      """,
    remedy: "give every feature a key of its own, or remove the repetition")

  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding] {
    let keys = schema.fields.filter(\.isUnique).map { [$0.name] } + schema.keys
    return keys.flatMap { names -> [Finding] in
      let columns = names.compactMap { layer.layer.attributes[$0] }
      guard columns.count == names.count else { return [] }
      var seen: [[String]: Int] = [:]
      var earlier = 0
      return SchemaFindings.list(rule, in: layer, also: { earlier }) { row in
        guard columns.allSatisfy({ $0.hasValue(row) }) else { return nil }
        let key = columns.map { $0.comparable(row) }
        guard let first = seen[key] else {
          seen[key] = row
          return nil
        }
        earlier = first
        let values = zip(names, columns).map { "\"\($0)\" \($1.shown(row))" }
        return "\(values.joined(separator: " and ")) is also that of feature"
          + " \(layer.layer.label(ofFeature: first))"
      }
    }
  }
}
