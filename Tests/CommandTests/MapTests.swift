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
