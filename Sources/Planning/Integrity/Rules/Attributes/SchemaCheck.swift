import GeoCore

/// A rule that holds the attributes of a layer against a schema.
protocol SchemaCheck: LayerCheck {
  /// What is wrong in a layer that the schema rules.
  static func findings(in layer: CheckedLayer, schema: LayerSchema) -> [Finding]
}

extension SchemaCheck {
  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    guard let schema = options.schema, schema.rules(layerNamed: layer.layer.name) else { return [] }
    return findings(in: layer, schema: schema)
  }

  /// Asks about the value of every feature in each of some fields that the layer has.
  /// - Parameter fault: what is wrong with a value that is there; nil when nothing is.
  static func findings(
    in layer: CheckedLayer, fields: [LayerSchema.Field],
    fault: (LayerSchema.Field, Column, Int) -> String?
  ) -> [Finding] {
    fields.flatMap { field -> [Finding] in
      guard let column = layer.layer.attributes[field.name] else { return [] }
      return SchemaFindings.list(rule, in: layer) { row in
        column.hasValue(row) ? fault(field, column, row) : nil
      }
    }
  }
}

/// Findings about the features of one field, not too many of them.
enum SchemaFindings {
  /// How many findings of one rule are listed of one field.
  static let limit = 100

  /// A finding for every feature with a fault, up to the limit; a last one counts the rest.
  /// - Parameter also: another feature that the fault found last concerns.
  static func list(
    _ rule: IntegrityRule, in layer: CheckedLayer, also other: () -> Int? = { nil },
    fault: (Int) -> String?
  ) -> [Finding] {
    var found: [Finding] = []
    var rest = 0
    for row in 0..<layer.layer.count {
      guard let message = fault(row) else { continue }
      if found.count < limit {
        found.append(
          layer.finding(
            rule, message, features: [row] + (other().map { [$0] } ?? []),
            at: layer.firstPlace(ofFeature: row)))
      } else {
        rest += 1
      }
    }
    if rest > 0, let last = found.last {
      found.append(layer.finding(rule, "the same in \(rest) more features: \(last.message)"))
    }
    return found
  }
}

extension CheckedLayer {
  /// The first vertex of a feature; nil when it has none.
  func firstPlace(ofFeature feature: Int) -> (x: Double, y: Double)? {
    geometries.vertices(ofFeature: feature).first.map { place(ofVertex: $0) }
  }
}

extension Column {
  /// Whether there is something to read: not absent, not null, not text of blanks alone.
  func hasValue(_ row: Int) -> Bool {
    if isMissing(row) { return false }
    guard kinds[row] == .string, let text = string(row) else { return true }
    return !text.allSatisfy(\.isWhitespace)
  }

  /// What the value is compared by, as ids are: 1, 1.0 and "1" are equal.
  func comparable(_ row: Int) -> String { key(row) ?? "null" }

  /// The value for messages: its JSON text, cut short.
  func shown(_ row: Int) -> String {
    let text = json(row)
    return text.count > 60 ? text.prefix(57) + "..." : text
  }
}
