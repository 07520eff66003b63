import TestSupport
import Testing

@testable import PlanningAccess

@Suite struct CostTableTests {
  @Test func putsPairsInOrder() throws {
    let table = try CostTable(
      originCount: 3, destinationCount: 4, origins: [2, 0, 2, 0], destinations: [3, 1, 0, 0],
      minutes: [5, 6, 7, 8], meters: [50, 60, 70, 80])
    #expect(table.offsets == [0, 2, 2, 4])
    #expect(table.destinations == [0, 1, 0, 3])
    #expect(table.minutes == [8, 6, 7, 5])
    #expect(table.meters == [80, 60, 70, 50])
    #expect(table.pairs(ofOrigin: 1).isEmpty)
  }

  @Test func givenOrderDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 3)
    var numbers = Array(0..<360)
    func table() throws -> CostTable {
      try CostTable(
        originCount: 40, destinationCount: 9, origins: numbers.map { Int32($0 / 9) },
        destinations: numbers.map { Int32($0 % 9) }, minutes: numbers.map { Double($0) })
    }
    let sorted = try table()
    for _ in 0..<5 {
      numbers.shuffle(using: &generator)
      #expect(try table() == sorted)
    }
  }

  @Test func tellsWhichPairIsGivenTwice() {
    #expect(throws: CostTable.RepeatedPair(first: 1, second: 3)) {
      try CostTable(
        originCount: 2, destinationCount: 2, origins: [0, 1, 0, 1], destinations: [0, 1, 1, 1],
        minutes: [1, 2, 3, 4])
    }
  }

  @Test func closesAndAddsDestinations() throws {
    let table = try CostTable(
      originCount: 2, destinationCount: 2, origins: [0, 0, 1], destinations: [0, 1, 1],
      minutes: [1, 2, 3])
    let closed = table.without(destinations: [1])
    #expect(closed.offsets == [0, 1, 1])
    #expect(closed.minutes == [1])
    #expect(closed.destinationCount == 2)
    let added = try table.adding(pairs: [(origin: 1, minutes: 9)])
    #expect(added.destinationCount == 3)
    #expect(added.destinations == [0, 1, 1, 2])
    #expect(added.minutes == [1, 2, 3, 9])
  }
}
