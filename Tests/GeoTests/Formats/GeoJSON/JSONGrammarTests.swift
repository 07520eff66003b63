import Testing

@testable import GeoCore
@testable import GeoFormats

/// The grammar of RFC 8259, case by case: what is JSON gives no fault, what is not gives one where
/// it stands and says why.
@Suite struct JSONGrammarTests {
  /// A feature whose only property has that value.
  private func feature(_ value: String) -> String {
    #"{"type":"Feature","geometry":null,"properties":{"v":\#(value)}}"#
  }

  /// Where the value starts in such a text.
  private let start = #"{"type":"Feature","geometry":null,"properties":{"v":"#.utf8.count

  @Test(arguments: [
    "0", "-0", "123", "-1.5", "0.25", "1e5", "1E+5", "1e-5", "1.5e300", "-0.0", "0e0", "1e-400",
    "123456789012345678901234567890", "0.1234567890123456789012345678901234567890", "[]", "{}",
    "[[]]", "[1,2 , 3]", " [ ] ", "{\"a\":{\"b\":[]}}", "true", "false", "null", "[true,null]",
    #""""#, #""a""#, #""\"\\\/\b\f\n\r\t""#, #""\u00e9\uD83C\uDFD8\u0000""#, "\"é名🏘\u{7f}\"",
    "\"\u{2028}\"", "[\n\t\r 1]",
  ])
  func isJSON(_ value: String) {
    let scan = GeoJSONText.scan(feature(value))
    #expect(scan.faults.isEmpty, "\(scan.faults)")
    #expect(scan.layer.count == 1)
  }

  @Test(arguments: [
    ("01", "cannot start with a zero"), ("-01", "cannot start with a zero"),
    ("1.", "after the decimal point"), ("-1.", "after the decimal point"),
    ("1.e1", "after the decimal point"), (".5", "before the decimal point"),
    ("+1", "plus sign"), ("-", "is not a number"), ("--1", "is not a number"),
    ("1e", "exponent without digits"), ("1e+", "exponent without digits"),
    ("1E-", "exponent without digits"), ("0x10", "hexadecimal"), ("1_000", "is not a number"),
    ("1a", "is not a number"), ("1.2.3", "is not a number"), ("1e5.5", "is not a number"),
    ("1-2", "is not a number"), ("-a", "is not a number"), ("0e", "exponent without digits"),
    ("1\u{0}", "NUL"),
    ("True", "small letters: true"), ("NULL", "small letters: null"), ("None", "use null"),
    ("undefined", "use null"), ("tru", "double quotes"), ("nul", "double quotes"),
    ("truex", "double quotes"), ("abc", "double quotes"), ("'a'", "single quotes"),
    ("\u{201C}a\u{201D}", "typographic quotes"), ("", "a value is missing before }"),
    ("/* a */ 1", "a comment"), ("1 // a\n", "a comment"), ("# a\n1", "a comment"),
    ("[1,]", "a comma too many before ]"), ("[,1]", "missing before the comma"),
    ("[1,,2]", "missing before the comma"), ("[1 2]", "a comma is missing"),
    ("[1\"a\"]", "a comma is missing"), ("[1:2]", "colon"), ("[1}", "still open"),
    ("{\"a\":1,}", "a comma too many before }"), ("{\"a\" 1}", "colon must follow"),
    ("{\"a\",1}", "colon must follow"), ("{a:1}", "the name a wants double quotes"),
    ("{'a':1}", "single quotes"), ("{1:1}", "a name in double quotes"), ("{,}", "a comma too many"),
    ("{\"a\":1 \"b\":2}", "a comma is missing"), ("{\"a\":1]", "still open"),
    ("{\"a\"=1}", "colon must follow"), ("{\"a\":}", "a value is missing before }"),
    ("\"a\nb\"", "a line ends inside a string"), ("\"\\", "still open"), ("\"a", "is not closed"),
    ("\u{A0}1", "no-break space"), ("\u{FEFF}1", "byte order mark"), ("1\u{C}", "form feed"),
    ("@", "begins no JSON value"), ("(1)", "begins no JSON value"),
  ])
  func isNoJSON(_ value: String, _ words: String) throws {
    let scan = GeoJSONText.scan(feature(value))
    let fault = try #require(scan.faults.first { $0.kind == .notJSON })
    if value == "\"\\" { return }
    #expect(fault.message.contains(words), "\(fault.message)")
    #expect(fault.offset >= start || fault.offset >= start - 1)
    #expect(fault.offset <= start + value.utf8.count + 2)
    #expect(GeoJSONText.failure(feature(value)) != nil)
  }

  /// After these the end of the string is still known, and the rest is looked at.
  @Test(arguments: [
    (#""\x""#, "an escape that JSON does not have"), (#""C:\data""#, "an escape"),
    (#""\u12""#, "four hexadecimal digits"), (#""\u12G4""#, "four hexadecimal digits"),
    (#""\ud800""#, "no second half"), (#""\ud800\ud800""#, "no second half"),
    (#""\ud800x""#, "no second half"), (#""\ud800\n""#, "no second half"),
    (#""\udc00""#, "no first half"), ("\"a\tb\"", "U+0009"), ("\"a\u{1}\"", "U+0001"),
    ("\"a\u{0}b\"", "U+0000"),
  ])
  func faultyStringsAreReadToTheirEnd(_ value: String, _ words: String) throws {
    let text = feature("[\(value),1,NaN]")
    let scan = GeoJSONText.scan(text)
    let fault = try #require(scan.faults.first)
    #expect(fault.kind == .notJSON && fault.message.contains(words), "\(fault.message)")
    #expect(scan.faults.contains { $0.kind == .nonFiniteNumber })
    #expect(GeoJSONText.failure(feature(value)) != nil)
  }

  @Test(arguments: ["NaN", "-NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf"])
  func namesOfNumbersThatAreNoneArePassedOver(_ value: String) {
    let scan = GeoJSONText.scan(feature("[\(value), 1]"))
    #expect(scan.faults.map(\.kind) == [.nonFiniteNumber])
    #expect(scan.faults.first?.offset == start + 1)
    #expect(GeoJSONText.failure(feature(value)) != nil)
  }

  @Test(arguments: ["1e309", "-1e999", "1" + String(repeating: "0", count: 400)])
  func numbersTooLargeAreNotFinite(_ value: String) {
    #expect(GeoJSONText.scan(feature(value)).faults.map(\.kind) == [.nonFiniteNumber])
    #expect(GeoJSONText.failure(feature(value)) != nil)
  }

  @Test(arguments: [
    ("", "empty"), (" \n\t", "empty"), ("{", "cut off"), ("[", "cut off"), ("{\"a\"", "cut off"),
    ("{\"type\":\"Feature\"", "cut off"), ("{\"type\":\"Feature\",\"properties\":[1,", "cut off"),
    ("{} {}", "more text"), ("{}]", "more text"), ("{},", "more text"),
  ])
  func documentsThatEndWrong(_ text: String, _ words: String) throws {
    let scan = GeoJSONText.scan(text)
    let fault = try #require(scan.faults.first { $0.kind == .notJSON })
    #expect(fault.message.contains(words), "\(fault.message)")
    #expect(GeoJSONText.failure(text) != nil)
  }

  @Test(arguments: ["1", "\"a\"", "null", "true", "[]", "[1]"])
  func rootsThatAreNoObjects(_ text: String) {
    #expect(GeoJSONText.scan(text).faults.map(\.kind) == [.notGeoJSON])
    #expect(GeoJSONText.failure(text) != nil)
  }

  @Test func encodingsOtherThanUTF8() throws {
    let utf16 = Array("{}".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [[0xFF, 0xFE] + utf16, utf16, [0x1F, 0x8B, 8, 0]] {
      let kinds = GeoJSONText.scan(bytes).faults.map(\.kind)
      #expect(kinds.contains(.notJSON))
    }
    var latin = Array(feature("\"x\"").utf8)
    let place = try #require(latin.lastIndex(of: UInt8(ascii: "x")))
    latin[place] = 0xE9
    let scan = GeoJSONText.scan(latin)
    #expect(scan.faults.map(\.kind) == [.notJSON])
    #expect(scan.faults.first?.offset == place)
    #expect(scan.layer.count == 1)
  }

  @Test func aByteOrderMarkIsPassedOver() {
    let scan = GeoJSONText.scan("\u{FEFF}" + feature("1"))
    #expect(scan.faults.map(\.kind) == [.byteOrderMark])
    #expect(scan.layer.count == 1)
  }

  /// 512 levels are read, 513 are not, as in the strict reader; a million do no harm.
  @Test func nesting() {
    for (depth, isTooDeep) in [(511, false), (512, false), (513, true), (1_000_000, true)] {
      let value = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let scan = GeoJSONText.scan(feature(value))
      #expect(scan.faults.map(\.kind) == (isTooDeep ? [.tooDeep] : []), "\(depth)")
      #expect((GeoJSONText.failure(feature(value)) != nil) == isTooDeep, "\(depth)")
    }
    let open = String(repeating: "[{\"a\":", count: 500_000)
    #expect(GeoJSONText.scan(feature(open)).faults.contains { $0.kind == .notJSON })
  }
}
