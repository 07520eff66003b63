import GeoCore
import Testing

@testable import PlanningAccess

/// What must hold of every measure in the list.
@Suite struct MeasurePropertyTests {
  static let names = Measures.all.map { $0.about.name }

  @Test(arguments: names) func sameOnAnyNumberOfThreads(name: String) throws {
    let study = try AccessCases.large(seed: 21, origins: 2000)
    let one = try AccessCases.scores(
      name, study, decay: "gaussian(15)", cutoff: 40, tau: 20, threads: 1)
    for threads in [2, 3, 8] {
      let many = try AccessCases.scores(
        name, study, decay: "gaussian(15)", cutoff: 40, tau: 20, threads: threads)
      #expect(many == one)
    }
  }

  /// To the last bit, in the order of the destinations.
  @Test(arguments: names) func contributionsAddUpToTheScore(name: String) throws {
    let study = try AccessCases.large(seed: 22)
    let result = try AccessCases.result(name, study, decay: "power(1.3)", cutoff: 45, tau: 20)
    let contributions = try #require(result.contributions)
    var count = 0
    for (origin, score) in result.scores.enumerated() {
      guard let value = score.value else { continue }
      let parts = contributions(origin)
      #expect(parts.count == study.costs.pairs(ofOrigin: origin).count)
      #expect(parts.reduce(0) { $0 + ($1.amount ?? 0) } == value)
      count += 1
    }
    #expect(count > 500)
  }

  @Test(arguments: names) func scoresAreFiniteOrHaveAReason(name: String) throws {
    let study = try AccessCases.large(seed: 23)
    let scores = try AccessCases.scores(name, study, decay: "step(5:1,9:0.2)", cutoff: 9)
    #expect(scores.count == study.originCount)
    #expect(scores.contains { $0.reason == .notConnected })
    for value in scores.compactMap(\.value) { #expect(value.isFinite && value >= 0) }
  }

  /// A measure does not depend on the unit that people are counted in, but for those that give
  /// supply per head, which follow it.
  @Test(arguments: ["2sfca", "e2sfca", "3sfca", "bfca"]) func followsTheUnitOfDemand(name: String)
    throws
  {
    let study = try AccessCases.large(seed: 24)
    var double = study
    double.demand = study.demand?.map { $0 * 2 }
    let once = try AccessCases.scores(name, study, decay: "exponential(0.1)", cutoff: 40)
    let twice = try AccessCases.scores(name, double, decay: "exponential(0.1)", cutoff: 40)
    #expect(agree(twice.map(\.value), once.map { $0.value.map { $0 / 2 } }))
    #expect(once.map(\.reason) == twice.map(\.reason))
  }

  @Test func namesAreFoundHoweverTheyAreWritten() throws {
    for name in ["E2SFCA", "Cost-To-Closest", "spatial-availability", "RAAM", "cumulative_cutoff"] {
      _ = try Measures.named(name)
    }
    let all = Measures.all.flatMap { [$0.about.name] + $0.about.aliases }
    #expect(Set(all).count == all.count)
  }
}
