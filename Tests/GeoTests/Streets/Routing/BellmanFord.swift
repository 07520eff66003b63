import GeoStreets

/// Costs between places by relaxing every edge until nothing changes: slow, simple, and without
/// anything in common with the searches that it judges.
struct BellmanFord {
  private let network: StreetNetwork
  /// Time and length of the cheapest way to each node.
  private var best: [(time: Int, length: Int)?]

  init(_ network: StreetNetwork, from doors: some Sequence<NetworkDoor>) {
    self.network = network
    best = Array(repeating: nil, count: network.nodeCount)
    for door in doors {
      for (node, time, length) in Self.ends(of: door, network, leaving: true) {
        better(node, (time, length))
      }
    }
    var changes = true
    while changes {
      changes = false
      for e in 0..<network.edgeCount {
        let length = Int(network.lengthsMillimeters[e])
        let ways = [
          (network.edgeFrom[e], network.edgeTo[e], network.forwardMilliseconds[e]),
          (network.edgeTo[e], network.edgeFrom[e], network.backwardMilliseconds[e]),
        ]
        for (a, b, time) in ways where time != StreetNetwork.impassable {
          guard let here = best[Int(a)] else { continue }
          if better(Int(b), (here.time + Int(time), here.length + length)) { changes = true }
        }
      }
    }
  }

  @discardableResult
  private mutating func better(_ node: Int, _ cost: (time: Int, length: Int)) -> Bool {
    if let old = best[node], old <= cost { return false }
    best[node] = cost
    return true
  }

  /// The cheapest way to any of the doors, also along an edge that both ends share.
  func cost(
    from start: some Sequence<NetworkDoor>, to end: some Sequence<NetworkDoor>
  ) -> (time: Int, length: Int)? {
    var cheapest: (time: Int, length: Int)?
    func take(_ cost: (time: Int, length: Int)) {
      if cheapest.map({ cost < $0 }) ?? true { cheapest = cost }
    }
    for door in end {
      for (node, time, length) in Self.ends(of: door, network, leaving: false) {
        if let here = best[node] { take((here.time + time, here.length + length)) }
      }
      for first in start where first.edge == door.edge {
        let way = Int(door.alongMillimeters) - Int(first.alongMillimeters)
        let e = Int(door.edge)
        let times = way >= 0 ? network.forwardMilliseconds : network.backwardMilliseconds
        guard way == 0 || times[e] > 0 else { continue }
        let time = way == 0 ? 0 : Self.part(abs(way), of: e, Int(times[e]), network)
        take(
          (
            first.connector.milliseconds + time + door.connector.milliseconds,
            first.connector.millimeters + abs(way) + door.connector.millimeters
          ))
      }
    }
    return cheapest
  }

  private static func part(_ way: Int, of e: Int, _ time: Int, _ network: StreetNetwork) -> Int {
    Int((Double(time) * Double(way) / Double(network.lengthsMillimeters[e]) + 0.5).rounded(.down))
  }

  private static func ends(
    of door: NetworkDoor, _ network: StreetNetwork, leaving: Bool
  ) -> [(node: Int, time: Int, length: Int)] {
    let e = Int(door.edge)
    let along = Int(door.alongMillimeters)
    let length = Int(network.lengthsMillimeters[e])
    let extra = door.connector
    let from = Int(network.edgeFrom[e])
    let to = Int(network.edgeTo[e])
    if along <= 0 { return [(from, extra.milliseconds, extra.millimeters)] }
    if along >= length { return [(to, extra.milliseconds, extra.millimeters)] }
    let ahead = Int(network.forwardMilliseconds[e])
    let back = Int(network.backwardMilliseconds[e])
    var ends: [(node: Int, time: Int, length: Int)] = []
    func add(_ node: Int, _ way: Int, _ time: Int) {
      guard time > 0 else { return }
      ends.append(
        (node, extra.milliseconds + part(way, of: e, time, network), extra.millimeters + way))
    }
    if leaving {
      add(to, length - along, ahead)
      add(from, along, back)
    } else {
      add(from, along, ahead)
      add(to, length - along, back)
    }
    return ends
  }
}
