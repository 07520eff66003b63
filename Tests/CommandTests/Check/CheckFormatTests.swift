import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// One run, seven formats: the same findings in each, each well formed, each the same every time.
@Suite struct CheckFormatTests {
  private static let files = [
    "several.geojson", "cut.geojson", "open.geojson", "mild é.geojson", "park.geojson",
  ]

  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write("several.geojson", BadLayers.several)
    try folder.write("cut.geojson", BadLayers.cut)
    try folder.write("open.geojson", BadLayers.open)
    try folder.write("mild é.geojson", BadLayers.mild)
    return folder
  }

  private func report(_ format: String, in folder: Scratch) throws -> String {
    let result = try AmpGeoProcess.run(["check", "--format", format] + Self.files, in: folder)
    #expect(result.exitCode == 65 && result.errors.isEmpty)
    return result.output
  }

  /// The findings of the JSON report, as the code of each.
  private func codes(in folder: Scratch) throws -> [String] {
    try ParsedJSON(report("json", in: folder))["findings"].items.map { $0["code"].string ?? "" }
  }

  @Test(arguments: ["text", "json", "jsonl", "geojson", "sarif", "junit", "github"])
  func sameBytesEveryTimeAndInAFile(_ format: String) throws {
    let folder = try folder()
    let first = try report(format, in: folder)
    let second = try AmpGeoProcess.run(
      ["check", "--format", format, "--threads", "1", "-o", "out"] + Self.files, in: folder)
    #expect(second.exitCode == 65 && second.output.isEmpty)
    #expect(try Files.text("out", in: folder) == first)
    #expect(Files.names(in: folder).allSatisfy { !$0.contains("partial") })
  }

  @Test func linesOfJSON() throws {
    let folder = try folder()
    let lines = try report("jsonl", in: folder).split(separator: "\n").map {
      try ParsedJSON(String($0))
    }
    #expect(try lines == ParsedJSON(report("json", in: folder))["findings"].items)
  }

  @Test func geojsonIsReadByTheProgramItself() throws {
    let folder = try folder()
    let text = try report("geojson", in: folder)
    let features = try ParsedJSON(text)["features"].items
    #expect(try features.map { $0["properties"]["code"].string ?? "" } == codes(in: folder))
    try folder.write("findings.geojson", text)
    let result = try AmpGeoProcess.run(["convert", "findings.geojson", "-"], in: folder)
    result.expectSuccess()
    #expect(try ParsedJSON(result.output)["features"].items.count == features.count)
    let check = try AmpGeoProcess.run(
      ["check", "findings.geojson", "--ignore", "S103"], in: folder)
    check.expectSuccess()
  }

  @Test func sarifKeepsTheStandard() throws {
    let folder = try folder()
    let log = try ParsedJSON(report("sarif", in: folder))
    let schema = try JSONSchema(
      file: PackageFolder.path + "/Tests/Schemas/sarif-members.schema.json")
    #expect(try schema.problems(in: log) == [])
    let run = log["runs"][0]
    let rules = run["tool"]["driver"]["rules"].items
    for result in run["results"].items {
      let index = try #require(result["ruleIndex"].number)
      #expect(rules[Int(index)]["id"].string == result["ruleId"].string)
    }
    #expect(try run["results"].items.map { $0["ruleId"].string ?? "" } == codes(in: folder))
    let places = run["results"].items.map { $0["locations"][0]["physicalLocation"] }
    #expect(places.contains { $0["artifactLocation"]["uri"].string == "mild%20%C3%A9.geojson" })
    #expect(places.contains { $0["region"]["startLine"].number == 2 })
    let prints = run["results"].items.map { $0["partialFingerprints"]["ampGeo/v1"].string }
    #expect(Set(prints).count == prints.count)
  }

  @Test func junitIsXMLWithAllFindings() throws {
    let folder = try folder()
    let text = try report("junit", in: folder)
    let counter = XMLCounter()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(parser.parserError.debugDescription)")
    #expect(counter.counts["testsuite"] == Self.files.count)
    #expect(counter.counts["testcase"] == counter.totals["tests"])
    #expect(counter.counts["failure"] == counter.totals["failures"])
    #expect(counter.counts["error"] == counter.totals["errors"])
    let remedies = counter.text.matches(of: #/: (error|warning|info): /#).count
    #expect(try remedies == codes(in: folder).count)
  }

  @Test func githubHasALineForEach() throws {
    let folder = try folder()
    let lines = try report("github", in: folder).split(separator: "\n")
    #expect(lines.last?.hasPrefix("fail: 5 layers") == true)
    let codes = try lines.dropLast().map { line in
      let match = try #require(
        line.firstMatch(
          of:
            #/^::(?:error|warning|notice) file=[^,]+(?:,line=\d+)?(?:,col=\d+)?,title=([A-Z]\d+) [a-z-]+::./#
        ))
      return String(match.output.1)
    }
    #expect(try codes == self.codes(in: folder))
  }

  @Test func textHasThemAll() throws {
    let folder = try folder()
    let text = try report("text", in: folder)
    for code in try codes(in: folder) { #expect(text.contains(" \(code) ")) }
  }
}

/// Counts the elements of an XML document.
private final class XMLCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  /// The numbers that the outermost element tells.
  var totals: [String: Int] = [:]
  var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if counts.isEmpty { totals = attributes.compactMapValues { Int($0) } }
    counts[name, default: 0] += 1
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
