/// Sentences for text that is no JSON: what stands there, and what was meant.
extension GeoJSONScanner {
  /// What the grammar allows at a place.
  enum Expectation {
    case value
    case name
    case colon
    case commaOrEnd(of: String)
    case end
  }

  /// Notes that the byte at `at` is not what the grammar allows there.
  mutating func unexpected(wanted: Expectation) -> Stop {
    if isAtEnd { return broken(cutOff(wanted), at: end) }
    let byte = base[at]
    let next = base[at + 1]
    if byte == UInt8(ascii: "/"), next == byte || next == UInt8(ascii: "*") {
      return broken("a comment: JSON has none", at: at)
    }
    if byte == UInt8(ascii: "#") { return broken("a comment: JSON has none", at: at) }
    if byte == 0 { return broken("a NUL byte: this is no text, or the file is damaged", at: at) }
    if let odd = oddBlank { return broken("\(odd) outside a string", at: at) }
    switch wanted {
    case .value: return broken(wantedValue(byte), at: byteAfterCommas(byte))
    case .name: return broken(wantedName(byte), at: byteAfterCommas(byte))
    case .colon:
      return broken("a colon must follow a name; here stands \(here)", at: at)
    case .commaOrEnd(let what): return broken(wantedComma(byte, in: what), at: at)
    case .end:
      let isAnother = byte == Self.openBrace
      return broken(
        "more text after the end of the document"
          + (isAnother ? "; one feature a line is another format: name the file .geojsonl" : ""),
        at: at)
    }
  }

  private func cutOff(_ wanted: Expectation) -> String {
    let what =
      switch wanted {
      case .value: "a value should stand"
      case .name: "a name should stand"
      case .colon: "a colon should stand"
      case .commaOrEnd(let what): "\(what) is still open"
      case .end: "more should stand"
      }
    return "the text ends where \(what); the file may be cut off"
  }

  private func wantedValue(_ byte: UInt8) -> String {
    switch byte {
    case Self.closeBracket, Self.closeBrace:
      return isAfterComma ? "a comma too many before \(here)" : "a value is missing before \(here)"
    case Self.comma: return "a value is missing before the comma"
    case Self.colon: return "a value is missing: here stands a colon"
    case UInt8(ascii: "'"): return "a string stands in single quotes; JSON wants double quotes"
    default: break
    }
    if isCurlyQuote { return "a string stands in typographic quotes; JSON wants double quotes" }
    let word = self.word
    switch word.lowercased() {
    case "true", "false", "null":
      return "\(word) must be written in small letters: \(word.lowercased())"
    case "none", "nil", "undefined", "na", "n": return "\(word) is no JSON value; use null"
    case "": return "\(here) begins no JSON value"
    default: return "\(word) is no JSON value; a string wants double quotes"
    }
  }

  private func wantedName(_ byte: UInt8) -> String {
    if byte == Self.closeBrace { return "a comma too many before }" }
    if byte == Self.comma { return "a comma too many" }
    if byte == UInt8(ascii: "'") {
      return "a name stands in single quotes; JSON wants double quotes"
    }
    if isCurlyQuote { return "a name stands in typographic quotes; JSON wants double quotes" }
    let word = self.word
    if !word.isEmpty { return "the name \(word) wants double quotes" }
    return "a name in double quotes must stand here, not \(here)"
  }

  private func wantedComma(_ byte: UInt8, in what: String) -> String {
    if byte == Self.closeBracket || byte == Self.closeBrace {
      return "\(here) closes what it did not open: \(what) is still open"
    }
    if byte == Self.colon { return "a colon in \(what) where a comma should stand" }
    let startsValue =
      byte == Self.quote || byte == Self.openBrace || byte == Self.openBracket
      || Self.startsNumber(byte) || !word.isEmpty
    if startsValue { return "a comma is missing before \(here)" }
    return "a comma or the end of \(what) must stand here, not \(here)"
  }

  // MARK: What stands there

  /// The word of letters at `at`, at most 20 of them.
  private var word: String {
    var i = at
    while i < end, i - at < 20, base[i] | 0x20 >= 0x61 && base[i] | 0x20 <= 0x7A || base[i] == 0x5F
    {
      i += 1
    }
    return shown(at..<i)
  }

  /// The character at `at`, as a message shows it.
  private var here: String {
    let byte = base[at]
    if byte < 0x20 || byte == 0x7F { return "a control character" }
    if byte == Self.quote { return "a string" }
    if byte < 0x80 { return String(UnicodeScalar(byte)) }
    let piece = UnsafeBufferPointer(start: base + at, count: min(4, end - at))
    return String(decoding: piece, as: UTF8.self).prefix(1).description
  }

  private var isCurlyQuote: Bool {
    base[at] == 0xE2 && base[at + 1] == 0x80 && (0x98...0x9F).contains(base[at + 2])
  }

  /// Blanks of Unicode that JSON does not take for blanks.
  private var oddBlank: String? {
    if base[at] == 0xC2, base[at + 1] == 0xA0 { return "a no-break space" }
    if base[at] == 0xEF, base[at + 1] == 0xBB, base[at + 2] == 0xBF { return "a byte order mark" }
    if base[at] == 0x0C || base[at] == 0x0B { return "a form feed or vertical tab" }
    return nil
  }

  /// The last byte before `at` that is no blank.
  private var before: Int? {
    var i = at - 1
    while i >= 0, Self.isBlank(base[i]) { i -= 1 }
    return i >= 0 ? i : nil
  }

  private var isAfterComma: Bool { before.map { base[$0] == Self.comma } ?? false }

  /// The place of the comma when one stands before a closing bracket, else `at`.
  private func byteAfterCommas(_ byte: UInt8) -> Int {
    let isClosing = byte == Self.closeBracket || byte == Self.closeBrace
    if isClosing, isAfterComma, let before { return before }
    return at
  }
}
