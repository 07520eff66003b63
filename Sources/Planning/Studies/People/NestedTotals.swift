internal import GeoCore

/// Makes layers of zones nest that are meant to, though their borders were drawn apart.
///
/// A zone belongs to the zone of another layer that holds nearly all of its ground. The strips of it that
/// lie elsewhere are of no zone of its layer then: else a few people between two drawings of one border
/// would make totals contradict each other that agree. Where the zones inside one add up to its own known
/// total, nobody is left for the ground between them.
///
/// **Units:** m² of fragments.
struct NestedTotals {
  /// For each layer, the zone of each fragment.
  private(set) var zones: [[Int?]]
  /// Fragments on which nobody is left.
  private(set) var empty: Set<Int> = []

  /// A zone is inside another that holds so much of its ground.
  static let nestedShare = 0.95
  /// Totals that differ by less are the same. People.
  private static let sameTotal = 0.5

  init(_ fragments: PeopleFragments, _ totals: [PeopleModel.Known]) {
    zones = fragments.zones
    for parent in totals.indices {
      for child in totals.indices where child != parent {
        nest(child, in: parent, totals, fragments)
      }
    }
  }

  private mutating func nest(
    _ child: Int, in parent: Int, _ totals: [PeopleModel.Known], _ fragments: PeopleFragments
  ) {
    let holders = holders(of: child, in: parent, totals, fragments)
    guard holders.contains(where: { $0 != nil }) else { return }
    for fragment in 0..<fragments.count {
      guard let zone = zones[child][fragment], let holder = holders[zone],
        zones[parent][fragment] != holder
      else { continue }
      zones[child][fragment] = nil
    }
    var sums: [Int: Double] = [:]
    var isComplete: [Int: Bool] = [:]
    for (zone, holder) in holders.enumerated() {
      guard let holder else { continue }
      sums[holder, default: 0] += totals[child].people[zone] ?? 0
      isComplete[holder] = isComplete[holder] != false && totals[child].people[zone] != nil
    }
    let full = Set(
      sums.filter { holder, sum in
        guard isComplete[holder] == true, let known = totals[parent].people[holder] else {
          return false
        }
        return abs(known - sum) < Self.sameTotal
      }.keys)
    for fragment in 0..<fragments.count {
      guard zones[child][fragment] == nil, let zone = zones[parent][fragment], full.contains(zone)
      else { continue }
      empty.insert(fragment)
    }
  }

  /// The zone of the parent layer that nearly all of each child's ground is in; nil where it crosses.
  private func holders(
    of child: Int, in parent: Int, _ totals: [PeopleModel.Known], _ fragments: PeopleFragments
  ) -> [Int?] {
    let count = totals[child].people.count
    var areas = Array(repeating: 0.0, count: count)
    var shares: [[Int: Double]] = Array(repeating: [:], count: count)
    for fragment in 0..<fragments.count {
      guard let zone = zones[child][fragment] else { continue }
      areas[zone] += fragments.areas[fragment]
      guard let holder = zones[parent][fragment] else { continue }
      shares[zone][holder, default: 0] += fragments.areas[fragment]
    }
    let sizes = areaOfZones(parent, totals, fragments)
    return (0..<count).map { zone in
      let most = shares[zone].max { ($0.value, $1.key) < ($1.value, $0.key) }
      guard let most, most.value >= Self.nestedShare * areas[zone] else { return nil }
      // Of two zones that are one ground, that of the later layer is the one inside.
      let isOneGround = most.value > Self.nestedShare * sizes[most.key]
      return isOneGround && child < parent ? nil : most.key
    }
  }

  private func areaOfZones(
    _ layer: Int, _ totals: [PeopleModel.Known], _ fragments: PeopleFragments
  ) -> [Double] {
    var areas = Array(repeating: 0.0, count: totals[layer].people.count)
    for fragment in 0..<fragments.count {
      if let zone = zones[layer][fragment] { areas[zone] += fragments.areas[fragment] }
    }
    return areas
  }
}
