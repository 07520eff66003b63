import Foundation
import TestSupport
import Testing

@testable import PlanningAccess

@Suite struct InequalityTests {
  private func people(
    _ scores: [Double], _ people: [Double]? = nil, groups: [String?]? = nil,
    incomes: [Double?]? = nil
  ) -> ScoredPeople {
    ScoredPeople(
      scores.map { .value($0) }, people: people ?? scores.map { _ in 1 }, groups: groups,
      incomes: incomes)
  }

  private func figures(
    _ index: some InequalityIndex, _ people: ScoredPeople
  ) -> [String: Double?] {
    Dictionary(uniqueKeysWithValues: index.values(of: people).map { ($0.name, $0.value) })
  }

  private func near(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
  }

  @Test func giniByHand() {
    let gini = GiniIndex()
    #expect(gini.value(of: people([3, 3, 3])) == 0)
    #expect(near(gini.value(of: people([0, 0, 0, 1])), 0.75))
    #expect(near(gini.value(of: people([1, 2, 3, 4])), 0.25))
    // The same people in places: two with 1, one with 4.
    #expect(near(gini.value(of: people([4, 1], [1, 2])), 1.0 / 3))
    #expect(gini.value(of: people([0, 0])) == nil)
    #expect(gini.value(of: people([])) == nil)
  }

  /// Half the mean difference over the mean.
  @Test func giniIsTheMeanDifference() {
    var generator = SeededGenerator(seed: 8)
    let scores = (0..<60).map { _ in Double(Int.random(in: 0...40, using: &generator)) }
    let counts = (0..<60).map { _ in Double.random(in: 0.1...9, using: &generator) }
    let (total, access) = (counts.reduce(0, +), zip(scores, counts).reduce(0) { $0 + $1.0 * $1.1 })
    var sum = 0.0
    for i in scores.indices {
      for j in scores.indices { sum += counts[i] * counts[j] * abs(scores[i] - scores[j]) }
    }
    #expect(near(GiniIndex().value(of: people(scores, counts)), sum / (2 * total * access)))
  }

  @Test func palmaByHand() {
    // Ten people with 1 to 10: the richest has 10, the four poorest 2.5 on average.
    let scores = (1...10).map(Double.init)
    #expect(near(PalmaRatio().value(of: people(scores)), 4))
    // By income, turned round: the richest tenth has 1, the poorest have 10, 9, 8, 7.
    #expect(near(PalmaRatio().value(of: people(scores, incomes: scores.reversed())), 1 / 8.5))
    // Two places: the bound at 40 % divides the first, that at 90 % the second.
    #expect(near(PalmaRatio().value(of: people([2, 6], [50, 50])), 3))
    #expect(PalmaRatio().value(of: people([0, 0, 0, 0, 5], [1, 1, 1, 1, 1])) == nil)
  }

  /// Ten people with incomes of 1 to 10, of whom the richest and the poorest have no score: of people
  /// scored the richest tenth is four fifths of the ninth, with 9; of all it has no score, so there
  /// is no ratio. With the richest scored, it has 10, and the poor of all are 2, 3 and 4.
  @Test func palmaOfScoredAndOfAll() {
    let incomes = (1...10).map(Double.init)
    func ratio(without: Set<Double>, _ quantiles: PalmaRatio.Quantiles) -> Double? {
      let scores = incomes.map { without.contains($0) ? Score.missing(.noDemand) : .value($0) }
      let people = ScoredPeople(scores, people: incomes.map { _ in 1 }, incomes: incomes)
      return PalmaRatio(quantiles).value(of: people)
    }
    // 8 people: the richest 0.8 with 9; the poorest 3.2 are 2, 3, 4 and a fifth of 5.
    #expect(near(ratio(without: [1, 10], .scored), 9 / ((2 + 3 + 4 + 0.2 * 5) / 3.2)))
    #expect(ratio(without: [1, 10], .all) == nil)
    #expect(near(ratio(without: [1], .all), 10 / 3))
    #expect(near(ratio(without: [], .all), 4))
    // One income for all: nobody is richer, and who has no score is in both tenths alike.
    let same = ScoredPeople(
      [.value(2), .missing(.noDemand), .value(4)], people: [1, 5, 1], incomes: [7, 7, 7])
    #expect(near(PalmaRatio(.all).value(of: same), 1))
  }

  @Test func theilByHand() {
    #expect(near(figures(TheilIndex(), people([7, 7]))["theil"] ?? nil, 0))
    // One of n has all: ln n.
    #expect(near(figures(TheilIndex(), people([0, 0, 0, 0, 3]))["theil"] ?? nil, log(5)))
    let two = figures(TheilIndex(), people([1, 3]))
    #expect(near(two["theil"] ?? nil, (0.5 * log(0.5) + 1.5 * log(1.5)) / 2))
    #expect(two["theil_between"] == .some(nil) && two["theil_within"] == .some(nil))
    #expect(figures(TheilIndex(), people([0, 0]))["theil"] == .some(nil))
  }

  @Test func theilDecomposes() {
    var generator = SeededGenerator(seed: 9)
    let scores = (0..<80).map { _ in Double(Int.random(in: 0...9, using: &generator)) }
    let counts = (0..<80).map { _ in Double.random(in: 1...9, using: &generator) }
    let groups = (0..<80).map { i -> String? in i % 5 == 0 ? nil : "g\(i % 3)" }
    let found = figures(TheilIndex(), people(scores, counts, groups: groups))
    let (total, between, within) = (
      found["theil"] ?? nil, found["theil_between"] ?? nil, found["theil_within"] ?? nil
    )
    #expect(near(total, (between ?? 0) + (within ?? 0)))
    // Equal within each of two groups: all is between.
    let apart = figures(
      TheilIndex(), people([1, 3, 1, 3], groups: ["a", "b", "a", "b"]))
    #expect(near(apart["theil_within"] ?? nil, 0) && apart["theil_between"] == apart["theil"])
  }

  @Test func concentrationByHand() {
    // Ranked by income like the Lorenz curve: the index is Gini's.
    let scores = [1.0, 2, 3, 4]
    let rich = figures(ConcentrationIndex(), people(scores, incomes: [10, 20, 30, 40]))
    #expect(near(rich["concentration"] ?? nil, 0.25))
    #expect(near(rich["concentration_corrected"] ?? nil, 4 * 2.5 / 3 * 0.25))
    let poor = figures(ConcentrationIndex(), people(scores, incomes: [40, 30, 20, 10]))
    #expect(near(poor["concentration"] ?? nil, -0.25))
    // One income for all: no rank, no concentration.
    let same = figures(ConcentrationIndex(), people(scores, incomes: [5, 5, 5, 5]))
    #expect(near(same["concentration"] ?? nil, 0))
    // Who has no income is left out.
    let part = figures(ConcentrationIndex(), people([9] + scores, incomes: [nil, 10, 20, 30, 40]))
    #expect(near(part["concentration"] ?? nil, 0.25))
    #expect(figures(ConcentrationIndex(), people(scores))["concentration"] == .some(nil))
  }

  @Test func povertyByHand() {
    let found = figures(
      FosterGreerThorbecke(povertyLine: 4, alphas: [0, 1, 2]),
      people([1, 4, 8, 2], [10, 5, 5, 20]))
    #expect(near(found["fgt0"] ?? nil, 30.0 / 40))
    #expect(near(found["fgt1"] ?? nil, (10 * 0.75 + 20 * 0.5) / 40))
    #expect(near(found["fgt2"] ?? nil, (10 * 0.5625 + 20 * 0.25) / 40))
    let none = figures(FosterGreerThorbecke(povertyLine: nil), people([1]))
    #expect(none["fgt0"] == .some(nil))
  }

  /// Indices do not depend on the unit of scores and people, nor on how people are put into places.
  @Test func indicesAreRelative() {
    var generator = SeededGenerator(seed: 10)
    let scores = (0..<50).map { _ in Double.random(in: 0...9, using: &generator) }
    let counts = (0..<50).map { _ in Double(Int.random(in: 1...9, using: &generator)) }
    let incomes = (0..<50).map { i -> Double? in Double((i * 37) % 50) }
    func all(_ given: ScoredPeople) -> [Double?] {
      InequalityIndices.all().flatMap { $0.values(of: given).map(\.value) }
    }
    let plain = all(people(scores, counts, incomes: incomes))
    let scaled = all(people(scores.map { $0 * 8 }, counts.map { $0 * 4 }, incomes: incomes))
    let split = all(
      people(
        scores + scores, (counts + counts).map { $0 / 2 }, incomes: incomes + incomes))
    #expect(agree(plain, scaled, relative: 1e-9) && agree(plain, split, relative: 1e-9))
  }

  @Test func tableCountsWhoHasNoScore() {
    let given = ScoredPeople(
      [.value(2), .missing(.notConnected), .value(4), .value(9)], people: [3, 5, 1, 0])
    let row = Dictionary(
      uniqueKeysWithValues: InequalityIndices.table(of: given).map { ($0.name, $0.value) })
    #expect(row["people"] == 4 && row["people_without_score"] == 5)
    #expect(row["mean"] == 2.5 && row["p50"] == 2 && row["p90"] == 4)
  }
}
