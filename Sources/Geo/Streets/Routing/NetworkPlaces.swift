/// Where a place meets the network: a point of an edge, and what it costs to get there.
public struct NetworkDoor: Sendable, Hashable {
  /// The edge, counted from 0 in the network.
  public var edge: Int32
  /// How far along the edge, from its start; from 0 to its length.
  public var alongMillimeters: Int32
  /// The stretch between the place and the edge.
  public var connector: TravelCost

  /// A door on an edge; without a connector, the place lies on it.
  public init(edge: Int32, alongMillimeters: Int32, connector: TravelCost = .zero) {
    self.edge = edge
    self.alongMillimeters = alongMillimeters
    self.connector = connector
  }
}

/// Places on the network, each with its doors: one for a point that was joined to it, several for
/// a facility with entrances, none for a place that is not connected.
public struct NetworkPlaces: Sendable, Equatable {
  /// Place i has the doors `offsets[i] ..< offsets[i + 1]`.
  public private(set) var offsets: [Int32] = [0]
  /// The doors of all places, one place after the other.
  public private(set) var doors: [NetworkDoor] = []

  /// No places yet.
  public init() {}

  /// The number of places, those without a door included.
  public var count: Int { offsets.count - 1 }

  /// Appends one place with its doors; without any it is not connected.
  public mutating func append(_ doors: some Sequence<NetworkDoor>) {
    self.doors.append(contentsOf: doors)
    offsets.append(Int32(self.doors.count))
  }

  /// Appends the places of another list.
  public mutating func append(contentsOf other: NetworkPlaces) {
    let shift = offsets[offsets.count - 1]
    offsets.append(contentsOf: other.offsets.dropFirst().map { $0 + shift })
    doors += other.doors
  }

  /// The doors of a place.
  public func doors(ofPlace i: Int) -> ArraySlice<NetworkDoor> {
    doors[Int(offsets[i])..<Int(offsets[i + 1])]
  }

  /// Whether the place has a door at all.
  public func isConnected(_ i: Int) -> Bool { offsets[i] < offsets[i + 1] }
}
