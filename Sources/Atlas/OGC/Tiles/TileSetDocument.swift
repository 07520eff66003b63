internal import GeoCore
internal import GeoFormats

/// What there is to know of the tiles of a collection.
///
/// **Source:** OGC 20-057, OGC API - Tiles - Part 1, clause 9; 17-083r4, clause 6.3; Mapbox TileJSON 3.0.
struct TileSetDocument {
  static let mediaType = "application/vnd.mapbox-vector-tile"
  /// The level that maps need not ask beyond: they enlarge its tiles, whose grid is 4 cm there.
  private static let usualDeepestLevel = 18

  let collection: ServedCollection
  let links: ServiceLinks

  private var path: String {
    links.address("collections", collection.id, "tiles", TileMatrixSetDocument.id)
  }

  private var box: Box { collection.degrees ?? Box(minX: -180, minY: -90, maxX: 180, maxY: 90) }

  /// The entry in a list of tilesets.
  private func members(_ own: [JSONValue]) -> [JSONValue.Member] {
    let tiles = JSONValue.link(
      path + "/{tileMatrix}/{tileRow}/{tileCol}", rel: "item", type: Self.mediaType,
      title: "Tiles as Mapbox Vector Tiles", isTemplate: true)
    let scheme = JSONValue.link(
      links.address("tileMatrixSets", TileMatrixSetDocument.id),
      rel: "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", type: "application/json",
      title: TileMatrixSetDocument.title)
    return [
      .init(name: "title", value: .string(collection.title)),
      .init(name: "dataType", value: .string("vector")),
      .init(name: "crs", value: .string("http://www.opengis.net/def/crs/EPSG/0/3857")),
      .init(name: "tileMatrixSetURI", value: .string(TileMatrixSetDocument.uri)),
      .init(name: "links", value: .array(own + [tiles, scheme])),
    ]
  }

  /// The list of tilesets of the collection, which has one.
  func list(_ request: ServiceRequest) -> JSONValue {
    let own = JSONValue.link(path, rel: "self", type: "application/json", title: collection.title)
    return .object([
      "tilesets": .array([.object(members([own]))]),
      "links": .array(links.selfAndAlternate(of: request)),
    ])
  }

  /// The tileset.
  func document(_ request: ServiceRequest) -> JSONValue {
    let json = JSONValue.link(
      path + "?f=tilejson", rel: "describedby", type: "application/json", title: "TileJSON")
    let corners = JSONValue.object([
      "lowerLeft": .array([.number(box.minX), .number(box.minY)]),
      "upperRight": .array([.number(box.maxX), .number(box.maxY)]),
      "crs": .string(ServedSystem.crs84.uri),
    ])
    let layer = JSONValue.object([
      "id": .string(collection.id), "dataType": .string("vector"),
      "propertiesSchema": .object([
        "type": .string("object"), "properties": QueryablesDocument.properties(of: collection, .en),
      ]),
    ])
    return .object(
      members(links.selfAndAlternate(of: request) + [json]) + [
        .init(name: "boundingBox", value: corners),
        .init(name: "layers", value: .array([layer])),
      ])
  }

  /// The same for MapLibre, and whatever reads TileJSON.
  var tileJSON: JSONValue {
    let fields = collection.source.columns.map { column -> JSONValue.Member in
      let type =
        switch column.type {
        case .integer, .number: "Number"
        case .boolean: "Boolean"
        case .text, .any: "String"
        }
      return .init(name: column.name, value: .string(type))
    }
    return .object([
      "tilejson": .string("3.0.0"), "name": .string(collection.title),
      "description": collection.abstract.map { .string($0) }, "scheme": .string("xyz"),
      "tiles": .strings([path + "/{z}/{y}/{x}"]), "minzoom": .integer(0),
      "maxzoom": .integer(Self.usualDeepestLevel),
      "bounds": .array([box.minX, box.minY, box.maxX, box.maxY].map { .number($0) }),
      "vector_layers": .array([
        .object(["id": .string(collection.id), "fields": .object(fields)])
      ]),
    ])
  }
}
