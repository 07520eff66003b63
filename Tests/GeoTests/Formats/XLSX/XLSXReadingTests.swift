import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// Workbooks as other programs write them, by the words of the standard.
@Suite struct XLSXReadingTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook of sheets, each given by its rows.
  private func workbook(
    _ sheets: [(name: String, data: String)], strings: String = "", formats: [String] = [],
    is1904: Bool = false
  ) throws -> String {
    var list = ""
    var relations = ""
    var members: [ZipBytes.Member] = []
    for (i, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(i + 1)\" r:id=\"r\(i + 1)\"/>"
      relations +=
        "<Relationship Id=\"r\(i + 1)\" Type=\"\(Self.office)/worksheet\" Target=\"sheets/s\(i).xml\"/>"
      let text =
        "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(sheet.data)</sheetData></worksheet>"
      members.append(.init("xl/sheets/s\(i).xml", Array(text.utf8), isDeflated: true))
    }
    relations +=
      "<Relationship Id=\"a\" Type=\"\(Self.office)/sharedStrings\" Target=\"/xl/s.xml\"/>"
      + "<Relationship Id=\"b\" Type=\"\(Self.office)/styles\" Target=\"./styles.xml\"/>"
    let codes = formats.enumerated().map { i, code in
      "<numFmt numFmtId=\"\(164 + i)\" formatCode=\"\(code)\"/>"
    }
    let styles = (["14", "22"] + formats.indices.map { "\(164 + $0)" }).map {
      "<xf numFmtId=\"\($0)\"/>"
    }
    let parts = [
      (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"w\" Type=\"\(Self.office)/officeDocument\""
          + " Target=\"xl/book.xml\"/></Relationships>"
      ),
      (
        "xl/book.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><workbookPr date1904=\""
          + (is1904 ? "1" : "0") + "\"/><sheets>\(list)</sheets></workbook>"
      ),
      ("xl/_rels/book.xml.rels", "<Relationships>\(relations)</Relationships>"),
      ("xl/s.xml", "<sst xmlns=\"\(Self.main)\">\(strings)</sst>"),
      (
        "xl/styles.xml",
        "<x:styleSheet xmlns:x=\"\(Self.main)\"><x:numFmts>\(codes.joined())</x:numFmts>"
          + "<x:cellStyleXfs><x:xf numFmtId=\"0\"/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId=\"0\"/>"
          + styles.joined().replacing("<xf", with: "<x:xf") + "</x:cellXfs></x:styleSheet>"
      ),
    ]
    members += parts.map { .init($0.0, Array($0.1.utf8)) }
    return try scratch.write("t.xlsx", ZipBytes(members).bytes)
  }

  private func read(_ path: String, _ sheet: String? = nil) throws -> Layer {
    try XLSXFormat().read(LayerSource(path: path, layerName: sheet), options: ReadOptions())
  }

  private func values(_ layer: Layer, _ name: String) -> [String?] {
    guard let column = layer.attributes[name] else { return [] }
    return (0..<column.count).map { column.isMissing($0) ? nil : column.json($0) }
  }

  private static func head(_ names: String...) -> String {
    "<row r=\"1\">" + names.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
      + "</row>"
  }

  @Test func typesOfCells() throws {
    let strings =
      "<si><t>Aix</t></si><si><r><t>La </t></r><r><t>Ciotat</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
    let data =
      Self.head("nom", "n", "part", "b", "mixed", "e")
        + """
        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>12</v></c><c r="C2"><v>0.10000000000000001</v></c>
        <c r="D2" t="b"><v>1</v></c><c r="E2" t="str"><f>A1</f><v>01001</v></c><c r="F2" t="e"><v>#N/A</v></c></row>
        <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>1E3</v></c><c r="E5"><v>13001</v></c>
        <c r="F5"><f>1+1</f></c><c r="H5"><v>7</v></c></row><row r="6"/>
        """
    let layer = try read(workbook([("s", data)], strings: strings))
    #expect(layer.count == 2)
    #expect(values(layer, "nom") == ["\"Aix\"", "\"La Ciotat\""])
    #expect(values(layer, "n") == ["12", "1000"])
    #expect(values(layer, "part") == ["0.1", nil])
    #expect(values(layer, "b") == ["true", nil])
    // One text makes a column of texts, so that codes stay alike.
    #expect(values(layer, "mixed") == ["\"01001\"", "\"13001\""])
    #expect(values(layer, "e") == [nil, nil])
    #expect(values(layer, "Field8") == [nil, "7"])
    #expect(layer.notices.contains { $0.hasPrefix("2 cells hold an error") })
  }

  /// Serial numbers as openpyxl's `to_excel` gives them.
  @Test func datesAndTimes() throws {
    func row(_ number: Int, _ cells: [(String, Int)]) -> String {
      let text = cells.map { "<c s=\"\($0.1)\"><v>\($0.0)</v></c>" }.joined()
      return "<row r=\"\(number)\">\(text)</row>"
    }
    let formats = [
      "yyyy\\-mm\\-dd\\ h:mm:ss", "[h]:mm:ss", "[$-40C]d mmmm yyyy;@", "h:mm",
      "0.00\\ &quot;dh&quot;",
    ]
    let data =
      Self.head("day", "at", "iso", "long", "french", "clock", "price")
      + row(
        2,
        [
          ("43890", 1), ("43890.5", 2), ("43890.3369097222", 3), ("1.25", 4), ("59", 5),
          ("0.75", 6), ("2.5", 7),
        ])
      + row(
        3, [("60", 1), ("1", 2), ("43890", 3), ("0.5", 4), ("61", 5), ("0.000011574", 6), ("3", 7)])
    let layer = try read(workbook([("s", data)], formats: formats))
    #expect(values(layer, "day") == ["\"2020-02-29\"", nil])
    #expect(values(layer, "at") == ["\"2020-02-29T12:00:00\"", "\"1900-01-01T00:00:00\""])
    #expect(values(layer, "iso") == ["\"2020-02-29T08:05:09\"", "\"2020-02-29T00:00:00\""])
    #expect(values(layer, "long") == ["\"30:00:00\"", "\"12:00:00\""])
    #expect(values(layer, "french") == ["\"1900-02-28\"", "\"1900-03-01\""])
    #expect(values(layer, "clock") == ["\"18:00:00\"", "\"00:00:01\""])
    #expect(values(layer, "price") == ["2.5", "3"])
    #expect(layer.notices == ["1 cells hold dates that never were: they are null"])
    let mac = try read(workbook([("s", Self.head("day") + row(2, [("42428", 1)]))], is1904: true))
    #expect(values(mac, "day") == ["\"2020-02-29\""])
  }

  @Test func codesOfFormats() {
    for code in ["General", "0.00", "# ##0 \"jours\"", "[Red]0;[Blue]-0", "@", "Standard"] {
      #expect(XLSXDates.meaning(of: code) == .number, "\(code)")
    }
    for code in ["dd/mm/yyyy", "mmm-yy", "[$-F800]dddd, mmmm dd, yyyy", "d.m"] {
      #expect(XLSXDates.meaning(of: code) == .date, "\(code)")
    }
    #expect(XLSXDates.meaning(of: "dd/mm/yyyy hh:mm") == .dateTime)
    #expect(XLSXDates.meaning(of: "mm:ss.0") == .time)
    #expect(XLSXDates.meaning(of: "[mm]:ss") == .duration)
  }

  @Test func aHeaderAloneIsAnEmptyTable() throws {
    let path = try workbook([
      ("Feuil1", Self.head("lon", "lat", "v")), ("Feuil2", ""), ("Feuil3", ""),
    ])
    let layer = try read(path)
    #expect(layer.count == 0 && layer.attributes.names == ["lon", "lat", "v"])
    #expect(layer.name == "Feuil1")
    #expect(try XLSXFormat().layerNames(path: path) == ["Feuil1", "Feuil2", "Feuil3"])
    let error = #expect(throws: FormatError.self) { try read(path, "Feuil9") }
    #expect(error?.remedy?.text.contains("Feuil1, Feuil2, Feuil3") == true)
  }

  @Test func damagedSheetsAreRefused() throws {
    for data in [
      "<row><c><v>1</v></c>", "<row><c><v>1 < 2</v></c></row>",
      "<row><c t=\"s\"><v>9</v></c></row>",
    ] {
      let error = #expect(throws: FormatError.self) { try read(workbook([("s", data)])) }
      #expect(error?.kind == .badData, "\(data)")
    }
    let path = try scratch.write("old.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0, 0])
    let error = #expect(throws: FormatError.self) { try read(path) }
    #expect(error?.reason.contains(".xls") == true)
  }

  /// Ten entities that each stand for ten of another.
  @Test func entitiesAreRefused() throws {
    let text = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w>&b;</w>"
    let path = try scratch.write(
      "e.xlsx", ZipBytes([.init("xl/workbook.xml", Array(text.utf8))]).bytes)
    let error = #expect(throws: FormatError.self) { try read(path) }
    #expect(error?.reason.contains("entities") == true)
  }
}
