import TestSupport
import Testing

@testable import PlanningAccess

/// Weights as whole numbers: what they are, and how wide.
@Suite struct ExactWeightsTests {
  private func decimals(_ texts: String...) throws -> ExactWeights {
    ExactWeights(try texts.map { try #require(ExactDecimal($0)) })
  }

  @Test func aCommonPowerOfTenAndNoMore() throws {
    let weights = try decimals("12.50", "0.0004", "0", "3e2")
    #expect(weights.exponent == -4)
    guard case .narrow(let numbers) = weights.numbers(upTo: 1) else {
      Issue.record("64 bits are enough")
      return
    }
    #expect(numbers == [125_000, 4, 0, 3_000_000])
    #expect(weights.people(numbers.reduce(0, +)) == 312.5004)
  }

  @Test func whatIsWrittenIsNotRounded() throws {
    let weights = try decimals("9007199254740993", "0.1")
    guard case .narrow(let numbers) = weights.numbers(upTo: 1) else {
      Issue.record("64 bits are enough")
      return
    }
    #expect(numbers == [90_071_992_547_409_930, 1])
    guard case .medium(let wider) = weights.numbers(upTo: 1_000_000) else {
      Issue.record("128 bits are enough")
      return
    }
    #expect(wider == [90_071_992_547_409_930, 1])
    guard case .wide(let widest) = try decimals("1e300", "2e-300").numbers(upTo: 1) else {
      Issue.record("600 digits take more")
      return
    }
    #expect(widest[0].description == "1" + String(repeating: "0", count: 600))
    #expect(widest[1].description == "2")
  }

  @Test(arguments: ["-1", "x", "", "nan", "0x10", "1e"])
  func whatIsNoAmount(_ text: String) { #expect(ExactDecimal(text) == nil) }

  @Test(arguments: ["0", "-0", "0.000", "0e5", "1e-400"])
  func nothing(_ text: String) { #expect(ExactDecimal(text)?.isZero == true) }

  /// Sums, differences, products and order against those of 128 bits.
  @Test func wideNumbersReckonAs128BitsDo() {
    var generator = SeededGenerator(seed: 31)
    func draw() -> Int { Int.random(in: -(1 << 61)..<(1 << 61), using: &generator) >> 7 }
    for _ in 0..<2000 {
      let (a, b, factor) = (
        draw(), draw(), Int.random(in: -(1 << 37)...(1 << 37), using: &generator)
      )
      let (x, y) = (WideWhole(a), WideWhole(b))
      #expect((x + y).description == "\(a + b)")
      #expect((x - y).description == "\(a - b)")
      #expect((x < y) == (a < b) && (x == y) == (a == b))
      let product = Int128(a) * Int128(factor)
      #expect(x.times(factor).description == "\(product)")
      #expect((x.times(factor) - x.times(factor)) == .zero)
      if b != 0 {
        let ratio = WideWhole.ratio(x.times(factor), y)
        #expect(abs(ratio - Double(product) / Double(b)) <= 1e-14 * abs(ratio))
      }
    }
  }

  @Test(arguments: [true, false])
  func allChoicesGiveWhatTryingEverythingGives(_ isCoverage: Bool) {
    var generator = SeededGenerator(seed: isCoverage ? 33 : 34)
    for _ in 0..<80 {
      let (problem, rows) = SitingCases.random(&generator, isCoverage: isCoverage)
      let best = EveryChoice.best(problem, from: SitingState(problem, opening: []))
      let isAnyFree = problem.limit > problem.required.count
      #expect(best?.value == (isAnyFree ? SitingCases.best(problem, rows) : nil))
    }
  }

  @Test func tooManyChoicesAreNotTried() {
    let rows = (0..<60).map { j in (0..<60).map { Int($0 == j ? 1 : 0) } }
    let problem = SitingCases.problem(rows, limit: 30)
    #expect(EveryChoice.best(problem, from: SitingState(problem, opening: [])) == nil)
  }
}
