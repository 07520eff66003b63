import TestSupport
import Testing

@testable import GeoCore

/// Lines and columns from offsets.
@Suite struct TextIndexTests {
  private func place(_ text: String, _ offset: Int) -> TextPlace {
    TextIndex(Array(text.utf8)).place(of: offset)
  }

  @Test func linesAndColumnsStartAtOne() {
    #expect(place("", 0) == TextPlace(line: 1, column: 1))
    #expect(place("ab\ncd", 0) == TextPlace(line: 1, column: 1))
    #expect(place("ab\ncd", 1) == TextPlace(line: 1, column: 2))
    #expect(place("ab\ncd", 3) == TextPlace(line: 2, column: 1))
    #expect(place("ab\r\ncd", 5) == TextPlace(line: 2, column: 2))
  }

  @Test func columnsCountBytes() {
    // é takes two bytes, 🏘 four: the x is the seventh byte.
    #expect(place("é🏘x", 6) == TextPlace(line: 1, column: 7))
  }

  @Test func offsetsOutsideAreTheEnds() {
    #expect(place("ab\nc", 99) == TextPlace(line: 2, column: 2))
    #expect(place("ab", -5) == TextPlace(line: 1, column: 1))
  }

  @Test func blocksAgreeWithCountingFromTheStart() {
    var generator = SeededGenerator(seed: 11)
    let pieces = ["\n", "é", "a long run of text", "名", "\r\n"]
    var text = ""
    while text.utf8.count < 20_000 {
      text += pieces.randomElement(using: &generator) ?? ""
    }
    let bytes = Array(text.utf8)
    let index = TextIndex(bytes)
    for offset in stride(from: 0, through: bytes.count, by: 37) {
      var line = 1
      var column = 1
      for byte in bytes[..<offset] {
        if byte == 0x0A {
          line += 1
          column = 1
        } else {
          column += 1
        }
      }
      #expect(index.place(of: offset) == TextPlace(line: line, column: column))
    }
  }
}
