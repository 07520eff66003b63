import Foundation
import TestSupport
import Testing

@testable import GeoCore

@Suite struct JSONTextTests {
  @Test(arguments: [
    ("", #""""#), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{1F}", #""\u0000\u0008\u001f""#), ("/é🏘\u{7F}\u{2028}", "\"/é🏘\u{7F}\u{2028}\""),
  ])
  func encodesAndDecodes(_ text: String, _ json: String) {
    #expect(JSONText.encode(text) == json)
    #expect(JSONText.decode(Array(json.utf8)) == text)
  }

  @Test(arguments: [
    (#""\/\b\f""#, "/\u{8}\u{C}"), (#""\u00e9\u00E9""#, "éé"), (#""\ud83c\udfd8""#, "🏘"),
    (#""x\ud83c\udfd8y\u0041""#, "x🏘yA"), (#""\\u0041""#, #"\u0041"#),
  ])
  func decodesEscapes(_ json: String, _ text: String) {
    #expect(JSONText.decode(Array(json.utf8)) == text)
  }

  @Test func anyTextComesBack() throws {
    var generator = SeededGenerator(seed: 8259)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<20 {
        let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
        let small = UInt32.random(in: 0...0x7F, using: &generator)
        let scalar = Bool.random(using: &generator) ? value : small
        if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
      }
      let json = JSONText.encode(text)
      #expect(Array(JSONText.decode(Array(json.utf8)).utf8) == Array(text.utf8))
      let other = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
      #expect(Array(other[0].utf8) == Array(text.utf8))
    }
  }

  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1e15, "1000000000000000"),
      (-1e16, "-1e+16"),
      (999_999_999_999_999, "999999999999999"), (1.5e-7, "1.5e-07"),
      (.leastNonzeroMagnitude, "5e-324"),
      (1_939_077, "1939077"),
    ] as [(Double, String)])
  func numbersAreShort(_ value: Double, _ text: String) {
    #expect(JSONText.number(value) == text)
    #expect(Double(JSONText.number(value)) == value)
  }

  @Test func numbersReadBackTheSame() {
    var generator = SeededGenerator(seed: 64)
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(JSONText.number(value)) == value)
    }
  }
}
