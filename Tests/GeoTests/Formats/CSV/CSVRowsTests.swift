import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct CSVRowsTests {
  /// A table read to its end.
  private struct Table {
    var header: [String]
    var delimiter: Character
    var cells: [[String]] = []
    var lines: [Int] = []

    init(_ text: String) throws {
      try self.init(CSVRows(Array(text.utf8), path: "t.csv"))
    }

    init(_ start: CSVRows) throws {
      var rows = start
      header = rows.header
      delimiter = rows.delimiter
      while try rows.next() {
        cells.append(rows.header.indices.map { rows.text(ofCell: $0) })
        lines.append(rows.line)
      }
      #expect(rows.rowCount == cells.count)
    }
  }

  @Test func readsQuotesLineEndsAndTheByteOrderMark() throws {
    let read = try Table(
      "\u{FEFF}name,note\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\r\n\"two\nlines\",\r\nlast,\"\"")
    #expect(read.header == ["name", "note"])
    #expect(read.cells == [["a,b", "say \"hi\""], ["two\nlines", ""], ["last", ""]])
    #expect(read.lines == [2, 4, 6])
    #expect(read.delimiter == ",")
  }

  @Test(arguments: [
    ("a;b,c;d\n1;2;3\n", Character(";"), 3), ("a\tb\n1\t2\n", "\t", 2),
    ("\"a;b\",c\n1,2\n", ",", 2),
    ("a\n1\n", ",", 1),
  ]) func findsTheDelimiter(text: String, delimiter: Character, columns: Int) throws {
    let read = try Table(text)
    #expect(read.delimiter == delimiter)
    #expect(read.header.count == columns)
    #expect(read.cells.count == 1)
  }

  @Test func refusesBadTables() throws {
    let cases: [(text: String, line: Int, row: Int?, reason: String)] = [
      ("", 1, nil, "the table is empty"),
      ("\n\n", 1, nil, "the table is empty"),
      ("a,b\n1,2\n1\n", 3, 2, "the row has 1 cells, and the header 2"),
      ("a,b\n\"x\ny\",2\n1,2,3\n", 4, 2, "the row has 3 cells, and the header 2"),
      ("a,b\n1,\"2\n3\n", 2, nil, "a quote is opened here and never closed"),
      ("a,b\n1,2\"3\n", 2, nil, "there is a quote inside a cell that is not in quotes"),
      ("a,b\n1,\"2\"3\n", 2, nil, "text follows the closing quote of a cell"),
      ("a,b,a\n1,2,3\n", 1, nil, "two columns are named \"a\""),
      ("a,b\n1,\u{0}\n", 2, nil, "there is a NUL byte in the text"),
    ]
    for (text, line, row, reason) in cases {
      let error = #expect(throws: FormatError.self) { try Table(text) }
      #expect(error?.reason == reason)
      #expect(error?.line == line)
      #expect(error?.row == row)
      #expect(error?.remedy != nil)
      #expect(error?.kind == .badData)
    }
  }

  @Test func namesTheColumnOfAnOpenQuote() {
    let error = #expect(throws: FormatError.self) { try Table("a,b\n12,\"x\n") }
    #expect(error?.line == 2)
    #expect(error?.column == 4)
  }

  @Test func refusesWhatIsNotUTF8() {
    let error = #expect(throws: FormatError.self) {
      try CSVRows(Array("a\nb\n".utf8) + [0xE9, 0x81, 0x0A], path: "t.csv")
    }
    #expect(error?.line == 3)
    #expect(error?.reason == "the text is neither UTF-8 nor Windows-1252")
  }

  @Test func refusesAMissingFile() {
    let error = #expect(throws: FormatError.self) { try CSVRows(path: "/nowhere/t.csv") }
    #expect(error?.kind == .missingInput)
  }

  @Test func findsColumnsWhateverTheirCase() throws {
    let read = try CSVRows(Array("Name,name,INSEE\n1,2,3\n".utf8), path: "t.csv")
    #expect(read.column("name") == 1)
    #expect(read.column("insee") == 2)
    #expect(read.column("other") == nil)
  }

  @Test func aCopyReadsTheSameRowsAgain() throws {
    var rows = try CSVRows(Array("a;b\n1;2\n\"3\n\";4\n".utf8), path: "t.csv")
    let start = rows
    while try rows.next() {}
    let again = try Table(start)
    #expect(again.cells == [["1", "2"], ["3\n", "4"]])
    #expect(again.lines == [2, 3])
    #expect(rows.rowCount == 2)
  }

  @Test func survivesChangedBytes() throws {
    var generator = SeededGenerator(seed: 3)
    let source = Array(
      "id,name,lon,lat\n1,\"a \"\"b\"\"\",5.1,43.2\n2,é,5.2,43.3\r\n3,c,5,43\n".utf8)
    let scratch = try Scratch()
    var failures = 0
    for _ in 0..<1500 {
      var bytes = source
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[at] =
          Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : bytes[Int.random(in: 0..<bytes.count, using: &generator)]
      }
      let path = try scratch.write("t.csv", bytes)
      do {
        let layer = try CSVFormat().read(LayerSource(path: path), options: ReadOptions())
        #expect(layer.attributes.rowCount == layer.count)
      } catch is FormatError {
        failures += 1
      }
    }
    #expect(failures > 100)
  }
}
