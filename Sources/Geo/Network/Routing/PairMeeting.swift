/// An origin and a destination, by their numbers.
public struct NetworkPair: Sendable, Hashable {
  public var origin: Int
  public var destination: Int

  public init(origin: Int, destination: Int) {
    self.origin = origin
    self.destination = destination
  }
}

/// Finds the cheapest way from one origin to one destination after another.
protocol PairMeeting: ~Copyable, SendableMetatype {
  mutating func depart(_ starts: ArraySlice<Terminal>)
  mutating func arrive(_ ends: ArraySlice<Terminal>) -> TravelCost
}

/// By a climb from either end.
struct ClimbMeeting: PairMeeting, ~Copyable {
  private let hierarchy: ContractionHierarchy
  private var ahead: Climb
  private var back: Climb

  init(_ hierarchy: ContractionHierarchy) {
    self.hierarchy = hierarchy
    ahead = Climb(nodeCount: hierarchy.ranks.count)
    back = Climb(nodeCount: hierarchy.ranks.count)
  }

  mutating func depart(_ starts: ArraySlice<Terminal>) {
    ahead.start(from: starts, ranks: hierarchy.ranks, hierarchy.up, hierarchy.down)
  }

  mutating func arrive(_ ends: ArraySlice<Terminal>) -> TravelCost {
    back.start(from: ends, ranks: hierarchy.ranks, hierarchy.down, hierarchy.up)
    return ahead.meet(back)
  }
}

/// By the labels of either end.
struct LabelMeeting: PairMeeting {
  private let departing: NodeLabels
  private let arriving: NodeLabels
  private let ranks: [Int32]
  private var starts: ArraySlice<Terminal> = []
  private var table: [UInt64]

  init(_ departing: NodeLabels, _ arriving: NodeLabels, _ ranks: [Int32]) {
    self.departing = departing
    self.arriving = arriving
    self.ranks = ranks
    table = Array(repeating: .max, count: ranks.count)
  }

  mutating func depart(_ starts: ArraySlice<Terminal>) {
    departing.clear(self.starts, ranks, from: &table)
    departing.lay(starts, ranks, on: &table)
    self.starts = starts
  }

  func arrive(_ ends: ArraySlice<Terminal>) -> TravelCost {
    arriving.meet(table, ends, ranks)
  }
}
