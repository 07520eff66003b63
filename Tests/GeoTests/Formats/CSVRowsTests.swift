import Geo
import Testing

/// The same rows, lines and errors as `CSVTable`.
@Suite struct CSVRowsTests {
  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a;b\r\n\"x;y\";\"say \"\"hi\"\"\"\r\n\r\n\"two\nlines\";\r\nlast;\"\"",
    "\u{FEFF}a\tb\n1\t\n", "a\n",
  ]) func agreesWithTheWholeTable(text: String) throws {
    let table = try CSVTable(Array(text.utf8), path: "t.csv")
    var rows = try CSVRows(Array(text.utf8), path: "t.csv")
    #expect(rows.header == table.header)
    var (read, lines): ([[String]], [Int]) = ([], [])
    while try rows.next() {
      read.append(rows.header.indices.map { rows.text(ofCell: $0) })
      lines.append(rows.line)
    }
    let whole = (0..<table.rowCount).map { row in
      table.header.indices.map { table.cell(row: row, column: $0) }
    }
    #expect(read == whole)
    #expect(lines == table.lines)
  }

  @Test(arguments: [
    "", "a,a\n1,2\n", "a,b\n1\n", "a,b\n1,2,3\n", "a\n\"x\n", "a\nx\"y\n", "a\n\u{0}\n",
  ])
  func refusesWhatTheWholeTableRefuses(text: String) throws {
    let whole = #expect(throws: FormatError.self) { try CSVTable(Array(text.utf8), path: "t.csv") }
    let byRow = #expect(throws: FormatError.self) {
      var rows = try CSVRows(Array(text.utf8), path: "t.csv")
      while try rows.next() {}
    }
    #expect(whole == byRow)
  }
}
