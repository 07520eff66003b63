/// JSON text of single values, to and from Swift.
///
/// **Source:** RFC 8259, sections 6 and 7.
public enum JSONText {
  /// A string with its quotes, with the escapes that JSON demands and no others.
  public static func encode(_ text: String) -> String {
    if !text.utf8.contains(where: needsEscape) { return "\"" + text + "\"" }
    var bytes: [UInt8] = []
    encode(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the same in UTF-8.
  package static func encode(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: needsEscape) {
      for byte in text.utf8 { append(byte, to: &bytes) }
    } else {
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    case _ where byte < 0x20:
      bytes.append(contentsOf: "\\u".utf8)
      bytes.append(contentsOf: HexText.digits(UInt32(byte), width: 4).utf8)
    default: bytes.append(byte)
    }
  }

  /// How many bytes `encode` makes of a text of UTF-8, with the quotes.
  package static func encodedCount(_ text: ArraySlice<UInt8>) -> Int {
    text.reduce(2) { count, byte in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: "\t"):
        count + 2
      default: count + (byte < 0x20 ? 6 : 1)
      }
    }
  }

  /// A finite number in the shortest text that reads back the same; whole numbers without `.0`.
  /// `null` for what is not finite, which JSON has no text for.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e16 { return String(Int64(value)) }
    return value.description
  }

  /// The text of a JSON string, given with its quotes and well formed.
  @inlinable
  public static func decode(_ quoted: some Collection<UInt8>) -> String {
    let inner = quoted.dropFirst().dropLast()
    guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
    return unescaped(Array(inner))
  }

  /// The text of what stands between the quotes.
  @usableFromInline
  static func unescaped(_ inner: [UInt8]) -> String {
    var units: [UInt8] = []
    var pendingHigh: UInt32?
    var rest = inner[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        units.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "u"):
        let hex = String(decoding: rest.prefix(4), as: UTF8.self)
        rest = rest.dropFirst(4)
        let unit = UInt32(hex, radix: 16) ?? 0xFFFD
        if (0xD800..<0xDC00).contains(unit) {
          pendingHigh = unit
          continue
        }
        var value = unit
        if let high = pendingHigh, (0xDC00..<0xE000).contains(unit) {
          value = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
        }
        pendingHigh = nil
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        units.append(contentsOf: Array(String(Character(scalar)).utf8))
      default: units.append(escape)
      }
    }
    return String(decoding: units, as: UTF8.self)
  }
}
