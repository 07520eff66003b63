import PlanningStudies
import Testing

@Suite struct SourceStatusTests {
  @Test func theWeakerIsNamed() {
    let order: [SourceStatus] = [.official, .legalText, .indicative, .unstated]
    #expect(SourceStatus.allCases == order)
    for (i, a) in order.enumerated() {
      for (j, b) in order.enumerated() {
        #expect(SourceStatus.weaker(a, b) == order[max(i, j)])
        #expect((a < b) == (i < j))
      }
    }
    #expect(SourceStatus(rawValue: "legal_text") == .legalText)
    #expect(SourceStatus(rawValue: "legalText") == nil)
  }
}
