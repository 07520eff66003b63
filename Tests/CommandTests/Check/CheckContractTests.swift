import TestSupport
import Testing

/// The JSON report against its schema, docs/check-report.schema.json.
@Suite struct CheckContractTests {
  private func schema() throws -> JSONSchema {
    try JSONSchema(file: PackageFolder.path + "/docs/check-report.schema.json")
  }

  private func expectValid(_ arguments: [String], in folder: Scratch) throws {
    let schema = try schema()
    let result = try AmpGeoProcess.run(["check", "--format", "json"] + arguments, in: folder)
    #expect([0, 1, 65].contains(result.exitCode), "\(result.errors)")
    let report = try ParsedJSON(result.output)
    #expect(try schema.problems(in: report) == [], "\(arguments)")
    for severity in ["error", "warning", "info"] {
      let found = report["findings"].items.count { $0["severity"].string == severity }
      #expect(report["counts"][severity].number == Double(found))
    }
    #expect((report["verdict"].string == "pass") == (result.exitCode == 0))
    let lines = try AmpGeoProcess.run(["check", "--format", "jsonl"] + arguments, in: folder)
    for line in lines.output.split(separator: "\n") {
      #expect(try schema.problems(in: ParsedJSON(String(line)), as: "finding") == [])
    }
  }

  @Test func manyRuns() throws {
    let folder = try SmallLayers.folder()
    try folder.write("several.geojson", BadLayers.several)
    try folder.write("open.geojson", BadLayers.open)
    try folder.write("cut.geojson", BadLayers.cut)
    try folder.write("mild.geojson", BadLayers.mild)
    try folder.write("text.geojson", "hello")
    try folder.write("none.geojson", "")
    try folder.write("text.gpkg", "hello")
    try folder.write("points.csv", "id,lon,lat\na,5.3,43.3\na,5.4,nothing\n")
    try AmpGeoProcess.run(["convert", "zones.geojson", "zones.gpkg"], in: folder).expectSuccess()
    for arguments in [
      ["zones.geojson"], ["several.geojson"], ["open.geojson"], ["cut.geojson"], ["mild.geojson"],
      ["text.geojson", "none.geojson"], ["text.gpkg", "zones.gpkg"], ["points.csv"],
      ["zones.gpkg:zones", "park.geojson", "--only", "S"],
      ["several.geojson", "--severity", "S=info,V=warning"],
      ["several.geojson", "mild.geojson", "--fail-on", "info"],
      ["several.geojson", "--fail-on", "never"],
      ["several.geojson", "--write-baseline", "b.json"],
      ["several.geojson", "--baseline", "b.json"],
    ] {
      try expectValid(arguments, in: folder)
    }
  }

  @Test(.enabled(if: Samples.folder != nil, "needs sample files"))
  func samples() throws {
    for inner in ["invalid_structure", "invalid_geometries", "problematic_geometries"] {
      for file in try Samples.files("geojson/\(inner)") { try expectValid([file], in: Scratch()) }
    }
  }

  @Test func embeddedLayers() throws {
    let folder = PackageFolder.path + "/GeoData/"
    try expectValid([folder + "communes.geojson", folder + "port.geojson"], in: Scratch())
  }

  /// The schema can fail: what is not of the contract is named with its place.
  @Test func faultsAreSeen() throws {
    let finding = """
      {"code":"V1","rule":"A b","severity":"bad","message":"","remedy":"r","file":"f","line":0,\
      "features":[],"point":[1],"area_m2":-1,"kind":"x","more":1}
      """
    let report = try ParsedJSON(
      "{\"verdict\":\"maybe\",\"counts\":{\"error\":1.5},\"files\":[{}],\"findings\":[\(finding)]}")
    let problems = try schema().problems(in: report)
    for fault in [
      "/verdict: breaks enum", "/counts: breaks required", "/counts/error: breaks type",
      "/files/0: breaks required", "/findings/0/code: breaks pattern",
      "/findings/0/rule: breaks pattern", "/findings/0/severity: breaks enum",
      "/findings/0/message: breaks minLength", "/findings/0/line: breaks minimum",
      "/findings/0/features: breaks minItems", "/findings/0/point: breaks minItems",
      "/findings/0/area_m2: breaks minimum", "/findings/0/kind: breaks enum",
      "/findings/0/more: not allowed",
    ] {
      #expect(problems.contains { $0.hasPrefix(fault) }, "\(fault) in \(problems)")
    }
    #expect(problems.count == 14, "\(problems)")
    #expect(try schema().problems(in: .array([])) == ["/: breaks type string(\"object\")"])
  }

  @Test(arguments: [
    #"{"oneOf":[]}"#, #"{"properties":{"a":{"maximum":1}}}"#, ##"{"items":{"$ref":"#/$defs/x"}}"##,
    #"{"$ref":"other.json"}"#, #"{"type":"object","additionalProperties":1}"#,
  ])
  func unknownKeywordsAreRefused(_ schema: String) throws {
    let parsed = try ParsedJSON(schema)
    #expect(throws: JSONSchema.SchemaError.self) { try JSONSchema(parsed) }
  }
}
