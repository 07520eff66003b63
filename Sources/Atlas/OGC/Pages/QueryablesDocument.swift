internal import GeoCore
internal import GeoFormats

/// The properties that filters may name, as a JSON Schema, with the words of the dictionary of fields.
///
/// **Source:** OGC 19-079r2, OGC API - Features - Part 3, clause 6.2.
enum QueryablesDocument {
  static let mediaType = "application/schema+json"

  static func document(
    of collection: ServedCollection, _ links: ServiceLinks, _ language: Wording.Language
  ) -> JSONValue {
    .object([
      "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
      "$id": .string(links.collection(collection) + "/queryables"), "type": .string("object"),
      "title": .string(collection.title), "properties": properties(of: collection, language),
      "additionalProperties": .bool(false),
    ])
  }

  /// What each property is; the geometry first.
  static func properties(
    of collection: ServedCollection, _ language: Wording.Language
  ) -> JSONValue {
    var members: [JSONValue.Member] = []
    if collection.source.hasGeometries {
      let words = Wording(en: "Geometry", fr: "Géométrie")
      members.append(
        .init(
          name: CQL2Parser.geometryName,
          value: .object([
            "title": .string(words[language]), "x-ogc-role": .string("primary-geometry"),
            "format": .string(format(of: collection.source.geometryKind)),
          ])))
    }
    for column in collection.source.columns where column.name != CQL2Parser.geometryName {
      let entry = collection.entry(column.name)
      let meaning = entry?.meaning[language] ?? ""
      let type: String? =
        switch column.type {
        case .text: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .any: nil
        }
      let words = entry?.words ?? []
      members.append(
        .init(
          name: column.name,
          value: .object([
            "title": .string(entry?.title[language] ?? column.name),
            "description": meaning.isEmpty ? nil : .string(meaning),
            "type": type.map { .string($0) },
            "x-ogc-unit": entry?.unit.map { .string($0) },
            "enum": words.isEmpty ? nil : .strings(words),
          ])))
    }
    return .object(members)
  }

  private static func format(of kind: GeometryKind?) -> String {
    switch kind {
    case nil, .null: "geometry-any"
    case .geometryCollection: "geometry-geometrycollection"
    case .some(let kind): "geometry-\(kind.name.lowercased())"
    }
  }
}
