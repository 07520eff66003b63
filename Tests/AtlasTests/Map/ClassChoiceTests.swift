import GeoCore
import TestSupport
import Testing

@testable import Atlas

/// Classes that the data chooses, and classes of one's own.
@Suite struct ClassChoiceTests {
  private func skewed(_ count: Int) -> [Double] {
    var generator = SeededGenerator(seed: 7)
    return (0..<count).map { i in
      i < 8 ? Double(100_000 * (i + 1)) + 0.5 : Double.random(in: 1...900, using: &generator)
    }
  }

  /// Natural breaks put 270 of 278 in one class; quantiles are chosen, and say so.
  @Test func skewedValuesAreDividedByCount() {
    let values = skewed(278)
    let natural = NumericClasses(values, scheme: .natural, count: 5)
    #expect((natural.counts(values).max() ?? 0) >= 270)
    let choice = ClassChoice(values, options: MapOptions())
    #expect(choice.scheme == .quantile)
    #expect((choice.classes.counts(values).max() ?? 0) < 60)
    #expect(choice.reason.en.contains("270 of 278 values (97 %)"))
    #expect(choice.reason.fr.contains("270 des 278 valeurs"))
  }

  @Test func evenValuesKeepNaturalBreaks() {
    let choice = ClassChoice((0..<100).map { Double($0) * 1.7 }, options: MapOptions())
    #expect(choice.scheme == .natural)
  }

  /// Where most values are equal, nothing divides them, and natural breaks stay.
  @Test func equalValuesCannotBeDivided() {
    let values = Array(repeating: 3.25, count: 90) + (0..<10).map { 10.5 + Double($0) }
    #expect(ClassChoice(values, options: MapOptions()).scheme == .natural)
  }

  /// Means 30.2 of all, 130 of the four above it: worked out by hand.
  @Test func headAndTailAreDividedAtMeans() {
    let values: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 60, 80, 100, 280]
    let classes = NumericClasses(values, scheme: .headtail, count: 5)
    #expect(classes.counts(values) == [15, 3, 1])
  }

  @Test func ownLimitsAreKept() {
    var options = MapOptions()
    options.breaks = [0, 0.1, 0.5]
    func counts(_ values: [Double]) -> [Int] {
      ClassChoice(values, options: options).classes.counts(values)
    }
    // Empty classes between limits stay; beyond them only what is filled.
    #expect(counts([0.6, 0.7]) == [0, 0, 2])
    #expect(counts([0.05, 0.5]) == [1, 1])
    #expect(counts([-1, 0, 0.1, 0.9]) == [1, 1, 1, 1])
    #expect(ClassChoice([0.2], options: options).scheme == nil)
  }

  @Test(arguments: [[0.5, 0.5], [1, 0], [.nan], [1, .infinity], (0..<13).map { Double($0) }])
  func limitsAscend(breaks: [Double]) {
    var options = MapOptions()
    options.breaks = breaks
    #expect(throws: MapError.self) { try options.validate() }
  }
}
