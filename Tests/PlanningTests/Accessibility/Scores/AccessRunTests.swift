import GeoCore
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct AccessRunTests {
  private func outcome(_ run: AccessRun, _ name: String = "2sfca") throws -> AccessRun.Outcome {
    try run.outcome(
      of: Measures.named(name), named: name,
      MeasureParameters(decay: try Decays.parse("power(1)"), cutoffMinutes: 61), threads: 1)
  }

  /// Closing the city leaves each town its own hospital: R = 15/100 × 1/(1 + 10/4000) …
  @Test func closingAPlace() throws {
    let study = try AccessCases.hospitals(toCity: 40)
    let found = try outcome(AccessRun(study: study, closed: [2]))
    let after = try #require(found.after).scores.map(\.value)
    let (first, second) = (15 / (100 + 10.0 / 40), 20 / (50 + 10.0 / 40))
    #expect(agree(after, [first, second, first / 40 + second / 40]))
    let changes = try #require(found.changes)
    #expect(
      agree(
        changes,
        zip(after, found.before.scores).map { after, before in
          after.flatMap { after in before.value.map { after - $0 } }
        }))
  }

  @Test func openingIsTheReverseOfClosing() throws {
    let study = try AccessCases.hospitals(toCity: 40)
    let closing = try outcome(AccessRun(study: study, closed: [1]))
    let opening = try outcome(AccessRun(study: study, opened: [1]))
    #expect(opening.before.scores == closing.after?.scores)
    #expect(opening.after?.scores == closing.before.scores)
  }

  /// A place added with its costs scores as if it had been there from the start.
  @Test func addingAPlace() throws {
    let whole = try AccessCases.study(
      [[5, 9, nil], [nil, 3, 4]], demand: [10, 20], supply: [1, 2, 3])
    let part = try AccessCases.study([[5, 9], [nil, 3]], demand: [10, 20], supply: [1, 2])
    let added = try part.adding(supply: 3, minutes: [nil, 4])
    #expect(added.costs == whole.costs && added.supply == whole.supply)
    #expect(throws: InputError.self) { try part.adding(supply: 3, minutes: [1]) }
    #expect(throws: InputError.self) { try part.adding(supply: -3, minutes: [1, 1]) }
    #expect(throws: InputError.self) { try part.adding(supply: 3, minutes: [1, .nan]) }
  }

  @Test func zeroInPlaceOfMissing() throws {
    let study = try AccessCases.study(
      [[5, 9], [70, nil], [nil, nil]], demand: [10, 20, 5], supply: [1, 2])
    let run = AccessRun(study: study, fillsMissing: true)
    #expect(try outcome(run).before.scores[1...] == [.value(0), .value(0)])
    #expect(try outcome(run, "closest").before.scores[2] == .missing(.notConnected))
    #expect(try outcome(run, "raam").before.scores[2] == .missing(.notConnected))
  }

  /// Without any destination the reason is that, and not that nobody gets there.
  @Test func closingAll() throws {
    let study = try AccessCases.study(
      [[5, 9], [70, nil], [nil, nil]], demand: [10, 20, 5], supply: [1, 2])
    let closing = try outcome(AccessRun(study: study, closed: [0, 1]))
    let none = Array(repeating: Score.missing(.noDestinations), count: 3)
    #expect(closing.after?.scores == none)
    #expect(closing.before.scores[2] == .missing(.notConnected))
    #expect(try outcome(AccessRun(study: study, opened: [0, 1])).before.scores == none)
    #expect(try outcome(AccessRun(study: study, closed: [0, 1]), "closest").after?.scores == none)
  }

  @Test func studiesAreChecked() throws {
    let costs = try AccessCases.hospitals(toCity: 40).costs
    for bad in [[1.0, 2], [1, 2, -3], [1, 2, .nan], [1, 2, .infinity]] {
      #expect(throws: InputError.self) { try AccessStudy(costs: costs, demand: bad, supply: nil) }
      #expect(throws: InputError.self) { try AccessStudy(costs: costs, demand: nil, supply: bad) }
    }
  }

  @Test func groupsAreMeansOverPeople() throws {
    let study = try AccessCases.hospitals(toCity: 40)
    let found = try outcome(AccessRun(study: study, closed: [2]))
    let table = AccessTables.groups(
      [found], groups: ["town", "town", nil], people: [100, 50, 10]
    ).attributes
    #expect(table["group"]?.string(0) == "town" && table["group"]?.isMissing(1) == true)
    #expect(table["people"]?.double(0) == 150)
    let mean = (0.3314441169802766 * 100 + 0.5798281320669381 * 50) / 150
    #expect(agree([table["mean"]?.double(0)], [mean]))
    let after = (15 / 100.25 * 100 + 20 / 50.25 * 50) / 150
    #expect(agree([table["mean_change"]?.double(0)], [after - mean]))
  }
}
