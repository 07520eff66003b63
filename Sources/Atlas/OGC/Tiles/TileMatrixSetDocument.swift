internal import GeoCore

/// The tile matrix set that tiles are cut by.
///
/// **Source:** OGC 17-083r4, Two Dimensional Tile Matrix Set, annex D.1.
enum TileMatrixSetDocument {
  static let id = "WebMercatorQuad"
  static let uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
  static let title = "Google Maps Compatible for the World"
  private static let system = "http://www.opengis.net/def/crs/EPSG/0/3857"
  /// Half the side of the square of the world, metres.
  private static let halfSide = 20_037_508.342789244
  /// Metres of a pixel, by which scales are defined.
  private static let pixelMeters = 0.00028
  private static let pixels = 256

  static var document: JSONValue {
    .object([
      "id": .string(id), "title": .string(title), "uri": .string(uri), "crs": .string(system),
      "orderedAxes": .strings(["X", "Y"]),
      "tileMatrices": .array((0...TileCoordinate.deepestLevel).map(matrix)),
    ])
  }

  private static func matrix(_ level: Int) -> JSONValue {
    let side = 1 << level
    let cell = 2 * halfSide / Double(pixels * side)
    return .object([
      "id": .string(String(level)), "scaleDenominator": .number(cell / pixelMeters),
      "cellSize": .number(cell), "cornerOfOrigin": .string("topLeft"),
      "pointOfOrigin": .array([.number(-halfSide), .number(halfSide)]),
      "tileWidth": .integer(pixels), "tileHeight": .integer(pixels),
      "matrixWidth": .integer(side), "matrixHeight": .integer(side),
    ])
  }

  static func list(_ links: ServiceLinks, _ request: ServiceRequest) -> JSONValue {
    .object([
      "tileMatrixSets": .array([
        .object([
          "id": .string(id), "title": .string(title), "uri": .string(uri), "crs": .string(system),
          "links": .array([
            .link(
              links.address("tileMatrixSets", id), rel: "self", type: "application/json",
              title: title)
          ]),
        ])
      ]),
      "links": .array(links.selfAndAlternate(of: request)),
    ])
  }
}
