import GeoCore

/// A small writer of SVG: elements in order, indented, everything escaped.
struct SVGDocument {
  private(set) var text = ""
  private var open: [String] = []

  typealias Attributes = KeyValuePairs<String, String>

  /// Opens an element; `close()` ends it.
  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    start(name, attributes)
    text += ">\n"
    open.append(name)
  }

  mutating func close() {
    guard let name = open.popLast() else { return }
    indent()
    text += "</\(name)>\n"
  }

  /// An element without content, or with text only.
  mutating func element(_ name: String, _ attributes: Attributes = [:], text content: String? = nil)
  {
    start(name, attributes)
    text += content.map { ">\(Self.escape($0))</\(name)>\n" } ?? "/>\n"
  }

  /// A path with its tooltip, if it has one. An empty style is left out.
  mutating func path(
    _ data: String, fill: String?, stroke: String?, dash: String?, title: String?
  ) {
    text += "<path"
    if let fill { text += " fill=\"\(fill)\"" }
    if let stroke { text += " stroke=\"\(stroke)\"" }
    if let dash { text += " stroke-dasharray=\"\(dash)\"" }
    text += " d=\"\(data)\""
    text += title.map { "><title>\(Self.escape($0))</title></path>\n" } ?? "/>\n"
  }

  private mutating func start(_ name: String, _ attributes: Attributes) {
    indent()
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(Self.escape(value))\"" }
  }

  private mutating func indent() { text += String(repeating: " ", count: open.count) }

  /// Text as XML 1.0 takes it: `&`, `<`, `>` and quotes escaped, line ends and tabs as spaces, and
  /// what no XML may hold as U+FFFD.
  ///
  /// **Source:** W3C, XML 1.0 (fifth edition), section 2.2.
  static func escape(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "\n", "\r", "\t": out.append(" ")
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// A coordinate with two decimals at most.
  static func number(_ value: Double) -> String {
    let hundredths = Int(nearest: value * 100)
    let size = hundredths.magnitude
    var out = (hundredths < 0 ? "-" : "") + String(size / 100)
    if size % 100 != 0 {
      out +=
        size % 10 == 0
        ? ".\(size % 100 / 10)" : size % 100 < 10 ? ".0\(size % 100)" : ".\(size % 100)"
    }
    return out
  }
}
