import GeoCore
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Distances and times as they are typed.
@Suite struct SiteCutoffTests {
  @Test func distancesAndTimes() throws {
    #expect(try SiteCutoff("500m", hasStreets: false) == .meters(500))
    #expect(try SiteCutoff("1.5km", hasStreets: false) == .meters(1500))
    #expect(try SiteCutoff("500 m", hasStreets: true) == .meters(500))
    #expect(try SiteCutoff("10min", hasStreets: true) == .minutes(10))
    #expect(try SiteCutoff("10", hasStreets: true) == .minutes(10))
  }

  @Test(arguments: [
    ("10", false, "unit is missing"), ("10min", false, "a time needs streets"),
    ("10d", true, "unit d is not known"), ("0m", false, "greater than 0"),
    ("-5m", false, "greater than 0"), ("m", false, "greater than 0"),
    ("", false, "greater than 0"), ("nan", true, "greater than 0"),
    ("inf", true, "greater than 0"), ("2000km", false, "too far"),
    ("20000", true, "too long"), ("5,5km", false, "greater than 0"),
  ])
  func whatIsWrongIsSaid(_ text: String, _ hasStreets: Bool, _ part: String) {
    #expect {
      try SiteCutoff(text, hasStreets: hasStreets)
    } throws: { error in
      let error = error as? InputError
      return error?.kind == .usage && error?.description.contains(part) == true
    }
  }
}
