import GeoCore
import Testing

@testable import PlanningAccess

/// What measures look at: without the other pairs every score is the same to the last bit.
@Suite struct CostReachTests {
  private static func measure(_ name: String, _ parameters: MeasureParameters) throws
    -> any AccessibilityMeasure
  {
    try Measures.named(name).init(parameters)
  }

  private static func reach(_ names: [String], _ parameters: MeasureParameters) throws -> CostReach
  {
    CostReach(of: try names.map { try measure($0, parameters) })
  }

  @Test func limitsOfMeasures() throws {
    let stepped = MeasureParameters(
      decay: try Decays.parse("step(10:1,20:0.5,30:0)"), cutoffMinutes: 25,
      interval: try CutoffInterval(start: 5, end: 40))
    #expect(try Self.reach(["2sfca"], stepped) == .within(20))
    #expect(try Self.reach(["cumulative"], stepped) == .within(25))
    #expect(try Self.reach(["2sfca", "cumulative_interval"], stepped) == .within(40))
    #expect(try Self.reach(["2sfca", "raam"], stepped) == .everything)
    #expect(try Self.reach(["closest"], stepped) == .nearest(supply: 1, within: 25))
    let open = MeasureParameters(decay: try Decays.parse("power(1)"), cutoffMinutes: 25)
    #expect(try Self.reach(["gravity"], open) == .within(25))
    // All pairs have a part in the third step's sum, whatever the cutoff.
    #expect(try Self.reach(["3sfca"], open) == .everything)
    #expect(CostReach(of: []) == .everything)
  }

  @Test func nearestSuffice() throws {
    let reach = CostReach.nearest(supply: 10, within: 30)
    #expect(reach.nearestCount(leastSupply: 4, most: 16) == 3)
    #expect(reach.nearestCount(leastSupply: 100, most: 16) == 1)
    #expect(reach.nearestCount(leastSupply: 0.5, most: 16) == nil)
    #expect(reach.nearestCount(leastSupply: 0, most: 16) == nil)
    #expect(CostReach.within(3).nearestCount(leastSupply: 4, most: 16) == nil)
  }

  /// The pairs of a table within a limit, and the nearest of each origin that has none.
  private static func cut(_ study: AccessStudy, to limit: Double) throws -> AccessStudy {
    let costs = study.costs
    var pairs: [(origin: Int32, pair: Int)] = []
    for origin in 0..<costs.originCount {
      let row = costs.pairs(ofOrigin: origin)
      var kept = row.filter { costs.minutes[$0] <= limit }
      if kept.isEmpty, let nearest = row.min(by: { costs.minutes[$0] < costs.minutes[$1] }) {
        kept = [nearest]
      }
      pairs += kept.map { (Int32(origin), $0) }
    }
    var study = study
    study.costs = try CostTable(
      originCount: costs.originCount, destinationCount: costs.destinationCount,
      origins: pairs.map(\.origin), destinations: pairs.map { costs.destinations[$0.pair] },
      minutes: pairs.map { costs.minutes[$0.pair] })
    return study
  }

  @Test(arguments: Measures.all.map { $0.about.name }, ["step(3:1,6:0.5,9:0)", "linear(7)"])
  func otherPairsDoNotMatter(_ name: String, _ decay: String) throws {
    let whole = try AccessCases.large(seed: 5, origins: 300, destinations: 25)
    let parameters = MeasureParameters(
      decay: try Decays.parse(decay), cutoffMinutes: 8,
      interval: try CutoffInterval(start: 2, end: 9), count: 30)
    let measure = try Self.measure(name, parameters)
    let limit = measure.reach.limitMinutes ?? measure.reach.supplyLimitMinutes
    #expect(limit.isFinite == (name != "raam"))
    let part = try Self.cut(whole, to: limit)
    #expect(name == "raam" || part.costs.pairCount < whole.costs.pairCount / 2)
    let scores = try measure.evaluate(whole, threads: 2).scores
    #expect(try measure.evaluate(part, threads: 1).scores == scores)
    #expect(scores.contains { $0.reason == .notConnected } && scores.contains { $0.value != nil })
    #expect(name == "raam" || scores.contains { $0.reason == .outOfCutoff })
  }
}
