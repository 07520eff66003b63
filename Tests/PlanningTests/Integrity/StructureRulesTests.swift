import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningIntegrity

/// The rules of family S: a file that has the fault, one that nearly has it, and the place named.
@Suite struct StructureRulesTests {
  private func check(
    _ text: String, name: String = "in.geojson", only: [String] = ["S"], crs: CRS? = nil
  ) throws -> CheckReport {
    let folder = try Scratch()
    let path = try folder.write(name, text)
    var report = CheckReport()
    let rules = try RuleSelection(only: only, ignored: [], severities: [])
    let options = CheckOptions(read: ReadOptions(crs: crs, threads: 2), rules: rules)
    try IntegrityCheck.check(CheckTarget(path), options: options, into: &report)
    return report
  }

  private func feature(_ geometry: String, id: Int = 1) -> String {
    #"{"type":"Feature","id":\#(id),"properties":{},"geometry":\#(geometry)}"#
  }

  private func collection(_ geometries: [String], more: String = "") -> String {
    let features = geometries.enumerated().map { feature($0.element, id: $0.offset) }
    return #"{"type":"FeatureCollection",\#(more)"features":["#
      + features.joined(separator: ",\n") + "]}"
  }

  private func line(_ positions: [[Double]]) -> String {
    #"{"type":"LineString","coordinates":\#(positions)}"#
  }

  private func polygon(_ ring: [[Double]]) -> String {
    #"{"type":"Polygon","coordinates":[\#(ring)]}"#
  }

  /// Code and severity of what is found in a collection of these geometries.
  private func codes(_ geometries: [String], more: String = "") throws -> [String] {
    try check(collection(geometries, more: more)).findings.map { "\($0.rule.code) \($0.severity)" }
  }

  @Test func aSoundFileHasNoFindings() throws {
    let ring = [[5.0, 43], [6, 43], [6, 44], [5, 43]]
    #expect(try codes([polygon(ring), line([[5, 43], [6, 44]])]) == [])
  }

  @Test func winding() throws {
    let clockwise = [[5.0, 43], [6, 44], [6, 43], [5, 43]]
    #expect(try codes([polygon(clockwise)]) == ["S105 warning"])
    // Across the antimeridian the numbers do not tell which way it turns.
    let across = [[177.9, -18], [-179.8, -18], [-179.8, -16], [177.9, -16], [177.9, -18]]
    #expect(try codes([polygon(across)]) == ["S123 warning"])
  }

  /// A sliver of one digit turns either way once its decimals are doubles: nobody can tell.
  @Test func aSliverOfTheLastDigitTurnsNeitherWay() throws {
    let thin = [[5.0, 43], [15.0000001, 53.0000002], [10, 48.0000001], [5, 43]]
    let back = Array(thin.reversed())
    #expect(try codes([polygon(thin)]).filter { $0.hasPrefix("S105") }.count <= 1)
    let found = try [thin, back].map { try codes([polygon($0)]).contains("S105 warning") }
    #expect(found != [true, true])
    // A hundred times as wide it can be told.
    let wide = [[5.0, 43], [15, 53], [10, 48.00001], [5, 43]]
    let both = try [wide, Array(wide.reversed())].map {
      try codes([polygon($0)]).contains("S105 warning")
    }
    #expect(both == [false, true])
  }

  @Test func ringsWithoutPositions() throws {
    let shell = "[[5,43],[6,43],[6,44],[5,43]]"
    func codes(_ rings: String) throws -> [String] {
      try self.codes([#"{"type":"Polygon","coordinates":\#(rings)}"#])
    }
    #expect(try codes("[\(shell),[]]") == ["S134 error"])
    #expect(try codes("[\(shell),[],[]]") == ["S134 error", "S134 error"])
    #expect(try codes("[[]]").sorted() == ["S103 warning", "S134 error"])
    #expect(try codes("[]") == ["S103 warning"])
    let place = try check(collection([#"{"type":"Polygon","coordinates":[\#(shell),[]]}"#]))
    #expect(place.findings.first?.features == ["0"])
    #expect(place.findings.first?.line == 1)
  }

  @Test func latitudesBeyondNinety() throws {
    #expect(try codes([line([[100, 91], [5, 43]])]) == ["S114 error"])
    #expect(try codes([line([[361, 9], [5, 43]])]) == ["S114 error", "S123 warning"])
    #expect(try codes([line([[100, 90], [5, -90]])]) == [])
    #expect(try codes([line([[181, 43], [182, 43]])]) == ["S122 warning"])
    #expect(try codes([line([[180, 43], [179, 43]])]) == [])
  }

  @Test func exchangedAxes() throws {
    // Tokyo, and a place that is possible both ways.
    let report = try check(
      collection([line([[10, 20], [11, 20]]), line([[35.7, 139.7], [35.6, 139]])]))
    #expect(report.findings.map(\.rule.code) == ["S115"])
    #expect(report.findings.first?.features == ["1"])
    #expect(report.findings.first?.line == 2)
    // One place is impossible the other way round.
    #expect(try codes([line([[35.7, 139.7], [95, 43]])]) == ["S114 error"])
    #expect(try codes([line([[43.3, 5.4], [43.4, 5.5]])]) == [])
  }

  @Test func exchangedAxesOfAFewFeatures() throws {
    let sound = [[5.3, 43.3], [5.4, 43.2], [5.0, 43.6], [5.9, 43.5]].map {
      line([$0, [5.5, 43.4]])
    }
    let exchanged = line([[43.4, 5.4], [43.3, 5.5]])
    let report = try check(
      collection([sound[0], exchanged, sound[1], sound[2], exchanged, sound[3]]))
    #expect(report.findings.map(\.rule.code) == ["S115", "S115"])
    #expect(report.findings.map(\.features) == [["1"], ["4"]])
    // Elsewhere, but not among the others the other way round.
    #expect(try codes(sound + [line([[43.4, 7], [43.3, 7]])]) == [])
    // As many one way as the other: which is right, the layer does not tell.
    #expect(try codes([sound[0], sound[1], exchanged, exchanged]) == [])
    // Countries on both sides of the diagonal lie next to each other, not far apart.
    let greece = line([[20, 36], [26, 41]])
    let neighbours: [[[Double]]] = [
      [[26, 36], [45, 42]], [[39, 29], [49, 37]], [[45, 25], [63, 40]], [[25, 22], [36, 31]],
    ]
    #expect(try codes(neighbours.map { line($0) } + [greece]) == [])
  }

  @Test func exchangedAxesOfAProjection() throws {
    let crs = #""crs":{"type":"name","properties":{"name":"EPSG:2154"}},"#
    let marseille = line([[893_000, 6_247_000], [894_000, 6_248_000]])
    let exchanged = line([[6_247_000, 893_000], [6_248_000, 894_000]])
    #expect(try codes([marseille], more: crs) == ["S118 warning"])
    #expect(Set(try codes([exchanged], more: crs)) == ["S118 warning", "S115 error"])
  }

  @Test func needlessDigits() throws {
    let fine = #"{"type":"Point","coordinates":[5.1234567,43.1234567]}"#
    let needless = #"{"type":"Point","coordinates":[5.12345678,43.1]}"#
    #expect(try codes([fine, needless]) == [])
    let report = try check(collection([fine, needless, needless]))
    #expect(report.findings.map(\.rule.code) == ["S119"])
    #expect(report.findings.first?.severity == .info)
    #expect(report.findings.first?.line == 2)
    #expect(report.findings.first?.message.hasPrefix("2 of 3 positions") == true)
  }

  @Test func antimeridian() throws {
    #expect(try codes([line([[179, 0], [-179, 0]])]) == ["S123 warning"])
    #expect(try codes([line([[-90, 0], [90, 0]])]) == [])
    // The edge of a map of the world.
    #expect(try codes([line([[-180, -90], [180, -90]])]) == [])
  }

  @Test func collections() throws {
    let point = #"{"type":"Point","coordinates":[5,43]}"#
    func of(_ members: [String]) -> String {
      #"{"type":"GeometryCollection","geometries":[\#(members.joined(separator: ","))]}"#
    }
    #expect(try codes([of([point])]) == ["S127 warning"])
    #expect(try codes([of([point, point])]) == ["S127 warning"])
    #expect(try codes([of([point, line([[5, 43], [6, 43]])])]) == [])
    #expect(
      try codes([of([point, of([line([[5, 43], [6, 43]])])])]) == ["S126 warning"])
  }

  @Test func multiGeometriesOfOnePart() throws {
    let single = #"{"type":"MultiPoint","coordinates":[[5,43]]}"#
    let double = #"{"type":"MultiPoint","coordinates":[[5,43],[6,43]]}"#
    #expect(try codes([double]) == [])
    let report = try check(collection([double, single, single]))
    #expect(report.findings.map(\.rule.code) == ["S128"])
    #expect(report.findings.first?.message == "2 of 3 Multi geometries have one part only")
  }

  @Test func nullIsNotReportedTwice() throws {
    #expect(try codes(["null"]) == ["S103 warning"])
    #expect(try codes([#"{"type":"Point"}"#]) == ["S108 error"])
  }

  @Test func brokenTextIsCheckedUpToTheBreak() throws {
    let whole = collection([polygon([[5, 43], [6, 44], [6, 43], [5, 43]]), "null"])
    let report = try check(String(whole.dropLast(20)))
    #expect(report.hasUnreadableFiles)
    #expect(Set(report.findings.map(\.rule.code)) == ["S105", "S106"])
    #expect(report.files.first?.features == 2)
  }

  @Test func placesAndIDsAreNamed() throws {
    let text =
      "{\"type\":\"FeatureCollection\",\n\"features\":[\n  "
      + feature(#"{"type":"Point","coordinates":[1,"é",2]}"#, id: 42) + "]}"
    let finding = try #require(try check(text).findings.first)
    #expect(finding.rule.code == "S109" && finding.features == ["42"])
    #expect(finding.line == 3 && finding.column == 89)
  }

  @Test func theSystemAskedForIsUsed() throws {
    let text = collection([line([[893_000, 6_247_000], [894_000, 6_248_000]])])
    #expect(try check(text).findings.map(\.rule.code) == ["S114"])
    let report = try check(text, crs: .lambert93)
    #expect(report.findings.map(\.rule.code) == ["S102"])
    #expect(report.files.first?.crs == "EPSG:2154")
  }

  @Test func attributesComeWhenAsked() throws {
    let folder = try Scratch()
    let path = try folder.write(
      "in.geojson", #"{"type":"Feature","geometry":null,"properties":{"a":1}}"#)
    let source = LayerSource(path: path)
    let without = try CheckedLayer.reading(
      source, format: GeoJSONFormat(), options: CheckOptions())
    #expect(without.layer.attributes.columns.isEmpty)
    let schema = try LayerSchema(path: folder.write("schema.yaml", "fields: { a: {} }"))
    let with = try CheckedLayer.reading(
      source, format: GeoJSONFormat(), options: CheckOptions(schema: schema))
    #expect(with.layer.attributes.columns.map(\.name) == ["a"])
  }

  @Test func everyFaultHasARule() {
    let covered = StructureFaults.all.map(\.fault) + [EmptyRing.noted.fault]
    #expect(covered.count == Set(covered).count)
    #expect(Set(covered) == Set(StructureFault.Kind.allCases))
    #expect(Set(IntegrityRules.all.map(\.code)).count == IntegrityRules.all.count)
  }
}
