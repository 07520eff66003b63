import GeoCore
import TestSupport
import Testing

@Suite struct DecimalNumberTests {
  private func value(_ text: String) -> Double? {
    DecimalNumber.value(ArraySlice(Array(text.utf8)))
  }

  @Test(arguments: [
    ("0", 0.0), ("12", 12), ("-0.5", -0.5), ("+3", 3), (".5", 0.5), ("7.", 7), ("1e3", 1000),
    ("1.25E-2", 0.0125), ("0.1", 0.1), ("123456789012345678901234567890", 1.2345678901234568e29),
    ("0.30000000000000000001", 0.3), ("9007199254740993", 9_007_199_254_740_992),
  ]) func reads(text: String, expected: Double) {
    #expect(value(text) == expected)
  }

  @Test(arguments: [
    "", "-", ".", "e3", "1e", "1e+", "nan", "inf", "0x10", "1,5", " 1", "1 ", "1.2.3", "--1",
    "1e400", "NA",
  ]) func refuses(text: String) {
    #expect(value(text) == nil)
  }

  /// The standard library rounds to the nearest double; so must the shortcut.
  @Test func agreesWithTheStandardLibrary() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 0...999_999_999_999_999, using: &generator)
      let decimals = Int.random(in: 0...20, using: &generator)
      var text = String(digits)
      text = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals))
      if text.last == "." { text.removeLast() }
      #expect(value(text) == Double(text), "\(text)")
    }
  }
}
