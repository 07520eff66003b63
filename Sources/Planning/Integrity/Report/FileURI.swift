internal import GeoCore

/// Paths as references in the sense of RFC 3986.
enum FileURI {
  /// A relative path as a relative reference, an absolute one as a `file` URI; what a reference
  /// cannot hold is percent-encoded.
  static func reference(to path: String) -> String {
    let out = path.hasPrefix("/") ? "file://" : ""
    var rest = path[...]
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return out + PercentEncoding.path(rest)
  }
}
