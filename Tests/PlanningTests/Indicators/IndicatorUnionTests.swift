import GeoCore
import Testing

/// The layers of a role are all of them together.
@Suite struct IndicatorUnionTests {
  private typealias Square = PlanningTests.Study

  @Test func groundThatLayersShareCountsOnce() throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "park", Square.square(0, 0, 200))
    try plan.add(squares: "square", Square.square(100, 0, 200))
    try plan.add(squares: "town", Square.rectangle(0, 0, 500, 400))
    try plan.add(squares: "suburb", Square.rectangle(400, 0, 600, 400))
    let found = try plan.figures("{ open_space: [park, square], built_up: [town, suburb] }")
    // 300 by 200 m of 1,000 by 400.
    #expect(try abs(found.number("sdg-11.7.1", zone: "A") - 0.15) < 1e-5)
    #expect(found["sdg-11.7.1", zone: "B"] == "no_ground")
  }

  @Test func theNearestSeaCounts() throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "ocean", Square.square(0, -9000, 1000))
    try plan.add(squares: "bay", Square.rectangle(2050, 0, 100, 1000))
    let found = try plan.figures("{ sea: [ocean, bay] }")
    #expect(found["coastal", zone: "A"] == "0" && found["coastal", zone: "B"] == "1")
  }

  @Test func layersOfARoleAreOfOneYear() throws {
    let plan = try IndicatorCase()
    let fault = plan.fault(
      "{ built_up: [{ layer: in_a, year: 2010 }, { layer: in_half_of_a, year: 2020 }] }")
    #expect(fault?.contains("year") == true && fault?.contains("built_up") == true)
    let half = plan.fault("{ built_up: [{ layer: in_a, year: 2010 }, { layer: in_half_of_a }] }")
    #expect(half?.contains("year") == true)
  }

  /// Open space beside the built-up ground is none of it.
  @Test func openSpaceIsThatOfTheBuiltUpGround() throws {
    var plan = try IndicatorCase()
    try plan.add(squares: "open", Square.square(0, 0, 500))
    try plan.add(squares: "built", Square.square(250, 0, 500))
    let found = try plan.figures("{ open_space: open, built_up: built }")
    #expect(try abs(found.number("sdg-11.7.1", zone: "A") - 0.5) < 1e-5)
    #expect(try abs(found.number("sdg-11.7.1") - 0.5) < 1e-5)
  }

  /// Two lawns of 0.3 ha side by side are a park of 0.6 ha, in one layer or in two.
  @Test func aParkInPiecesIsOnePark() throws {
    var plan = try IndicatorCase()
    let (west, east) = (Square.rectangle(440, 600, 60, 50), Square.rectangle(500, 600, 60, 50))
    try plan.add(squares: "lawns", west, east)
    try plan.add(squares: "west", west)
    try plan.add(squares: "east", east)
    for data in ["lawns", "[west, east]"] {
      #expect(try plan.figures("{ green_spaces: \(data) }")["who-green-300", zone: "A"] == "1")
    }
    #expect(try plan.figures("{ green_spaces: west }")["who-green-300", zone: "A"] == "0")
  }

  /// Farther from the border than what still counts as the coast.
  @Test func aCoastInsideAZoneIsItsOwn() throws {
    var plan = try IndicatorCase()
    var line = Geometries(crs: .laeaEurope)
    line.beginFeature(.lineString)
    line.beginPart()
    line.appendRing([
      Square.x + 500, Square.y + 400, Square.x + 500, Square.y + 600,
    ])
    try plan.add("coast", line)
    try plan.add(squares: "lagoon", Square.square(1400, 400, 200))
    let lines = try plan.figures("{ sea: coast }")
    #expect(lines["coastal", zone: "A"] == "1" && lines["coastal", zone: "B"] == "0")
    let polygons = try plan.figures("{ sea: lagoon }")
    #expect(polygons["coastal", zone: "A"] == "0" && polygons["coastal", zone: "B"] == "1")
    #expect(polygons["coastal"] == "1")
  }
}
