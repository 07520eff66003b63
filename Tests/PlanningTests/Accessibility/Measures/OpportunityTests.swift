import GeoCore
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Measures without competition, by hand.
@Suite struct OpportunityTests {
  private func evaluate(
    _ name: String, _ study: AccessStudy, _ parameters: MeasureParameters
  ) throws -> MeasureResult {
    try Measures.named(name).init(parameters).evaluate(study, threads: 1)
  }

  private func study() throws -> AccessStudy {
    try AccessCases.study(
      [[10, 20, 30, 40], [5, nil, 5, nil], [nil, nil, nil, 7], [nil, nil, nil, nil]],
      demand: nil, supply: [1, 0, 2, 4])
  }

  @Test(
    arguments: [
      (1, nil, [.value(10), .value(5), .value(7), .missing(.notConnected)]),
      (2, nil, [.value(30), .value(5), .value(7), .missing(.notConnected)]),
      (4, nil, [.value(40), .missing(.notEnoughSupply), .value(7), .missing(.notConnected)]),
      (1, 6, [.missing(.outOfCutoff), .value(5), .missing(.outOfCutoff), .missing(.notConnected)]),
      (1, 5, [.missing(.outOfCutoff), .value(5), .missing(.outOfCutoff), .missing(.notConnected)]),
    ] as [(Double, Double?, [Score])])
  func costToClosest(count: Double, cutoff: Double?, expected: [Score]) throws {
    let found = try evaluate(
      "cost_to_closest", study(), MeasureParameters(cutoffMinutes: cutoff, count: count))
    #expect(found.scores == expected)
  }

  /// Without supply the count-th nearest place.
  @Test func costToTheKthNearest() throws {
    var given = try study()
    given = try AccessStudy(costs: given.costs, demand: nil, supply: nil)
    for (count, cost) in [(1.0, 10.0), (2, 20), (3, 30), (4, 40)] {
      let found = try evaluate("closest", given, MeasureParameters(count: count))
      #expect(found.scores[0] == .value(cost))
    }
    #expect(throws: InputError.self) { try CostToClosest(MeasureParameters(count: 0)) }
    #expect(throws: InputError.self) { try CostToClosest(MeasureParameters(count: .nan)) }
  }

  @Test func aPlaceThatOffersNothingIsNotClosest() throws {
    let given = try AccessCases.study([[1, 9], [1, nil]], demand: nil, supply: [0, 3])
    let found = try evaluate("nearest", given, MeasureParameters())
    #expect(found.scores == [.value(9), .missing(.noSupply)])
  }

  @Test func cumulative() throws {
    let found = try evaluate("cumulative", study(), MeasureParameters(cutoffMinutes: 30))
    #expect(found.scores == [.value(3), .value(3), .value(4), .missing(.notConnected)])
    let short = try evaluate("cumulative", study(), MeasureParameters(cutoffMinutes: 9.99))
    #expect(
      short.scores
        == [.missing(.outOfCutoff), .value(3), .value(4), .missing(.notConnected)])
  }

  /// Cutoffs 20, 25, 30, 35, 40 reach 1, 1, 3, 3, 7.
  @Test func cumulativeInterval() throws {
    let mean = try evaluate(
      "interval", study(),
      MeasureParameters(interval: try CutoffInterval(start: 20, end: 40, increment: 5)))
    #expect(agree([mean.scores[0].value], [3.0]))
    let median = try evaluate(
      "interval", study(),
      MeasureParameters(
        interval: try CutoffInterval(start: 20, end: 40, increment: 5, summary: .median)))
    #expect(median.scores[0] == .value(3))
    #expect(median.contributions == nil)
    let even = try evaluate(
      "interval", study(),
      MeasureParameters(interval: try CutoffInterval(start: 29, end: 30, summary: .median)))
    #expect(even.scores[0] == .value(2))
  }

  @Test func intervalsAreChecked() throws {
    #expect(try CutoffInterval(start: 0, end: 1, increment: 0.1).cutoffs.count == 11)
    for (start, end, step) in [
      (30.0, 20.0, 1.0), (-1, 5, 1), (0, 5, 0), (0, .infinity, 1),
      (.nan, 5, 1), (0, 1, 2), (0, 1e9, 1e-9),
    ] {
      #expect(throws: InputError.self) {
        try CutoffInterval(start: start, end: end, increment: step)
      }
    }
  }

  @Test func gravity() throws {
    let found = try AccessCases.scores("gravity", study(), decay: "power(1)")
    #expect(agree(found.map(\.value), [0.1 + 2.0 / 30 + 4.0 / 40, 0.6, 4.0 / 7, nil]))
  }
}
