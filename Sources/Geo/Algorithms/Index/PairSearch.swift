internal import GeoCore

/// What things find in each other, pair by pair, given up when that, or the pairs to compare, are too
/// many: things that all meet all others are as many pairs as their square.
///
/// **Complexity:** that of the pairs looked at; findings are counted after every wave of chunks.
struct PairSearch<Finding: Sendable>: Sendable {
  private(set) var findings: [Finding] = []
  private var comparisons = 0
  /// The things that the one at hand is compared with.
  private var others: [Int] = []
  private let most: Int
  private let mostComparisons: Int

  private static var chunk: Int { 2048 }
  private static var wave: Int { 16 * chunk }
  /// Pairs that are compared for each finding that is allowed.
  private static var comparisonsPerFinding: Int { 500 }

  private init(most: Int) {
    self.most = most
    let (product, overflows) = most.multipliedReportingOverflow(by: Self.comparisonsPerFinding)
    mostComparisons = overflows ? .max : product
  }

  private var isGivenUp: Bool { findings.count > most || comparisons > mostComparisons }

  /// All findings in the order of the things, whatever the number of threads; nil when there are more
  /// than `most`, or too many pairs to compare.
  /// - Parameters:
  ///   - others: adds those that a thing is compared with.
  ///   - compare: adds what two things find in each other.
  static func findings(
    count: Int, most: Int, threads: Int,
    others: @Sendable (_ thing: Int, _ others: inout [Int]) -> Void,
    compare: @Sendable (_ thing: Int, _ other: Int, _ findings: inout [Finding]) -> Void
  ) -> [Finding]? {
    var all = PairSearch(most: most)
    for start in stride(from: 0, to: count, by: wave) {
      let parts = Parallel.collect(
        count: min(wave, count - start), chunk: chunk, threads: threads
      ) { range in
        var part = PairSearch(most: most)
        for thing in (range.lowerBound + start)..<(range.upperBound + start) {
          part.others.removeAll(keepingCapacity: true)
          others(thing, &part.others)
          part.comparisons += part.others.count
          for k in part.others.indices where part.findings.count <= most {
            compare(thing, part.others[k], &part.findings)
          }
          if part.isGivenUp { break }
        }
        return part
      }
      for part in parts {
        all.findings += part.findings
        all.comparisons += part.comparisons
      }
      if all.isGivenUp { return nil }
    }
    return all.findings
  }
}
