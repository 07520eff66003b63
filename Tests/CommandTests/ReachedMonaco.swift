import Foundation
import GeoStreets

/// Monaco's streets, and what is reached of them from a node by an independent search.
struct ReachedMonaco {
  let network: StreetNetwork
  /// Minutes to each node.
  let minutes: [Double]
  let start: Int

  init(_ network: StreetNetwork) {
    self.network = network
    start = network.nodeCount / 2
    minutes = PlainDijkstra(from: start, PlainDijkstra.neighbors(of: network)).best
      .map { $0.time / 60_000 }
  }

  func place(_ longitude: Double, _ latitude: Double) -> SIMD2<Double> {
    SIMD2(longitude * 111_320 * cos(43.74 * .pi / 180), latitude * 111_133)
  }

  /// Points every few metres of the streets that are reached.
  func samples(within limit: Double) -> [SIMD2<Double>] {
    var samples: [SIMD2<Double>] = []
    for e in 0..<network.edgeCount {
      let length = network.lengthMeters(ofEdge: e)
      let ways = [
        (network.edgeFrom[e], network.forwardMilliseconds[e], false),
        (network.edgeTo[e], network.backwardMilliseconds[e], true),
      ]
      for (node, time, isBack) in ways where time != StreetNetwork.impassable {
        let spare = (limit - minutes[Int(node)]) * 60_000
        guard spare >= 0 else { continue }
        let covered = min(length, length * spare / Double(time))
        for place in places(ofEdge: e, isBack: isBack, upTo: covered) { samples.append(place) }
      }
    }
    return samples
  }

  private func places(ofEdge e: Int, isBack: Bool, upTo most: Double) -> [SIMD2<Double>] {
    let line = network.vertices(ofEdge: e).map { v in
      place(network.coordinates[2 * v], network.coordinates[2 * v + 1])
    }
    var found: [SIMD2<Double>] = []
    var along = 0.0
    let ordered = isBack ? line.reversed() : line
    for (a, b) in zip(ordered, ordered.dropFirst()) {
      let step = b - a
      let length = (step * step).sum().squareRoot()
      let steps = max(1, (length / 3).rounded(.up))
      for k in 0...Int(steps) where along + length * Double(k) / steps <= most {
        found.append(a + step * (Double(k) / steps))
      }
      along += length
    }
    return found
  }
}
