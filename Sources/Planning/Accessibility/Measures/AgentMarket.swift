internal import Geo
internal import Glibc

/// Who goes where, in the rational agent access model.
///
/// The choices of an origin stand in the order of travel cost, so that the search for the cheapest
/// can stop: no later choice costs less than its travel and the least crowd of any place.
struct AgentMarket: Sendable {
  /// Choices of origin i: `offsets[i] ..< offsets[i + 1]`.
  private var offsets: [Int] = [0]
  /// Travel cost over τ, ascending within an origin.
  private var travel: [Double] = []
  private var places: [Int32] = []
  /// The pair of the table of costs that each choice is.
  private var pairs: [Int32] = []
  /// People of the origin who take the choice.
  private var taken: [Double] = []
  /// One past the last choice of each origin that anybody takes.
  private var lastTaken: [Int] = []
  private let people: [Double]
  /// Supply times ρ: the people that a place serves at average crowds.
  private let capacity: [Double]
  /// The people who go to each place.
  private var visitors: [Double]
  /// People over capacity of each place, before the last move.
  private var crowds: [Double]

  private static let firstPart = 0.2
  private static let leastPart = 0.005
  private static let halfLife = 50.0
  private static let carefulCycles = 20

  init(
    _ study: AccessStudy, _ people: [Double], tau: Double, rho: Double, threads: Int
  ) throws {
    self.people = people
    capacity = study.supply.map { $0 * rho }
    visitors = Array(repeating: 0, count: study.destinationCount)
    crowds = visitors
    let costs = study.costs
    let supply = study.supply
    let rows = try Parallel.map(
      count: study.originCount, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      origins.map { origin -> [Choice] in
        guard people[origin] > 0 else { return [] }
        var row: [Choice] = []
        for pair in costs.pairs(ofOrigin: origin) where supply[Int(costs.destinations[pair])] > 0 {
          row.append(
            Choice(
              travel: costs.minutes[pair] / tau, place: costs.destinations[pair],
              pair: Int32(pair)))
        }
        row.sort { $0.travel < $1.travel || $0.travel == $1.travel && $0.place < $1.place }
        return row
      }
    }
    for row in rows.joined() {
      let start = travel.count
      for choice in row {
        travel.append(choice.travel)
        places.append(choice.place)
        pairs.append(choice.pair)
        taken.append(0)
      }
      lastTaken.append(start)
      if let nearest = row.first {
        let origin = offsets.count - 1
        taken[start] = people[origin]
        lastTaken[origin] = start + 1
        visitors[Int(nearest.place)] += people[origin]
      }
      offsets.append(travel.count)
    }
  }

  private struct Choice {
    var travel: Double
    var place: Int32
    var pair: Int32
  }

  /// How many people of an origin move, and between which choices.
  private struct Move {
    var origin: Int
    var from: Int
    var to: Int
    var people: Double
  }

  func choices(ofOrigin origin: Int) -> Range<Int> { offsets[origin]..<offsets[origin + 1] }

  /// One cycle; false when nobody moves any more, in this cycle and all later ones.
  mutating func move(_ cycle: Int, threads: Int) throws -> Bool {
    for place in visitors.indices where capacity[place] > 0 {
      crowds[place] = visitors[place] / capacity[place]
    }
    let part = max(Self.firstPart * pow(0.5, Double(cycle) / Self.halfLife), Self.leastPart)
    var moves = try Self.moves(self, part: part, threads: threads)
    if cycle < Self.carefulCycles { restrain(&moves) }
    for move in moves {
      taken[move.to] += move.people
      taken[move.from] -= move.people
      visitors[Int(places[move.to])] += move.people
      visitors[Int(places[move.from])] -= move.people
      var last = max(lastTaken[move.origin], move.to + 1)
      while last > offsets[move.origin], taken[last - 1] == 0 { last -= 1 }
      lastTaken[move.origin] = last
    }
    return !moves.isEmpty || cycle < Self.carefulCycles
  }

  /// What the people of each origin want.
  private static func moves(_ market: AgentMarket, part: Double, threads: Int) throws -> [Move] {
    var least = Double.infinity
    for place in market.crowds.indices where market.capacity[place] > 0 {
      least = min(least, market.crowds[place])
    }
    let leastCrowd = least
    let chunks = try Parallel.map(
      count: market.people.count, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      origins.compactMap { market.move(ofOrigin: $0, part: part, leastCrowd: leastCrowd) }
    }
    return Array(chunks.joined())
  }

  private func move(ofOrigin origin: Int, part: Double, leastCrowd: Double) -> Move? {
    var cheapest = -1
    var least = Double.infinity
    for choice in choices(ofOrigin: origin) {
      guard travel[choice] + leastCrowd <= least else { break }
      let cost = crowds[Int(places[choice])] + travel[choice]
      if cost < least
        || cost == least && cheapest >= 0 && places[choice] < places[cheapest]
      {
        (least, cheapest) = (cost, choice)
      }
    }
    var costliest = -1
    var most = -Double.infinity
    for choice in offsets[origin]..<lastTaken[origin] where taken[choice] > 0 {
      let cost = crowds[Int(places[choice])] + travel[choice]
      if cost > most || cost == most && places[choice] < places[costliest] {
        (most, costliest) = (cost, choice)
      }
    }
    guard cheapest >= 0, costliest >= 0, cheapest != costliest else { return nil }
    // The number that makes both choices cost the same: it solves
    // travelTo + (x + othersTo) / capacityTo = travelFrom + (both - x + othersFrom) / capacityFrom.
    let (to, from) = (Int(places[cheapest]), Int(places[costliest]))
    let both = taken[cheapest] + taken[costliest]
    let othersTo = visitors[to] - taken[cheapest]
    let othersFrom = visitors[from] - taken[costliest]
    let joint = capacity[to] * capacity[from] / (capacity[to] + capacity[from])
    let gap =
      (travel[costliest] - travel[cheapest]) + (both + othersFrom) / capacity[from] - othersTo
      / capacity[to]
    let wanted = min(joint * gap - taken[cheapest], taken[costliest])
    let people = min(wanted, part * people[origin]).rounded(.towardZero)
    guard people > 0 else { return nil }
    return Move(origin: origin, from: costliest, to: cheapest, people: people)
  }

  /// Lets no place take in more people than it serves at average crowds.
  private func restrain(_ moves: inout [Move]) {
    var arrivals = Array(repeating: 0.0, count: visitors.count)
    for move in moves { arrivals[Int(places[move.to])] += move.people }
    for i in moves.indices {
      let place = Int(places[moves[i].to])
      let excess = max(arrivals[place] / capacity[place], 1)
      moves[i].people = (moves[i].people / excess).rounded(.toNearestOrEven)
    }
  }

  /// People times cost of every pair of the table of costs; nil for pairs that nobody takes.
  func costsOfPairs(count: Int) -> [Double?] {
    var costs = [Double?](repeating: nil, count: count)
    for choice in taken.indices where taken[choice] > 0 {
      costs[Int(pairs[choice])] =
        (crowds[Int(places[choice])] + travel[choice]) * taken[choice]
    }
    return costs
  }
}
