import GeoCore
import PlanningAccess
import Testing

/// Tables of costs that would not fit are refused before they are taken.
@Suite struct CostRoomTests {
  @Test func whatNoMachineHoldsIsRefusedAndSaysSo() throws {
    // 40 bytes each for 10¹⁵ pairs; then more than can be counted.
    for count in [1_000_000_000_000_000, Int.max] {
      let error = try #require(throws: MemoryShortage.self) {
        try CostPairs().requireRoom(forRows: count)
      }
      #expect(error.kind == .internalFailure)
      #expect(error.description.contains("a table of \(count) costs between places needs about"))
      #expect(error.description.contains("cutoff"))
    }
  }

  @Test func whatFitsIsTaken() throws {
    try CostPairs().requireRoom(forRows: 1000)
    try CostPairs().requireRoom(forRows: 0)
  }
}
