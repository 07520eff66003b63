/// Reading decimal numbers from text: the one way from what people write to a number.
///
/// Swift's own `Double(text)` takes hexadecimal, `inf` and `nan` too, which no table means.
public enum DecimalNumber {
  /// 10⁰ to 10²², the powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { exponent in
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// The double nearest to the decimal number that the bytes write: digits with a sign, a point and
  /// an exponent as they may be; `12`, `-0.5`, `.5`, `1e3`. nil for any other text, for hexadecimal
  /// numbers, `nan` and `inf`, and for numbers beyond the range of doubles.
  ///
  /// **Complexity:** O(bytes). Up to 15 digits and 22 powers of ten are one exact division or
  /// product (Clinger 1990); more go through the standard library.
  ///
  /// **Source:** Clinger 1990, doi:10.1145/93542.93557.
  public static func value(_ bytes: ArraySlice<UInt8>) -> Double? {
    var at = bytes.startIndex
    let end = bytes.endIndex
    var isNegative = false
    if at < end, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    var digits = 0
    var mantissa: UInt64 = 0
    var decimals = 0
    var isFraction = false
    while at < end {
      let byte = bytes[at]
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        if digits <= 18 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
        if isFraction { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        break
      }
      at += 1
    }
    guard digits > 0 else { return nil }
    if at == end, digits <= 18, mantissa < 1 << 53, decimals <= 22 {
      let value = Double(mantissa) / powers[decimals]
      return isNegative ? -value : value
    }
    guard at == end || hasExponent(bytes[at...]),
      let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  /// The same of text.
  public static func value(_ text: some StringProtocol) -> Double? {
    value(ArraySlice(text.utf8))
  }

  /// Whether the bytes are an exponent and no more: `e3`, `E-07`.
  private static func hasExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") else { return false }
    var rest = bytes.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
