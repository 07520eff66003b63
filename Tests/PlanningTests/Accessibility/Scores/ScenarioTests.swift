import GeoCore
import TestSupport
import Testing

@testable import PlanningAccess

/// What a scenario changes, where origins have a score in one state only.
@Suite struct ScenarioTests {
  /// Facility f (supply 1) is all that `a` reaches; `b` reaches g (supply 10) alone, `c` nothing.
  private static func twoFacilities() throws -> AccessStudy {
    try AccessCases.study(
      [[5, nil], [nil, 5], [nil, nil]], demand: [100, 100, 50], supply: [1, 10])
  }

  private func outcome(_ run: AccessRun, _ name: String = "cumulative") throws -> AccessRun.Outcome
  {
    try run.outcome(
      of: Measures.named(name), named: name,
      MeasureParameters(
        decay: try Decays.parse("exponential(0.1)"), cutoffMinutes: 30,
        interval: try CutoffInterval(start: 10, end: 30)), threads: 1)
  }

  private func groups(
    _ outcome: AccessRun.Outcome, people: [Double] = [100, 100, 50]
  ) -> [String: Double?] {
    let table = AccessTables.groups(
      [outcome], groups: Array(repeating: "all", count: people.count), people: people
    ).attributes
    return Dictionary(
      uniqueKeysWithValues: table.columns.dropFirst(2).map { ($0.name, $0.double(0)) })
  }

  /// Losing 1 of 1 is −1 for 100 of the 200 people of whom anything is known.
  @Test func closingTheOnlyFacilityIsALoss() throws {
    let found = try outcome(AccessRun(study: try Self.twoFacilities(), closed: [0]))
    #expect(found.after?.scores[0] == .missing(.notConnected))
    #expect(found.changes == [-1, 0, nil])
    let row = groups(found)
    #expect(row["mean"] == 5.5 && row["mean_after"] == 5 && row["mean_change"] == -0.5)
    #expect(row["people_without_score"] == 50 && row["people_without_score_after"] == 150)
    #expect(row["people_losing_access"] == 100 && row["people_gaining_access"] == 0)
  }

  @Test func openingTheOnlyFacilityIsAGain() throws {
    let found = try outcome(AccessRun(study: try Self.twoFacilities(), opened: [0]))
    #expect(found.changes == [1, 0, nil])
    let row = groups(found)
    #expect(row["mean"] == 5 && row["mean_after"] == 5.5 && row["mean_change"] == 0.5)
    #expect(row["people_losing_access"] == 0 && row["people_gaining_access"] == 100)
  }

  @Test func beyondTheCutoffIsALossToo() throws {
    let study = try AccessCases.study([[5, 60]], demand: [7], supply: [3, 4])
    let found = try outcome(AccessRun(study: study, closed: [0]))
    #expect(found.after?.scores == [.missing(.outOfCutoff)] && found.changes == [-3])
    let all = try outcome(AccessRun(study: study, closed: [0, 1]))
    #expect(all.after?.scores == [.missing(.noDestinations)] && all.changes == [-3])
  }

  /// What is left offers nothing: nobody has anything.
  @Test func nothingOfferedIsALossToo() throws {
    let study = try AccessCases.study([[5, 6]], demand: [7], supply: [3, 0])
    let found = try outcome(AccessRun(study: study, closed: [0]))
    #expect(found.after?.scores == [.missing(.noSupply)] && found.changes == [-3])
  }

  /// No number stands for the cost of what cannot be reached.
  @Test func costsThatAreMissingAreNotCompared() throws {
    let study = try AccessCases.study(
      [[5, nil], [4, 9], [nil, nil]], demand: [100, 300, 50], supply: [1, 10])
    let found = try outcome(AccessRun(study: study, closed: [0]), "closest")
    #expect(found.changes == [nil, 5, nil])
    let row = groups(found, people: [100, 300, 50])
    #expect(row["mean"] == 4.25 && row["mean_after"] == 9 && row["mean_change"] == 5)
    #expect(row["people_losing_access"] == 100 && row["people_gaining_access"] == 0)
  }

  /// Zeros that fill in are no access.
  @Test func fillingHidesNoLoss() throws {
    let run = AccessRun(study: try Self.twoFacilities(), closed: [0], fillsMissing: true)
    let row = groups(try outcome(run))
    #expect(row["people_losing_access"] == 100 && row["people_without_score_after"] == 0)
    #expect(row["mean"] == 4.4 && row["mean_after"] == 4 && row["mean_change"] == -0.4)
  }

  @Test func inequalityIsOverTheSamePeople() throws {
    func people(_ run: AccessRun, _ name: String = "cumulative") throws -> [[Double?]] {
      let table = AccessTables.inequality(
        [try outcome(run, name)], people: [100, 100, 50], indices: [GiniIndex()]
      ).attributes
      return ["people", "people_without_score", "mean", "gini"].map { name in
        (0..<table.rowCount).map { table[name]?.double($0) }
      }
    }
    let study = try Self.twoFacilities()
    // The poorer half has 1 of 11, then none: 1 − ½ (1/11) − ½ (1/11 + 1), and 1 − ½ (0 + 1).
    let sums = try people(AccessRun(study: study, closed: [0]))
    #expect(sums[0] == [200, 200] && sums[1] == [50, 50] && sums[2] == [5.5, 5])
    #expect(agree(sums[3], [0.5 - 1.0 / 11, 0.5]))
    let costs = try people(AccessRun(study: study, closed: [0]), "closest")
    #expect(costs[0] == [100, 100] && costs[1] == [150, 150] && costs[2] == [5, 5])
    #expect(try people(AccessRun(study: study), "closest")[0] == [200])
  }

  /// Whatever is closed, nobody's sum without competition grows and nobody's least cost falls; what
  /// the means of a group differ by is its mean change; who loses and gains is all the difference.
  @Test(arguments: [1, 2, 3] as [UInt64]) func closingNeverHelps(_ seed: UInt64) throws {
    let study = try AccessCases.large(seed: seed, origins: 150, destinations: 6)
    let people = try #require(study.demand)
    for name in ["cumulative", "interval", "gravity", "closest", "2sfca", "3sfca", "bfca"] {
      let found = try outcome(AccessRun(study: study, closed: [0, 2, 5]), name)
      let row = groups(found, people: people)
      let change = try #require(row["mean_change"] ?? nil)
      if ["cumulative", "interval", "gravity"].contains(name) {
        #expect(try #require(found.changes).allSatisfy { ($0 ?? 0) <= 0 })
        #expect(change < 0)
      }
      let (before, after) = (row["mean"] ?? nil, row["mean_after"] ?? nil)
      if found.isCost {
        #expect(change >= 0)
      } else {
        #expect(abs(try #require(after) - #require(before) - change) < 1e-9, "\(name)")
      }
      let figures = [
        "people_without_score_after", "people_without_score", "people_losing_access",
        "people_gaining_access",
      ].map { (row[$0] ?? nil) ?? .nan }
      #expect(figures[0] - figures[1] == figures[2] - figures[3])
      #expect(figures[2] > 0)
    }
  }

  // MARK: Explanations

  @Test func explainsBothStates() throws {
    var study = try AccessCases.study([[5, 10], [5, nil]], demand: [10, 20], supply: [1, 10])
    study = try study.adding(supply: 4, minutes: [20, nil])
    study.originIDs = [FeatureID("a"), FeatureID("b")]
    study.destinationIDs = ["f", "g", "5.4,43.3"].map { FeatureID($0) }
    let run = AccessRun(study: study, closed: [0], opened: [2])
    let found = try outcome(run)
    func rows(_ state: AccessRun.State, origin: Int = 0) throws -> [[String?]] {
      let table = try AccessTables.explanation(of: found, state, in: run, origin: origin)
        .attributes
      #expect(
        table.names == [
          "measure", "scenario", "origin_id", "destination_id", "cost", "supply", "contribution",
          "share", "reason",
        ])
      return (0..<table.rowCount).map { row in
        ["scenario", "destination_id", "contribution"].map { table[$0]?.string(row) }
      }
    }
    #expect(try rows(.before) == [["before", "f", "1"], ["before", "g", "10"]])
    #expect(try rows(.after) == [["after", "g", "10"], ["after", "5.4,43.3", "4"]])
    #expect(try rows(.after, origin: 1) == [["after", nil, nil]])
  }

  /// Nobody asks for g, so that a has no score; f alone would give 1.
  @Test func explainsWhatIsNotKnown() throws {
    var study = try AccessCases.study([[5, 5], [5, nil]], demand: [0, 10], supply: [10, 7])
    study.originIDs = [FeatureID("a"), FeatureID("b")]
    study.destinationIDs = [FeatureID("f"), FeatureID("g")]
    let run = AccessRun(study: study)
    let found = try outcome(run, "2sfca")
    #expect(found.before.scores == [.missing(.noDemand), .value(1)])
    let table = try AccessTables.explanation(of: found, .before, in: run, origin: 0).attributes
    func texts(_ name: String) -> [String?] { (0..<2).map { table[name]?.string($0) } }
    #expect(texts("destination_id") == ["f", "g"])
    #expect(texts("contribution") == ["1", nil] && texts("share") == [nil, nil])
    #expect(texts("reason") == [nil, "no_demand"])
  }

  /// Contributions add up to the score, in both states and for all measures.
  @Test func contributionsAddUpInBothStates() throws {
    let study = try AccessCases.large(seed: 9, origins: 60, destinations: 8)
    let run = AccessRun(study: study, closed: [1, 3], opened: [2])
    for type in Measures.all {
      let found = try outcome(run, type.about.name)
      for state in run.states {
        let result = try #require(found.result(state))
        let contributions = try #require(result.contributions)
        for (origin, score) in result.scores.enumerated() {
          guard let value = score.value else { continue }
          let sum = contributions(origin).reduce(0) { $0 + ($1.amount ?? 0) }
          #expect(sum == value, "\(type.about.name)")
        }
      }
    }
  }

  // MARK: Notes

  @Test func notesSayWhoLosesAndWhoIsLeftOut() throws {
    let study = try Self.twoFacilities()
    let found = try outcome(AccessRun(study: study, closed: [0]))
    let people = study.demand
    #expect(
      AccessNotes.turns([found], people: people)
        == ["cumulative: in the scenario 100 people lose access, 0 gain it"])
    #expect(
      AccessNotes.turns([found], people: nil)
        == ["cumulative: in the scenario 1 origin loses access, 0 gain it"])
    #expect(
      AccessNotes.missing([found]) == ["cumulative: 1 origin without a score, not_connected"])
    #expect(
      AccessNotes.leftOut([found], people: people) == [
        "cumulative: inequality leaves out 50 people without a score, 20 % of all "
          + "(not_connected: 50); whoever reaches nothing can be counted with 0 instead"
      ])
    let costs = try outcome(AccessRun(study: study, closed: [0]), "closest")
    #expect(
      AccessNotes.leftOut([costs], people: people) == [
        "closest: inequality leaves out 150 people without a score, 60 % of all "
          + "(not_connected: 150)"
      ])
    let filled = try outcome(AccessRun(study: study, fillsMissing: true))
    #expect(AccessNotes.leftOut([filled], people: people).isEmpty)
    #expect(AccessNotes.turns([filled], people: people).isEmpty)
  }
}
