import TestSupport
import Testing

@testable import PlanningIntegrity
@testable import PlanningStudies

@Suite struct CheckConfigurationTests {
  private func rules(_ yaml: String, _ file: String) throws -> RuleSelection {
    try CheckConfiguration(yaml: yaml, path: "/p/.amp-geo.yaml").rules(for: file)
  }

  private let yaml = """
    check:
      ignore: [S119, V211]
      severity: { S105: error, V: warning }
      paths:
        "old/**":
          severity: { S105: info }
        "*.csv":
          only: [A, V211]
    """

  @Test func rulesHoldForAllFilesButThoseOfPaths() throws {
    let here = try rules(yaml, "/p/a.geojson")
    #expect(!here.contains(NeedlessDigits.rule) && here.contains(Winding.rule))
    #expect(here.severity(of: Winding.rule) == .error)
    #expect(try here.severity(of: IntegrityRules.required("spike")) == .warning)
    let old = try rules(yaml, "/p/old/x/a.geojson")
    #expect(old.severity(of: Winding.rule) == .info)
    #expect(try old.severity(of: IntegrityRules.required("spike")) == .warning)
    #expect(!old.contains(NeedlessDigits.rule))
    let table = try rules(yaml, "/p/x/a.csv")
    #expect(table.contains(MissingField.rule) && !table.contains(Winding.rule))
    // What a path asks for is no longer left out.
    #expect(table.contains(Sliver.rule))
    #expect(table.contains(FileRules.unreadable))
    // Paths elsewhere know the general rules alone.
    #expect(try rules(yaml, "/q/old/a.geojson").severity(of: Winding.rule) == .error)
  }

  @Test func strictGoesBelowSeverities() throws {
    let strict = try rules("check: { strict: true, severity: { S130: info } }", "/p/a")
    #expect(strict.severity(of: Winding.rule) == .error)
    #expect(try strict.severity(of: IntegrityRules.required("S130")) == .info)
    #expect(strict.severity(of: Sliver.rule) == .warning)
  }

  @Test(arguments: [
    ("check: { ingore: [S105] }", "unknown key \"ingore\""),
    ("check: { ignore: [S999] }", "S999"), ("rules: 1", "lacks the key \"check\""),
    ("check: { severity: { S105: bad } }", "error, warning, info"),
    ("check: { paths: { \"a\": { only: [X9] } } }", "X9"),
    ("check: { paths: { \"a\": { paths: [] } } }", "unknown key \"paths\""),
    ("check: { ignore: [S101] }", "cannot be ignored"),
  ])
  func mistakesAreNamed(_ yaml: String, _ text: String) throws {
    let error = #expect(throws: InputError.self) { try rules(yaml, "/p/a") }
    #expect(error.map { "\($0)".contains(text) && $0.line != nil } == true, "\(error as Any)")
  }

  @Test func theNearestFileCounts() throws {
    let folder = try Scratch()
    try folder.write(".amp-geo.yaml", "check: { ignore: [S105] }")
    try folder.write("a/.amp-geo.yaml", "check: { ignore: [S119] }")
    try folder.write("a/b/x.geojson", "")
    var found = try CheckConfigurations(path: nil)
    let near = try found.rules(for: folder.path + "/a/b/x.geojson")
    #expect(near.contains(Winding.rule) && !near.contains(NeedlessDigits.rule))
    let far = try found.rules(for: folder.path + "/c/../x.geojson")
    #expect(!far.contains(Winding.rule) && far.contains(NeedlessDigits.rule))
    var none = try CheckConfigurations(path: nil, isSearched: false)
    #expect(try none.rules(for: folder.path + "/x.geojson") == RuleSelection())
    var chosen = try CheckConfigurations(path: folder.path + "/.amp-geo.yaml")
    #expect(try !chosen.rules(for: folder.path + "/a/b/x.geojson").contains(Winding.rule))
  }
}
