internal import GeoCore

/// Collections as the service describes them.
///
/// **Source:** OGC 17-069r4, clauses 7.13 and 7.14; 18-058r1, clause 7.2.
struct CollectionDocument {
  let collection: ServedCollection
  let links: ServiceLinks

  private static let relations = "http://www.opengis.net/def/rel/ogc/1.0/"

  private func document(own: [JSONValue]) -> JSONValue {
    let address = links.collection(collection)
    let list = [
      JSONValue.link(
        address + "/items", rel: "items", type: "application/geo+json", title: collection.title),
      .link(
        address + "/items?f=html", rel: "items", type: "text/html",
        title: "\(collection.title) as HTML"),
      .link(
        address + "/queryables", rel: Self.relations + "queryables",
        type: "application/schema+json",
        title: "Properties"),
      .link(
        address + "/tiles", rel: Self.relations + "tilesets-vector", type: "application/json",
        title: "Vector tiles"),
    ]
    let box = collection.degrees.map {
      JSONValue.array([
        .array([$0.minX, $0.minY, $0.maxX, $0.maxY].map { .number($0) })
      ])
    }
    let extent = box.map { box in
      JSONValue.object([
        "spatial": .object(["bbox": box, "crs": .string(ServedSystem.crs84.uri)])
      ])
    }
    let storage = collection.storage
    return .object([
      "id": .string(collection.id), "title": .string(collection.title),
      "description": collection.abstract.map { .string($0) },
      "links": .array(own + (collection.source.hasGeometries ? list : Array(list.dropLast()))),
      "extent": extent, "itemType": .string("feature"),
      "crs": .strings(collection.systems.map(\.uri)), "storageCrs": .string(storage.uri),
    ])
  }

  /// The description of the collection alone.
  func document(_ request: ServiceRequest) -> JSONValue {
    document(own: links.selfAndAlternate(of: request))
  }

  /// The list of all.
  static func list(
    _ collections: [ServedCollection], _ links: ServiceLinks, _ request: ServiceRequest
  ) -> JSONValue {
    .object([
      "links": .array(links.selfAndAlternate(of: request)),
      "collections": .array(
        collections.map { collection in
          CollectionDocument(collection: collection, links: links).document(own: [
            .link(
              links.collection(collection), rel: "self", type: "application/json",
              title: collection.title)
          ])
        }),
    ])
  }
}
