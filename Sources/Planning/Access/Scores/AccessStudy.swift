public import GeoCore
public import PlanningStudies

/// What measures are taken of: costs, people at the origins, supply at the destinations.
public struct AccessStudy: Sendable {
  /// What it costs to get from origins to destinations.
  public var costs: CostTable
  /// People at each origin; nil when nobody was counted.
  public var demand: [Double]?
  /// What each destination offers; 1 each when nothing was counted.
  public var supply: [Double]
  /// The ids of the places, for messages; empty where they have none.
  public var originIDs: [FeatureID] = []
  /// The ids of the destinations, for messages; empty where they have none.
  public var destinationIDs: [FeatureID] = []

  /// A study of places that are known by their numbers.
  ///
  /// - Throws: `InputError` when there are another number of amounts than places, one is not a
  ///   finite number of 0 or more, or all together are too many to count.
  public init(costs: CostTable, demand: [Double]?, supply: [Double]?) throws(InputError) {
    func check(_ amounts: [Double], _ count: Int, _ what: String) throws(InputError) {
      guard amounts.count == count, amounts.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw InputError(
          reason: "the \(what) must be \(count) finite numbers of 0 or more", kind: .usage)
      }
      guard amounts.reduce(0, +).isFinite else {
        throw InputError(
          reason: "the \(what) of all places together is too large to count",
          remedy: "correct the column, or give it in another unit")
      }
    }
    self.costs = costs
    self.demand = demand
    self.supply = supply ?? Array(repeating: 1, count: costs.destinationCount)
    if let demand { try check(demand, costs.originCount, "demand") }
    try check(self.supply, costs.destinationCount, "supply")
  }

  /// The number of origins.
  public var originCount: Int { costs.originCount }
  /// The number of destinations.
  public var destinationCount: Int { costs.destinationCount }

  /// All that the destinations offer.
  var totalSupply: Double { supply.reduce(0, +) }

  func name(ofOrigin i: Int) -> String { Self.name(i, originIDs) }

  /// Both ends of a pair, in words.
  package func name(ofPair pair: Int) -> String {
    let destination = Self.name(Int(costs.destinations[pair]), destinationIDs)
    return "from origin \(name(ofOrigin: costs.origin(ofPair: pair))) to destination \(destination)"
  }

  private static func name(_ place: Int, _ ids: [FeatureID]) -> String {
    place < ids.count ? "\"\(ids[place].text)\"" : "\(place + 1)"
  }

  /// The people, for a measure that cannot do without.
  func people(for measure: String) throws(InputError) -> [Double] {
    if let demand { return demand }
    throw InputError(
      reason: "the measure \(measure) weighs supply against demand, and there is no demand",
      remedy: "name the column that counts people with \(AccessSetting.demand)", kind: .usage)
  }

  /// The study with some destinations closed: they offer nothing, and nobody goes there.
  public func closing(_ closed: [Int]) -> AccessStudy {
    guard !closed.isEmpty else { return self }
    var study = self
    study.costs = costs.without(destinations: closed)
    for destination in closed { study.supply[destination] = 0 }
    return study
  }

  /// The study with one more destination, numbered last.
  /// - Parameter minutes: the cost from each origin; nil where it cannot be reached.
  /// - Throws: `InputError` for another number of costs than origins, and for a cost or a supply
  ///   that is not a finite number of 0 or more.
  public func adding(supply added: Double, minutes: [Double?]) throws -> AccessStudy {
    let known = minutes.compactMap { $0 } + [added]
    guard minutes.count == originCount, known.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw InputError(
        reason: "a new destination needs a supply of 0 or more, and a cost of 0 or more from each "
          + "of \(originCount) origins or none", kind: .usage)
    }
    var pairs: [(origin: Int, minutes: Double)] = []
    for (origin, minutes) in minutes.enumerated() {
      if let minutes { pairs.append((origin, minutes)) }
    }
    var study = self
    study.costs = try costs.adding(pairs: pairs)
    study.supply.append(added)
    guard study.totalSupply.isFinite else {
      throw InputError(
        reason: "the supply of all places together is too large to count", kind: .usage)
    }
    return study
  }
}
