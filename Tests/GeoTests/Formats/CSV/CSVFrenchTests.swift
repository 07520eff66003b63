import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// Tables as French spreadsheets write them.
@Suite struct CSVFrenchTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ bytes: [UInt8], _ options: ReadOptions = ReadOptions()) throws -> Layer {
    try CSVFormat().read(LayerSource(path: scratch.write("t.csv", bytes)), options: options)
  }

  private func read(_ text: String) throws -> Layer { try read(Array(text.utf8)) }

  private func values(_ layer: Layer, _ name: String) -> [String?] {
    (0..<layer.count).map { layer.attributes[name]?.json($0) }
  }

  @Test(arguments: [
    ("1,5", "1.5"), ("-0,25", "-0.25"), ("1\u{A0}234", "1234"),
    ("1\u{202F}234\u{202F}567,50", "1234567.50"),
    ("\u{2212}3,5", "-3.5"), ("1,5E+03", "1.5E+03"), ("12", "12"),
  ])
  func numbers(cell: String, json: String) {
    #expect(CSVFrench.number(Array(cell.utf8)[...], spaces: false) == Array(json.utf8))
  }

  @Test(arguments: [
    "", "01234", "1.234,5", "1,", ",5", "1 234", "1\u{A0}23", "12\u{A0}3456", "a", "1,5 €",
  ])
  func noNumbers(cell: String) {
    #expect(CSVFrench.number(Array(cell.utf8)[...], spaces: false) == nil)
  }

  @Test func readsAWindowsTableWithoutOptions() throws {
    let text =
      "Commune;Population;Densit\u{E9};Cr\u{E9}\u{E9}e;Code;Ouvert;Note\r\n"
      + "\u{C9}toile;12\u{A0}345;1,50;31/12/2025;01234;VRAI;\"deux ; lignes\r\nici \u{80}\"\r\n"
      + "Arles;52;0,25;01/02/2024;13004;FAUX;\r\n"
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let layer = try read(bytes)
    #expect(layer.attributes.names.contains("Densité"))
    #expect(values(layer, "Commune") == ["\"Étoile\"", "\"Arles\""])
    #expect(values(layer, "Population") == ["12345", "52"])
    #expect(layer.attributes["Population"]?.kinds == [.integer, .integer])
    #expect(values(layer, "Densité") == ["1.50", "0.25"])
    #expect(values(layer, "Créée") == ["\"2025-12-31\"", "\"2024-02-01\""])
    #expect(values(layer, "Code") == ["\"01234\"", "\"13004\""])
    #expect(values(layer, "Ouvert") == ["true", "false"])
    #expect(layer.attributes["Note"]?.string(0) == "deux ; lignes\r\nici €")
    #expect(layer.notices.contains { $0.contains("Windows-1252") })
    #expect(layer.notices.contains { $0.contains("decimal commas") && $0.contains("Densité") })
  }

  @Test func readsUTF16AndTheLineOfExcel() throws {
    let text = "sep=;\r\nnom;lon;lat\r\nÉtoile;5,37;43,3\r\n"
    for isBig in [false, true] {
      let units = [0xFEFF] + Array(text.utf16)
      let bytes = units.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBig ? [high, low] : [low, high]
      }
      let layer = try read(bytes)
      #expect(layer.attributes["nom"]?.string(0) == "Étoile")
      #expect(layer.geometries.coordinates == [5.37, 43.3])
    }
  }

  @Test func tablesWithCommasAreNotFrench() throws {
    let layer = try read("a,b\n\"1,5\",31/12/2025\n")
    #expect(values(layer, "a") == ["\"1,5\""])
    #expect(values(layer, "b") == ["\"31/12/2025\""])
    #expect(layer.notices.isEmpty)
  }

  @Test func aColumnIsNumericWhenAllOfItIs() throws {
    let layer = try read("a;b;c\n1,5;13 001;491 123 456\n2 500,5;13002;x\n")
    #expect(values(layer, "a") == ["1.5", "2500.5"])
    // Without a decimal comma a space may be part of a code.
    #expect(values(layer, "b") == ["\"13 001\"", "\"13002\""])
    #expect(values(layer, "c") == ["\"491 123 456\"", "\"x\""])
  }

  @Test func writesWhatItReads() throws {
    var layer = Layer(
      name: "t", geometries: Geometries.null(count: 2),
      attributes: Attributes(columns: [
        Column("nom", ["Étoile; du sud", "b"]), Column("part", [0.5, 1234.25]),
        Column("n", [1, nil] as [Int?]), Column("jour", ["2025-12-31", "2024-02-01"]),
      ]))
    layer.attributes.columns[0].name = "nom"
    let output = try OutputFile(scratch.file("out.csv"))
    try CSVFormat().write([layer], to: output, options: WriteOptions(csv: .excelFR))
    try output.commit()
    // Foundation leaves the byte order mark out.
    let text = String(decoding: try InputFile.bytes(of: scratch.file("out.csv")), as: UTF8.self)
    #expect(
      text
        == "\u{FEFF}nom;part;n;jour\r\n\"Étoile; du sud\";0,5;1;31/12/2025\r\nb;1234,25;;01/02/2024\r\n"
    )
    let back = try CSVFormat().read(
      LayerSource(path: scratch.file("out.csv")), options: ReadOptions())
    #expect(values(back, "part") == ["0.5", "1234.25"])
    #expect(values(back, "jour") == ["\"2025-12-31\"", "\"2024-02-01\""])
  }

  @Test func namesOfLambert93AreKnown() throws {
    let layer = try read("nom,X_L93,Y_L93\nH,892390,6247035\n")
    #expect(layer.crs == .lambert93)
    #expect(layer.geometries.coordinates == [892_390, 6_247_035])
    let unknown = try read("nom,COORD_X,COORD_Y\nH,892390,6247035\n")
    #expect(unknown.geometries.kinds == [.null])
    #expect(unknown.notices.first?.contains("COORD_X, COORD_Y") == true)
  }

  /// Coordinates may have their thousands set apart, as other columns may.
  @Test func coordinatesWithThousands() throws {
    for space in ["\u{A0}", "\u{202F}", " "] {
      let layer = try read("nom;x_l93;y_l93\nH;892\(space)390;6\(space)247\(space)035\n")
      #expect(layer.geometries.coordinates == [892_390, 6_247_035])
    }
  }

  /// A mark of UTF-8 before text of Windows is no letter of the first name.
  @Test func aMarkBeforeOtherText() throws {
    let layer = try read([0xEF, 0xBB, 0xBF] + Array("id;nom\n1;".utf8) + [0xC9, 0x0A])
    #expect(layer.attributes.names == ["id", "nom"])
    #expect(values(layer, "nom") == ["\"É\""])
  }

  @Test func textWithNULIsNotWritten() throws {
    let layer = Layer(
      name: "t", geometries: Geometries.null(count: 1),
      attributes: Attributes(columns: [Column("a", ["x\0y"])]))
    let output = try OutputFile(scratch.file("out.csv"))
    let error = #expect(throws: FormatError.self) {
      try CSVFormat().write([layer], to: output, options: WriteOptions())
    }
    #expect(error?.reason.contains("column a") == true)
  }
}
