import TestSupport
import Testing

@testable import PlanningAccess

@Suite struct WeightedDistributionTests {
  @Test func handCase() throws {
    let one = try #require(
      WeightedDistribution([(30, 1), (10, 2), (20, 5), (99, 0), (40, 2)]))
    // (10·2 + 20·5 + 30·1 + 40·2) / 10
    #expect(one.mean == 23)
    #expect(one.percentile(0) == 10)
    #expect(one.percentile(10) == 10)
    #expect(one.percentile(20) == 10)
    #expect(one.percentile(20.001) == 20)
    #expect(one.percentile(50) == 20)
    #expect(one.percentile(70) == 20)
    #expect(one.percentile(80) == 30)
    #expect(one.percentile(90) == 40)
    #expect(one.percentile(100) == 40)
    #expect(one.share(within: 9) == 0)
    #expect(one.share(within: 10) == 0.2)
    #expect(one.share(within: 29.9) == 0.7)
    #expect(one.share(within: 40) == 1)
    #expect(one.share(within: 1e9) == 1)
  }

  /// Sums of fractions of people are rounded; percentiles do not depend on the unit.
  @Test(arguments: [1, 0.1, 0.7, 2.3, 1e-9, 3e9])
  func percentilesDoNotDependOnTheUnit(people: Double) throws {
    let ten = try #require(WeightedDistribution((1...10).map { (Double($0), people) }))
    #expect(
      [10, 11, 25, 30, 50, 70, 90, 100].map { ten.percentile($0) } == [1, 2, 3, 3, 5, 7, 9, 10])
  }

  @Test func oneValue() throws {
    let one = try #require(WeightedDistribution([(7, 0.25)]))
    #expect(one.mean == 7)
    #expect([0, 50, 100].map { one.percentile($0) } == [7, 7, 7])
    #expect(one.share(within: 6.9) == 0 && one.share(within: 7) == 1)
  }

  /// What is infinite weighs in shares and percentiles, and not in the mean.
  @Test func whatIsNotReached() throws {
    let some = try #require(WeightedDistribution([(.infinity, 6), (10, 1), (20, 3)]))
    #expect(some.mean == 17.5)
    #expect(some.finiteShare == 0.4)
    #expect(some.percentile(40) == 20)
    #expect(some.percentile(41) == nil)
    #expect(some.share(within: 1e300) == 0.4)
    let none = try #require(WeightedDistribution([(.infinity, 6)]))
    #expect(none.mean == nil && none.percentile(0) == nil && none.finiteShare == 0)
  }

  @Test func withoutWeightThereIsNone() {
    #expect(WeightedDistribution([]) == nil)
    #expect(WeightedDistribution([(1, 0), (2, 0)]) == nil)
  }

  /// Against a list in which every value stands as often as it weighs.
  @Test func againstRepeatedValues() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<50 {
      let pairs = (0..<20).map { _ in
        (
          value: Double(Int.random(in: 0...30, using: &generator)),
          weight: Double(Int.random(in: 0...4, using: &generator))
        )
      }
      let list = pairs.flatMap { Array(repeating: $0.value, count: Int($0.weight)) }.sorted()
      guard let one = WeightedDistribution(pairs) else { continue }
      let mean = try #require(one.mean)
      #expect(abs(mean - list.reduce(0, +) / Double(list.count)) < 1e-12)
      for percent in stride(from: 5.0, through: 100, by: 5) {
        let rank = max(1, Int((percent / 100 * Double(list.count)).rounded(.up)))
        #expect(one.percentile(percent) == list[rank - 1])
      }
      for limit in 0...30 {
        let within = list.count { $0 <= Double(limit) }
        #expect(one.share(within: Double(limit)) == Double(within) / Double(list.count))
      }
    }
  }
}
