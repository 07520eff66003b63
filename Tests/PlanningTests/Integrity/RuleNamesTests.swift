import GeoCore
import Testing

@testable import PlanningIntegrity
@testable import PlanningStudies

@Suite struct RuleNamesTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2),
    ("V201", "V201", 0), ("V2O1", "V201", 1),
  ])
  func editDistances(_ a: String, _ b: String, _ distance: Int) {
    #expect(EditDistance.between(a, b) == distance)
    #expect(EditDistance.between(b, a) == distance)
  }

  @Test func nearestRules() {
    #expect(IntegrityRules.nearest(to: "V2O1").first?.code == "V201")
    #expect(IntegrityRules.nearest(to: "wining").first?.name == "winding")
    #expect(IntegrityRules.nearest(to: "NULL").first?.name == "null-geometry")
    #expect(IntegrityRules.nearest(to: "something else altogether").isEmpty)
    #expect(IntegrityRules.nearest(to: "V", limit: 2).count <= 2)
  }

  @Test func unknownRulesNameNearOnes() throws {
    let rule = try IntegrityRules.required("v201")
    #expect(rule.code == "V201")
    do {
      _ = try IntegrityRules.required("V2O1")
      Issue.record("there is no rule V2O1")
    } catch {
      #expect(error.kind == .usage)
      #expect(error.description.contains("V201 \(rule.name)"))
    }
  }

  /// Lines that go on in the source leave no mark in the text.
  @Test func explanationsHaveNoStrayMarks() {
    for rule in IntegrityRules.all {
      #expect(!rule.explanation.text(at: LibraryDoor()).contains("\\\n"), "\(rule.code)")
    }
  }

  @Test func whatMakesUnreadableIsAlwaysThere() throws {
    let unreadable = try #require(IntegrityRules.all.first { $0.makesUnreadable })
    let chosen = try RuleSelection(only: ["V"], ignored: ["S"], severities: [])
    #expect(chosen.contains(unreadable))
    #expect(
      IntegrityRules.all.filter(chosen.contains).allSatisfy {
        $0.family == .validity || $0.makesUnreadable
      })
    #expect(throws: InputError.self) {
      try RuleSelection(only: [], ignored: [unreadable.code], severities: [])
    }
  }
}
