internal import GeoCore

/// The text of a table as UTF-8, from the encodings that spreadsheets write.
///
/// UTF-8 with or without a byte order mark; UTF-16 of either byte order with one; Windows-1252 when
/// the bytes are not UTF-8, which is a guess and said so.
///
/// **Source:** Unicode 15, section 23.8 (byte order marks); WHATWG Encoding Standard, index
/// windows-1252, without its five control characters.
enum CSVEncoding {
  /// - Throws: `FormatError` with the line for what is none of these, and for NUL.
  static func utf8(
    _ bytes: [UInt8], path: String
  ) throws(FormatError) -> (text: [UInt8], notice: String?) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return (try fromUTF16(bytes, path: path), nil)
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw FormatError(
        path: path, line: line(of: zero, in: bytes), reason: "there is a NUL byte in the text",
        remedy: "save the table as UTF-8 text")
    }
    guard
      let bad = bytes[...].firstInvalidUTF8(
        isKnownBad: String(validating: bytes, as: UTF8.self) == nil)
    else { return (bytes, nil) }
    // A mark of UTF-8 before text that is none: one program put it there, another one the text.
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    return (
      try fromWindows1252(text, path: path),
      "the text is not UTF-8 (line \(line(of: bad, in: bytes))): read as Windows-1252"
    )
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<min(offset, bytes.count)].count { $0 == 0x0A } + 1
  }

  private static func fromUTF16(_ bytes: [UInt8], path: String) throws(FormatError) -> [UInt8] {
    let isBig = bytes[0] == 0xFE
    guard bytes.count % 2 == 0 else {
      throw FormatError(
        path: path, reason: "the text is UTF-16 and ends in half a character",
        remedy: "the file is cut off: export it again")
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var decoder = UTF16()
    let (high, low) = isBig ? (0, 1) : (1, 0)
    var units = stride(from: 2, to: bytes.count, by: 2).lazy.map { i -> UInt16 in
      let upper = UInt16(bytes[i + high])
      let lower = UInt16(bytes[i + low])
      return upper << 8 | lower
    }.makeIterator()
    while true {
      switch decoder.decode(&units) {
      case .scalarValue(let scalar) where scalar.value != 0: text.append(contentsOf: scalar.utf8)
      case .emptyInput: return text
      case .scalarValue, .error:
        throw FormatError(
          path: path, line: line(of: text.count, in: text),
          reason: "the text is not UTF-16, as its byte order mark says",
          remedy: "save the table as UTF-8")
      }
    }
  }

  private static func fromWindows1252(
    _ bytes: [UInt8], path: String
  ) throws(FormatError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for (i, byte) in bytes.enumerated() {
      if byte < 0x80 {
        text.append(byte)
        continue
      }
      let code = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
      guard code != 0, let scalar = Unicode.Scalar(code) else {
        throw FormatError(
          path: path, line: line(of: i, in: bytes),
          reason: "the text is neither UTF-8 nor Windows-1252",
          remedy: "save the table as UTF-8")
      }
      text.append(contentsOf: scalar.utf8)
    }
    return text
  }

  /// 0x80 to 0x9F; 0 where nothing is assigned.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

extension Unicode.Scalar {
  /// The bytes of the scalar in UTF-8.
  fileprivate var utf8: Unicode.UTF8.EncodedScalar {
    Unicode.UTF8.encode(self) ?? Unicode.UTF8.encodedReplacementCharacter
  }
}

extension ArraySlice<UInt8> {
  /// Where the first byte that is no UTF-8 stands; nil when it is not known that there is one.
  fileprivate func firstInvalidUTF8(isKnownBad: Bool) -> Int? {
    isKnownBad ? firstInvalidUTF8 : nil
  }
}
