#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads text of one encoding.
///
/// Encodings in which every byte is a character are read by a table, made once by asking iconv for
/// each byte alone. The others go through iconv, which keeps the last letter back in some
/// (Windows-1258) in case an accent follows, until it is told that the text is over.
final class DBFDecoder {
  let encoding: DBFEncoding
  /// What each byte stands for; nil where the encoding has nothing.
  private var characters: [Unicode.Scalar?] = []
  private let converter: iconv_t?

  /// A text, and whether bytes at its end are the beginning of a character only.
  struct Decoded {
    var text: String
    var isCut: Bool
  }

  /// Nil when this machine does not know the encoding.
  init?(_ encoding: DBFEncoding) {
    self.encoding = encoding
    guard let name = encoding.iconvName else {
      converter = nil
      if let table = encoding.table {
        let ascii = (0..<0x80).map { Unicode.Scalar($0 as UInt8) as Unicode.Scalar? }
        // U+FFFD fills the places that are not taken.
        characters = ascii + table.unicodeScalars.map { $0 == "\u{FFFD}" ? nil : $0 }
      }
      return
    }
    let opened = iconv_open("UTF-8", name)
    // iconv_open says -1 when it fails.
    guard Int(bitPattern: opened) != -1 else { return nil }
    converter = opened
    guard encoding.isSingleByte else { return }
    characters = (0...UInt8.max).map { byte in
      withUnsafeBytes(of: byte) { converted($0) }?.text.unicodeScalars.first
    }
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// The text; nil when the bytes are not of this encoding.
  func string(_ bytes: UnsafeRawBufferPointer) -> String? {
    decoded(bytes).flatMap { $0.isCut ? nil : $0.text }
  }

  /// The text, without a character that the end cuts; nil when the bytes are not of this encoding.
  func decoded(_ bytes: UnsafeRawBufferPointer) -> Decoded? {
    if encoding == .utf8 || encoding.holdsASCII && bytes.allSatisfy({ $0 < 0x80 }) {
      if let text = String(validating: bytes, as: UTF8.self) {
        return Decoded(text: text, isCut: false)
      }
      let whole = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - bytes.cutCharacter)])
      return String(validating: whole, as: UTF8.self).map { Decoded(text: $0, isCut: true) }
    }
    if characters.isEmpty { return converted(bytes) }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      guard let character = characters[Int(byte)] else { return nil }
      text.append(character)
    }
    return Decoded(text: String(text), isCut: false)
  }

  /// What iconv makes of the bytes.
  private func converted(_ bytes: UnsafeRawBufferPointer) -> Decoded? {
    guard let converter else { return nil }
    _ = iconv(converter, nil, nil, nil, nil)
    // A byte of any of these encodings becomes 4 bytes at most; so does what is kept back.
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4 * bytes.count + 16) { room in
      var source = Array(bytes.bindMemory(to: CChar.self))
      var left = source.count
      var target = room.baseAddress
      var free = room.count
      let failure = source.withUnsafeMutableBufferPointer { buffer -> Int32? in
        var start = buffer.baseAddress
        return iconv(converter, &start, &left, &target, &free) == -1 ? errno : nil
      }
      // EINVAL: the end cuts a character.
      guard failure == nil && left == 0 || failure == EINVAL else { return nil }
      guard iconv(converter, nil, nil, &target, &free) != -1 else { return nil }
      let written = UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer(room)[..<(room.count - free)])
      return String(validating: written, as: UTF8.self).map {
        let text = encoding.iconvName == "CP950" ? DBFBig5.lettered($0) : $0
        return Decoded(text: text, isCut: failure != nil)
      }
    }
  }
}
