internal import GeoCore

/// What the costs of a network can hold, and the error for what they cannot.
///
/// A cost has 31 bits of milliseconds and 33 of millimetres (`TravelCost`). A sum of times that does not
/// fit is noticed where it is made. A sum of lengths would run over into the time, by a millisecond:
/// too little to change which way is the fastest, but the length would be wrong. So no length is given
/// for a way that takes longer than `sureMilliseconds`, in which nobody goes as far as that.
///
/// **Complexity:** O(edges) to make.
struct CostLimits: Sendable {
  static let mostMilliseconds = 1 << 31
  static let mostMillimeters = 1 << 33
  /// What rounding at doors adds at most.
  private static let slackMillimeters = 10_000
  /// Edges that take less are rounded by so much that their pace says nothing of the network's.
  private static let shortMilliseconds = 1000

  /// Up to this time the length of any way fits.
  let sureMilliseconds: Int
  /// The time along all edges, of each in its slower direction.
  let totalMilliseconds: Int
  /// The longest time along one edge.
  let mostOfEdge: Int

  init(_ network: StreetNetwork) {
    var times = 0
    var most = 0
    var length = 0
    var shortLength = 0
    // Millimetres a millisecond: of connectors first, 4.8 km/h.
    var fastest = 1 / EdgeSnapper.connectorMillisecondsPerMeter * 1000
    var fastestLong = fastest
    for e in 0..<network.edgeCount {
      let (ahead, back) = (network.forwardMilliseconds[e], network.backwardMilliseconds[e])
      let slower = Int(max(ahead, back))
      guard slower > 0 else { continue }
      let faster = min(ahead, back) > 0 ? Int(min(ahead, back)) : slower
      let own = Int(network.lengthsMillimeters[e])
      times += slower
      most = max(most, slower)
      length += own
      let pace = Double(own) / Double(faster)
      fastest = max(fastest, pace)
      if faster < Self.shortMilliseconds {
        shortLength += own
      } else {
        fastestLong = max(fastestLong, pace)
      }
    }
    totalMilliseconds = times
    mostOfEdge = most
    guard length > Self.mostMillimeters / 2 else {
      sureMilliseconds = Self.mostMilliseconds
      return
    }
    let room = Double(Self.mostMillimeters - Self.slackMillimeters)
    // A way passes each edge once, but for those of its doors.
    let sure = max(room / fastest, (room - 2 * Double(shortLength)) / fastestLong)
    sureMilliseconds = Int(min(sure, Double(Self.mostMilliseconds)))
  }

  /// - Throws: `NetworkError` when the length of a way may not have fitted.
  func require(_ costs: [TravelCost]) throws(NetworkError) {
    guard sureMilliseconds < Self.mostMilliseconds else { return }
    for cost in costs where cost.isReachable && cost.milliseconds > sureMilliseconds {
      let hours = cost.milliseconds / 3_600_000
      throw Self.tooLong("takes \(hours) hours, and may be longer than 8,589 km")
    }
  }

  /// The error for a way whose time does not fit.
  static var tooSlow: NetworkError { tooLong("takes longer than 24 days") }

  private static func tooLong(_ what: String) -> NetworkError {
    NetworkError(
      reason: "a way between two places \(what), which is more than can be counted",
      remedy: "give a cutoff, or cut the network to the study area")
  }
}

extension StreetRouter {
  /// How far places may lie from streets.
  private static let mostConnector = Int(
    EdgeSnapper.mostReachMeters * EdgeSnapper.connectorMillisecondsPerMeter)

  /// Whether some cheapest way may take longer than a cost holds.
  ///
  /// No way in the largest part, or through it, takes longer than one to a node of it and one from
  /// there; and none outside longer than all edges outside.
  /// **Complexity:** two searches; nothing where all edges together take less.
  func mayLoseWays() -> Bool {
    guard limits.totalMilliseconds >= CostLimits.mostMilliseconds else { return false }
    let parts = StreetComponents.strong(
      offsets: forward.offsets, targets: forward.arcs.map(\.target))
    guard let largest = parts.largest.map({ Int32($0) }),
      let node = parts.labels.firstIndex(of: largest)
    else { return false }
    var inside = 0
    for graph in [forward, backward] {
      var search = ShortestPathSearch(nodeCount: network.nodeCount)
      var farthest = 0
      let start = Terminal(node: Int32(node), cost: .zero)
      search.run(from: [start], within: .unreachable, in: graph) { _, cost in
        farthest = cost.milliseconds
        return true
      }
      if search.hasOverflowed { return true }
      inside += farthest
    }
    var outside = 0
    for e in 0..<network.edgeCount {
      let ends = [network.edgeFrom[e], network.edgeTo[e]]
      guard ends.contains(where: { parts.labels[Int($0)] != largest }) else { continue }
      outside += Int(max(0, network.forwardMilliseconds[e], network.backwardMilliseconds[e]))
    }
    let doors = 2 * (Self.mostConnector + limits.mostOfEdge)
    return max(inside, outside) + doors >= CostLimits.mostMilliseconds
  }
}
