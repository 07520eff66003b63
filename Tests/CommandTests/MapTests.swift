import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `map` draws well-formed SVG.
@Suite struct MapTests {
  /// The names of all elements; an error when the text is not well-formed XML.
  private func elements(of svg: String) throws -> [String] {
    final class Names: NSObject, XMLParserDelegate {
      var names: [String] = []
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
      ) { names.append(name) }
    }
    let names = Names()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = names
    guard parser.parse() else {
      throw TestFailure("not XML at line \(parser.lineNumber), column \(parser.columnNumber)")
    }
    return names.names
  }

  @Test func coverageOfTheMetropolis() throws {
    let run = try MainJobRun.finished()
    let arguments = ["map", "results/coverage.geojson", "--column", "national_park_share"]
    let result = try AmpGeoProcess.run(arguments, in: run.folder)
    result.expectSuccess()
    let elements = try elements(of: result.output)
    #expect(elements.first == "svg")
    #expect(elements.contains("title"))
    #expect(elements.count { $0 == "path" } >= 92)
    let again = try AmpGeoProcess.run(arguments, in: run.folder)
    #expect(again.outputBytes == result.outputBytes)
  }

  @Test func textIsEscaped() throws {
    let folder = try SmallLayers.folder()
    let title = "<b> & \"q\" </svg>"
    try AmpGeoProcess.run(
      ["map", "zones.geojson", "--column", "people", "--title", title, "-o", "map.svg"],
      in: folder
    ).expectSuccess()
    let svg = try Files.text("map.svg", in: folder)
    #expect(!svg.contains("<b>"))
    #expect(try !elements(of: svg).contains("b"))
  }

  @Test func columnThatIsNotThere() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(
      ["map", "zones.geojson", "--column", "nope", "-o", "map.svg"], in: folder
    ).expectFailure(64, saying: "zones.geojson:", "nope", "code, name, people")
    #expect(!Files.exists("map.svg", in: folder))
  }
}

/// What a map is written as, by its ending.
@Suite struct PictureFormatTests {
  @Test func pngIsDrawnFromTheSVG() throws {
    let folder = try SmallLayers.folder()
    for name in ["a.svg", "a.png", "a.pdf"] {
      try AmpGeoProcess.run(
        ["map", "zones.geojson", "--column", "people", "-o", name], in: folder
      ).expectSuccess()
    }
    let bytes = Array(try Files.bytes("a.png", in: folder))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    // Twice the pixels of the SVG, from the header.
    let svg = try Files.text("a.svg", in: folder)
    let width = try #require(svg.firstMatch(of: #/<svg[^>]* width="(\d+)"/#))
    let stated = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    #expect(stated == 2 * (Int(width.output.1) ?? 0))
  }

  @Test func otherEndingsAreRefused() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(
      ["map", "zones.geojson", "--column", "people", "-o", "a.jpg"], in: folder
    )
    .expectFailure(64, saying: "not written as .jpg", ".svg, .png or .pdf")
    #expect(!Files.exists("a.jpg", in: folder))
  }

  @Test func aPageIsAPDFOfItsSize() throws {
    let folder = try SmallLayers.folder()
    for name in ["a.pdf", "b.pdf"] {
      try AmpGeoProcess.run(
        ["map", "zones.geojson", "--column", "people", "--layout", "a4", "-o", name], in: folder
      ).expectSuccess()
    }
    let bytes = Array(try Files.bytes("a.pdf", in: folder))
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    // 297 by 210 mm in points.
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("/MediaBox [ 0 0 841.88") && text.contains(" 595.27"))
    #expect(try Files.bytes("b.pdf", in: folder) == Data(bytes))
  }
}

/// What a map is asked for.
@Suite struct MapOptionsTests {
  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    let folder = try SmallLayers.folder()
    return try AmpGeoProcess.run(["map", "zones.geojson"] + arguments, in: folder)
  }

  @Test func theLanguageIsThatOfTheEnvironment() throws {
    let folder = try SmallLayers.folder()
    let command = "exec \"$AMP_GEO\" map zones.geojson --column people"
    let french = try AmpGeoProcess.shell("LC_ALL=fr_FR.UTF-8 " + command, in: folder)
    #expect(french.output.contains("lang=\"fr\""))
    #expect(french.output.contains("1\u{202F}000"))
    let english = try AmpGeoProcess.shell("LC_ALL=fr_FR " + command + " --lang en", in: folder)
    #expect(english.output.contains("lang=\"en\"") && english.output.contains("1,000"))
    try refuses("--column", "people", "--lang", "de", saying: "'de'")
  }

  @Test func verboseSaysWhyTheClasses() throws {
    let result = try run("--column", "people", "--as", "shades", "--verbose")
    result.expectSuccess()
    #expect(result.errors.contains("people: natural breaks"))
  }

  @Test func layersLieOver() throws {
    let folder = try SmallLayers.folder()
    let result = try AmpGeoProcess.run(
      [
        "map", "zones.geojson", "--column", "people", "--over", "Le parc=park.geojson",
        "--water", "port.geojson",
      ], in: folder)
    result.expectSuccess()
    #expect(result.output.contains(">Le parc<") && result.output.contains(">Water<"))
  }

  @Test func whatCannotBeAskedForTogether() throws {
    try refuses("--column", "people", "--columns", "a,b", saying: "--column")
    try refuses(saying: "--column")
    try refuses("--column", "people", "--breaks", "1,2", "--classes", "3", saying: "--breaks")
    try refuses("--column", "people", "--breaks", "2,1", saying: "ascend")
    try refuses("--column", "people", "--breaks", "a", saying: "--breaks")
  }

  /// Wrong usage: exit code 64, what is wrong, and how the command is used.
  private func refuses(_ arguments: String..., saying text: String) throws {
    let result = try AmpGeoProcess.run(
      ["map", "zones.geojson"] + arguments, in: SmallLayers.folder())
    #expect(result.exitCode == 64 && result.errors.contains(text), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func aTableWithoutPlacesIsNoMap() throws {
    let folder = try SmallLayers.folder()
    try folder.write("table.csv", "code,people\nA,1\n")
    let result = try AmpGeoProcess.run(["map", "table.csv", "--column", "people"], in: folder)
    #expect(result.exitCode == 65 || result.exitCode == 64)
    #expect(result.errors.contains("table.csv"))
  }
}
