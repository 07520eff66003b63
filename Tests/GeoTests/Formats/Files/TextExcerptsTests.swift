import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct TextExcerptsTests {
  private func read(
    _ text: String, _ places: [(line: Int, column: Int)], radius: Int = 4
  ) throws -> [TextExcerpt?] {
    let folder = try Scratch()
    return TextExcerpts.read(try folder.write("a.txt", text), at: places, radius: radius)
  }

  private func text(_ excerpt: TextExcerpt?) -> String? {
    excerpt.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func placesInAnyOrder() throws {
    let found = try read("one\ntwo\nthree\n", [(3, 2), (1, 1), (2, 3), (1, 1)])
    #expect(found.map(text) == ["three", "one", "two", "one"])
    #expect(found.map { $0?.offset } == [1, 0, 2, 0])
  }

  @Test func longLinesAreCut() throws {
    let line = "0123456789abcdef"
    let found = try read(line, [(1, 9), (1, 1), (1, 16), (1, 10)])
    #expect(found.map(text) == ["456789ab", "0123", "bcdef", "56789abc"])
    #expect(found.map { $0?.offset } == [4, 0, 4, 4])
    #expect(found.map { $0?.isCutBefore } == [true, false, true, true])
    #expect(found.map { $0?.isCutAfter } == [true, true, false, true])
  }

  @Test func theEndOfALineIsAPlace() throws {
    let found = try read("ab\r\ncd", [(1, 3), (2, 3), (2, 4), (3, 1), (0, 1), (1, 0)])
    #expect(found[0]?.offset == 2)
    #expect(text(found[1]) == "cd")
    #expect(found[1]?.offset == 2)
    #expect(found[2...].allSatisfy { $0 == nil })
  }

  @Test func carriageReturnsAreNoPartOfALine() throws {
    #expect(try text(read("ab\r\ncd\r\n", [(1, 1)])[0]) == "ab")
  }

  @Test func columnsAreBytesAndScalars() throws {
    // é has two bytes, 😀 four: the x is the 8th byte and the 4th scalar.
    let found = try read("é😀 x", [(1, 8), (1, 7)], radius: 0)
    #expect(found.map { $0?.scalarColumn } == [4, 3])
    #expect(found.map(text) == ["", ""])
  }

  @Test func whatCannotBeReadHasNone() throws {
    let folder = try Scratch()
    #expect(TextExcerpts.read(folder.file("nope"), at: [(1, 1)], radius: 4) == [nil])
    #expect(TextExcerpts.read(folder.path, at: [(1, 1)], radius: 4) == [nil])
    #expect(try read("", [(1, 1)])[0]?.bytes == [])
    #expect(try read("", []).isEmpty)
  }

  @Test func blocksAreJoined() throws {
    // Lines across the ends of blocks of 64 kB, compared with plain splitting.
    var generator = SeededGenerator(seed: 7)
    let lines = (0..<60).map { _ in
      String(
        (0..<Int.random(in: 0...9000, using: &generator)).map { _ in
          Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &generator)))
        })
    }
    let places = (0..<300).map { _ in
      let line = Int.random(in: 0..<lines.count, using: &generator)
      return (
        line: line + 1, column: Int.random(in: 1...(lines[line].count + 1), using: &generator)
      )
    }
    let found = try read(lines.joined(separator: "\n"), places, radius: 10)
    for (place, excerpt) in zip(places, found) {
      let line = Array(lines[place.line - 1])
      let index = place.column - 1
      let start = max(0, index - 10)
      let end = min(line.count, index + 10)
      #expect(text(excerpt) == String(line[start..<end]))
      #expect(excerpt?.offset == index - start)
      #expect(excerpt?.scalarColumn == place.column)
      #expect(excerpt?.isCutBefore == (start > 0))
      #expect(excerpt?.isCutAfter == (end < line.count))
    }
  }
}
