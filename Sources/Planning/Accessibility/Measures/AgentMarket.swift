internal import Geo
internal import Glibc

/// Who goes where, in the rational agent access model.
///
/// The cheapest choice of an origin is found by looking at the nearest places and at the least
/// crowded ones by turns: after d of both, no other costs less than the d-th travel and the d-th
/// crowd together.
/// **Source:** the threshold algorithm of Fagin, Lotem and Naor 2003,
/// doi:10.1016/S0022-0000(03)00026-6.
struct AgentMarket: Sendable {
  /// Choices of origin i: `offsets[i] ..< offsets[i + 1]`.
  private var offsets: [Int] = [0]
  /// In ascending order of travel cost within an origin.
  private var choices: [Choice] = []
  /// People of the origin who take the choice.
  private var taken: [Double]
  /// The choices of each origin that anybody takes.
  private var used: [[Int32]] = []
  /// The choice that each pair of the table of costs is; -1 when it is none.
  private var choiceOfPair: [Int32]
  private let costs: CostTable
  private let people: [Double]
  /// Supply times ρ: the people that a place serves at average crowds.
  private let capacity: [Double]
  /// The people who go to each place.
  private var visitors: [Double]
  /// People over capacity of each place, before the last move.
  private var crowds: [Double]
  /// The places that serve anybody, least crowded first, and how crowded they are.
  private var calmest: [(place: Int32, crowd: Double)] = []

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
    self.costs = costs
    let supply = study.supply
    let chunks = try Parallel.map(
      count: study.originCount, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      var rows: (choices: [Choice], counts: [Int]) = ([], [])
      for origin in origins {
        let start = rows.choices.count
        let pairs = people[origin] > 0 ? costs.pairs(ofOrigin: origin) : 0..<0
        for pair in pairs where supply[Int(costs.destinations[pair])] > 0 {
          rows.choices.append(
            Choice(
              travel: costs.minutes[pair] / tau, place: costs.destinations[pair],
              pair: Int32(pair)))
        }
        rows.choices[start...].sort()
        rows.counts.append(rows.choices.count - start)
      }
      return rows
    }
    choices.reserveCapacity(chunks.reduce(0) { $0 + $1.choices.count })
    for chunk in chunks {
      choices += chunk.choices
      for count in chunk.counts { offsets.append(offsets[offsets.count - 1] + count) }
    }
    taken = Array(repeating: 0, count: choices.count)
    choiceOfPair = Array(repeating: -1, count: costs.pairCount)
    for (i, choice) in choices.enumerated() { choiceOfPair[Int(choice.pair)] = Int32(i) }
    used = Array(repeating: [], count: people.count)
    for origin in people.indices where offsets[origin] < offsets[origin + 1] {
      let nearest = offsets[origin]
      taken[nearest] = people[origin]
      used[origin] = [Int32(nearest)]
      visitors[Int(choices[nearest].place)] += people[origin]
    }
  }

  private struct Choice: Comparable {
    /// Travel cost over τ.
    var travel: Double
    var place: Int32
    /// The pair of the table of costs.
    var pair: Int32

    @inline(__always)
    static func < (a: Choice, b: Choice) -> Bool {
      a.travel < b.travel || a.travel == b.travel && a.place < b.place
    }
  }

  /// How many people of an origin move, and between which choices.
  private struct Move {
    var origin: Int
    var from: Int
    var to: Int
    var people: Double
  }

  func hasChoices(_ origin: Int) -> Bool { offsets[origin] < offsets[origin + 1] }

  /// One cycle; false when nobody moves any more, in this cycle and all later ones.
  mutating func move(_ cycle: Int, threads: Int) throws -> Bool {
    calmest.removeAll(keepingCapacity: true)
    for place in visitors.indices where capacity[place] > 0 {
      crowds[place] = visitors[place] / capacity[place]
      calmest.append((Int32(place), crowds[place]))
    }
    calmest.sort { ($0.crowd, $0.place) < ($1.crowd, $1.place) }
    let part = max(Self.firstPart * pow(0.5, Double(cycle) / Self.halfLife), Self.leastPart)
    var moves = try Self.moves(self, part: part, threads: threads)
    if cycle < Self.carefulCycles { restrain(&moves) }
    for move in moves where move.people > 0 {
      if taken[move.to] == 0 { used[move.origin].append(Int32(move.to)) }
      taken[move.to] += move.people
      taken[move.from] -= move.people
      if taken[move.from] == 0 { used[move.origin].removeAll { Int($0) == move.from } }
      visitors[Int(choices[move.to].place)] += move.people
      visitors[Int(choices[move.from].place)] -= move.people
    }
    return !moves.isEmpty || cycle < Self.carefulCycles
  }

  /// What the people of each origin want.
  private static func moves(_ market: AgentMarket, part: Double, threads: Int) throws -> [Move] {
    let chunks = try Parallel.map(
      count: market.people.count, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      origins.compactMap { market.move(ofOrigin: $0, part: part) }
    }
    return Array(chunks.joined())
  }

  /// The choice of an origin that is a place; nil when it is none.
  private func choice(_ place: Int32, ofOrigin origin: Int) -> Int? {
    let pairs = costs.pairs(ofOrigin: origin)
    var pair = pairs.lowerBound + Int(place)
    if pairs.count < costs.destinationCount {
      var (low, high) = (pairs.lowerBound, pairs.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if costs.destinations[middle] < place { low = middle + 1 } else { high = middle }
      }
      guard low < pairs.upperBound, costs.destinations[low] == place else { return nil }
      pair = low
    }
    return choiceOfPair[pair] < 0 ? nil : Int(choiceOfPair[pair])
  }

  /// The choice that costs an origin least; of equals that of the first place.
  private func cheapest(ofOrigin origin: Int) -> Int? {
    var cheapest: Int?
    var least = Double.infinity
    func look(at i: Int) {
      let choice = choices[i]
      let cost = crowds[Int(choice.place)] + choice.travel
      guard cost <= least else { return }
      if cost < least || choice.place < choices[cheapest ?? i].place {
        (least, cheapest) = (cost, i)
      }
    }
    for (depth, i) in (offsets[origin]..<offsets[origin + 1]).enumerated() {
      guard choices[i].travel + calmest[depth].crowd <= least else { break }
      look(at: i)
      if let calm = choice(calmest[depth].place, ofOrigin: origin) { look(at: calm) }
    }
    return cheapest
  }

  /// The choice that costs most of those that people of an origin take; of equals that of the first
  /// place.
  private func costliest(ofOrigin origin: Int) -> Int? {
    var costliest: Int?
    var most = -Double.infinity
    for i in used[origin].lazy.map({ Int($0) }) {
      let choice = choices[i]
      let cost = crowds[Int(choice.place)] + choice.travel
      if cost > most || cost == most && choice.place < choices[costliest ?? i].place {
        (most, costliest) = (cost, i)
      }
    }
    return costliest
  }

  private func move(ofOrigin origin: Int, part: Double) -> Move? {
    guard let cheapest = cheapest(ofOrigin: origin), let costliest = costliest(ofOrigin: origin),
      cheapest != costliest
    else { return nil }
    // The number that makes both choices cost the same: it solves
    // travelTo + (x + othersTo) / capacityTo = travelFrom + (both - x + othersFrom) / capacityFrom.
    let (to, from) = (Int(choices[cheapest].place), Int(choices[costliest].place))
    let both = taken[cheapest] + taken[costliest]
    let othersTo = visitors[to] - taken[cheapest]
    let othersFrom = visitors[from] - taken[costliest]
    let joint = capacity[to] * capacity[from] / (capacity[to] + capacity[from])
    let gap =
      (choices[costliest].travel - choices[cheapest].travel) + (both + othersFrom) / capacity[from]
      - othersTo
      / capacity[to]
    let wanted = min(joint * gap - taken[cheapest], taken[costliest])
    let people = min(wanted, part * people[origin]).rounded(.towardZero)
    guard people > 0 else { return nil }
    return Move(origin: origin, from: costliest, to: cheapest, people: people)
  }

  /// Lets no place take in more people than it serves at average crowds.
  private func restrain(_ moves: inout [Move]) {
    var arrivals = Array(repeating: 0.0, count: visitors.count)
    for move in moves { arrivals[Int(choices[move.to].place)] += move.people }
    for i in moves.indices {
      let place = Int(choices[moves[i].to].place)
      let excess = max(arrivals[place] / capacity[place], 1)
      moves[i].people = (moves[i].people / excess).rounded(.toNearestOrEven)
    }
  }

  /// People times cost of every pair of the table of costs; NaN for pairs that nobody takes.
  func costsOfPairs(count: Int) -> [Double] {
    var costs = Array(repeating: Double.nan, count: count)
    for (choice, people) in zip(choices, taken) where people > 0 {
      costs[Int(choice.pair)] = (crowds[Int(choice.place)] + choice.travel) * people
    }
    return costs
  }
}
