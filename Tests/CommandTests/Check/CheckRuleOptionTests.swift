import TestSupport
import Testing

/// Choosing rules, asking about rules.
@Suite struct CheckRuleOptionTests {
  private func check(_ arguments: String...) throws -> AmpGeoProcess {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.several)
    return try AmpGeoProcess.run(
      ["check", "in.geojson", "--format", "json"] + arguments, in: folder)
  }

  private func codes(_ arguments: String...) throws -> Set<String> {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.several)
    let result = try AmpGeoProcess.run(
      ["check", "in.geojson", "--format", "json"] + arguments, in: folder)
    return Set(try ParsedJSON(result.output)["findings"].items.compactMap { $0["code"].string })
  }

  @Test func onlyAndIgnore() throws {
    let all = try codes()
    #expect(all.isSuperset(of: ["S103", "S104"]))
    let validity = all.filter { $0.hasPrefix("V") }
    #expect(!validity.isEmpty)
    #expect(try codes("--only", "S103") == ["S103"])
    #expect(try codes("--only", "s103,duplicate-id") == ["S103", "S104"])
    #expect(try codes("--only", "S103", "--only", "V") == validity.union(["S103"]))
    #expect(try codes("--ignore", "V, S103") == all.subtracting(validity).subtracting(["S103"]))
    #expect(try codes("--only", "S", "--ignore", "S103").contains("S103") == false)
  }

  @Test func inputsAreNotOverwritten() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.several)
    try folder.write("s.yaml", "fields: {a: {type: text}}\n")
    for arguments in [
      ["-o", "in.geojson"], ["--write-baseline", "./in.geojson"],
      ["--schema", "s.yaml", "-o", "s.yaml"],
    ] {
      let result = try AmpGeoProcess.run(["check", "in.geojson"] + arguments, in: folder)
      #expect(result.exitCode == 64 && result.errors.contains("would be overwritten"))
    }
    #expect(try Files.text("in.geojson", in: folder) == BadLayers.several)
  }

  @Test func noRuleLeft() throws {
    let result = try check("--only", "V203,S104", "--ignore", "V,S104")
    #expect(result.exitCode == 64 && result.errors.contains("no rule is left to check"))
  }

  @Test func aSchemaOfAnotherLayer() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.several)
    try folder.write("other.yaml", "layers: [zones, parcels]\nfields: {a: {type: text}}\n")
    let result = try AmpGeoProcess.run(
      ["check", "in.geojson", "--schema", "other.yaml"], in: folder)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("\"layers\" names zones, parcels; they are called in"))
  }

  @Test func numbersThatAreEqualAreOneID() throws {
    let folder = try Scratch()
    let features = ["1", "1.0", "\"1\"", "1e0", "2"].map {
      "{\"type\":\"Feature\",\"id\":\($0),\"properties\":{},\"geometry\":null}"
    }
    try folder.write(
      "ids.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}")
    let result = try AmpGeoProcess.run(
      ["check", "ids.geojson", "--only", "S104", "--format", "json"], in: folder)
    let found = try ParsedJSON(result.output)["findings"].items.compactMap {
      $0["features"][0].string
    }
    #expect(found == ["1.0", "1", "1e0"])
  }

  @Test func severities() throws {
    let report = try ParsedJSON(
      check("--only", "S103,S104", "--severity", "S104=info,S103=error").output)
    #expect(report["counts"]["error"].number == 1 && report["counts"]["info"].number == 1)
    #expect(report["verdict"].string == "fail")
    let milder = try check("--only", "S104", "--severity", "S=warning")
    milder.expectSuccess()
    #expect(try ParsedJSON(milder.output)["counts"]["warning"].number == 1)
  }

  @Test(arguments: [
    (["in.geojson", "--only", "S1O3"], "the nearest are S10"),
    (["in.geojson", "--ignore", "nothing-like-it-at-all"], "--list-rules shows all"),
    (["in.geojson", "--severity", "S103"], "write CODE=SEVERITY"),
    (["in.geojson", "--severity", "S103=bad"], "error, warning, info"),
    (["in.geojson", "--ignore", "S101"], "cannot be ignored"),
    (["in.geojson", "--fail-on", "always"], "error, warning, info, never"),
    (["in.geojson", "--format", "xml"], "text, json, jsonl, geojson, sarif, junit, github"),
    (["in.geojson", "--write-baseline", "-"], "needs the name of a file"),
    (["--list-rules", "--format", "sarif"], "text and json"),
    (["--explain", "Z999"], "there is no rule \"Z999\""),
    (["--explain", "windng"], "S105 winding"),
  ])
  func wrongChoices(_ arguments: [String], _ reason: String) throws {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.several)
    try AmpGeoProcess.run(["check"] + arguments, in: folder).expectUsageError(saying: reason)
  }

  private struct Listed {
    let code: String
    let json: ParsedJSON
  }

  private func listed() throws -> [Listed] {
    let result = try AmpGeoProcess.run(
      ["check", "--list-rules", "--format", "json"], in: Scratch())
    result.expectSuccess()
    return try ParsedJSON(result.output).items.map {
      Listed(code: $0["code"].string ?? "", json: $0)
    }
  }

  @Test func everyRuleIsListedAndExplained() throws {
    let rules = try listed()
    #expect(rules.map(\.code) == rules.map(\.code).sorted())
    let table = try AmpGeoProcess.run(["check", "--list-rules"], in: Scratch())
    for rule in rules {
      #expect(table.output.contains("\n\(rule.code) "))
      let result = try AmpGeoProcess.run(["check", "--explain", rule.code], in: Scratch())
      result.expectSuccess()
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      let name = try #require(rule.json["rule"].string)
      #expect(lines[0].hasPrefix("\(rule.code) \(name) ("))
      #expect(lines.allSatisfy { $0.count <= 78 }, "\(result.output)")
      let words = result.output.replacing("\n", with: " ")
      for member in ["summary", "explanation", "remedy"] {
        let text = try #require(rule.json[member].string)
        #expect(words.contains(text.replacing("\n", with: " ")), "\(rule.code) \(member)")
      }
    }
  }

  @Test func listsTheChoice() throws {
    let result = try AmpGeoProcess.run(
      ["check", "--list-rules", "--only", "S103", "--severity", "S103=info"], in: Scratch())
    #expect(result.output.contains(#/\nS103 +null-geometry +info /#))
    #expect(!result.output.contains("S104"))
  }
}
