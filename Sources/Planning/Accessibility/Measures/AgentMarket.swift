internal import Geo
internal import Glibc

/// Who goes where, in the rational agent access model.
///
/// The cheapest choice of an origin is found by looking at the nearest places and at the least
/// crowded ones by turns: after d of both, no other costs less than the d-th travel and the d-th
/// crowd together. The search is over long before the nearest places that are listed run out; where
/// it is not, all choices of the origin are looked at.
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
      choices.append(Choice(travel: travel, place: place, pair: Int32(pair)))
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
    /// The pair of the table of costs.
    var pair: Int32

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

  /// How many people of an origin move, and between which choices.
  private struct Move {
    var origin: Int
    var from: Choice
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
    for move in moves where move.people > 0 {
      add(move.people, of: move.origin, to: move.to)
      add(-move.people, of: move.origin, to: move.from)
    }
    return !moves.isEmpty || cycle < Self.carefulCycles
  }

  /// Sends more people of an origin to a place, or fewer.
  private mutating func add(_ more: Double, of origin: Int, to choice: Choice) {
    visitors[Int(choice.place)] += more
    guard let i = used[origin].firstIndex(where: { $0.choice.place == choice.place }) else {
      return used[origin].append(Use(choice: choice, people: more))
    }
    used[origin][i].people += more
    if used[origin][i].people == 0 { used[origin].remove(at: i) }
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

  /// The choice of an origin that is a place; nil when the table of costs has no such pair.
  private func choice(_ place: Int32, ofOrigin origin: Int) -> Choice? {
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
    return Choice(travel: costs.minutes[pair] / tau, place: place, pair: Int32(pair))
  }

  private func cost(of choice: Choice) -> Double { crowds[Int(choice.place)] + choice.travel }

  /// The choice that costs an origin least; of equals that of the first place.
  private func cheapest(ofOrigin origin: Int) -> Choice? {
    var cheapest: Choice?
    var least = Double.infinity
    func look(at choice: Choice) {
      let cost = cost(of: choice)
      guard cost <= least else { return }
      if cost < least || choice.place < (cheapest ?? choice).place {
        (least, cheapest) = (cost, choice)
      }
    }
    for (depth, i) in (offsets[origin]..<offsets[origin + 1]).enumerated() {
      let calm = calmest[depth]
      guard nearest[i].travel + calm.crowd <= least else { return cheapest }
      look(at: nearest[i])
      // No place is nearer than the first.
      guard nearest[offsets[origin]].travel + calm.crowd <= least else { continue }
      if let calm = choice(calm.place, ofOrigin: origin) { look(at: calm) }
    }
    guard hasMoreChoices(origin) else { return cheapest }
    for pair in costs.pairs(ofOrigin: origin) {
      let place = costs.destinations[pair]
      guard capacity[Int(place)] > 0 else { continue }
      look(at: Choice(travel: costs.minutes[pair] / tau, place: place, pair: Int32(pair)))
    }
    return cheapest
  }

  /// Whether an origin may have more choices than are listed.
  private func hasMoreChoices(_ origin: Int) -> Bool {
    offsets[origin + 1] - offsets[origin] == Self.listed
  }

  /// The choice that costs most of those that people of an origin take; of equals that of the first
  /// place.
  private func costliest(ofOrigin origin: Int) -> Use? {
    var costliest: Use?
    var most = -Double.infinity
    for use in used[origin] {
      let cost = cost(of: use.choice)
      if cost > most || cost == most && use.choice.place < (costliest ?? use).choice.place {
        (most, costliest) = (cost, use)
      }
    }
    return costliest
  }

  private func move(ofOrigin origin: Int, part: Double) -> Move? {
    guard let cheapest = cheapest(ofOrigin: origin), let costliest = costliest(ofOrigin: origin),
      cheapest.place != costliest.choice.place
    else { return nil }
    // The number that makes both choices cost the same: it solves
    // travelTo + (x + othersTo) / capacityTo = travelFrom + (both - x + othersFrom) / capacityFrom.
    let (to, from) = (Int(cheapest.place), Int(costliest.choice.place))
    let already = used[origin].first { $0.choice.place == cheapest.place }?.people ?? 0
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
    return Move(origin: origin, from: costliest.choice, to: cheapest, people: people)
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
    used[origin].sorted { $0.choice.pair < $1.choice.pair }.map { use in
      (Int(use.choice.pair), cost(of: use.choice) * use.people)
    }
  }
}
