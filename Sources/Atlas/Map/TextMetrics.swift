/// Estimates of how wide text is, since a picture that any viewer draws cannot ask its fonts.
///
/// Widths are those of a wide sans serif, so that real text is rarely wider than estimated.
enum TextMetrics {
  /// Scalars of a text that are looked at to break it into lines.
  private static let mostWrapped = 4000

  /// The width in pixels.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    let ems = text.reduce(0.0) { $0 + width(of: $1) }
    return ems * size * (bold ? 1.1 : 1.04)
  }

  private static func width(of character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 0.29
    case " ", "\u{A0}", "f", "t", "r", "(", ")", "[", "]", "/", "-": 0.36
    case "m", "w", "M", "W", "%", "@": 0.92
    case "0"..."9": 0.6
    default:
      if let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 {
        // Punctuation and signs apart, what lies up here is as wide as high.
        (0x2000..<0x2E80).contains(scalar.value) ? 0.7 : 1.05
      } else {
        character.isUppercase ? 0.71 : 0.58
      }
    }
  }

  /// The text itself, or its beginning and an ellipsis: what is longer is read by nobody, and sets
  /// no limit to the time that drawing takes.
  /// - Parameter most: scalars, since a character may be made of any number of them.
  static func shortened(_ text: String, most: Int = 200) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// The text in lines no wider than `width`, broken at spaces, within a word only when it alone is
  /// too wide; what does not fit in `maxLines` ends in an ellipsis.
  static func wrap(
    _ text: String, width limit: Double, size: Double, bold: Bool = false, maxLines: Int
  ) -> [String] {
    let text = shortened(text, most: mostWrapped)
    var lines: [String] = []
    var line = ""
    func fits(_ candidate: String) -> Bool { width(candidate, size: size, bold: bold) <= limit }
    let words = text.split(whereSeparator: { $0 != "\u{A0}" && $0.isWhitespace })
    for word in words {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if fits(longer) {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if !line.isEmpty, !fits(line + String(character)) {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
      if lines.count > maxLines { break }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > maxLines else { return lines }
    var last = lines[maxLines - 1]
    while !last.isEmpty, !fits(last + "…") { last.removeLast() }
    return lines.prefix(maxLines - 1) + [last + "…"]
  }
}
