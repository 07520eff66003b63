import TestSupport
import Testing

@testable import Atlas

@Suite struct RoundNumberTests {
  @Test(arguments: [
    (143.2, 189.7, 150.0), (0.12, 0.34, 0.2), (7.0, 13.0, 10.0), (-30.0, -11.0, -20.0),
    (-3.0, 4.0, 0.0), (999.0, 1001.0, 1000.0), (41.0, 42.0, 42.0), (0.0, 1e-6, 1e-6),
  ])
  func picksTheRoundestBetween(low: Double, high: Double, expected: Double) {
    let found = RoundNumber.between(low, high, span: high - low, whole: false)
    #expect(found == expected)
  }

  /// The upper end may be taken, the lower may not.
  @Test func theLowerEndIsOut() {
    #expect(RoundNumber.between(10, 10.5, span: 1, whole: false) == 10.5)
    #expect(RoundNumber.between(10, 11, span: 1, whole: true) == 11)
  }

  @Test func threeDigitsAreTheLimit() {
    #expect(RoundNumber.between(12.3451, 12.3452, span: 100, whole: false) == nil)
    #expect(RoundNumber.nearest(12.3452, span: 100, whole: false) == 12.3)
    #expect(RoundNumber.nearest(12.3452, span: 0.01, whole: false) == 12.3452)
    #expect(RoundNumber.nearest(12.6, span: 1, whole: true) == 13)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func liesBetween(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scale = MapMath.tenTo(Int.random(in: -12...12, using: &generator))
    let low = Double.random(in: -5...5, using: &generator) * scale
    let high = low + Double.random(in: 0.1...5, using: &generator) * scale
    let found = try #require(RoundNumber.between(low, high, span: high - low, whole: false))
    #expect(low < found && found <= high)
  }

  @Test(arguments: [
    (0.0, 100.0, 5, [20.0, 40, 60, 80]), (3.0, 58.0, 5, [10.0, 20, 30, 40, 50]),
    (-0.3, 0.1, 4, [-0.2, -0.1, 0]), (5.0, 5.0, 5, []),
  ])
  func ticksAreRound(low: Double, high: Double, count: Int, expected: [Double]) {
    #expect(RoundNumber.ticks(low, high, count: count, whole: false) == expected)
  }

  @Test(arguments: [(7.3, 5.0), (1999, 1000), (0.049, 0.02), (1, 1), (20, 20)])
  func atMostIsOneTwoOrFive(value: Double, expected: Double) {
    #expect(RoundNumber.atMost(value) == expected)
  }

  @Test(arguments: [(0.1234, true), (0.12345, false), (123_456, true), (4.25, true), (0, true)])
  func shortHasFourDigits(value: Double, expected: Bool) {
    #expect(RoundNumber.isShort(value) == expected)
  }

  @Test(arguments: [
    (999.999_999, 2), (1000, 3), (0.001, -3), (.leastNonzeroMagnitude, -324), (1.7e308, 308),
  ])
  func decadeIsExact(value: Double, expected: Int) {
    #expect(MapMath.decade(of: value) == expected)
  }
}
