import GeoCore
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct NewDestinationTests {
  @Test func coordinatesAndSupply() throws {
    let plain = try NewDestination("5.37,43.3")
    #expect(plain.longitude == 5.37 && plain.latitude == 43.3 && plain.supply == 1)
    #expect(try NewDestination("-51.2,-30,0.5").supply == 0.5)
    let places = try NewDestination("-51.2,-30,4").places()
    #expect(places.count == 1 && places.path == "the added destination -51.2,-30,4")
    #expect(places.geometries.x(0) == -51.2 && places.geometries.y(0) == -30)
  }

  @Test(arguments: [
    "", "5.37", "5.37,43.3,1,2", "a,43.3", "5.37,", "nan,43", "inf,0", "200,43", "5,91", "5,43,-1",
    "0x5,43",
  ])
  func whatIsNone(_ text: String) {
    #expect { try NewDestination(text) } throws: { error in
      (error as? InputError)?.kind == .usage && "\(error)".hasPrefix("add: \(text): ")
    }
  }
}
