internal import GeoCore

/// Iterative proportional fitting: parts are scaled until they add up to known totals of nested and
/// crossing groups.
///
/// In each round, for each layer of totals in its order, the parts of each group are multiplied by known
/// total over present sum. Where the totals can be met together this converges to the parts that are
/// nearest to the first ones in relative entropy; where they cannot, what is left is told group by group.
///
/// **Complexity:** O(parts × layers) a round. **Boundary rule:** a group of parts that are all 0 cannot be
/// scaled: its total is unmet. Sums are taken in index order.
/// **Source:** Deming and Stephan 1940, On a least squares adjustment of a sampled frequency table,
/// doi:10.1214/aoms/1177731829; Fienberg 1970, doi:10.1214/aoms/1177696968.
struct ProportionalFitting {
  /// Known totals of the groups of one layer.
  struct Totals {
    /// The group of each part; nil for parts of none.
    var groups: [Int?]
    /// The total of each group; nil where none is known.
    var known: [Double?]
  }

  /// A total that the parts do not add up to.
  struct Conflict: Equatable {
    var layer: Int
    var group: Int
    var known: Double
    var fitted: Double
  }

  /// The parts as fitted.
  private(set) var parts: [Double]
  /// How often all totals were gone through.
  private(set) var rounds = 0
  /// The totals that are not met, by layer and group.
  private(set) var conflicts: [Conflict] = []

  /// Totals that are off by no more are met. People.
  static let tolerance = 1e-6
  /// Where totals contradict each other, rounds change nothing in the end.
  static let mostRounds = 1000

  init(_ parts: [Double], to totals: [Totals]) {
    self.parts = parts
    while rounds < Self.mostRounds {
      rounds += 1
      let before = self.parts
      for layer in totals { scale(to: layer) }
      conflicts = Self.conflicts(of: self.parts, totals)
      if conflicts.isEmpty { return }
      if Self.isSettled(before, self.parts) { return }
    }
  }

  private static func sums(_ parts: [Double], _ totals: Totals) -> [Double] {
    var sums = Array(repeating: 0.0, count: totals.known.count)
    for (part, group) in zip(parts, totals.groups) {
      if let group { sums[group] += part }
    }
    return sums
  }

  private mutating func scale(to totals: Totals) {
    let sums = Self.sums(parts, totals)
    let factors = zip(sums, totals.known).map { sum, known in
      known.map { sum > 0 ? $0 / sum : 1 } ?? 1
    }
    for (part, group) in totals.groups.enumerated() {
      if let group { parts[part] *= factors[group] }
    }
  }

  private static func conflicts(of parts: [Double], _ totals: [Totals]) -> [Conflict] {
    totals.enumerated().flatMap { layer, totals in
      zip(sums(parts, totals), totals.known).enumerated().compactMap { group, pair in
        guard let known = pair.1, abs(pair.0 - known) > tolerance else { return nil }
        return Conflict(layer: layer, group: group, known: known, fitted: pair.0)
      }
    }
  }

  private static func isSettled(_ before: [Double], _ after: [Double]) -> Bool {
    zip(before, after).allSatisfy { abs($0 - $1) <= 1e-12 * max(abs($0), abs($1)) }
  }
}
