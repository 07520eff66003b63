internal import GeoCore
internal import GeoStreets
internal import PlanningStudies

/// Which demand places each place reaches, and at what cost, in compressed sparse rows.
///
/// **Units:** whole millimetres or milliseconds, see `SiteModel`.
/// **Complexity:** 12 bytes a pair.
struct SiteReach: Sendable, Equatable {
  /// More pairs are refused: they would take gigabytes.
  static let mostPairs = 1 << 25

  /// No cost is greater: 68,719 km, three times as far as any two places on Earth are apart, or 795
  /// days; streets have no way that takes more than 24 days.
  static let mostCost = 1 << 36 - 1

  let demandCount: Int
  /// Place j has the pairs `offsets[j] ..< offsets[j + 1]`.
  let offsets: [Int]
  /// The demand place of each pair, ascending within a place.
  let demands: [Int32]
  let costs: [Int]

  var placeCount: Int { offsets.count - 1 }
  var pairCount: Int { costs.count }

  func pairs(ofPlace j: Int) -> Range<Int> { offsets[j]..<offsets[j + 1] }

  /// - Parameter rows: of each place its pairs, demand places ascending.
  init(demandCount: Int, rows: [Rows]) {
    self.demandCount = demandCount
    var offsets = [0]
    var demands: [Int32] = []
    var costs: [Int] = []
    demands.reserveCapacity(rows.reduce(0) { $0 + $1.demands.count })
    costs.reserveCapacity(demands.capacity)
    for block in rows {
      for count in block.counts { offsets.append(offsets[offsets.count - 1] + count) }
      demands += block.demands
      costs += block.costs
    }
    self.offsets = offsets
    self.demands = demands
    self.costs = costs
  }

  /// The pairs of some places in a row.
  struct Rows: Sendable {
    var counts: [Int] = []
    var demands: [Int32] = []
    var costs: [Int] = []
  }

  /// From rows of demand places: which places reach each, ascending.
  init(placeCount: Int, demandRows: Rows) {
    demandCount = demandRows.counts.count
    var rows = CountedRows<Int>(count: placeCount) { add in
      for place in demandRows.demands { add(Int(place)) }
    }
    offsets = rows.offsets
    var demands = Array(repeating: Int32(0), count: demandRows.demands.count)
    var costs = Array(repeating: 0, count: demandRows.demands.count)
    var pair = 0
    for (demand, count) in demandRows.counts.enumerated() {
      for _ in 0..<count {
        let place = rows.place(inRow: Int(demandRows.demands[pair]))
        demands[place] = Int32(demand)
        costs[place] = demandRows.costs[pair]
        pair += 1
      }
    }
    self.demands = demands
    self.costs = costs
  }

  /// Of each demand place whether any place reaches it.
  var isReached: [Bool] {
    var reached = Array(repeating: false, count: demandCount)
    for demand in demands { reached[Int(demand)] = true }
    return reached
  }

  /// Of each demand place the nearest place and its cost, the first of equals; nil where none
  /// reaches it.
  var nearest: [(place: Int, cost: Int)?] {
    var nearest: [(place: Int, cost: Int)?] = Array(repeating: nil, count: demandCount)
    for j in 0..<placeCount {
      for pair in pairs(ofPlace: j) {
        let demand = Int(demands[pair])
        if let known = nearest[demand], known.cost <= costs[pair] { continue }
        nearest[demand] = (j, costs[pair])
      }
    }
    return nearest
  }

  /// A distance in whole millimetres.
  /// - Throws: `InputError` when it is farther than `mostCost`, or not finite.
  static func millimeters(_ meters: Double) throws(InputError) -> Int {
    guard let whole = Int(exactly: (meters * 1000).rounded()), whole <= mostCost else {
      throw InputError(
        reason:
          "a demand place and a candidate are \(JSONText.number(meters)) m apart, farther than"
          + " any two places on Earth",
        remedy: "check the coordinates of both, and that their reference systems are the true ones")
    }
    return whole
  }

  /// Why a table is not made.
  static func tooLarge(_ cutoff: SiteCutoff?) -> InputError {
    InputError(
      reason: "more than \(mostPairs) pairs of a demand place and a candidate are in reach",
      remedy: cutoff == nil
        ? "name a limit that leaves far pairs out: \(StreetSetting.cutoff)"
        : .anyOf(
          "name a shorter limit with \(StreetSetting.cutoff)",
          "name fewer candidates or demand places"), kind: .usage)
  }
}
