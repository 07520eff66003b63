public import GeoCore

/// What the columns of a table are, as a JSON Table Schema.
///
/// Columns that results make have a title and a description in English and French, their unit,
/// bounds, denominator, reason and decimals beside what the schema knows; columns that came with the
/// data have their name and type.
///
/// **Source:** Frictionless Data, Table Schema.
public struct TableSchema: Sendable {
  private let columns: [Column]

  /// The schema of a layer's attributes.
  public init(_ layer: Layer) { columns = layer.attributes.columns }

  /// The schema, with a field for each column in their order.
  public var json: JSONValue {
    .object([
      "fields": .array(
        columns.map { column in
          column.field.map { Self.json(of: $0) }
            ?? .object([
              "name": .string(column.name), "type": .string(Self.type(of: column)),
            ])
        })
    ])
  }

  /// A field, with words in both languages.
  public static func json(of field: Field) -> JSONValue {
    var constraints: JSONValue?
    if field.kind == .share {
      constraints = .object(["minimum": .integer(0), "maximum": .integer(1)])
    } else if !field.values.isEmpty {
      constraints = .object(["enum": .strings(field.values.map(\.value))])
    }
    let words = field.values.map { value in
      JSONValue.object([
        "value": .string(value.value), "label": .string(value.label.en),
        "label_fr": .string(value.label.fr),
      ])
    }
    return .object([
      "name": .string(field.name), "type": .string(field.type.rawValue),
      "title": .string(field.label.en), "title_fr": .string(field.label.fr),
      "description": .string(field.meaning.en), "description_fr": .string(field.meaning.fr),
      "kind": .string(field.kind.rawValue), "unit": field.unit.map { .string($0) },
      "decimals": field.decimals.map { .integer($0) },
      "low": field.bounds.first.map { .string($0) },
      "high": field.bounds.last.map { .string($0) },
      "denominator": field.denominator.map { .string($0) },
      "reason": field.reason.map { .string($0) },
      "constraints": constraints, "values": words.isEmpty ? nil : .array(words),
    ])
  }

  private static func type(of column: Column) -> String {
    switch Set(column.kinds).subtracting([.absent, .null]) {
    case [.bool]: "boolean"
    case [.integer]: "integer"
    case [.number], [.number, .integer]: "number"
    case [.string], []: "string"
    default: "any"
    }
  }
}
