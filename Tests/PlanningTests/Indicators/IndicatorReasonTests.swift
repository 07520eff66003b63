import GeoCore
import Testing

@testable import PlanningAccess

/// What is not known is null, and the reason is the true one.
@Suite struct IndicatorReasonTests {
  private typealias Square = PlanningTests.Study

  private static let years = """
    { built_up_before: { layer: built, year: 2010 }, built_up: { layer: more, year: 2020 },
      population_before: { field: then, year: 2010 },
      population_after: { field: now, year: 2020 } }
    """

  private func land(_ then: [Int?], _ now: [Int?]) throws -> IndicatorFigures {
    var plan = try IndicatorCase(zones: [Column("then", then), Column("now", now)])
    try plan.add(squares: "built", Square.square(0, 0, 200), Square.square(1000, 0, 200))
    try plan.add(squares: "more", Square.square(0, 0, 300), Square.square(1000, 0, 900))
    return try plan.figures(Self.years)
  }

  /// 50,000 m² for 10 people in A; B's ground counts no more than its people.
  @Test func totalsAreOverZonesWhosePeopleAreKnown() throws {
    let found = try land([100, nil], [110, 40])
    #expect(found["zan", zone: "B"] == "not_known")
    #expect(found["sdg-11.3.1", zone: "B"] == "not_known")
    #expect(try abs(found.number("zan") - 5000) < 1)
    #expect(found["sdg-11.3.1"] == found["sdg-11.3.1", zone: "A"])
    let none = try land([100, nil], [nil, 40])
    #expect(none["zan"] == "not_known" && none["sdg-11.3.1"] == "not_known")
  }

  @Test func nobodyIsNotUnknown() throws {
    let found = try land([0, 10], [110, 20])
    #expect(found["zan", zone: "A"] == "no_people")
  }

  @Test func dwellingsWithoutANumber() throws {
    let columns = [Column("social", [nil, 20]), Column("homes", [50, 100])]
    let plan = try IndicatorCase(zones: columns)
    let found = try plan.figures("{ social_housing: social, main_residences: homes }")
    #expect(found["sru", zone: "A"] == "not_known" && found["sru", zone: "B"] == "0.2")
    #expect(found["sru"] == "0.2")
    let empty = try IndicatorCase(
      zones: [Column("social", [nil, 20]), Column("homes", [50, nil as Int?])])
    let none = try empty.figures("{ social_housing: social, main_residences: homes }")
    #expect(none["sru"] == "not_known")
    let nothing = try IndicatorCase(zones: [Column("social", [0, 0]), Column("homes", [0, 0])])
    let zero = try nothing.figures("{ social_housing: social, main_residences: homes }")
    #expect(zero["sru", zone: "A"] == "no_ground" && zero["sru"] == "no_ground")
  }

  @Test func peopleWhomNobodyHasCounted() throws {
    let plan = try IndicatorCase(people: [10, nil])
    let found = try plan.figures(
      "{ priority_neighbourhoods: in_a, low_capacity_stops: homes, amenities: homes }")
    for indicator in ["priority-band-300", "sdg-11.2.1", "city-15-min"] {
      #expect(found[indicator, zone: "B"] == "not_known", "\(indicator)")
    }
    #expect(found["priority-band-300"] == "10" && found["sdg-11.2.1"] == "1")
    let none = try IndicatorCase(people: [nil, nil]).figures("{ low_capacity_stops: homes }")
    #expect(none["sdg-11.2.1"] == "not_known")
  }

  @Test func emptyZonesHaveNoPeople() throws {
    let found = try IndicatorCase(people: [10, 0]).figures("{ low_capacity_stops: homes }")
    #expect(found["sdg-11.2.1", zone: "B"] == "no_people" && found["sdg-11.2.1"] == "1")
  }

  /// A plan that counts nobody lacks data, and a note says so.
  @Test func aPlanWithoutPeople() throws {
    let found = try IndicatorCase().figures("{ low_capacity_stops: homes }", plan: "")
    #expect(found["sdg-11.2.1"] == "no_data")
    #expect(found.output.notes.contains { $0.contains("sdg-11.2.1") && $0.contains("people") })
  }

  @Test func everyReasonIsListed() {
    let listed = IndicatorFields.why.values.map(\.value)
    #expect(listed == IndicatorReason.allCases.map(\.rawValue))
  }

  @Test func unitsAreInBothLanguages() {
    let units = IndicatorFields.unit.values
    #expect(units.contains { $0.value == "per 1000" && $0.label.fr == "pour 1 000" })
    let land = units.first { $0.value == "m² per new inhabitant" }
    #expect(land?.label.fr == "m² par nouvel habitant")
  }
}
