import GeoCore
import Testing

@testable import PlanningIntegrity

/// What is found too often is listed up to a limit, and the rest counted.
@Suite struct FindingLimiterTests {
  @Test func ofOneRuleTenThousandAreListedAndTheRestCounted() throws {
    var points = Geometries(crs: .wgs84)
    let count = FindingLimiter.limit + 51
    for _ in 0..<count { points.appendPoint(x: 5, y: 43) }
    let layer = Checked.layer(points, ids: Array(repeating: "a", count: count))
    let found = try Checked.findings(layer).filter { $0.rule == DuplicateID.rule }
    #expect(found.count == FindingLimiter.limit + 1)
    #expect(found.last?.message == "50 more of the same kind")
    #expect(found.last?.features == [])
    #expect(found.last?.severity == .error)
    #expect(found.first?.features == ["a", "a"])
  }

  @Test func asManyAsTheLimitAreListedAlone() throws {
    var points = Geometries(crs: .wgs84)
    for _ in 0...FindingLimiter.limit { points.appendPoint(x: 5, y: 43) }
    let layer = Checked.layer(
      points, ids: Array(repeating: "a", count: FindingLimiter.limit + 1))
    let found = try Checked.findings(layer).filter { $0.rule == DuplicateID.rule }
    #expect(found.count == FindingLimiter.limit)
  }

  @Test func invalidPolygonsThatAreLeftOutAreNamedWhereNoOtherRuleDoes() throws {
    var layer = Geometries(crs: .wgs84)
    layer.appendPolygon([[(5, 43), (5.1, 43.1), (5.1, 43), (5, 43.1), (5, 43)]])
    layer.appendPolygon([[(6, 43), (6.1, 43), (6.1, 43.1), (6, 43.1), (6, 43)]])
    func found(only: [String], ignored: [String] = []) throws -> [Finding] {
      let rules = try RuleSelection(only: only, ignored: ignored, severities: [])
      return try IntegrityCheck.findings(
        in: Checked.layer(layer, ids: ["bow", "box"]),
        options: CheckOptions(rules: rules, coverage: TopologyRequest())
      ).filter { $0.rule.family == .coverage }
    }
    let some = try found(only: ["C202", "C203"])
    #expect(some.map(\.rule.code) == ["C202"])
    #expect(some.map(\.features) == [["bow"]])
    #expect(some.map(\.severity) == [.warning])
    #expect(some.first?.message.hasPrefix("1 feature is left out") == true)
    #expect(try found(only: [], ignored: ["V"]).map(\.rule.code) == ["C201"])
    #expect(try found(only: []).isEmpty)
  }

  @Test func aRuleGoesBeforeItsFamily() throws {
    for texts in [["S105=warning", "S=info"], ["S=info", "winding=warning"]] {
      let rules = try RuleSelection(only: [], ignored: [], severities: texts)
      #expect(rules.severity(of: Winding.rule) == .warning)
      #expect(rules.severity(of: DuplicateID.rule) == .info)
    }
  }

  @Test func oneFaultIsSaidOnce() throws {
    var layer = Geometries(crs: .wgs84)
    layer.appendPolygon([[(5, 43), (5.1, 43), (5.1, 43), (5, 43)]])
    layer.beginFeature(.lineString)
    layer.beginPart()
    layer.appendRing([6, 43, 6, 43, 6, 43])
    layer.appendPoint(x: 700, y: 43)
    let codes = Set(try Checked.findings(Checked.layer(layer)).map(\.rule.code))
    #expect(codes.isSuperset(of: ["V213", "V214", "S114"]))
    #expect(codes.isDisjoint(with: ["V202", "R402"]))
  }
}
