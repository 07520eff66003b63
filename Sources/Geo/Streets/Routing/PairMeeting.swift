/// An origin and a destination, by their numbers.
public struct NetworkPair: Sendable, Hashable {
  /// The origin, counted from 0.
  public var origin: Int
  /// The destination, counted from 0.
  public var destination: Int

  /// A pair by its numbers.
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
  private let labels: AncestorLabels
  private let ranks: [Int32]
  private var starts: ArraySlice<Terminal> = []

  init(_ labels: AncestorLabels, _ ranks: [Int32]) {
    self.labels = labels
    self.ranks = ranks
  }

  mutating func depart(_ starts: ArraySlice<Terminal>) { self.starts = starts }

  func arrive(_ ends: ArraySlice<Terminal>) -> TravelCost {
    var best = TravelCost.unreachable
    for start in starts {
      for end in ends {
        let between = labels.cost(
          from: Int(ranks[Int(start.node)]), to: Int(ranks[Int(end.node)]))
        best = min(best, start.cost + between + end.cost)
      }
    }
    return best
  }
}
