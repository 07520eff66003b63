/// Text in URIs.
///
/// **Source:** RFC 3986, sections 2.1 and 2.3.
package enum PercentEncoding {
  /// A path as it may stand in a URI: what is neither an unreserved character nor a slash is written as
  /// `%` and the two digits of each of its bytes.
  package static func path(_ text: some StringProtocol) -> String {
    var out = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~", "/":
        out.unicodeScalars.append(scalar)
      default: out += "%" + HexText.digits(byte, width: 2, uppercase: true)
      }
    }
    return out
  }
}
