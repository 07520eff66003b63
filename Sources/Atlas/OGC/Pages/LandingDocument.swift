internal import GeoCore

/// What stands at the root: where everything else is.
enum LandingDocument {
  static let openAPIType = "application/vnd.oai.openapi+json;version=3.0"

  static func document(
    title: String, _ links: ServiceLinks, _ request: ServiceRequest, hasReport: Bool
  ) -> JSONValue {
    var list = links.selfAndAlternate(of: request)
    list += [
      .link(
        links.address("api"), rel: "service-desc", type: openAPIType, title: "OpenAPI 3.0 document"),
      .link(
        links.address("api") + "?f=html", rel: "service-doc", type: "text/html",
        title: "Resources and parameters"),
      .link(
        links.address("conformance"), rel: "conformance", type: "application/json",
        title: "Classes of requirements"),
      .link(
        links.address("collections"), rel: "data", type: "application/json", title: "Collections"),
      .link(
        links.address("tileMatrixSets"),
        rel: "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
        type: "application/json", title: "Tile matrix sets"),
    ]
    if hasReport {
      list.append(.link(links.base + "/", rel: "describedby", type: "text/html", title: "Report"))
    }
    return .object([
      "title": .string(title),
      "description": .string("Layers as OGC API Features and OGC API Tiles, served by amp-geo."),
      "links": .array(list),
    ])
  }
}
