internal import Foundation
internal import GeoCore
internal import GeoFormats
internal import PlanningStudies

/// Which resource a request names, and what it asks of it.
struct ServiceRoutes {
  let snapshot: ServedFolder.Snapshot
  let metrics: ServiceMetrics
  let cacheBytes: Int
  let request: ServiceRequest

  private static let title = "amp-geo"

  private var links: ServiceLinks { ServiceLinks(base: request.base) }
  private var pages: ServicePages {
    ServicePages(title: Self.title, links: links, request: request)
  }

  /// - Throws: `ServiceProblem` when there is no such resource, or it cannot be asked so.
  func resource() throws(ServiceProblem) -> ServiceResource {
    let path = request.segments
    if path.count > 1, path[0] == "collections" { return try resource(ofCollection: path) }
    if path.count == 5, path[0] == "xyz" {
      let collection = try collection(path[1])
      guard path[4].hasSuffix(".pbf") else { throw unknown }
      return try tile(
        collection, level: path[2], column: path[3], row: String(path[4].dropLast(4)))
    }
    switch path {
    case []: return try landing()
    case ["healthz"]: return try plain("ok\n")
    case ["metrics"]:
      return try plain(
        metrics.text(cacheBytes: cacheBytes, collections: snapshot.collections.count))
    case ["conformance"]:
      return try document {
        ConformanceDocument.document(links, request)
      } html: {
        pages.conformance()
      }
    case ["api"]:
      return try document(LandingDocument.openAPIType, accepting: ["application/json"]) {
        OpenAPIDocument.document(
          title: Self.title, version: Version.current, links, snapshot.collections)
      } html: {
        pages.api()
      }
    case ["collections"]:
      return try document {
        CollectionDocument.list(snapshot.collections, links, request)
      } html: {
        pages.collections(snapshot.collections)
      }
    case ["tileMatrixSets"]:
      return try document {
        TileMatrixSetDocument.list(links, request)
      } html: {
        pages.tileMatrixSets()
      }
    case ["tileMatrixSets", TileMatrixSetDocument.id]:
      return try document {
        TileMatrixSetDocument.document
      } html: {
        pages.tileMatrixSet()
      }
    default: throw unknown
    }
  }

  private var unknown: ServiceProblem {
    .notFound("there is no /\(request.segments.joined(separator: "/")): see \(links.base)/api")
  }

  private func collection(_ id: String) throws(ServiceProblem) -> ServedCollection {
    guard let collection = snapshot.byID[id] else {
      throw .notFound("there is no collection \(id): see \(links.base)/collections")
    }
    return collection
  }

  private func resource(ofCollection path: [String]) throws(ServiceProblem) -> ServiceResource {
    let collection = try collection(path[1])
    switch (path.count, path.count > 2 ? path[2] : "") {
    case (2, _):
      return try document {
        CollectionDocument(collection: collection, links: links).document(request)
      } html: {
        pages.collection(collection)
      }
    case (3, "queryables"): return try queryables(collection)
    case (3, "items"): return try features(collection)
    case (4, "items"): return try feature(collection, path[3])
    default: break
    }
    guard collection.source.hasGeometries, path[2] == "tiles" else { throw unknown }
    let set = TileSetDocument(collection: collection, links: links)
    switch path.count {
    case 3:
      return try document {
        set.list(request)
      } html: {
        pages.tiles(collection)
      }
    case 4 where path[3] == TileMatrixSetDocument.id:
      if request.value(of: "f") == "tilejson" {
        try requireParameters(["f"])
        return json("application/json") { set.tileJSON }
      }
      return try document {
        set.document(request)
      } html: {
        pages.tiles(collection)
      }
    case 7 where path[3] == TileMatrixSetDocument.id:
      return try tile(collection, level: path[4], column: path[6], row: path[5])
    default: throw unknown
    }
  }

  // MARK: Documents

  /// Refuses parameters that are none of some, and those given twice.
  private func requireParameters(_ known: [String]) throws(ServiceProblem) {
    var seen: Set<String> = []
    for (name, _) in request.parameters {
      guard known.contains(name) else {
        let list =
          known.isEmpty ? "there are none here" : "there are \(known.joined(separator: ", "))"
        throw .bad(name, "there is no parameter \(name): \(list)")
      }
      guard seen.insert(name).inserted else { throw .bad(name, "\(name) is given twice") }
    }
  }

  private func json(
    _ type: String, form: String = "", _ make: @escaping @Sendable () -> JSONValue
  ) -> ServiceResource {
    ServiceResource(type: type, version: snapshot.version, form: form) {
      .bytes(Array(make().pretty.utf8))
    }
  }

  private func html(
    form: String = "", _ make: @escaping @Sendable () -> [UInt8]
  ) -> ServiceResource {
    ServiceResource(type: "text/html; charset=utf-8", version: snapshot.version, form: form) {
      .bytes(make())
    }
  }

  private func document(
    _ type: String = "application/json", accepting others: [String] = [],
    parameters: [String] = ["f"], form: String = "",
    json make: @escaping @Sendable () -> JSONValue, html page: @escaping @Sendable () -> [UInt8]
  ) throws(ServiceProblem) -> ServiceResource {
    try requireParameters(parameters)
    let bare = String(type.prefix { $0 != ";" })
    switch try MediaChoice(request, json: [bare] + others) {
    case .json: return json(type, form: form, make)
    case .html: return html(form: form, page)
    }
  }

  private func plain(_ text: String) throws(ServiceProblem) -> ServiceResource {
    try requireParameters([])
    return ServiceResource(type: "text/plain; charset=utf-8", version: nil) {
      .bytes(Array(text.utf8))
    }
  }

  private func landing() throws(ServiceProblem) -> ServiceResource {
    let report = snapshot.report
    let choice = try MediaChoice(request, json: ["application/json"])
    if let report, choice == .html, request.value(of: "f") == nil {
      try requireParameters([])
      return ServiceResource(
        type: "text/html; charset=utf-8", version: snapshot.version, form: "report"
      ) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: report.path)) else {
          throw ServiceProblem(status: 503, detail: "the report cannot be read")
        }
        return .bytes(Array(data))
      }
    }
    return try document {
      LandingDocument.document(
        title: Self.title, links, request, hasReport: report != nil)
    } html: {
      pages.landing(hasReport: report != nil)
    }
  }

  private func queryables(_ collection: ServedCollection) throws(ServiceProblem) -> ServiceResource
  {
    let language = try language()
    return try document(
      QueryablesDocument.mediaType, accepting: ["application/json"], parameters: ["f", "lang"],
      form: language.rawValue
    ) {
      QueryablesDocument.document(of: collection, links, language)
    } html: {
      pages.queryables(collection, language)
    }
  }

  private func language() throws(ServiceProblem) -> Wording.Language {
    if let text = request.value(of: "lang") {
      guard let language = Wording.Language(rawValue: text) else {
        throw .bad("lang", "lang is \"\(text)\", and can be en or fr")
      }
      return language
    }
    return request.acceptLanguage.lowercased().hasPrefix("fr") ? .fr : .en
  }

  // MARK: Features

  private func features(_ collection: ServedCollection) throws(ServiceProblem) -> ServiceResource {
    try requireParameters(FeatureQuery.parameters + collection.source.columns.map(\.name))
    let choice = try MediaChoice(request, json: ["application/geo+json", "application/json"])
    let query = try FeatureQuery(request, collection)
    let page = FeaturePage(
      collection: collection, query: query, links: links, request: request)
    let pages = pages
    switch choice {
    case .json:
      return ServiceResource(
        type: "application/geo+json", version: collection.version,
        headers: [("Content-Crs", "<\(query.system.uri)>")]
      ) { .pieces(try page.pieces()) }
    case .html:
      return ServiceResource(type: "text/html; charset=utf-8", version: collection.version) {
        let (keys, next) = try page.keys()
        let layer = try collection.source.layer(ofKeys: keys)
        return .bytes(pages.features(collection, layer, next: next.map(page.next)))
      }
    }
  }

  private func feature(
    _ collection: ServedCollection, _ id: String
  ) throws(ServiceProblem) -> ServiceResource {
    try requireParameters(["f", "crs"])
    let choice = try MediaChoice(request, json: ["application/geo+json", "application/json"])
    let system = try FeatureQuery.system(request, "crs", collection) ?? .crs84
    let (links, request, pages) = (links, request, pages)
    @Sendable func layer() throws -> Layer {
      guard let key = try collection.source.key(ofID: id) else {
        throw ServiceProblem.notFound("there is no feature \(id) in \(collection.id)")
      }
      let layer = try collection.source.layer(ofKeys: [key])
      guard layer.count == 1 else {
        throw ServiceProblem.notFound("there is no feature \(id) in \(collection.id)")
      }
      return layer
    }
    guard choice == .json else {
      return ServiceResource(type: "text/html; charset=utf-8", version: collection.version) {
        .bytes(pages.feature(collection, try layer()))
      }
    }
    return ServiceResource(
      type: "application/geo+json", version: collection.version,
      headers: [("Content-Crs", "<\(system.uri)>")]
    ) {
      var bytes = try FeatureText(collection: collection, system: system).text(of: layer())
      let list =
        links.selfAndAlternate(of: request, json: "application/geo+json") + [
          .link(
            links.collection(collection), rel: "collection", type: "application/json",
            title: collection.title)
        ]
      bytes.removeLast()
      return .bytes(bytes + Array(",\"links\":\(JSONValue.array(list).compact)}\n".utf8))
    }
  }

  // MARK: Tiles

  private func tile(
    _ collection: ServedCollection, level: String, column: String, row: String
  ) throws(ServiceProblem) -> ServiceResource {
    try requireParameters(["f", "properties"])
    if let form = request.value(of: "f"), form != "mvt", form != TileSetDocument.mediaType {
      throw .bad("f", "f is \"\(form)\", and can be mvt")
    }
    guard collection.source.hasGeometries else { throw unknown }
    let tile = try TileCoordinate(level: level, column: column, row: row)
    var answer = TileAnswer(collection: collection, tile: tile)
    if let list = request.value(of: "properties") {
      let names = list.split(separator: ",").map(String.init)
      if let wrong = names.first(where: { collection.column($0) == nil }) {
        throw .bad("properties", "there is no property \(wrong): see the queryables")
      }
      answer.properties = Set(names)
    }
    let made = answer
    return ServiceResource(type: TileSetDocument.mediaType, version: collection.version) {
      .bytes(try made.bytes())
    }
  }
}
