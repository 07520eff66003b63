import GeoCore
import Testing

/// A zone that data does not cover has no figure, whatever the indicator, and totals leave it out.
@Suite struct IndicatorCoverageTests {
  private typealias Square = PlanningTests.Study

  @Test func peopleInBands() throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "quarter", Square.square(400, 400, 1200))
    let found = try plan.figures("{ priority_neighbourhoods: { layer: quarter, covers: in_a } }")
    #expect(found["priority-band-300", zone: "A"] == "10")
    #expect(found["priority-band-300", zone: "B"] == "not_covered")
    #expect(found["priority-band-300"] == "10")
  }

  @Test func coast() throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "sea", Square.rectangle(0, -500, 2000, 500))
    let found = try plan.figures("{ sea: { layer: sea, covers: in_a } }")
    #expect(found["coastal", zone: "A"] == "1" && found["coastal", zone: "B"] == "not_covered")
    #expect(found["coastal"] == "1")
  }

  @Test func openSpace() throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "open", Square.square(0, 0, 200), Square.square(1000, 0, 400))
    try plan.add(squares: "built", Square.square(0, 0, 400), Square.square(1000, 0, 400))
    let found = try plan.figures("{ open_space: { layer: open, covers: in_a }, built_up: built }")
    #expect(try abs(found.number("sdg-11.7.1", zone: "A") - 0.25) < 1e-5)
    #expect(found["sdg-11.7.1", zone: "B"] == "not_covered")
    #expect(try abs(found.number("sdg-11.7.1") - 0.25) < 1e-5)
  }

  @Test func landAndPeople() throws {
    var plan = try IndicatorCase(zones: [Column("then", [100, 10]), Column("now", [110, 20])])
    try plan.add(squares: "built", Square.square(0, 0, 200), Square.square(1000, 0, 200))
    try plan.add(squares: "more", Square.square(0, 0, 300), Square.square(1000, 0, 900))
    let found = try plan.figures(
      """
      { built_up_before: { layer: built, year: 2010 },
        built_up: { layer: more, year: 2020, covers: in_a },
        population_before: { field: then, year: 2010 },
        population_after: { field: now, year: 2020 } }
      """)
    #expect(found["zan", zone: "B"] == "not_covered")
    #expect(found["sdg-11.3.1", zone: "B"] == "not_covered")
    #expect(try abs(found.number("zan") - 5000) < 1)
    #expect(found["sdg-11.3.1"] == found["sdg-11.3.1", zone: "A"])
  }

  @Test(arguments: ["sea", "priority_neighbourhoods", "open_space", "green_spaces"])
  func nothingIsKnownWhereNothingIsCovered(_ role: String) throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "ground", Square.square(0, 0, 2000))
    let found = try plan.figures(
      "{ \(role): { layer: ground, covers: in_half_of_a }, built_up: ground }")
    let indicator = [
      "sea": "coastal", "priority_neighbourhoods": "priority-band-500",
      "open_space": "sdg-11.7.1", "green_spaces": "who-green-300",
    ][role]
    for zone in [nil, "A", "B"] {
      #expect(found[try #require(indicator), zone: zone] == "not_covered")
    }
  }

  /// What a role does not take is refused rather than passed over.
  @Test(arguments: [
    ("{ schools: { layer: homes, year: 2010 } }", "year"),
    ("{ green_spaces: { layer: homes, departures: people } }", "departures"),
    ("{ sea: { layer: in_a, hours: 12 } }", "hours"),
    ("{ low_capacity_stops: { layer: homes, hours: 12 } }", "hours"),
    ("{ social_housing: { field: people, year: 2020 } }", "year"),
    ("{ population_before: { field: people, covers: in_a } }", "covers"),
  ])
  func keysAreThoseOfTheRole(_ data: String, _ key: String) throws {
    let fault = try IndicatorCase().fault(data)
    #expect(fault?.contains("\"\(key)\"") == true, "\(fault ?? "accepted")")
  }
}
