/// How the bytes of a dBASE table's text are to be read.
struct DBFEncoding: Equatable {
  /// As people write it: `UTF-8`, `Windows-1252`.
  let name: String
  /// As iconv knows it; nil for UTF-8 and for what has a table here.
  let iconvName: String?
  /// The characters of the bytes from 0x80, where iconv has no such table.
  let table: String?

  static let utf8 = DBFEncoding(name: "UTF-8")
  static let windows1252 = DBFEncoding(codePage: 1252)

  private init(name: String, iconvName: String? = nil, table: String? = nil) {
    self.name = name
    self.iconvName = iconvName
    self.table = table
  }

  /// By the number that Windows and DOS give it.
  init(codePage: Int) {
    if codePage == 65001 {
      self = .utf8
      return
    }
    let iconvName = Self.iconvNames[codePage]
    switch codePage {
    case 28591...28606:
      let part = codePage - 28590
      self.init(name: "ISO 8859-\(part)", iconvName: "ISO-8859-\(part)")
    case 1250...1258: self.init(name: "Windows-\(codePage)", iconvName: "CP\(codePage)")
    default:
      if let table = DBFCodePages.tables[codePage] {
        self.init(name: DBFCodePages.names[codePage] ?? "code page \(codePage)", table: table)
      } else {
        self.init(
          name: iconvName.map { $0.hasPrefix("CP") ? "code page \(codePage)" : $0 }
            ?? DBFCodePages.names[codePage] ?? "code page \(codePage)",
          iconvName: iconvName ?? "CP\(codePage)")
      }
    }
  }

  /// By the text of a `.cpg` file, in the spellings that are about: `UTF-8`, `65001`, `1252`,
  /// `ANSI 1252`, `OEM 850`, `ISO-8859-15`, `88591`, `Big5`, `LDID/87`; nil for any other.
  init?(label: String) {
    let letters = label.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if letters == "utf8" {
      self = .utf8
      return
    }
    if let page = Self.named[letters] {
      self.init(codePage: page)
      return
    }
    let digits = letters.drop { $0.isLetter }
    let word = String(letters.prefix(letters.count - digits.count))
    if word == "ldid" {
      guard let driver = UInt8(digits) else { return nil }
      // 87 stands for what is usual on Windows.
      if driver == 87 { self = .windows1252 } else { self.init(languageDriver: driver) }
      return
    }
    guard Self.words.contains(word), digits.count <= 6 else { return nil }
    // ISO 8859-8 with a letter at its end, which says how the text is to be turned.
    let isTurned = ["88598i", "88598e", "88596i", "88596e"].contains(digits)
    guard let number = Int(isTurned ? digits.dropLast() : digits) else { return nil }
    let part = "\(number)".hasPrefix("8859") ? Int("\(number)".dropFirst(4)) : nil
    if let part, (1...16).contains(part) {
      self.init(codePage: 28590 + part)
    } else {
      self.init(codePage: number)
    }
  }

  /// By the language driver in a table's header; nil for 0, for unknown ones, and for 87, which
  /// stands for whatever was usual on the machine that wrote it.
  init?(languageDriver: UInt8) {
    guard let page = DBFCodePages.ofLanguageDriver[languageDriver] else { return nil }
    self.init(codePage: page)
  }

  /// Whether every byte is a character of its own, whatever stands beside it.
  var isSingleByte: Bool {
    table != nil || iconvName.map { !Self.manyBytes.contains($0) } ?? false
  }

  /// Whether bytes below 0x80 are ASCII wherever a character begins.
  var holdsASCII: Bool {
    iconvName.map { !["ISO-2022-JP", "ISO-2022-KR", "UTF-7"].contains($0) } ?? true
  }

  /// Encodings in which what a byte means depends on those before it.
  private static let manyBytes: Set = [
    "BIG5-HKSCS", "CP1258", "CP1361", "CP932", "CP949", "CP950", "EUC-JP", "GB18030", "GBK",
    "ISO-2022-JP", "ISO-2022-KR", "UTF-7",
  ]

  /// What may stand before a number.
  private static let words: Set = [
    "", "ansi", "codepage", "cp", "dos", "ibm", "iso", "ms", "mswin", "oem", "pc", "win",
    "windows", "xcp", "xwindows",
  ]

  /// Code pages that iconv knows by another name than CP and their number. Supersets that the
  /// writers on Windows mean stand for the narrower standards.
  private static let iconvNames: [Int: String] = [
    154: "PT154", 936: "GBK", 1048: "RK1048", 10029: "MAC-CENTRALEUROPE", 20127: "ASCII",
    20866: "KOI8-R", 20932: "EUC-JP", 20936: "GBK", 21866: "KOI8-U", 38598: "ISO-8859-8",
    50220: "ISO-2022-JP", 50221: "ISO-2022-JP", 50222: "ISO-2022-JP", 50225: "ISO-2022-KR",
    51932: "EUC-JP", 51936: "GBK", 51949: "CP949", 54936: "GB18030", 65000: "UTF-7",
    951: "BIG5-HKSCS",
  ]

  private static let named: [String: Int] = [
    "ascii": 20127, "usascii": 20127, "latin1": 28591, "latin2": 28592, "latin3": 28593,
    "latin4": 28594, "latin5": 28599, "latin6": 28600, "latin7": 28603, "latin8": 28604,
    "latin9": 28605, "latin10": 28606, "big5": 950, "xbig5": 950, "big5hkscs": 951, "gbk": 936,
    "xgbk": 936, "gb2312": 936, "euccn": 936, "gb18030": 54936, "sjis": 932, "xsjis": 932,
    "shiftjis": 932, "mskanji": 932, "windows31j": 932, "eucjp": 51932, "xeucjp": 51932,
    "iso2022jp": 50220, "euckr": 949, "ksc5601": 949, "ksc56011987": 949, "uhc": 949,
    "iso2022kr": 50225, "johab": 1361, "koi8r": 20866, "koi8u": 21866, "koi8": 20866,
    "tis620": 874, "utf7": 65000, "macintosh": 10000, "mac": 10000, "macroman": 10000,
    "xmacroman": 10000, "xmacgreek": 10006, "macgreek": 10006, "maccyrillic": 10007,
    "xmaccyrillic": 10007, "macce": 10029, "xmacce": 10029, "maccentraleurope": 10029,
    "maclatin2": 10029, "maciceland": 10079, "xmacicelandic": 10079, "macturkish": 10081,
    "xmacturkish": 10081, "kamenicky": 895, "keybcs2": 895, "mazovia": 620,
  ]
}
