import GeoCore

/// Which finding of today is which one of a baseline.
///
/// 1. The rule must be the same, and so must be the set of features. Features that are named by
///    their number in the file (`#3`) are named by nothing that lasts, and their place decides.
/// 2. With a place on both sides, the places must be close: within a metre, or, between features
///    with the same ids, within the length of the fault, since a point inside it may lie anywhere
///    along it.
/// 3. Without places the file must be the same, and the layer in it where the entry names one; the
///    largest finding goes with the largest entry.
///
/// Each entry goes with one finding at most: the same file before another, the nearest before
/// others, then in the order of the baseline and of the findings. Lines play no part.
///
/// **Units:** metres on a sphere, good enough for a tolerance.
/// **Complexity:** O(n log n) for n findings and entries, apart from changed findings crowded
/// within the tolerance of each other.
enum BaselineMatching {
  /// The least tolerance in metres.
  static let leastTolerance = 1.0

  /// For each finding the index of its entry.
  static func match(_ findings: [Finding], with entries: [Baseline.Entry]) -> [Int?] {
    let today = findings.map(Baseline.Entry.init)
    var matches = [Int?](repeating: nil, count: findings.count)
    let readable = findings.indices.filter { !findings[$0].rule.makesUnreadable }
    pair(readable, today, Array(entries.indices), entries, byLayer: true, &matches)
    // Baselines that name no layers: what is left of them goes with any layer of the file.
    let isTaken = Set(matches.compactMap { $0 })
    let unlayered = entries.indices.filter { entries[$0].layer == nil && !isTaken.contains($0) }
    let open = readable.filter { matches[$0] == nil && today[$0].layer != nil }
    pair(open, today, unlayered, entries, byLayer: false, &matches)
    return matches
  }

  private static func pair(
    _ open: [Int], _ today: [Baseline.Entry], _ waiting: [Int], _ entries: [Baseline.Entry],
    byLayer: Bool, _ matches: inout [Int?]
  ) {
    var groups: [Key: (today: [Int], before: [Int])] = [:]
    for i in open { groups[Key(today[i], byLayer: byLayer), default: ([], [])].today.append(i) }
    for i in waiting {
      groups[Key(entries[i], byLayer: byLayer), default: ([], [])].before.append(i)
    }
    // A finding is in one group only: the order of groups does not show.
    for (key, group) in groups where !group.today.isEmpty && !group.before.isEmpty {
      var pairing = BaselinePairing(
        today: today, before: entries, group: group, isNamed: key.isNamed)
      key.hasPlace ? pairing.pairByPlace() : pairing.pairBySize()
      for (finding, entry) in pairing.pairs { matches[finding] = entry }
    }
  }

  /// What must be the same.
  private struct Key: Hashable {
    let code: String
    let features: [String]
    let hasPlace: Bool
    /// Empty where the place decides.
    let file: String
    let layer: String?

    var isNamed: Bool { !features.isEmpty }

    init(_ entry: Baseline.Entry, byLayer: Bool) {
      code = entry.code
      features = entry.features.contains(where: Self.isNumber) ? [] : entry.features
      hasPlace = entry.longitude != nil && entry.latitude != nil
      file = hasPlace ? "" : entry.file
      layer = hasPlace || !byLayer ? nil : entry.layer
    }

    /// `#12`: the label of a feature without an id.
    private static func isNumber(_ label: String) -> Bool {
      label.hasPrefix("#") && label.count > 1 && label.dropFirst().allSatisfy(\.isNumber)
    }
  }
}
