import Testing

@testable import PlanningAccess

/// Places are found by the rule that ids are compared by.
@Suite struct PlaceIndexTests {
  @Test func howeverANumberIsWritten() {
    let index = PlaceIndex(["1", "x", "1e9", "2.5"])
    #expect(index.place("1") == 0 && index.place("1.0") == 0 && index.place("10e-1") == 0)
    #expect(index.place("01") == nil && index.place(" 1") == nil && index.place("1.1") == nil)
    // Another place's text comes first.
    #expect(index.place("1e9") == 2 && index.place("2.50") == 3)
  }

  @Test func composedOrNot() {
    let index = PlaceIndex(["e\u{301}tang", "a"])
    #expect(index.place("\u{E9}tang") == 0 && index.place("etang") == nil && index.place("a") == 1)
    #expect(index.firstRepeat == nil)
    let twice = PlaceIndex(["\u{E9}", "b", "e\u{301}"])
    #expect(twice.firstRepeat?.place == 2 && twice.firstRepeat?.earlier == 0)
  }
}
