import TestSupport
import Testing

@testable import Atlas

@Suite struct NumericClassesTests {
  @Test func naturalLimitsAreRoundAndBetweenTheGroups() {
    let classes = NumericClasses(
      [1.3, 2.1, 3.7, 17.2, 18.9, 19.1, 143.2, 149.7], scheme: .natural, count: 3)
    #expect(classes.limits == [10, 100])
    #expect(classes.minimum == 1.3 && classes.maximum == 149.7)
    #expect([3.7, 17.2, 143.2].map(classes.index(of:)) == [0, 1, 2])
  }

  @Test func theLowerLimitBelongsToTheClass() {
    let classes = NumericClasses([0.5, 10, 20, 30.5, 40, 50], scheme: .pretty, count: 5)
    #expect(classes.limits == [10, 20, 30, 40])
    #expect([9.999, 10, 20, 50].map(classes.index(of:)) == [0, 1, 2, 4])
  }

  @Test func quantilesHoldEqualNumbers() {
    let values = (1...100).map { Double($0 * $0) + 0.5 }
    let classes = NumericClasses(values, scheme: .quantile, count: 4)
    let counts = (0..<classes.count).map { c in values.count { classes.index(of: $0) == c } }
    #expect(counts == [25, 25, 25, 25])
  }

  /// Six of eight are equal: they stay together, and one limit is left.
  @Test func quantilesKeepEqualValuesTogether() {
    let values = [1.5, 5.25, 5.25, 5.25, 5.25, 5.25, 5.25, 9.123456, 11.5]
    let classes = NumericClasses(values, scheme: .quantile, count: 3)
    #expect(Set(values[1...6].map(classes.index(of:))).count == 1)
    #expect(classes.index(of: 1.5) < classes.index(of: 11.5))
  }

  @Test func equalIntervalsAreEqualAndMayBeEmpty() {
    let classes = NumericClasses([0.5, 1, 2, 3, 100.5], scheme: .equal, count: 4)
    #expect(classes.limits == [25.5, 50.5, 75.5])
    #expect(classes.count == 4)
  }

  @Test func manyZerosStandApart() {
    let classes = NumericClasses([0, 0, 0.11, 0.22, 0.35, 0.44, 0.5], scheme: .pretty, count: 5)
    #expect(classes.hasZeroClass)
    #expect(classes.index(of: 0) == 0)
    #expect(classes.index(of: 0.05) == 1)
    #expect(classes.leastClassed == 0.11)
    let few = NumericClasses([0] + (1...20).map(Double.init), scheme: .natural, count: 5)
    #expect(!few.hasZeroClass)
  }

  @Test func zerosAmongNegativesDoNotStandApart() {
    let classes = NumericClasses([-3.5, 0, 0, 0, 2.5, 7], scheme: .natural, count: 3)
    #expect(!classes.hasZeroClass)
    #expect(classes.limits.contains(0))
  }

  @Test func allEqualIsOneClass() {
    for value in [0, 4.25, -1e9, 0.123_456_789] {
      let classes = NumericClasses([value, value, value], scheme: .natural, count: 5)
      #expect(classes.count == 1 && classes.isDiscrete && !classes.hasZeroClass)
      #expect(classes.index(of: value) == 0)
    }
  }

  @Test func fewShortValuesAreNamedByThemselves() {
    let classes = NumericClasses([0, 1, 1, 2, 3, 0], scheme: .natural, count: 5)
    #expect(classes.isDiscrete && classes.hasZeroClass && classes.isWhole)
    #expect(classes.limits == [2, 3])
    #expect([0, 1, 2, 3].map { classes.index(of: $0) } == [0, 1, 2, 3])
    let long = NumericClasses([0.123456, 0.234567], scheme: .natural, count: 5)
    #expect(!long.isDiscrete)
  }

  @Test func signsAreNotMixed() {
    let values = [-8.5, -2.5, -1.25, 1.5, 2.75, 30.5, 31.25]
    for scheme in ClassScheme.allCases {
      let classes = NumericClasses(values, scheme: scheme, count: 4)
      #expect(classes.limits.contains(0))
      let negative = Set(values.filter { $0 < 0 }.map(classes.index(of:)))
      let positive = Set(values.filter { $0 > 0 }.map(classes.index(of:)))
      #expect(negative.isDisjoint(with: positive))
      #expect(negative.allSatisfy { $0 < classes.countBelowZero })
      #expect(positive.allSatisfy { $0 >= classes.countBelowZero })
    }
  }

  /// Limits ascend within the values, no more classes than asked for, and the natural and quantile
  /// ones are none of them empty.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func limitsAreSound(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scale = MapMath.tenTo(Int.random(in: -9...9, using: &generator))
    let offset = Double(Int.random(in: -2...2, using: &generator))
    let values = (0..<Int.random(in: 1...80, using: &generator)).map { _ in
      let value = Double.random(in: 0...1, using: &generator)
      return (value * value * value + offset / 2) * scale
    }
    for scheme in ClassScheme.allCases {
      for count in [1, 2, 5, 8] {
        let classes = NumericClasses(values, scheme: scheme, count: count)
        #expect(zip(classes.limits, classes.limits.dropFirst()).allSatisfy { $0 < $1 })
        #expect(classes.limits.allSatisfy { classes.minimum < $0 && $0 <= classes.maximum })
        let used = Set(values.map(classes.index(of:)))
        #expect(used.isSubset(of: 0..<classes.count))
        if scheme == .natural || scheme == .quantile {
          #expect(used.count == classes.count)
          #expect(classes.limits.count < count)
        }
      }
    }
  }

  @Test func theEndsOfTheNumbersFit() {
    let values = [
      -1.7e308, -1e300, -.leastNonzeroMagnitude, .leastNonzeroMagnitude, 1e-300, 1e300, 1.5e308,
      1.7e308, 3,
    ]
    for scheme in ClassScheme.allCases {
      let classes = NumericClasses(values, scheme: scheme, count: 5)
      #expect(classes.limits.allSatisfy { $0.isFinite })
      #expect(values.allSatisfy { (0..<classes.count).contains(classes.index(of: $0)) })
    }
  }
}
