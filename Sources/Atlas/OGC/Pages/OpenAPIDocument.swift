internal import GeoCore

/// The service described by OpenAPI 3.0, made of one list of resources.
///
/// **Source:** OpenAPI Specification 3.0.3.
enum OpenAPIDocument {
  /// A resource: its path, what it is, what may be asked of it, what its answers are.
  struct Resource: Sendable {
    var path: String
    var name: String
    var summary: String
    var parameters: [String]
    var types: [String]
    var tag: String
  }

  static let items = "/collections/{collectionId}/items"
  private static let tiles = "/collections/{collectionId}/tiles"
  private static let matrix = "/{tileMatrix}/{tileRow}/{tileCol}"

  static let resources = [
    Resource(
      path: "/", name: "getLandingPage", summary: "Where everything is", parameters: ["f"],
      types: ["application/json", "text/html"], tag: "Service"),
    Resource(
      path: "/conformance", name: "getConformance", summary: "Classes of requirements",
      parameters: ["f"], types: ["application/json", "text/html"], tag: "Service"),
    Resource(
      path: "/api", name: "getApi", summary: "This document", parameters: ["f"],
      types: [LandingDocument.openAPIType, "text/html"], tag: "Service"),
    Resource(
      path: "/healthz", name: "getHealth", summary: "Whether the service answers", parameters: [],
      types: ["text/plain"], tag: "Service"),
    Resource(
      path: "/metrics", name: "getMetrics", summary: "Counts for Prometheus", parameters: [],
      types: ["text/plain"], tag: "Service"),
    Resource(
      path: "/collections", name: "getCollections", summary: "All collections", parameters: ["f"],
      types: ["application/json", "text/html"], tag: "Features"),
    Resource(
      path: "/collections/{collectionId}", name: "describeCollection", summary: "A collection",
      parameters: ["f"], types: ["application/json", "text/html"], tag: "Features"),
    Resource(
      path: "/collections/{collectionId}/queryables", name: "getQueryables",
      summary: "The properties that filters may name", parameters: ["f", "lang"],
      types: [QueryablesDocument.mediaType, "text/html"], tag: "Features"),
    Resource(
      path: items, name: "getFeatures", summary: "Features of a collection",
      parameters: FeatureQuery.parameters, types: ["application/geo+json", "text/html"],
      tag: "Features"),
    Resource(
      path: items + "/{featureId}", name: "getFeature", summary: "A feature",
      parameters: ["f", "crs"], types: ["application/geo+json", "text/html"], tag: "Features"),
    Resource(
      path: tiles, name: "getTileSetsList", summary: "The tilesets of a collection",
      parameters: ["f"], types: ["application/json", "text/html"], tag: "Tiles"),
    Resource(
      path: tiles + "/{tileMatrixSetId}", name: "getTileSet", summary: "A tileset",
      parameters: ["f"], types: ["application/json", "text/html"], tag: "Tiles"),
    Resource(
      path: tiles + "/{tileMatrixSetId}" + matrix, name: "getTile", summary: "A vector tile",
      parameters: ["f", "properties"], types: [TileSetDocument.mediaType], tag: "Tiles"),
    Resource(
      path: "/xyz/{collectionId}/{tileMatrix}/{tileCol}/{tileRow}.pbf", name: "getTileByColumn",
      summary: "A vector tile, the column before the row", parameters: ["properties"],
      types: [TileSetDocument.mediaType], tag: "Tiles"),
    Resource(
      path: "/tileMatrixSets", name: "getTileMatrixSetsList", summary: "Tile matrix sets",
      parameters: ["f"], types: ["application/json", "text/html"], tag: "Tiles"),
    Resource(
      path: "/tileMatrixSets/{tileMatrixSetId}", name: "getTileMatrixSet",
      summary: "A tile matrix set", parameters: ["f"], types: ["application/json", "text/html"],
      tag: "Tiles"),
  ]

  static func document(
    title: String, version: String, _ links: ServiceLinks, _ collections: [ServedCollection]
  ) -> JSONValue {
    .object([
      "openapi": .string("3.0.3"),
      "info": .object([
        "title": .string(title), "version": .string(version),
        "description": .string("Layers as OGC API Features and OGC API Tiles."),
      ]),
      "servers": .array([.object(["url": .string(links.base)])]),
      "tags": .array(
        ["Service", "Features", "Tiles"].map { .object(["name": .string($0)]) }),
      "paths": .object(
        resources.map { .init(name: $0.path, value: .object(["get": operation($0)])) }),
      "components": .object([
        "parameters": .object(parameters(collections)), "schemas": .object(["problem": problem]),
        "responses": .object([
          "problem": .object([
            "description": .string("Why not"),
            "content": .object([
              "application/problem+json": .object([
                "schema": .object(["$ref": .string("#/components/schemas/problem")])
              ])
            ]),
          ])
        ]),
      ]),
    ])
  }

  private static func operation(_ resource: Resource) -> JSONValue {
    let inPath = resource.path.split(separator: "{").dropFirst().map {
      String($0.prefix { $0 != "}" })
    }
    var references = (inPath + resource.parameters.map { key($0, of: resource) }).map { name in
      JSONValue.object(["$ref": .string("#/components/parameters/\(name)")])
    }
    if resource.path == items {
      references.append(
        .object(["$ref": .string("#/components/parameters/properties-of-features")]))
    }
    let content = resource.types.map { type in
      JSONValue.Member(name: type, value: .object(["schema": schema(of: type)]))
    }
    var responses: [JSONValue.Member] = [
      .init(
        name: "200",
        value: .object([
          "description": .string(resource.summary), "content": .object(content),
        ]))
    ]
    if resource.tag == "Tiles", resource.types.contains(TileSetDocument.mediaType) {
      responses.append(
        .init(name: "204", value: .object(["description": .string("Nothing to show")])))
    }
    responses.append(.init(name: "304", value: .object(["description": .string("As it was")])))
    for status in ["400", "404", "406", "500", "503"] {
      responses.append(
        .init(
          name: status, value: .object(["$ref": .string("#/components/responses/problem")])))
    }
    return .object([
      "operationId": .string(resource.name), "summary": .string(resource.summary),
      "tags": .strings([resource.tag]), "parameters": .array(references),
      "responses": .object(responses),
    ])
  }

  private static func schema(of type: String) -> JSONValue {
    switch type {
    case "text/html", "text/plain": .object(["type": .string("string")])
    case TileSetDocument.mediaType:
      .object(["type": .string("string"), "format": .string("binary")])
    default: .object(["type": .string("object")])
    }
  }

  /// Which forms `f` names depends on the resource.
  private static func key(_ parameter: String, of resource: Resource) -> String {
    guard parameter == "f" else { return parameter }
    if resource.name == "getTile" { return "f-tile" }
    return resource.name == "getTileSet" ? "f-tileset" : "f"
  }

  private static let problem = JSONValue.object([
    "type": .string("object"), "required": .strings(["title", "status"]),
    "properties": .object([
      "type": .object(["type": .string("string")]), "title": .object(["type": .string("string")]),
      "status": .object(["type": .string("integer")]),
      "detail": .object(["type": .string("string")]),
      "parameter": .object(["type": .string("string")]),
    ]),
  ])

  private static func parameters(_ collections: [ServedCollection]) -> [JSONValue.Member] {
    let text = JSONValue.object(["type": .string("string")])
    func words(_ words: [String]) -> JSONValue {
      .object(["type": .string("string"), "enum": .strings(words)])
    }
    func whole(_ least: Int, _ most: Int?, usual: Int? = nil) -> JSONValue {
      .object([
        "type": .string("integer"), "minimum": .integer(least),
        "maximum": most.map { .integer($0) },
        "default": usual.map { .integer($0) },
      ])
    }
    let box = JSONValue.object([
      "type": .string("array"), "minItems": .integer(4), "maxItems": .integer(6),
      "items": .object(["type": .string("number")]),
    ])
    var systems: [String] = []
    for system in collections.flatMap(\.systems) where !systems.contains(system.uri) {
      systems.append(system.uri)
    }
    let ids = collections.map(\.id)
    let inPath: KeyValuePairs = [
      "collectionId": ids.isEmpty ? text : words(ids), "featureId": text,
      "tileMatrixSetId": words([TileMatrixSetDocument.id]),
      "tileMatrix": whole(0, TileCoordinate.deepestLevel),
      "tileRow": whole(0, nil), "tileCol": whole(0, nil),
    ]
    let inQuery: KeyValuePairs = [
      "f": (words(["json", "html"]), "The form of the answer"),
      "f-tile": (words(["mvt"]), "The form of the answer"),
      "f-tileset": (words(["json", "html", "tilejson"]), "The form of the answer"),
      "lang": (words(Wording.Language.allCases.map(\.rawValue)), "The language of titles"),
      "limit": (
        whole(1, FeatureQuery.mostFeatures, usual: FeatureQuery.usualLimit),
        "The most features of the answer"
      ),
      "offset": (whole(0, nil, usual: 0), "How many features to leave out first"),
      "after": (.object(["type": .string("integer")]), "Where a page begins, as links have it"),
      "bbox": (box, "Only features that share a point with this box"),
      "bbox-crs": (words(systems), "The system of bbox"),
      "crs": (words(systems), "The system of the answer"),
      "datetime": (text, "A time, or two with a slash between them"),
      "filter": (text, "A condition in CQL2's text"),
      "filter-lang": (words(["cql2-text"]), "The language of filter"),
      "filter-crs": (words(systems), "The system of boxes in filter"),
      "properties": (text, "The properties that tiles carry, with commas; all if not given"),
    ]
    var members = inPath.map { name, schema in
      JSONValue.Member(
        name: name,
        value: .object([
          "name": .string(name), "in": .string("path"), "required": .bool(true), "schema": schema,
        ]))
    }
    members += inQuery.map { name, parameter in
      let isList = name == "bbox"
      return JSONValue.Member(
        name: name,
        value: .object([
          "name": .string(name.hasPrefix("f-") ? "f" : name), "in": .string("query"),
          "description": .string(parameter.1), "schema": parameter.0,
          "style": isList ? .string("form") : nil, "explode": isList ? .bool(false) : nil,
        ]))
    }
    members.append(
      .init(
        name: "properties-of-features",
        value: .object([
          "name": .string("properties-of-features"), "in": .string("query"),
          "description": .string("Any property of the queryables: only features with that value"),
          "schema": .object([
            "type": .string("object"), "additionalProperties": .object(["type": .string("string")]),
          ]),
          "style": .string("form"), "explode": .bool(true),
        ])))
    return members
  }
}
