import GeoCore

/// One group of findings and entries that may go together.
struct BaselinePairing {
  let today: [Baseline.Entry]
  let before: [Baseline.Entry]
  var group: (today: [Int], before: [Int])
  let isNamed: Bool
  private(set) var pairs: [(finding: Int, entry: Int)] = []

  init(
    today: [Baseline.Entry], before: [Baseline.Entry], group: (today: [Int], before: [Int]),
    isNamed: Bool
  ) {
    self.today = today
    self.before = before
    self.group = group
    self.isNamed = isNamed
  }

  /// Without places: the worst and largest first.
  mutating func pairBySize() {
    let findings = group.today.sorted { Self.isLarger(today[$0], today[$1], $0, $1) }
    let entries = group.before.sorted { Self.isLarger(before[$0], before[$1], $0, $1) }
    pairs = zip(findings, entries).map { ($0, $1) }
  }

  private static func isLarger(
    _ a: Baseline.Entry, _ b: Baseline.Entry, _ i: Int, _ j: Int
  ) -> Bool {
    if a.severity != b.severity { return a.severity > b.severity }
    let x = a.areaSquareMeters ?? a.lengthMeters ?? 0
    let y = b.areaSquareMeters ?? b.lengthMeters ?? 0
    return x != y ? x > y : i < j
  }

  /// With places: first what has not moved, then what is near.
  mutating func pairByPlace() {
    pairUnmoved()
    let taken = (today: Set(pairs.map(\.finding)), before: Set(pairs.map(\.entry)))
    group.today.removeAll(where: taken.today.contains)
    group.before.removeAll(where: taken.before.contains)
    pairNear()
  }

  private mutating func pairUnmoved() {
    var waiting: [Spot: [Int]] = [:]
    for entry in group.before.reversed() { waiting[Spot(before[entry]), default: []].append(entry) }
    for finding in group.today {
      if let entry = waiting[Spot(today[finding])]?.popLast() { pairs.append((finding, entry)) }
    }
  }

  private struct Spot: Hashable {
    let file: String
    let longitude: Double?
    let latitude: Double?

    init(_ entry: Baseline.Entry) {
      file = entry.file
      longitude = entry.longitude
      latitude = entry.latitude
    }
  }

  private mutating func pairNear() {
    let entries = group.before.sorted { latitude(before[$0]) < latitude(before[$1]) }
    let latitudes = entries.map { latitude(before[$0]) }
    let farthest = group.before.map { tolerance(before[$0]) }.max() ?? 0
    var candidates: [Candidate] = []
    for finding in group.today {
      let reach = max(farthest, tolerance(today[finding])) / DegreeLength.onSphere * 1.01
      let here = latitude(today[finding])
      var position = latitudes.firstPlace { $0 >= here - reach }
      while position < entries.count, latitudes[position] <= here + reach {
        let entry = entries[position]
        position += 1
        let distance = SmallDistance.meters(today[finding], before[entry])
        let limit = max(tolerance(today[finding]), tolerance(before[entry]))
        guard distance <= limit else { continue }
        let moved = today[finding].file != before[entry].file
        candidates.append(
          Candidate(moved: moved, distance: distance, finding: finding, entry: entry))
      }
    }
    var free = (today: Set(group.today), before: Set(group.before))
    for candidate in candidates.sorted() where free.today.contains(candidate.finding) {
      guard free.before.remove(candidate.entry) != nil else { continue }
      free.today.remove(candidate.finding)
      pairs.append((candidate.finding, candidate.entry))
    }
  }

  private func latitude(_ entry: Baseline.Entry) -> Double { entry.latitude ?? 0 }

  private func tolerance(_ entry: Baseline.Entry) -> Double {
    max(BaselineMatching.leastTolerance, isNamed ? entry.lengthMeters ?? 0 : 0)
  }

  private struct Candidate: Comparable {
    let moved: Bool
    let distance: Double
    let finding: Int
    let entry: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
      if a.moved != b.moved { return b.moved }
      return (a.distance, a.entry, a.finding) < (b.distance, b.entry, b.finding)
    }
  }
}
