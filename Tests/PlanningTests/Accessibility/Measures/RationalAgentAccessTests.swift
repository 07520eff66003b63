import GeoCore
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct RationalAgentAccessTests {
  /// The documentation of pysal's access gives these figures.
  @Test func publishedHospitals() throws {
    let scores = try AccessCases.scores("raam", AccessCases.hospitals(toCity: 40), tau: 30)
    let rounded = scores.map { $0.value.map { ($0 * 1e6).rounded() / 1e6 } }
    #expect(rounded == [2.000661, 1.976033, 0.699896])
  }

  /// The figures of pysal's access 1.1 on the same random table.
  @Test func agreesWithAccess() throws {
    let expected = [
      1.3241044452935933, 2.129177047509871, 1.627338682970322, 2.0598437141765378,
      1.386083126174437, 1.7995098316959226, 1.7516720163036557, 1.378718582931422,
      2.2223308100049817, 1.109782919812543, 1.0324377786269265, 2.134024299403807,
    ]
    let scores = try AccessCases.scores("raam", AccessCases.random(), tau: 30)
    #expect(agree(scores.map(\.value), expected, relative: 1e-12))
  }

  /// One place: all go there. Travel of half τ, and average crowds.
  @Test func onePlace() throws {
    let study = try AccessCases.study([[30], [0]], demand: [10, 30], supply: [4])
    #expect(try AccessCases.scores("raam", study) == [.value(1.5), .value(1)])
  }

  /// Two equal places next door and far away: people leave for the far one until it costs the same.
  @Test func nobodyGainsByMoving() throws {
    let study = try AccessCases.study([[0, 30]], demand: [1000], supply: [5, 5])
    let result = try AccessCases.result("raam", study, tau: 60)
    // x / 500 = (1000 - x) / 500 + 1/2: x = 625.
    #expect(agree(result.scores.map(\.value), [1.25], relative: 1e-3))
    let contributions = try #require(result.contributions)
    let parts = contributions(0)
    #expect(agree(parts.map(\.amount), [0.625 * 1.25, 0.375 * 1.25], relative: 2e-2))
  }

  @Test func whyThereIsNoScore() throws {
    let study = try AccessCases.study(
      [[5, nil], [nil, nil], [5, 5], [nil, 5]], demand: [10, 10, 0, 10], supply: [3, 0])
    let scores = try AccessCases.scores("raam", study)
    #expect(scores[0].value != nil)
    #expect(scores[1] == .missing(.notConnected))
    #expect(scores[2] == .missing(.noDemand))
    #expect(scores[3] == .missing(.noSupply))
    var empty = study
    empty.supply = [0, 0]
    #expect(try AccessCases.scores("raam", empty)[0] == .missing(.noSupply))
  }

  @Test func tauMustBePositive() {
    for tau in [0, -1, Double.nan, .infinity] {
      let error = #expect(throws: InputError.self) {
        try RationalAgentAccess(MeasureParameters(tauMinutes: tau))
      }
      #expect(error?.kind == .usage)
    }
  }
}
