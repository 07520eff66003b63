internal import GeoCore
internal import Glibc

/// Who goes where, in the rational agent access model.
///
/// The cheapest choice of an origin is found by looking at the nearest places and at the least
/// crowded ones by turns: after d of both, no other costs less than the d-th travel and the d-th
/// crowd together. Where the nearest that are listed run out, the travel to the last of them stands
/// for that to all others.
/// **Source:** the threshold algorithm of Fagin, Lotem and Naor 2003,
/// doi:10.1016/S0022-0000(03)00026-6.
struct AgentMarket: Sendable {
  /// The nearest choices of origin i, by cost and place: `offsets[i] ..< offsets[i + 1]`.
  private var offsets: [Int] = [0]
  private var nearest: [Choice] = []
  /// The choices of each origin that anybody takes.
  private var used: [[Use]] = []
  private let costs: CostTable
  private let tau: Double
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
  /// How many of the nearest choices are listed.
  private static let listed = 32

  init(
    _ study: AccessStudy, _ people: [Double], tau: Double, rho: Double, threads: Int
  ) throws {
    self.people = people
    self.tau = tau
    let capacity = study.supply.map { $0 * rho }
    self.capacity = capacity
    visitors = Array(repeating: 0, count: study.destinationCount)
    crowds = visitors
    let costs = study.costs
    self.costs = costs
    let chunks = try Parallel.map(
      count: study.originCount, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      origins.map { origin in
        people[origin] > 0
          ? Self.nearest(costs, ofOrigin: origin, capacity: capacity, tau: tau) : []
      }
    }
    for choices in chunks.joined() {
      nearest += choices
      offsets.append(nearest.count)
    }
    used = Array(repeating: [], count: people.count)
    for (origin, choices) in chunks.joined().enumerated() {
      guard let first = choices.first else { continue }
      used[origin] = [Use(choice: first, people: people[origin])]
      visitors[Int(first.place)] += people[origin]
    }
  }

  /// The nearest places that serve anybody; of equals the first.
  private static func nearest(
    _ costs: CostTable, ofOrigin origin: Int, capacity: [Double], tau: Double
  ) -> [Choice] {
    var choices: [Choice] = []
    var limit = Double.infinity
    func keepNearest() {
      choices.sort()
      if choices.count > listed { choices.removeLast(choices.count - listed) }
    }
    for pair in costs.pairs(ofOrigin: origin) {
      let place = costs.destinations[pair]
      let travel = costs.minutes[pair] / tau
      guard travel < limit || limit == .infinity, capacity[Int(place)] > 0 else { continue }
      choices.append(Choice(travel: travel, place: place))
      guard choices.count == 2 * listed else { continue }
      keepNearest()
      limit = choices[listed - 1].travel
    }
    keepNearest()
    return choices
  }

  /// A place that an origin may go to.
  private struct Choice: Comparable {
    /// Travel cost over τ.
    var travel: Double
    var place: Int32

    @inline(__always)
    static func < (a: Choice, b: Choice) -> Bool {
      a.travel < b.travel || a.travel == b.travel && a.place < b.place
    }
  }

  /// A choice, and the people of the origin who take it.
  private struct Use: Sendable {
    var choice: Choice
    var people: Double
  }

  /// How many people of an origin move, and between which of its choices.
  private struct Move {
    var origin: Int
    /// Where the costliest choice stands among those in use.
    var from: Int
    /// Where the cheapest choice stands there; nil when it is not in use yet.
    var use: Int?
    var to: Choice
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
    for move in moves where move.people > 0 { carryOut(move) }
    return !moves.isEmpty || cycle < Self.carefulCycles
  }

  private mutating func carryOut(_ move: Move) {
    visitors[Int(move.to.place)] += move.people
    if let use = move.use {
      used[move.origin][use].people += move.people
    } else {
      used[move.origin].append(Use(choice: move.to, people: move.people))
    }
    visitors[Int(used[move.origin][move.from].choice.place)] -= move.people
    used[move.origin][move.from].people -= move.people
    if used[move.origin][move.from].people == 0 { used[move.origin].remove(at: move.from) }
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

  /// The pair of an origin and a place; nil when the table of costs has none.
  private func pair(_ place: Int32, ofOrigin origin: Int) -> Int? {
    let pairs = costs.pairs(ofOrigin: origin)
    if pairs.count == costs.destinationCount { return pairs.lowerBound + Int(place) }
    let pair = pairs.firstPlace { costs.destinations[$0] >= place }
    return pair < pairs.upperBound && costs.destinations[pair] == place ? pair : nil
  }

  private func cost(of choice: Choice) -> Double { crowds[Int(choice.place)] + choice.travel }

  /// The choice that costs an origin least; of equals that of the first place.
  private func cheapest(ofOrigin origin: Int) -> Choice? {
    let listed = offsets[origin]..<offsets[origin + 1]
    guard let first = listed.first, let last = listed.last else { return nil }
    var cheapest = nearest[first]
    var least = cost(of: cheapest)
    func look(at choice: Choice) {
      let cost = cost(of: choice)
      guard cost < least || cost == least && choice.place < cheapest.place else { return }
      (least, cheapest) = (cost, choice)
    }
    func look(atPlace place: Int32) {
      guard let pair = pair(place, ofOrigin: origin) else { return }
      look(at: Choice(travel: costs.minutes[pair] / tau, place: place))
    }
    for (i, calm) in zip(listed, calmest) {
      guard nearest[i].travel + calm.crowd <= least else { return cheapest }
      look(at: nearest[i])
      // No place is nearer than the first.
      if nearest[first].travel + calm.crowd <= least { look(atPlace: calm.place) }
    }
    guard hasMoreChoices(origin) else { return cheapest }
    for calm in calmest.dropFirst(listed.count) {
      guard nearest[last].travel + calm.crowd <= least else { return cheapest }
      look(atPlace: calm.place)
    }
    return cheapest
  }

  /// Whether an origin may have more choices than are listed.
  private func hasMoreChoices(_ origin: Int) -> Bool {
    offsets[origin + 1] - offsets[origin] == Self.listed
  }

  /// Where among the choices in use the one stands that costs most; of equals that of the first
  /// place.
  private func costliest(of uses: [Use]) -> Int? {
    var costliest: Int?
    var most = -Double.infinity
    for (i, use) in uses.enumerated() {
      let cost = cost(of: use.choice)
      if cost > most || cost == most && use.choice.place < uses[costliest ?? i].choice.place {
        (most, costliest) = (cost, i)
      }
    }
    return costliest
  }

  private func move(ofOrigin origin: Int, part: Double) -> Move? {
    let uses = used[origin]
    guard let cheapest = cheapest(ofOrigin: origin), let worst = costliest(of: uses),
      cheapest.place != uses[worst].choice.place
    else { return nil }
    let costliest = uses[worst]
    let use = uses.firstIndex { $0.choice.place == cheapest.place }
    // The number that makes both choices cost the same: it solves
    // travelTo + (x + othersTo) / capacityTo = travelFrom + (both - x + othersFrom) / capacityFrom.
    let (to, from) = (Int(cheapest.place), Int(costliest.choice.place))
    let already = use.map { uses[$0].people } ?? 0
    let both = already + costliest.people
    let othersTo = visitors[to] - already
    let othersFrom = visitors[from] - costliest.people
    let joint = capacity[to] * capacity[from] / (capacity[to] + capacity[from])
    let gap =
      (costliest.choice.travel - cheapest.travel) + (both + othersFrom) / capacity[from]
      - othersTo / capacity[to]
    let wanted = min(joint * gap - already, costliest.people)
    let people = min(wanted, part * people[origin]).rounded(.towardZero)
    guard people > 0 else { return nil }
    return Move(origin: origin, from: worst, use: use, to: cheapest, people: people)
  }

  /// Lets no place take in more people than it serves at average crowds.
  private func restrain(_ moves: inout [Move]) {
    var arrivals = Array(repeating: 0.0, count: visitors.count)
    for move in moves { arrivals[Int(move.to.place)] += move.people }
    for i in moves.indices {
      let place = Int(moves[i].to.place)
      let excess = max(arrivals[place] / capacity[place], 1)
      moves[i].people = (moves[i].people / excess).rounded(.toNearestOrEven)
    }
  }

  /// What each choice of an origin that anybody takes costs all who take it, in the order of pairs.
  func paid(byOrigin origin: Int) -> [(pair: Int, cost: Double)] {
    used[origin].compactMap { use in
      pair(use.choice.place, ofOrigin: origin).map { ($0, cost(of: use.choice) * use.people) }
    }.sorted { $0.pair < $1.pair }
  }
}
