import GeoCore
import Testing

@Suite struct TextPatternTests {
  @Test func theWholeTextMustMatch() throws {
    let pattern = try #require(TextPattern("(2[AB]|\\d\\d)\\d{3}"))
    #expect(pattern.answer(for: "13055") == .matches)
    #expect(pattern.answer(for: "2A004") == .matches)
    #expect(pattern.answer(for: "130555") == .differs)
    #expect(pattern.answer(for: "13055\n") == .differs)
    #expect(pattern.answer(for: "") == .differs)
    #expect(TextPattern("a|b")?.answer(for: "ab") == .differs)
    #expect(TextPattern("(") == nil)
  }

  /// Backtracking would take longer than the age of the universe.
  @Test func patienceEnds() throws {
    let pattern = try #require(TextPattern("((a+)+)+"))
    let text = String(repeating: "a", count: 60) + "b"
    #expect(pattern.answer(for: text) != .matches)
    #expect(pattern.answer(for: String(repeating: "a", count: 60)) == .matches)
  }
}
