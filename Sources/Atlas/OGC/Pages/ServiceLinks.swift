internal import GeoCore
internal import GeoFormats

/// The addresses of resources, and links to them.
struct ServiceLinks {
  /// Where the service stands, without a slash at the end.
  let base: String

  func address(_ path: String...) -> String {
    base + path.map { "/" + Self.segment($0) }.joined()
  }

  func collection(_ collection: ServedCollection) -> String {
    address("collections", collection.id)
  }

  /// The address of a request, with some parameters replaced, or left out where their value is nil.
  func address(of request: ServiceRequest, replacing: KeyValuePairs<String, String?> = [:])
    -> String
  {
    let names = replacing.map(\.key)
    var pairs = request.parameters.filter { !names.contains($0.name) }
    for (name, value) in replacing {
      if let value { pairs.append((name, value)) }
    }
    let query = pairs.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }
    let path = request.segments.map { "/" + Self.segment($0) }.joined()
    return base + (path.isEmpty ? "/" : path)
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  private static func escaped(_ text: String) -> String { PercentEncoding.path(text) }

  /// One segment of a path: a slash in it is no end of it.
  private static func segment(_ text: String) -> String {
    text.split(separator: "/", omittingEmptySubsequences: false)
      .map { PercentEncoding.path($0) }.joined(separator: "%2F")
  }

  /// The links of a document to itself and to its other form.
  func selfAndAlternate(of request: ServiceRequest, json: String = "application/json")
    -> [JSONValue]
  {
    [
      .link(
        address(of: request, replacing: ["f": "json"]), rel: "self", type: json,
        title: "This document"),
      .link(
        address(of: request, replacing: ["f": "html"]), rel: "alternate", type: "text/html",
        title: "This document as HTML"),
    ]
  }
}

extension JSONValue {
  /// A link as documents of OGC API have it.
  static func link(
    _ address: String, rel: String, type: String, title: String, isTemplate: Bool = false
  ) -> JSONValue {
    .object([
      "href": .string(address), "rel": .string(rel), "type": .string(type), "title": .string(title),
      "templated": isTemplate ? .bool(true) : nil,
    ])
  }
}
