import GeoStreets
import TestSupport

/// A seeded grid of streets: some one-way, some missing, some parallel, and a loop.
enum GridNetwork {
  static func make(
    columns: Int, rows: Int, seed: UInt64, oneWay: Double = 0.1, missing: Double = 0.05
  ) throws -> StreetNetwork {
    var random = SeededGenerator(seed: seed)
    var nodes: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns { nodes += [5 + 0.001 * Double(column), 43 + 0.001 * Double(row)] }
    }
    var from: [Int32] = []
    var to: [Int32] = []
    var lengths: [Int32] = []
    var ahead: [Int32] = []
    var back: [Int32] = []
    func add(_ a: Int, _ b: Int) {
      guard Double.random(in: 0..<1, using: &random) >= missing else { return }
      from.append(Int32(a))
      to.append(Int32(b))
      let length = Int32.random(in: 20_000...200_000, using: &random)
      lengths.append(length)
      let time = Int32.random(in: 1...5, using: &random) * (length / 5)
      ahead.append(max(1, time))
      let closed = Double.random(in: 0..<1, using: &random) < oneWay
      back.append(closed ? StreetNetwork.impassable : max(1, time / 2))
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let node = row * columns + column
        if column + 1 < columns { add(node, node + 1) }
        if row + 1 < rows { add(node, node + columns) }
      }
    }
    add(0, 0)
    add(0, 1)
    return try StreetNetwork(
      mode: .walk, nodeCoordinates: nodes, edgeFrom: from, edgeTo: to, lengthsMillimeters: lengths,
      forwardMilliseconds: ahead, backwardMilliseconds: back)
  }

  /// Seeded doors anywhere on edges, some of them at nodes, some places with several.
  static func places(_ count: Int, in network: StreetNetwork, seed: UInt64) -> NetworkPlaces {
    var random = SeededGenerator(seed: seed)
    var places = NetworkPlaces()
    for i in 0..<count {
      let doors = i % 7 == 3 ? 3 : (i % 11 == 5 ? 0 : 1)
      places.append(
        (0..<doors).map { _ in
          let edge = Int.random(in: 0..<network.edgeCount, using: &random)
          let length = network.lengthsMillimeters[edge]
          let along = [0, length, Int32.random(in: 0...length, using: &random)]
            .randomElement(using: &random)!
          let meters = Int.random(in: 0...50, using: &random)
          return NetworkDoor(
            edge: Int32(edge), alongMillimeters: along,
            connector: TravelCost(milliseconds: meters * 750, millimeters: meters * 1000))
        })
    }
    return places
  }
}
