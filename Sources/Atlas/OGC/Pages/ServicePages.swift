internal import GeoCore
internal import GeoFormats

/// The pages for people, resource by resource.
struct ServicePages {
  let title: String
  let links: ServiceLinks
  let request: ServiceRequest

  private typealias Step = (address: String, title: String)

  private var home: Step { (links.base + "/?f=html", title) }
  private var collections: Step { (links.address("collections") + "?f=html", "Collections") }
  private func step(_ collection: ServedCollection) -> Step {
    (links.collection(collection) + "?f=html", collection.title)
  }

  private func page(_ title: String, _ way: [Step], _ body: String) -> [UInt8] {
    HTMLText.page(
      title: title, way: way, json: links.address(of: request, replacing: ["f": "json"]), body: body
    )
  }

  private static func list(_ items: [(address: String, title: String)]) -> String {
    "<ul>\n" + items.map { "<li>\(HTMLText.link($0.address, $0.title))</li>\n" }.joined()
      + "</ul>\n"
  }

  func landing(hasReport: Bool) -> [UInt8] {
    var items: [Step] = [
      collections, (links.address("api") + "?f=html", "Resources and parameters"),
      (links.address("conformance") + "?f=html", "Conformance"),
      (links.address("tileMatrixSets") + "?f=html", "Tile matrix sets"),
    ]
    if hasReport { items.insert((links.base + "/", "Report"), at: 0) }
    return page(title, [], Self.list(items))
  }

  func conformance() -> [UInt8] {
    page("Conformance", [home], Self.list(ConformanceDocument.classes.map { ($0, $0) }))
  }

  func collections(_ all: [ServedCollection]) -> [UInt8] {
    page("Collections", [home], Self.list(all.map(step)))
  }

  func collection(_ collection: ServedCollection) -> [UInt8] {
    let address = links.collection(collection)
    var items: [Step] = [
      (address + "/items?f=html", "Features"), (address + "/queryables?f=html", "Properties"),
    ]
    if collection.source.hasGeometries {
      items.append((address + "/tiles?f=html", "Vector tiles"))
    }
    let abstract = collection.abstract.map { "<p>\(HTMLText.escaped($0))</p>\n" } ?? ""
    let systems = HTMLText.table(["Reference system"], collection.systems.map { [$0.uri] })
    return page(collection.title, [home, collections], abstract + Self.list(items) + systems)
  }

  func queryables(_ collection: ServedCollection, _ language: Wording.Language) -> [UInt8] {
    let rows = collection.source.columns.map { column in
      let entry = collection.entry(column.name)
      return [
        column.name, column.type.rawValue, entry?.unit ?? "", entry?.title[language] ?? "",
        entry?.meaning[language] ?? "",
      ]
    }
    return page(
      "Properties", [home, collections, step(collection)],
      HTMLText.table(["Name", "Type", "Unit", "Title", "Meaning"], rows))
  }

  /// Columns that the page of features shows; the page of a feature shows all.
  private static let mostColumns = 12

  func features(_ collection: ServedCollection, _ layer: Layer, next: String?) -> [UInt8] {
    let columns = layer.attributes.columns.prefix(Self.mostColumns)
    let heading = columns.map { collection.entry($0.name)?.title.en ?? $0.name }
    var body = "<table>\n<tr><th scope=\"col\">Feature</th>"
    body += heading.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined() + "</tr>\n"
    for row in 0..<layer.count {
      let id = layer.ids[row]?.text ?? ""
      let address = links.address("collections", collection.id, "items", id) + "?f=html"
      body += "<tr><td>\(HTMLText.link(address, id))</td>"
      body += columns.map { "<td>\(HTMLText.escaped($0.string(row) ?? ""))</td>" }.joined()
      body += "</tr>\n"
    }
    body += "</table>\n"
    if let next { body += "<p>\(HTMLText.link(next, "Next page"))</p>\n" }
    return page(collection.title, [home, collections, step(collection)], body)
  }

  func feature(_ collection: ServedCollection, _ layer: Layer) -> [UInt8] {
    let rows = layer.attributes.columns.map { column in
      let entry = collection.entry(column.name)
      return [column.name, column.string(0) ?? "", entry?.unit ?? "", entry?.title.en ?? ""]
    }
    return page(
      layer.ids[0]?.text ?? "", [home, collections, step(collection)],
      HTMLText.table(["Property", "Value", "Unit", "Title"], rows))
  }

  func tiles(_ collection: ServedCollection) -> [UInt8] {
    let path = links.address("collections", collection.id, "tiles", TileMatrixSetDocument.id)
    return page(
      "Vector tiles", [home, collections, step(collection)],
      Self.list([(path + "?f=tilejson", "TileJSON"), (path + "?f=json", "Tileset")])
        + "<p><code>\(HTMLText.escaped(path))/{z}/{y}/{x}</code></p>\n")
  }

  func tileMatrixSets() -> [UInt8] {
    page(
      "Tile matrix sets", [home],
      Self.list([
        (links.address("tileMatrixSets", TileMatrixSetDocument.id), TileMatrixSetDocument.title)
      ]))
  }

  func tileMatrixSet() -> [UInt8] {
    page(TileMatrixSetDocument.title, [home], "")
  }

  func api() -> [UInt8] {
    page(
      "Resources and parameters", [home],
      HTMLText.table(
        ["Path", "What it is", "Parameters"],
        OpenAPIDocument.resources.map {
          [$0.path, $0.summary, $0.parameters.joined(separator: ", ")]
        }))
  }
}
