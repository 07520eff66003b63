import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// Workbooks, written here and read again.
@Suite struct XLSXFormatTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ layers: [Layer], _ name: String = "t.xlsx") throws -> String {
    let output = try OutputFile(scratch.file(name))
    try XLSXFormat().write(layers, to: output, options: WriteOptions())
    try output.commit()
    return scratch.file(name)
  }

  private func layer(_ name: String = "Feuille 1") -> Layer {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 5.37, y: 43.3)
    geometries.appendPoint(x: 5.4, y: 43.25)
    return Layer(
      name: name, geometries: geometries,
      attributes: Attributes(columns: [
        Column("nom", ["Étoile", nil]), Column("code", ["01234", "13004"]),
        Column("n", [1, 2]), Column("part", [0.5, 0.25]),
        Column("jour", ["2025-12-31", "2024-02-29"]),
        Column("vu", ["2025-12-31T10:00:30", "2025-01-01T00:00:00"]),
        Column("vieux", ["1850-01-01", "1900-01-01"]),
      ]))
  }

  @Test func whatIsWrittenComesBack() throws {
    let written = layer()
    let path = try write([written])
    let back = try XLSXFormat().read(LayerSource(path: path), options: ReadOptions())
    #expect(back.name == "Feuille 1")
    #expect(back.path == path)
    #expect(back.geometries.coordinates == [5.37, 43.3, 5.4, 43.25])
    #expect(back.attributes.names == written.attributes.names + ["lon", "lat"])
    for column in written.attributes.columns {
      for row in 0..<2 {
        #expect(back.attributes[column.name]?.string(row) == column.string(row), "\(column.name)")
      }
    }
    #expect(back.ids.allSatisfy { $0 == nil })
  }

  @Test func sheetsHaveNames() throws {
    let path = try write([layer("a"), layer("b/c")])
    #expect(try XLSXFormat().layerNames(path: path) == ["a", "b_c"])
    let one = try XLSXFormat().read(
      LayerSource(path: path, layerName: "b_c"), options: ReadOptions())
    #expect(one.count == 2)
    let error = #expect(throws: FormatError.self) {
      try XLSXFormat().read(LayerSource(path: path), options: ReadOptions())
    }
    #expect(error?.path == path)
    #expect(error?.remedy?.text.contains("a, b_c") == true)
  }

  /// Characters that XML cannot hold, and text that looks like the codes of such.
  @Test func oddTextComesBack() throws {
    let texts = ["_x0041_", "a\u{1}b", "x\u{FFFE}y", "_x005F_x", "line\r\nend", " a ", "_xZZZZ_"]
    let layer = Layer(
      name: "t", geometries: Geometries.null(count: texts.count),
      attributes: Attributes(columns: [Column("_x0042_", texts)]))
    let back = try XLSXFormat().read(LayerSource(path: write([layer])), options: ReadOptions())
    #expect(back.attributes.names == ["_x0042_"])
    #expect((0..<texts.count).map { back.attributes.columns[0].string($0) } == texts)
  }

  /// An attribute by the name of a coordinate is overwritten by it, whatever its case.
  @Test func coordinatesAreThoseOfThePoints() throws {
    for name in ["lon", "LAT"] {
      var geometries = Geometries(crs: .wgs84)
      geometries.appendPoint(x: 5, y: 43)
      let layer = Layer(
        name: "t", geometries: geometries,
        attributes: Attributes(columns: [Column(name, [7] as [Int?])]))
      for format in [XLSXFormat(), CSVFormat()] as [any LayerFormat] {
        let output = try OutputFile(scratch.file("t." + format.extensions[0]))
        try format.write([layer], to: output, options: WriteOptions())
        try output.commit()
        let back = try LayerFormats.read(LayerSource(path: output.destination))
        #expect(back.geometries.coordinates == [5, 43], "\(name) \(format.name)")
      }
    }
  }

  @Test func theSameLayersGiveTheSameBytes() throws {
    let first = try InputFile.bytes(of: write([layer()], "a.xlsx"))
    let second = try InputFile.bytes(of: write([layer()], "b.xlsx"))
    #expect(first == second)
  }

  @Test func refusesWhatIsNoWorkbook() throws {
    for bytes: [UInt8] in [[], Array("nom;x".utf8), [0x50, 0x4B, 3, 4, 0, 0]] {
      let path = try scratch.write("bad.xlsx", bytes)
      let error = #expect(throws: FormatError.self) {
        try XLSXFormat().read(LayerSource(path: path), options: ReadOptions())
      }
      #expect(error?.kind == .badData)
      #expect(error?.path == path)
    }
  }
}
