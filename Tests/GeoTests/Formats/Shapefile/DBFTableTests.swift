import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct DBFTableTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private typealias Field = ShapefileBytes.Field

  private func read(
    _ fields: [Field], _ rows: [[[UInt8]]], languageDriver: UInt8 = 0, cpg: String? = nil
  ) throws -> Layer {
    let bytes = ShapefileBytes(
      type: 1, shapes: [], fields: fields, rows: rows, languageDriver: languageDriver)
    if let cpg { try scratch.write("t.cpg", cpg) }
    return try LayerFormats.read(LayerSource(path: scratch.write("t.dbf", bytes.dbf)))
  }

  /// The JSON texts of a column read from one field.
  private func column(_ type: Character, _ width: Int, decimals: Int = 0, _ cells: [String]) throws
    -> [String]
  {
    let layer = try read(
      [Field("v", type, width, decimals: decimals)], cells.map { [Array($0.utf8)] })
    let column = try #require(layer.attributes["v"])
    return (0..<column.count).map(column.json)
  }

  @Test func wholeNumbers() throws {
    #expect(
      try column(
        "N", 20,
        ["7", "  -12", "0007", "+3", "****", "", "9223372036854775807", "92233720368547758070"])
        == ["7", "-12", "7", "3", "null", "null", "9223372036854775807", "9.223372036854776e+19"])
  }

  @Test func decimals() throws {
    #expect(
      try column(
        "N", 12, decimals: 3, ["1.500", "-0.25", ".5", "2", "***", "1e3", "1.#QNAN", "nan"])
        == ["1.5", "-0.25", "0.5", "2", "null", "1000", "null", "null"])
    #expect(try column("F", 13, decimals: 6, [" 1.25000e+01"]) == ["12.5"])
  }

  @Test func textDatesAndBools() throws {
    #expect(
      try column("C", 8, ["a \"b\"", "  left", "right   ", "", "x\0y"])
        == ["\"a \\\"b\\\"\"", "\"  left\"", "\"right\"", "null", "\"x\""])
    #expect(
      try column("D", 8, ["20140603", "00000000", "", "20141301", "hello"])
        == ["\"2014-06-03\"", "null", "null", "null", "null"])
    #expect(
      try column("L", 1, ["T", "y", "F", "n", "?", ""])
        == ["true", "true", "false", "false", "null", "null"])
  }

  /// Days that no calendar has are null, and counted.
  @Test func daysThatDoNotExist() throws {
    let cells = [
      "20230431", "19000229", "20000229", "20240229", "20230229", "00000101", "20231301",
      "20230100", "20231231",
    ]
    let layer = try read([Field("d", "D", 8)], cells.map { [Array($0.utf8)] })
    let column = try #require(layer.attributes["d"])
    #expect(
      (0..<column.count).map(column.json) == [
        "null", "null", "\"2000-02-29\"", "\"2024-02-29\"", "null", "null", "null", "null",
        "\"2023-12-31\"",
      ])
    #expect(
      layer.notices == [
        "column d: 6 values that are no dates are null (first: \"20230431\" in row 1)"
      ])
  }

  @Test func binaryNumbers() throws {
    let layer = try read(
      [Field("i", "I", 4), Field("o", "O", 8)],
      [[ShapefileBytes.little(-5), ShapefileBytes.doubles([2.5])]])
    #expect(layer.attributes["i"]?.integer(0) == -5)
    #expect(layer.attributes["o"]?.double(0) == 2.5)
  }

  @Test func whatIsNoNumberIsAnError() throws {
    for (text, part) in [("12,5", "point"), ("abc", "mend"), ("0x10", "mend")] {
      let error = #expect(throws: FormatError.self) {
        try column("N", 8, decimals: 2, ["1", text])
      }
      #expect(error?.row == 2 && error?.reason.contains("field v") == true)
      #expect(error?.remedy?.text.contains(part) == true)
    }
    #expect(throws: FormatError.self) { try column("L", 1, ["x"]) }
  }

  // MARK: Encodings

  private func text(_ bytes: [UInt8], driver: UInt8 = 0, cpg: String? = nil) throws -> (
    text: String?, notices: [String]
  ) {
    let layer = try read([Field("v", "C", 10)], [[bytes]], languageDriver: driver, cpg: cpg)
    return (layer.attributes["v"]?.string(0), layer.notices)
  }

  @Test(arguments: [
    ("UTF-8", [0xC3, 0xA9]), ("65001", [0xC3, 0xA9]), ("1252", [0xE9]), ("ANSI 1252", [0xE9]),
    ("ISO-8859-1", [0xE9]), ("88591", [0xE9]), ("ISO 8859-15\r\n", [0xE9]), ("OEM 850", [0x82]),
    ("cp437", [0x82]), ("Latin1", [0xE9]), ("10000", [0x8E]), ("\u{FEFF}UTF-8", [0xC3, 0xA9]),
  ])
  func byLabel(_ label: String, _ bytes: [UInt8]) throws {
    let read = try text(bytes, driver: 0x57, cpg: label)
    #expect(read.text == "é" && read.notices.isEmpty)
  }

  @Test(arguments: [(0x03, 0xE9), (0x02, 0x82), (0x01, 0x82), (0x58, 0xE9), (0xC8, 0xE9)])
  func byLanguageDriver(_ driver: UInt8, _ byte: UInt8) throws {
    let read = try text([byte], driver: driver)
    #expect(read.text == "é" && read.notices.isEmpty)
  }

  @Test func byGuess() throws {
    #expect(try text(Array("abc".utf8)).notices.isEmpty)
    let utf8 = try text(Array("é€".utf8))
    #expect(utf8.text == "é€" && utf8.notices.count == 1)
    let windows = try text([0xE9, 0x80], driver: 0x57)
    #expect(windows.text == "é€")
    #expect(
      windows.notices == ["nothing says how the table's text is encoded: read as Windows-1252"])
  }

  /// Ten bytes cut the last letter in two.
  @Test func textThatEndsInsideACharacter() throws {
    for label in [nil, "UTF-8"] {
      let read = try text(Array("abcdefghié".utf8), cpg: label)
      #expect(read.text == "abcdefghi")
      #expect(read.notices.contains { $0.contains("1 texts end inside a character") })
      try? FileManager.default.removeItem(atPath: scratch.file("t.cpg"))
    }
  }

  @Test func textOfAnotherEncoding() throws {
    let error = #expect(throws: FormatError.self) { try text([0x61, 0xE9, 0x62], cpg: "UTF-8") }
    #expect(error?.row == 1 && error?.remedy?.text.contains(".cpg") == true)
    let unknown = #expect(throws: FormatError.self) { try text([0x61], cpg: "klingon") }
    #expect(unknown?.path == scratch.file("t.cpg"))
  }

  @Test func namesThatStandTwice() throws {
    let layer = try read([Field("a", "N", 2), Field("a", "N", 2)], [[[0x31], [0x32]]])
    #expect(layer.attributes.names == ["a", "a_2"])
    #expect(layer.notices.count == 1)
  }
}
