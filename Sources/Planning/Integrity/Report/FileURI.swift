/// Paths as references in the sense of RFC 3986.
enum FileURI {
  /// A relative path as a relative reference, an absolute one as a `file` URI; what a reference
  /// cannot hold is percent-encoded.
  static func reference(to path: String) -> String {
    var out = path.hasPrefix("/") ? "file://" : ""
    var rest = path[...]
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    for byte in rest.utf8 {
      let scalar = Unicode.Scalar(byte)
      if isPlain(scalar) {
        out.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return out
  }

  /// What may stand in a path as it is: unreserved characters, and slashes.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~", "/": true
    default: false
    }
  }
}
