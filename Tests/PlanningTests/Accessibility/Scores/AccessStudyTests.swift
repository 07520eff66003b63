import GeoCore
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct AccessStudyTests {
  @Test func amountsThatCannotBeAddedUp() throws {
    #expect(throws: InputError.self) {
      try AccessCases.study([[1], [2]], demand: [1e308, 1e308], supply: nil)
    }
    let study = try AccessCases.study([[1, 2]], demand: [1], supply: [1e308, 0])
    #expect(throws: InputError.self) { try study.adding(supply: 1e308, minutes: [1]) }
    #expect(throws: InputError.self) {
      try AccessCases.study([[1]], demand: [-1], supply: nil)
    }
  }

  @Test func messagesNameThePlaces() throws {
    var study = try AccessCases.study([[1, 4], [2, 0]], demand: [1, 1], supply: nil)
    #expect(study.name(ofPair: 3) == "from origin 2 to destination 2")
    study.originIDs = [FeatureID("home"), FeatureID("farm")]
    study.destinationIDs = [FeatureID("f"), FeatureID("g")]
    let error = try #require(throws: InputError.self) {
      try AccessCases.scores("gravity", study, decay: "power(1)")
    }
    #expect(
      error.reason == "the cost 0 from origin \"farm\" to destination \"g\" has no finite weight")
    study.supply = [0, 1e308]
    let other = try #require(throws: InputError.self) {
      try AccessCases.scores("gravity", study, decay: "power(1,0.1)")
    }
    #expect(other.reason.hasPrefix("the score of origin \"farm\" in gravity"))
  }
}
