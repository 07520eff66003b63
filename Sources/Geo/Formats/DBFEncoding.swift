#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the bytes of a dBASE table's text are to be read.
struct DBFEncoding: Equatable {
  /// As people write it: `UTF-8`, `Windows-1252`.
  let name: String
  /// As iconv knows it; nil for UTF-8.
  let iconvName: String?

  static let utf8 = DBFEncoding(name: "UTF-8", iconvName: nil)
  static let windows1252 = DBFEncoding(codePage: 1252)

  private init(name: String, iconvName: String?) {
    self.name = name
    self.iconvName = iconvName
  }

  /// By the number that Windows and DOS give it.
  init(codePage: Int) {
    switch codePage {
    case 65001: self = .utf8
    case 10000: self.init(name: "Macintosh", iconvName: "MACINTOSH")
    case 20127: self.init(name: "ASCII", iconvName: "ASCII")
    case 28591...28606:
      let part = codePage - 28590
      self.init(name: "ISO 8859-\(part)", iconvName: "ISO-8859-\(part)")
    case 1250...1258: self.init(name: "Windows-\(codePage)", iconvName: "CP\(codePage)")
    default: self.init(name: "code page \(codePage)", iconvName: "CP\(codePage)")
    }
  }

  /// By the text of a `.cpg` file, in the spellings that are about: `UTF-8`, `65001`, `1252`,
  /// `ANSI 1252`, `OEM 850`, `ISO-8859-15`, `88591`, `Big5`; nil for any other.
  init?(label: String) {
    let letters = label.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    switch letters {
    case "utf8": self = .utf8
    case "latin1": self.init(codePage: 28591)
    case "big5", "gbk", "gb18030", "sjis", "koi8r", "koi8u", "eucjp", "euckr", "tis620":
      let hyphenated = [
        "koi8r": "KOI8-R", "koi8u": "KOI8-U", "eucjp": "EUC-JP", "euckr": "EUC-KR",
        "tis620": "TIS-620",
      ]
      self.init(name: label, iconvName: hyphenated[letters] ?? letters.uppercased())
    case "shiftjis": self.init(name: label, iconvName: "SJIS")
    default:
      let digits = letters.drop { $0.isLetter }
      guard
        ["", "ansi", "oem", "cp", "ibm", "windows", "win", "ms", "iso"].contains(
          String(letters.prefix(letters.count - digits.count))),
        let number = Int(digits), digits.count <= 6
      else { return nil }
      if digits.hasPrefix("8859"), let part = Int(digits.dropFirst(4)), (1...16).contains(part) {
        self.init(codePage: 28590 + part)
      } else {
        self.init(codePage: number)
      }
    }
  }

  /// By the language driver in a table's header; nil for 0, for unknown ones, and for 87, which
  /// stands for whatever was usual on the machine that wrote it.
  init?(languageDriver: UInt8) {
    guard let page = Self.codePages[languageDriver] else { return nil }
    self.init(codePage: page)
  }

  /// **Source:** dBASE and Visual FoxPro language driver ids, as listed by Esri.
  private static let codePages: [UInt8: Int] = [
    0x01: 437, 0x02: 850, 0x03: 1252, 0x04: 10000, 0x08: 865, 0x09: 437, 0x0A: 850, 0x0B: 437,
    0x0D: 437, 0x0E: 850, 0x0F: 437, 0x10: 850, 0x11: 437, 0x12: 850, 0x13: 932, 0x14: 850,
    0x15: 437, 0x16: 850, 0x17: 865, 0x18: 437, 0x19: 437, 0x1A: 850, 0x1B: 437, 0x1C: 863,
    0x1D: 850, 0x1F: 852, 0x22: 852, 0x23: 852, 0x24: 860, 0x25: 850, 0x26: 866, 0x37: 850,
    0x40: 852, 0x4D: 936, 0x4E: 949, 0x4F: 950, 0x50: 874, 0x58: 1252, 0x59: 1252, 0x64: 852,
    0x65: 866, 0x66: 865, 0x67: 861, 0x6A: 737, 0x6B: 857, 0x6C: 863, 0x78: 950, 0x79: 949,
    0x7A: 936, 0x7B: 932, 0x7C: 874, 0x86: 737, 0x87: 852, 0x88: 857, 0xC8: 1250, 0xC9: 1251,
    0xCA: 1254, 0xCB: 1253, 0xCC: 1257,
  ]
}

/// Reads text of one encoding.
final class DBFDecoder {
  let encoding: DBFEncoding
  private let converter: iconv_t?

  /// Nil when this machine does not know the encoding.
  init?(_ encoding: DBFEncoding) {
    self.encoding = encoding
    guard let name = encoding.iconvName else {
      converter = nil
      return
    }
    let opened = iconv_open("UTF-8", name)
    // iconv_open says -1 when it fails.
    guard Int(bitPattern: opened) != -1 else { return nil }
    converter = opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// The text; nil when the bytes are not of this encoding.
  func string(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard let converter, !bytes.allSatisfy({ $0 < 0x80 }) else {
      return String(validating: bytes, as: UTF8.self)
    }
    _ = iconv(converter, nil, nil, nil, nil)
    // A byte of any of these encodings becomes 4 bytes at most.
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4 * bytes.count) { room in
      var source = Array(bytes.bindMemory(to: CChar.self))
      var left = source.count
      var target = room.baseAddress
      var free = room.count
      let result = source.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        return iconv(converter, &start, &left, &target, &free)
      }
      guard result != -1, left == 0 else { return nil }
      let written = UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer(room)[..<(room.count - free)])
      return String(validating: written, as: UTF8.self)
    }
  }
}
