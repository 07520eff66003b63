import TestSupport
import Testing

@testable import Atlas

@Suite struct NaturalBreaksTests {
  @Test func findsTheObviousGroups() {
    let breaks = NaturalBreaks(values: [1, 2, 3, 10, 11, 12, 50], weights: [1, 1, 1, 1, 1, 1, 1])
    #expect(breaks.starts(classes: 3) == [3, 6])
    #expect(breaks.starts(classes: 2) == [6])
    #expect(breaks.starts(classes: 1) == [])
  }

  /// One class per value at most.
  @Test func fewValuesGiveFewClasses() {
    #expect(NaturalBreaks(values: [4], weights: [9]).starts(classes: 5) == [])
    #expect(NaturalBreaks(values: [4, 8], weights: [1, 1]).starts(classes: 5) == [1])
  }

  /// 0, 1 and 3 in two classes: {0, 1} {3} costs 0.5, {0} {1, 3} costs 2. With 0 and 1 nine
  /// times each, {0, 1} {3} costs 81/18 = 4.5, {0} {1, 3} costs 9/10·4 = 3.6.
  @Test func weightsCount() {
    #expect(NaturalBreaks(values: [0, 1, 3], weights: [1, 1, 1]).starts(classes: 2) == [2])
    #expect(NaturalBreaks(values: [0, 1, 3], weights: [9, 9, 1]).starts(classes: 2) == [1])
  }

  @Test func nothingOverflows() {
    let values = [-1.7e308, -1.6e308, 1.5e308, 1.7e308]
    let breaks = NaturalBreaks(values: values, weights: [1, 1, 1, 1])
    #expect(breaks.starts(classes: 2) == [2])
  }

  /// Against every possible division.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func isOptimal(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 3...11, using: &generator)
    let values = Set((0..<count).map { _ in Double(Int.random(in: 0...200, using: &generator)) })
      .sorted()
    let weights = values.map { _ in Int.random(in: 1...4, using: &generator) }
    let breaks = NaturalBreaks(values: values, weights: weights)
    for classes in 2...min(5, values.count) {
      let found = cost(breaks.starts(classes: classes), values, weights)
      let best = divisions(values.count, classes).map { cost($0, values, weights) }.min() ?? -1
      #expect(abs(found - best) <= 1e-9 * max(1, best))
    }
  }

  private func divisions(_ count: Int, _ classes: Int, from first: Int = 1) -> [[Int]] {
    if classes == 1 { return [[]] }
    guard first < count else { return [] }
    return (first..<count).flatMap { start in
      divisions(count, classes - 1, from: start + 1).map { [start] + $0 }
    }
  }

  private func cost(_ starts: [Int], _ values: [Double], _ weights: [Int]) -> Double {
    let edges = [0] + starts + [values.count]
    return zip(edges, edges.dropFirst()).reduce(0.0) { total, edge in
      let part = edge.0..<edge.1
      let weight = part.reduce(0) { $0 + weights[$1] }
      let mean = part.reduce(0.0) { $0 + values[$1] * Double(weights[$1]) } / Double(weight)
      return part.reduce(total) {
        $0 + Double(weights[$1]) * (values[$1] - mean) * (values[$1] - mean)
      }
    }
  }
}
