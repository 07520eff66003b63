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
  @Test(.enabled(if: Tools.has("rsvg-convert"), "needs librsvg's rsvg-convert"))
  func pngIsDrawnFromTheSVG() throws {
    let folder = try SmallLayers.folder()
    for name in ["a.svg", "a.png"] {
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

  @Test func withoutTheConverterItSaysWhyNot() throws {
    let folder = try SmallLayers.folder()
    let command = "map zones.geojson --column people -o a.png"
    try AmpGeoProcess.shell("PATH=/nowhere exec \"$AMP_GEO\" \(command)", in: folder).expectFailure(
      64, saying: "a.png", "rsvg-convert, which is not installed", "librsvg2-bin")
    try AmpGeoProcess.run(
      ["map", "zones.geojson", "--column", "people", "-o", "a.jpg"], in: folder
    )
    .expectFailure(64, saying: "not written as .jpg", ".svg or .png")
    // A converter that fails leaves nothing.
    try folder.write("rsvg-convert", "#!/bin/sh\necho no fonts >&2\nexit 3\n")
    try Files.setMode(0o755, of: "rsvg-convert", in: folder)
    try AmpGeoProcess.shell("PATH=$PWD:$PATH; exec \"$AMP_GEO\" \(command)", in: folder)
      .expectFailure(70, saying: "a.png", "rsvg-convert failed: no fonts")
    #expect(!Files.exists("a.png", in: folder))
  }
}
