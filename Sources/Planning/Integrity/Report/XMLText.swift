/// Text as content or attribute of XML 1.0.
enum XMLText {
  /// The text with XML's own characters escaped, and without those that XML cannot hold at all.
  ///
  /// **Source:** W3C, Extensible Markup Language 1.0 (fifth edition), sections 2.2 and 2.4.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\t", "\n", "\r": out += "&#\(scalar.value);"
      case "\u{FFFE}", "\u{FFFF}": continue
      case _ where scalar.value < 0x20: continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
