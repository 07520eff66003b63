internal import GeoCore

/// A node that a search starts from or ends at, and the cost between it and the place.
struct Terminal {
  var node: Int32
  var cost: TravelCost
}

/// The edge of a door is split at the door without touching the network: what is left of it on
/// either side costs its share of the edge's time, to the nearest millisecond.
extension NetworkDoor {
  /// The nodes that one comes to when leaving through the door.
  func appendDepartures(in network: StreetNetwork, to list: inout [Terminal]) {
    if let node = node(in: network) { return list.append(Terminal(node: node, cost: connector)) }
    let e = Int(edge)
    let rest = network.lengthsMillimeters[e] - alongMillimeters
    if let ahead = Self.share(rest, of: e, network.forwardMilliseconds, network) {
      list.append(Terminal(node: network.edgeTo[e], cost: connector + ahead))
    }
    if let back = Self.share(alongMillimeters, of: e, network.backwardMilliseconds, network) {
      list.append(Terminal(node: network.edgeFrom[e], cost: connector + back))
    }
  }

  /// The nodes from which one comes to the door.
  func appendArrivals(in network: StreetNetwork, to list: inout [Terminal]) {
    if let node = node(in: network) { return list.append(Terminal(node: node, cost: connector)) }
    let e = Int(edge)
    let rest = network.lengthsMillimeters[e] - alongMillimeters
    if let ahead = Self.share(alongMillimeters, of: e, network.forwardMilliseconds, network) {
      list.append(Terminal(node: network.edgeFrom[e], cost: ahead + connector))
    }
    if let back = Self.share(rest, of: e, network.backwardMilliseconds, network) {
      list.append(Terminal(node: network.edgeTo[e], cost: back + connector))
    }
  }

  /// The cost to another door of the same edge without leaving the edge; nil when that may not be.
  func costAlongEdge(to other: NetworkDoor, in network: StreetNetwork) -> TravelCost? {
    guard edge == other.edge else { return nil }
    let e = Int(edge)
    let way = other.alongMillimeters - alongMillimeters
    let times = way >= 0 ? network.forwardMilliseconds : network.backwardMilliseconds
    guard way != 0 else { return connector + other.connector }
    guard let between = Self.share(abs(way), of: e, times, network) else { return nil }
    return connector + between + other.connector
  }

  /// The node at the door, when the door is at an end of its edge.
  private func node(in network: StreetNetwork) -> Int32? {
    if alongMillimeters <= 0 { return network.edgeFrom[Int(edge)] }
    if alongMillimeters >= network.lengthsMillimeters[Int(edge)] {
      return network.edgeTo[Int(edge)]
    }
    return nil
  }

  /// The cost of a stretch of an edge in one direction; nil when that direction is closed.
  private static func share(
    _ stretch: Int32, of e: Int, _ times: [Int32], _ network: StreetNetwork
  ) -> TravelCost? {
    let time = Int(times[e])
    guard time > 0 else { return nil }
    let length = Int(network.lengthsMillimeters[e])
    let part = (time * Int(stretch) + length / 2) / length
    return TravelCost(milliseconds: part, millimeters: Int(stretch))
  }
}

/// The terminals of many places, and for each edge the doors on it.
struct PlaceTerminals {
  /// Place i has the terminals `offsets[i] ..< offsets[i + 1]`.
  private(set) var offsets: [Int32] = [0]
  private(set) var terminals: [Terminal] = []

  enum Direction {
    case departing
    case arriving
  }

  init(_ places: NetworkPlaces, _ direction: Direction, in network: StreetNetwork) {
    offsets.reserveCapacity(places.count + 1)
    for place in 0..<places.count {
      for door in places.doors(ofPlace: place) {
        switch direction {
        case .departing: door.appendDepartures(in: network, to: &terminals)
        case .arriving: door.appendArrivals(in: network, to: &terminals)
        }
      }
      offsets.append(Int32(terminals.count))
    }
  }

  func terminals(ofPlace i: Int) -> ArraySlice<Terminal> {
    terminals[Int(offsets[i])..<Int(offsets[i + 1])]
  }
}

/// The doors of places by their edge: pairs on one edge need not pass a node.
struct DoorsByEdge {
  private struct Entry {
    var edge: Int32
    var place: Int32
    var door: NetworkDoor
  }

  private let entries: [Entry]

  init(_ places: NetworkPlaces) {
    var entries: [Entry] = []
    for place in 0..<places.count {
      for door in places.doors(ofPlace: place) {
        entries.append(Entry(edge: door.edge, place: Int32(place), door: door))
      }
    }
    entries.sort { ($0.edge, $0.place) < ($1.edge, $1.place) }
    self.entries = entries
  }

  /// Calls `visit` with each place that has a door on the same edge, and the door.
  func visit(edge: Int32, _ visit: (_ place: Int, _ door: NetworkDoor) -> Void) {
    var next = entries.firstPlace { $0.edge >= edge }
    while next < entries.count, entries[next].edge == edge {
      visit(Int(entries[next].place), entries[next].door)
      next += 1
    }
  }
}
