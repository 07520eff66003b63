import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

/// Encodings of dBASE tables, held against Python's codecs.
@Suite struct DBFEncodingTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Reads texts, one a row, from a table.
  private func read(_ rows: [[UInt8]], cpg: String? = nil, driver: UInt8 = 0) throws -> Layer {
    let bytes = ShapefileBytes(
      type: 1, shapes: [], fields: [ShapefileBytes.Field("v", "C", 40)], rows: rows.map { [$0] },
      languageDriver: driver)
    try? FileManager.default.removeItem(atPath: scratch.file("t.cpg"))
    if let cpg { try scratch.write("t.cpg", cpg) }
    return try LayerFormats.read(LayerSource(path: scratch.write("t.dbf", bytes.dbf)))
  }

  private func texts(_ layer: Layer) throws -> [String?] {
    let column = try #require(layer.attributes["v"])
    return (0..<column.count).map { column.string($0) }
  }

  /// The last letter of a text may take an accent that follows, and is there when none does.
  @Test func theLastLetterIsKept() throws {
    let vietnamese: [[UInt8]] = [
      [0x43, 0x49, 0x54, 0xC9], [0xC9, 0x74, 0xE9], [0xEE, 0x6C, 0x65], [0xC9, 0x4F],
      // Circumflex and acute, as keyboards write them.
      [0x71, 0x75, 0xEA, 0xEC],
    ]
    #expect(
      try texts(read(vietnamese, cpg: "1258")) == ["CITÉ", "Été", "île", "ÉO", "qu\u{1EBF}"])
    let hebrew: [[UInt8]] = [[0xF9, 0xEC, 0xE5, 0xED], [0xE0], [0xE9, 0xC4]]
    let read = try texts(read(hebrew, cpg: "1255"))
    #expect(read == ["שלום", "א", "י\u{05B4}"])
    // Letters and points as they stand, not in forms that nobody types.
    #expect(read[2]?.unicodeScalars.map(\.value) == [0x05D9, 0x05B4])
  }

  @Test func charactersThatTheFieldCuts() throws {
    // Forty bytes: an ASCII letter, nineteen characters of two bytes and half of one.
    for (label, pair) in [("GBK", [0xB0, 0xA1]), ("932", [0x88, 0x9F]), ("949", [0xB0, 0xA1])]
      as [(String, [UInt8])]
    {
      let bytes = [0x61] + [[UInt8]](repeating: pair, count: 19).joined() + pair.prefix(1)
      let layer = try read([bytes], cpg: label)
      #expect(try texts(layer)[0]?.count == 20)
      #expect(layer.notices == ["column v: 1 texts end inside a character, which is dropped"])
    }
  }

  /// What ETEN put into Big5: letters, not private-use characters; as Python's codec `cp950` has them.
  @Test func big5HasLettersOfETEN() throws {
    let rows: [[UInt8]] = [
      [0xC6, 0xA1, 0xC6, 0xA6], [0xC7, 0x55, 0xB3, 0x73], [0xC6, 0xE7, 0xC7, 0x66],
    ]
    for driver in [0x4F, 0x78] as [UInt8] {
      #expect(try texts(read(rows, driver: driver)) == ["ヾあ", "ソ連", "ゃノ"])
    }
  }

  /// DOS code pages of Czech and Polish, by sentences that have all letters with marks, and what they
  /// share with page 437.
  @Test(
    arguments: [
      (
        0x68, "Kamenicky",
        "P\u{A9}\u{A1}li\u{A8} \u{91}lu\u{9F}ou\u{87}k\u{98} k\u{96}\u{A4} \u{A3}p\u{88}l \u{83}\u{A0}belsk"
          + "\u{82} \u{A2}dy",
        "Příliš žluťoučký kůň úpěl ďábelské ódy"
      ),
      (
        0x69, "mazovia", "Za\u{A7}\u{A2}\u{92}\u{8D} g\u{91}\u{9E}l\u{86} ja\u{A6}\u{A4}",
        "Zażółć gęślą jaźń"
      ),
      (
        0x68, "895",
        "\u{80}\u{85}\u{86}\u{89}\u{8A}\u{8C}\u{8D}\u{92}\u{95}\u{9B}\u{9C}\u{9E}\u{A5}\u{A6}\u{AB}",
        "ČĎŤĚĹľĺŽÓŠĽŘŇŮŔ"
      ),
      (0x69, "620", "\u{8F}\u{90}\u{95}\u{98}\u{9C}\u{A0}\u{A1}\u{A3}\u{A5}", "ĄĘĆŚŁŹŻÓŃ"),
    ] as [(UInt8, String, String, String)])
  func pagesOfDOSInBohemiaAndPoland(
    _ driver: UInt8, _ label: String, _ codes: String, _ text: String
  ) throws {
    let bytes = codes.unicodeScalars.map { UInt8($0.value) }
    #expect(try texts(read([bytes], driver: driver)) == [text])
    #expect(try texts(read([bytes], cpg: label)) == [text])
    let shared = Array(UInt8(0xB0)...0xFE)
    #expect(
      try texts(read([Array(shared.prefix(40)), Array(shared.suffix(39))], driver: driver))
        == texts(read([Array(shared.prefix(40)), Array(shared.suffix(39))], cpg: "437")))
  }

  @Test func unknownLabelsAreRefused() throws {
    for label in ["klingon", "99999", "8859-12", "LDID/0"] {
      let error = #expect(throws: FormatError.self) { try read([[0xE9]], cpg: label) }
      #expect(error?.path == scratch.file("t.cpg"), "\(label)")
    }
  }

  // MARK: Python's codecs

  private static let singles: [(label: String, codec: String)] =
    [
      ("ANSI 1252", "cp1252"), ("CP1252", "cp1252"), ("windows-1250", "cp1250"),
      ("88591", "latin1"),
      ("ISO-8859-15", "iso8859-15"), ("ISO 8859-2", "iso8859-2"), ("8859_9", "iso8859-9"),
      ("ISO-8859-8-I", "iso8859-8"), ("Latin9", "iso8859-15"), ("28605", "iso8859-15"),
      ("KOI8-R", "koi8-r"), ("20866", "koi8-r"), ("KOI8-U", "koi8-u"), ("macroman", "mac_roman"),
      ("10000", "mac_roman"), ("10006", "mac_greek"), ("10007", "mac_cyrillic"),
      ("10029", "mac_latin2"), ("10079", "mac_iceland"), ("10081", "mac_turkish"),
      ("x-mac-cyrillic", "mac_cyrillic"), ("OEM 437", "cp437"), ("IBM850", "cp850"),
      ("20127", "ascii"), ("US-ASCII", "ascii"),
    ]
    + [
      437, 720, 737, 775, 850, 852, 855, 856, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874,
      1125, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
    ].map { ("\($0)", "cp\($0)") }
    + (1...16).filter { $0 != 12 }.map { ("ISO-8859-\($0)", "iso8859-\($0)") }

  /// By language driver; Esri's and FoxPro's lists.
  private static let drivers: [(driver: UInt8, codec: String)] = [
    (0x01, "cp437"), (0x02, "cp850"), (0x03, "cp1252"), (0x04, "mac_roman"), (0x08, "cp865"),
    (0x09, "cp437"), (0x0A, "cp850"), (0x0B, "cp437"), (0x0D, "cp437"), (0x0E, "cp850"),
    (0x0F, "cp437"), (0x10, "cp850"), (0x11, "cp437"), (0x12, "cp850"), (0x14, "cp850"),
    (0x15, "cp437"), (0x16, "cp850"), (0x17, "cp865"), (0x18, "cp437"), (0x19, "cp437"),
    (0x1A, "cp850"), (0x1B, "cp437"), (0x1C, "cp863"), (0x1D, "cp850"), (0x1F, "cp852"),
    (0x22, "cp852"), (0x23, "cp852"), (0x24, "cp860"), (0x25, "cp850"), (0x26, "cp866"),
    (0x37, "cp850"), (0x40, "cp852"), (0x50, "cp874"), (0x58, "cp1252"), (0x59, "cp1252"),
    (0x64, "cp852"), (0x65, "cp866"), (0x66, "cp865"), (0x67, "cp861"), (0x6A, "cp737"),
    (0x6B, "cp857"), (0x6C, "cp863"), (0x7C, "cp874"), (0x7D, "cp1255"), (0x7E, "cp1256"),
    (0x86, "cp737"), (0x87, "cp852"), (0x88, "cp857"), (0x96, "mac_cyrillic"),
    (0x97, "mac_latin2"), (0x98, "mac_greek"), (0xC8, "cp1250"), (0xC9, "cp1251"),
    (0xCA, "cp1254"), (0xCB, "cp1253"), (0xCC, "cp1257"),
  ]

  /// What Python makes of each byte from 0x80: its code point, or -1.
  private func pythonBytes(_ codecs: [String]) throws -> [String: [Int]] {
    let script = """
      import sys
      for c in sys.argv[1:]:
          r = []
          for b in range(128, 256):
              try: r.append(ord(bytes([b]).decode(c)))
              except Exception: r.append(-1)
          print(c, *r)
      """
    var result: [String: [Int]] = [:]
    let output = try Tools.run("python3", ["-c", script] + Set(codecs).sorted())
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      result[String(words[0])] = words.dropFirst().compactMap { Int($0) }
    }
    return result
  }

  private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// An empty `.cpg` says as much as none: the header's language driver does, or the text itself.
  @Test(arguments: ["", " \r\n", "\u{FEFF}"]) func emptyLabelsSayNothing(_ label: String) throws {
    let bytes: [UInt8] = [0x43, 0x49, 0x54, 0xC9]
    #expect(try texts(read([bytes], cpg: label, driver: 0x03)) == ["CITÉ"])
    #expect(try read([bytes], cpg: label).notices == read([bytes]).notices)
  }

  private func compare(_ expected: [Int], cpg: String? = nil, driver: UInt8 = 0) throws {
    #expect(expected.count == 128)
    let taken = (0..<128).filter { expected[$0] >= 0 }
    if !taken.isEmpty {
      let rows = taken.map { [0x78, UInt8(128 + $0)] as [UInt8] }
      let read = try texts(self.read(rows, cpg: cpg, driver: driver))
      for (place, text) in zip(taken, read) {
        #expect(
          text?.unicodeScalars.map { Int($0.value) } == [0x78, expected[place]],
          "\(cpg ?? "\(driver)") \(128 + place)")
      }
    }
    // What the encoding has nothing for is no text of it.
    if let free = (0..<128).first(where: { expected[$0] < 0 }) {
      #expect(throws: FormatError.self) {
        try self.read([[0x78, UInt8(128 + free)]], cpg: cpg, driver: driver)
      }
    }
  }

  @Test(.enabled(if: hasPython, "needs /usr/bin/python3")) func everyByteByLabel() throws {
    let python = try pythonBytes(Self.singles.map(\.codec))
    for (label, codec) in Self.singles {
      try compare(#require(python[codec], "\(codec)"), cpg: label)
    }
  }

  @Test(.enabled(if: hasPython, "needs /usr/bin/python3")) func everyByteByLanguageDriver() throws {
    let python = try pythonBytes(Self.drivers.map(\.codec))
    for (driver, codec) in Self.drivers {
      try compare(#require(python[codec], "\(codec)"), driver: driver)
    }
  }

  /// Encodings of two bytes: all ideographs, syllables and kana that Python knows and their
  /// neighbours on Windows have at the same place; symbols differ between vendors.
  @Test(.enabled(if: hasPython, "needs /usr/bin/python3"))
  func everyLetterOfTwoBytes() throws {
    let cases: [(label: String?, driver: UInt8, codec: String)] = [
      ("Big5", 0, "big5"), ("950", 0, "cp950"), (nil, 0x4F, "cp950"), (nil, 0x78, "cp950"),
      ("GBK", 0, "gbk"), ("936", 0, "gbk"), (nil, 0x4D, "gbk"), (nil, 0x7A, "gbk"),
      ("GB2312", 0, "gb2312"), ("GB18030", 0, "gb18030"), ("Shift_JIS", 0, "shift_jis"),
      ("SJIS", 0, "shift_jis"), ("932", 0, "cp932"), (nil, 0x13, "cp932"), (nil, 0x7B, "cp932"),
      ("EUC-JP", 0, "euc_jp"), ("EUC-KR", 0, "euc_kr"), ("949", 0, "cp949"),
      (nil, 0x4E, "cp949"), (nil, 0x79, "cp949"), ("1361", 0, "johab"),
    ]
    let script = """
      import sys, unicodedata
      c = sys.argv[1]
      for a in range(0x81, 0xff):
          for b in range(0x40, 0xff):
              try: t = bytes([a, b]).decode(c)
              except Exception: continue
              n = unicodedata.name(t[0], '')
              # The dot between words is another character to Python than to everybody else.
              if n == 'KATAKANA MIDDLE DOT': continue
              k = n.startswith(('HIRAGANA', 'KATAKANA')) and 'big5' not in c and c != 'cp950'
              if len(t) == 1 and (n.startswith(('CJK UNIFIED', 'HANGUL SYLLABLE')) or k):
                  print(a, b, ord(t))
      """
    for one in cases {
      var rows: [[UInt8]] = []
      var expected: [Int] = []
      for line in try Tools.run("python3", ["-c", script, one.codec]).split(separator: "\n") {
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        rows.append([0x78, UInt8(numbers[0]), UInt8(numbers[1])])
        expected.append(numbers[2])
      }
      try #require(rows.count > 2000, "\(one.codec)")
      let read = try texts(self.read(rows, cpg: one.label, driver: one.driver))
      let wrong = zip(read, expected).filter { text, scalar in
        text?.unicodeScalars.map { Int($0.value) } != [0x78, scalar]
      }
      #expect(wrong.isEmpty, "\(one.label ?? "\(one.driver)"): \(wrong.prefix(3))")
    }
  }
}
