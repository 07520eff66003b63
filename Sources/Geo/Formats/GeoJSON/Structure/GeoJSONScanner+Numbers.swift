internal import CSimdJSON

/// Numbers.
///
/// **Source:** W. D. Clinger 1990, How to read floating point numbers accurately,
/// DOI 10.1145/93542.93557: a mantissa below 2⁵³ times or over a power of ten up to 10²² is exact
/// but for one rounding. All others go to the library's correctly rounded conversion.
extension GeoJSONScanner {
  /// 10⁰ … 10²², all exact.
  static let exactPowersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { product, _ in product * 10 }
  }

  /// Whether a number, or what somebody takes for one, starts with that byte.
  @inline(__always)
  static func startsNumber(_ byte: UInt8) -> Bool { isDigit(byte) || byte == minus }

  /// Reads a number; `at` is on its first byte. Notes numbers that are not finite and gives zero
  /// for them.
  @inline(__always)
  mutating func number() throws(Stop) -> Double {
    let start = at
    var i = at
    let isNegative = base[i] == Self.minus
    if isNegative { i += 1 }
    let digits = i
    var mantissa = UInt64(base[i] &- 0x30)
    guard mantissa < 10 else { return try oddNumber(from: start) }
    i += 1
    while Self.isDigit(base[i]) {
      mantissa = mantissa &* 10 &+ UInt64(base[i] &- 0x30)
      i += 1
    }
    var length = i - digits
    if length > 1, base[digits] == 0x30 { return try oddNumber(from: start) }
    var fraction = 0
    if base[i] == UInt8(ascii: ".") {
      i += 1
      let first = i
      while let value = eightDigits(at: i) {
        mantissa = mantissa &* 100_000_000 &+ value
        i += 8
      }
      while Self.isDigit(base[i]) {
        mantissa = mantissa &* 10 &+ UInt64(base[i] &- 0x30)
        i += 1
      }
      fraction = i - first
      if fraction == 0 { return try oddNumber(from: start) }
      length += fraction
    }
    guard Self.endsNumber(base[i]), length <= 19, fraction <= 22, mantissa <= 1 << 53 else {
      return try longNumber(from: start)
    }
    at = i
    decimals = fraction
    let value = Double(mantissa) / powersOfTen[fraction]
    return isNegative ? -value : value
  }

  /// What may follow a number: a blank, a comma, a closing bracket, the end.
  @inline(__always)
  private static func endsNumber(_ byte: UInt8) -> Bool {
    byte == comma || byte == closeBracket || byte == closeBrace || isBlank(byte) || byte == 0
  }

  /// What makes a number that could end here a malformed one.
  private static func continuesNumber(_ byte: UInt8) -> Bool {
    let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    return isLetter || isDigit(byte) || "._+-".utf8.contains(byte)
  }

  /// The value of eight digits in a row; nil when there are fewer.
  ///
  /// **Source:** D. Lemire 2021, Number parsing at a gigabyte per second, DOI 10.1002/spe.2984.
  @inline(__always)
  private func eightDigits(at offset: Int) -> UInt64? {
    let bytes = eightBytes(at: offset)
    let highs: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let zeros: UInt64 = 0x3030_3030_3030_3030
    guard bytes & highs == zeros, (bytes &+ 0x0606_0606_0606_0606) & highs == zeros else {
      return nil
    }
    let digits = bytes &- zeros
    let pairs = digits &* 10 &+ (digits >> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (pairs & mask) &* (100 &+ (1_000_000 << 32))
    let lower = ((pairs >> 16) & mask) &* (1 &+ (10000 << 32))
    return (upper &+ lower) >> 32
  }

  /// A number that is well formed so far, but has an exponent or many digits.
  @inline(never)
  private mutating func longNumber(from start: Int) throws(Stop) -> Double {
    var i = start
    if base[i] == Self.minus { i += 1 }
    while Self.isDigit(base[i]) { i += 1 }
    var fraction = 0
    if base[i] == UInt8(ascii: ".") {
      i += 1
      let first = i
      while Self.isDigit(base[i]) { i += 1 }
      fraction = i - first
    }
    if base[i] | 0x20 == UInt8(ascii: "e") {
      i += 1
      let isDown = base[i] == Self.minus
      if isDown || base[i] == UInt8(ascii: "+") { i += 1 }
      let first = i
      var exponent = 0
      while Self.isDigit(base[i]) {
        exponent = min(exponent * 10 + Int(base[i] - 0x30), 10_000)
        i += 1
      }
      if i == first {
        throw broken("an exponent without digits", at: start)
      }
      fraction = max(0, isDown ? fraction + exponent : fraction - exponent)
    }
    if Self.continuesNumber(base[i]) { throw malformedNumber(from: start) }
    at = i
    decimals = fraction
    let count = i - start
    let value = UnsafeRawPointer(base + start).withMemoryRebound(to: CChar.self, capacity: count) {
      cs_number($0, count)
    }
    if value.isFinite { return value }
    let text = shown(start..<i)
    noteNonFinite("\(text) is too large for a 64-bit number", at: start)
    return 0
  }

  private mutating func noteNonFinite(_ message: String, at offset: Int) {
    note(.nonFiniteNumber, message, at: offset)
    if isInCoordinates {
      isGeometryFaulty = true
      ringHasOddNumbers = true
    }
  }

  /// What is no number of JSON: NaN and infinities are noted and passed over, all else ends it.
  @inline(never)
  private mutating func oddNumber(from start: Int) throws(Stop) -> Double {
    if let length = nonFiniteWord(at: start) {
      let text = shown(start..<(start + length))
      noteNonFinite(
        "\(text) is no number that JSON can write; where nothing is known, write null", at: start)
      at = start + length
      decimals = 0
      return 0
    }
    throw malformedNumber(from: start)
  }

  /// The length of NaN, Infinity and their like, with a sign or without; nil for all else.
  func nonFiniteWord(at offset: Int) -> Int? {
    var i = offset
    if base[i] == Self.minus || base[i] == UInt8(ascii: "+") { i += 1 }
    let first = i
    while base[i] | 0x20 >= UInt8(ascii: "a"), base[i] | 0x20 <= UInt8(ascii: "z") { i += 1 }
    let word = String(
      decoding: UnsafeBufferPointer(start: base + first, count: min(i - first, 9)), as: UTF8.self
    ).lowercased()
    guard ["nan", "inf", "infinity"].contains(word), Self.endsNumber(base[i]) else { return nil }
    return i - offset
  }

  /// Says what is wrong with a number.
  private mutating func malformedNumber(from start: Int) -> Stop {
    var i = start
    while !Self.endsNumber(base[i]), i < end, i - start < 40 { i += 1 }
    let text = shown(start..<i)
    var digits = start
    if base[digits] == Self.minus { digits += 1 }
    let next = base[digits + 1]
    if base[digits] == 0x30, Self.isDigit(next) {
      return broken("\(text): a number cannot start with a zero", at: start)
    }
    if base[digits] == 0x30, next | 0x20 == UInt8(ascii: "x") {
      return broken("\(text): JSON has no hexadecimal numbers", at: start)
    }
    if base[digits] == UInt8(ascii: "+") {
      return broken("\(text): a number cannot start with a plus sign", at: start)
    }
    if base[digits] == UInt8(ascii: ".") {
      return broken("\(text): a digit must stand before the decimal point", at: start)
    }
    if !Self.isDigit(base[digits]) { return broken("\(text) is not a number", at: start) }
    while Self.isDigit(base[digits]) { digits += 1 }
    if base[digits] == UInt8(ascii: "."), !Self.isDigit(base[digits + 1]) {
      return broken("\(text): a digit must stand after the decimal point", at: start)
    }
    return broken("\(text) is not a number", at: start)
  }

  /// A short piece of the text for a message.
  func shown(_ range: Range<Int>) -> String {
    let most = 40
    let piece = UnsafeBufferPointer(start: base + range.lowerBound, count: min(range.count, most))
    let text = String(decoding: piece, as: UTF8.self)
    return range.count > most ? text + "…" : text
  }
}
