import Foundation
import GeoCore
import GeoFormats
import GeoProjection
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Accessibility over people, on cases that a reader works out in the head.
@Suite struct PeopleAccessTests {
  private typealias Paper = PlanningTests.Study

  private func source(
    _ geometries: Geometries, _ people: [Double?], young: [Double?]? = nil
  ) throws -> PeopleSource {
    func column(_ name: String, _ values: [Double?]) -> Column {
      var column = Column(name)
      for one in values { column.append(one) }
      return column
    }
    return try PeopleSource(
      Paper.layer(
        "cells", geometries, ids: people.indices.map { "c\($0)" },
        columns: [column("people", people)] + (young.map { [column("young", $0)] } ?? [])),
      field: "people", groups: young.map { _ in [.init(name: "under_15", field: "young")] } ?? [],
      in: .laeaEurope, threads: 1)
  }

  private func run(
    _ zones: ZoneSet, _ destinations: [StudyLayer], _ people: PeopleSource?,
    incomes: PeopleIncomes? = nil, finest: Double = 1000, cutoffs: [Double] = [300],
    threads: Int = 1
  ) throws -> AccessibilityAnalysis.Result {
    var parameters = AccessibilityStudy(destinations: destinations.map(\.name))
    parameters.cellSizeMeters = 100
    parameters.cutoffsMeters = cutoffs
    let cells = try people.map {
      try PeopleCells(
        $0, zones: zones, grid: PeopleGrid(finestMeters: finest), incomes: incomes,
        in: .laeaEurope, threads: threads)
    }
    let extent = try GeographicExtent(of: zones.layer.geometries, threads: 1)
    return try AccessibilityAnalysis.run(
      zones: zones, destinations: destinations, parameters: parameters,
      systems: try MeasuringSystems(for: extent, distanceCRS: .laeaEurope), people: cells,
      threads: threads)
  }

  private var stop: StudyLayer { Paper.layer("stop", Paper.points([(100, 100)])) }

  /// 100 people around the stop and 300 people 800 m from it: 1/4 · 0 + 3/4 · 800.
  @Test func twoCellsOfPeople() throws {
    let cells = Paper.polygons([Paper.square(0, 0, 200), Paper.square(800, 0, 200)])
    let zones = try Paper.zones([Paper.square(0, 0, 1000)])
    let result = try run(zones, [stop], try source(cells, [100, 300]))
    #expect(result.layer.numbers("zone_population") == [400])
    #expect(result.layer.numbers("population_cells") == [2])
    #expect(result.layer.numbers("stop_distance_mean_person_m") == [600])
    #expect(result.layer.numbers("stop_distance_p10_person_m") == [0])
    #expect(result.layer.numbers("stop_distance_p50_person_m") == [800])
    #expect(result.layer.numbers("stop_within_300m_population") == [100])
    #expect(result.layer.numbers("stop_within_300m_population_low") == [100])
    #expect(result.layer.numbers("stop_within_300m_population_high") == [100])
    #expect(result.layer.numbers("stop_within_300m_population_share") == [0.25])
    // 4.8 km/h and a detour of 1.3.
    #expect(result.layer.numbers("stop_walk_mean_person_min") == [9.75])
    let total = try #require(result.totals[0].people)
    #expect(total.people == 400)
    #expect(total.meanMeters == 600)
    #expect(total.within[0].people == 100)
    #expect(total.within[0].share == 0.25)
    #expect(result.layer.attributes["stop_population_reason"] == nil)
  }

  /// The corners of a cell of 200 m are 141 m from its middle, which is the stop.
  @Test func aCellThatStraddlesTheCutoff() throws {
    let cells = Paper.polygons([Paper.square(0, 0, 200)])
    let zones = try Paper.zones([Paper.square(0, 0, 1000)])
    let result = try run(
      zones, [stop], try source(cells, [100]), cutoffs: [141, 142])
    #expect(result.layer.numbers("stop_within_141m_population") == [100])
    #expect(result.layer.numbers("stop_within_141m_population_low") == [0])
    #expect(result.layer.numbers("stop_within_141m_population_high") == [100])
    #expect(result.layer.numbers("stop_within_142m_population_low") == [100])
  }

  /// People of a zone are those within each cutoff and beyond: nobody is lost at the border between
  /// zones, and those outside count in none.
  @Test func everybodyIsInOneZone() throws {
    let cells = Paper.polygons((0..<5).map { Paper.square(Double($0) * 700, 0, 700) })
    let zones = try Paper.zones([Paper.square(0, 0, 1000), Paper.square(1000, 0, 1000)])
    let people = try source(cells, [100, 70, 35, 0, 10])
    let result = try run(zones, [stop], people, finest: 100, cutoffs: [300, 1e6])
    let all = result.layer.numbers("stop_within_1000000m_population").compactMap { $0 }
    #expect(all == result.layer.numbers("zone_population").compactMap { $0 })
    #expect(abs(all[0] - (100 + 70 * 3.0 / 7)) < 1e-6)
    #expect(abs(all[1] - (70 * 4.0 / 7 + 35 * 6.0 / 7)) < 1e-6)
    let ledger = try PeopleLedger(people, zones: zones.areal, threads: 1)
    #expect(abs(all.reduce(0, +) - ledger.assigned) < 1e-6)
    #expect(result.totals[0].people?.within[1].share == 1)
  }

  @Test func whatIsUnknownSaysWhy() throws {
    let cells = Paper.polygons([Paper.square(0, 0, 200), Paper.square(1000, 0, 200)])
    let zones = try Paper.zones((0..<3).map { Paper.square(Double($0) * 1000, 0, 1000) })
    let none = Paper.layer("none", Geometries(crs: .laeaEurope))
    let result = try run(zones, [stop, none], try source(cells, [100, nil]))
    #expect(result.layer.numbers("zone_population") == [100, nil, 0])
    #expect(result.layer.numbers("stop_within_300m_population") == [100, nil, 0])
    #expect(result.layer.numbers("stop_within_300m_population_share") == [1, nil, nil])
    #expect(result.layer.numbers("stop_distance_mean_person_m") == [0, nil, nil])
    #expect(result.layer.strings("stop_population_reason") == [nil, "no_count", "no_people"])
    #expect(result.layer.numbers("none_within_300m_population") == [nil, nil, nil])
    #expect(
      result.layer.strings("none_population_reason")
        == ["no_destinations", "no_count", "no_destinations"])
    #expect(result.totals[1].people?.reason == "no_destinations")
  }

  @Test func peopleChangeNothingOfTheGround() throws {
    let zones = try Paper.zones([Paper.square(0, 0, 1000), Paper.square(1000, 0, 1000)])
    let cells = Paper.polygons([Paper.square(0, 0, 200)])
    let alone = try run(zones, [stop], nil)
    let both = try run(zones, [stop], try source(cells, [100]))
    for name in alone.layer.attributes.names {
      #expect(alone.layer.numbers(name) == both.layer.numbers(name))
      #expect(alone.layer.strings(name) == both.layer.strings(name))
    }
    #expect(!alone.layer.attributes.names.contains { $0.contains("pop") || $0.contains("person") })
    let names = both.layer.attributes.names
    let first = try #require(names.firstIndex(of: "stop_distance_mean_person_m"))
    #expect(first < (names.firstIndex(of: "stop_distance_mean_m") ?? 0))
  }

  /// 10 of 100 people and 90 of 300 are young: a tenth of the young is within 300 m, and their mean is
  /// 9/10 · 800. A zone without any has no share.
  @Test func groupsHaveTheirOwnFigures() throws {
    let cells = Paper.polygons([
      Paper.square(0, 0, 200), Paper.square(800, 0, 200), Paper.square(1000, 0, 200),
    ])
    let zones = try Paper.zones([Paper.square(0, 0, 1000), Paper.square(1000, 0, 1000)])
    let people = try source(cells, [100, 300, 50], young: [10, 90, 0])
    let result = try run(zones, [stop], people)
    #expect(result.layer.numbers("stop_within_300m_under_15_share") == [0.1, nil])
    let group = try #require(result.totals[0].people?.groups.first)
    #expect(group.name == "under_15")
    #expect(group.people == 100)
    #expect(group.meanMeters == 720)
    #expect(group.within[0].people == 10)
    #expect(group.within[0].share == 0.1)
  }

  /// A quarter of the people at 0 m, the poorer, three quarters at 800 m: G = 1/4, T = ln 4/3, all of it
  /// between the zones, C = 2 · 75 / 600.
  @Test func inequalityOfTheDistance() throws {
    let cells = Paper.polygons([Paper.square(0, 0, 200), Paper.square(800, 0, 200)])
    let zones = try Paper.zones([Paper.square(0, 0, 500), Paper.square(500, 0, 500)])
    var column = Column("median")
    for income in [10_000.0, 20_000] { column.append(income) }
    let table = Paper.layer("income", .null(count: 2), ids: ["A", "B"], columns: [column])
    let result = try run(
      zones, [stop], try source(cells, [100, 300]),
      incomes: try PeopleIncomes(table, field: "median"))
    let found = Dictionary(
      uniqueKeysWithValues: (result.totals[0].people?.inequality ?? []).map { ($0.name, $0.value) })
    let expected = [
      "gini": 0.25, "theil": log(4.0 / 3), "theil_between": log(4.0 / 3), "theil_within": 0,
      "concentration": 0.25,
    ]
    for (name, value) in expected {
      let index = try #require(found[name] ?? nil)
      #expect(abs(index - value) < 1e-12, "\(name)")
    }
  }

  /// Of the zones with known totals the last layer that the table names comes first.
  @Test func incomesAreThoseOfTheInnermostZone() throws {
    var column = Column("median")
    for income in [1.0, 2, 3] { column.append(income) }
    let table = Paper.layer(
      "income", .null(count: 3), ids: ["commune", "district", "A"], columns: [column])
    let incomes = try PeopleIncomes(table, field: "median")
    func income(_ zones: [String], _ zone: String?) -> Double? {
      incomes.income(
        of: PeopleSource.Row(id: "c", people: 1, droppedReason: nil, zoneIDs: zones), inZone: zone)
    }
    #expect(income(["district", "commune"], "A") == 2)
    #expect(income(["elsewhere", "commune"], "A") == 1)
    #expect(income([], "A") == 3)
    #expect(income(["elsewhere"], nil) == nil)
    #expect(throws: InputError.self) { try PeopleIncomes(table, field: "mean") }
    let twice = Paper.layer("income", .null(count: 3), ids: ["A", "B", "A"], columns: [column])
    #expect(throws: FormatError.self) { try PeopleIncomes(twice, field: "median") }
  }

  @Test(arguments: [2, 5]) func anyNumberOfThreadsFindsTheSame(_ threads: Int) throws {
    var random = SeededGenerator(seed: 5)
    let rings = (0..<300).map { _ in
      Paper.square(
        .random(in: 0..<5000, using: &random), .random(in: 0..<5000, using: &random), 300)
    }
    let people = try source(
      Paper.polygons(rings), rings.map { _ in .random(in: 0..<90, using: &random) })
    let zones = try Paper.zones([
      Paper.rectangle(0, 0, 2500, 5000), Paper.rectangle(2500, 0, 2500, 5000),
    ])
    let results = try [1, threads].map {
      try run(zones, [stop], people, finest: 100, threads: $0)
    }
    for name in results[0].layer.attributes.names {
      #expect(results[0].layer.numbers(name) == results[1].layer.numbers(name))
    }
  }
}
