internal import GeoCore

/// Blanks, strings and names.
extension GeoJSONScanner {
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let minus = UInt8(ascii: "-")

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The zero behind the text is no blank, so this stops there.
  @inline(__always)
  mutating func skipBlanks() {
    while base[at] <= 0x20, Self.isBlank(base[at]) { at += 1 }
  }

  var isAtEnd: Bool { at >= end }

  /// Eight bytes of which the first is the lowest.
  @inline(__always)
  func eightBytes(at offset: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
  }

  // MARK: Strings

  /// Reads a string; `at` is on its first quote. Gives its bytes with the quotes, and whether
  /// there are escapes in it.
  mutating func string() throws(Stop) -> (range: Range<Int>, hasEscapes: Bool) {
    let start = at
    at += 1
    var hasEscapes = false
    while true {
      while Self.isPlain(eightBytes(at: at)) { at += 8 }
      let byte = base[at]
      if byte == Self.quote {
        at += 1
        return (start..<at, hasEscapes)
      } else if byte == Self.backslash {
        hasEscapes = true
        escape()
      } else if byte < 0x20 {
        try control(byte, inStringFrom: start)
      } else {
        at += 1
      }
    }
  }

  /// Whether none of eight bytes is a quote, a backslash or a control character.
  @inline(__always)
  private static func isPlain(_ bytes: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = bytes ^ (ones &* UInt64(quote))
    let backslashes = bytes ^ (ones &* UInt64(backslash))
    let control = (bytes &- ones &* 0x20) & ~bytes
    let quoted = (quotes &- ones) & ~quotes
    let escaped = (backslashes &- ones) & ~backslashes
    return (control | quoted | escaped) & highs == 0
  }

  private mutating func control(_ byte: UInt8, inStringFrom start: Int) throws(Stop) {
    if isAtEnd {
      throw broken(
        "a string is not closed: its quote stands here; the file may be cut off", at: start)
    }
    if byte == 0x0A || byte == 0x0D {
      throw broken(
        "a line ends inside a string: close the string, or write the line break as \\n", at: at)
    }
    let hex = HexText.digits(byte, width: 4, uppercase: true)
    note(.notJSON, "a control character (U+\(hex)) in a string: write it as \\u\(hex)", at: at)
    at += 1
  }

  /// Reads an escape; `at` is on the backslash.
  private mutating func escape() {
    let start = at
    at += 1
    switch base[at] {
    case Self.quote, Self.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 1
    case UInt8(ascii: "u"):
      at += 1
      unicodeEscape(from: start)
    default:
      if isAtEnd { return }
      note(
        .notJSON, "an escape that JSON does not have: a backslash itself is written \\\\",
        at: start)
      if base[at] >= 0x20 { at += 1 }
    }
  }

  private mutating func unicodeEscape(from start: Int) {
    guard let unit = hexadecimal() else {
      note(.notJSON, "\\u wants four hexadecimal digits", at: start)
      return
    }
    if unit & 0xFC00 == 0xDC00 {
      note(.notJSON, "half of a surrogate pair: \\u\(hex(unit)) has no first half", at: start)
    } else if unit & 0xFC00 == 0xD800 {
      let next = at
      if base[at] == Self.backslash, base[at + 1] == UInt8(ascii: "u") {
        at += 2
        if let low = hexadecimal(), low & 0xFC00 == 0xDC00 { return }
      }
      at = next
      note(.notJSON, "half of a surrogate pair: \\u\(hex(unit)) has no second half", at: start)
    }
  }

  private func hex(_ unit: UInt32) -> String { HexText.digits(unit, width: 4) }

  private mutating func hexadecimal() -> UInt32? {
    var value: UInt32 = 0
    for i in 0..<4 {
      let byte = base[at + i]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
      default: return nil
      }
    }
    at += 4
    return value
  }

  /// The text of a string, escapes resolved.
  func text(of range: Range<Int>) -> String {
    JSONText.decode(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The bytes of a string without its quotes, escapes resolved; valid as long as the scanner.
  mutating func key(_ range: Range<Int>, hasEscapes: Bool) -> KeyText {
    guard hasEscapes else {
      return KeyText(start: UnsafePointer(base + range.lowerBound + 1), count: range.count - 2)
    }
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: range.count)
    let decoded = Array(text(of: range).utf8.prefix(range.count))
    _ = copy.initialize(from: decoded)
    decodedKeys.append(copy)
    return KeyText(start: UnsafePointer(copy.baseAddress ?? base), count: decoded.count)
  }
}
