internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Groups what lies near each other on the earth, by squares of one degree that touch.
///
/// Towards the poles squares get narrow; there those within 100 km of each other count as touching.
struct DegreeSquares {
  private var numbers: [Int: Int] = [:]
  private var squares: [DegreeFrame] = []

  /// The number of the square of a place.
  mutating func number(longitude: Double, latitude: Double) -> Int {
    let square = DegreeFrame(longitude: longitude, latitude: latitude)
    let key = 400 * square.latitude + square.longitude
    if let number = numbers[key] { return number }
    numbers[key] = squares.count
    squares.append(square)
    return squares.count - 1
  }

  /// Squares that touch, or that lines join, as groups.
  func groups(joined lines: [(Int, Int)]) -> DisjointSets {
    var sets = DisjointSets(count: squares.count)
    for (a, b) in lines { sets.join(a, b) }
    for (number, square) in squares.enumerated() {
      for latitude in (square.latitude - 1)...(square.latitude + 1) {
        for longitude in Self.near(square.longitude, latitude) {
          if let other = numbers[400 * latitude + longitude] { sets.join(number, other) }
        }
      }
    }
    return sets
  }

  private static func near(_ longitude: Int, _ latitude: Int) -> [Int] {
    guard abs(latitude) < 90 else { return abs(latitude) == 90 ? [180] : [] }
    let steps = min(180, Int((0.9 / cos(Double(latitude) * .pi / 180)).rounded(.up)))
    return ((longitude - steps)...(longitude + steps)).map { longitude in
      ((longitude + 179) % 360 + 360) % 360 - 179
    }
  }
}

/// The parts of a network that lie apart: a street in one is a degree or more from any in another.
struct StreetNeighbourhoods: Sendable {
  /// The part of each edge.
  let labels: [Int32]
  let boxes: [EarthBox]

  /// - Parameter box: around all streets.
  ///
  /// **Complexity:** O(vertices); nothing to speak of for the network of a region.
  init(_ network: StreetNetwork, _ box: EarthBox) {
    guard box.radiusMeters > Self.smallMeters else {
      labels = Array(repeating: 0, count: network.edgeCount)
      boxes = [box]
      return
    }
    var squares = DegreeSquares()
    var lines: [(Int, Int)] = []
    var own: [Int] = []
    for e in 0..<network.edgeCount {
      var before = -1
      for v in network.vertices(ofEdge: e) {
        let here = squares.number(
          longitude: network.coordinates[2 * v], latitude: network.coordinates[2 * v + 1])
        if before < 0 {
          own.append(here)
        } else if before != here {
          lines.append((before, here))
        }
        before = here
      }
    }
    var sets = squares.groups(joined: lines)
    var numbers: [Int: Int32] = [:]
    var boxes: [EarthBox] = []
    labels = own.enumerated().map { e, square in
      let root = sets.root(of: square)
      let label = numbers[root] ?? Int32(boxes.count)
      if label == boxes.count {
        numbers[root] = label
        boxes.append(.empty)
      }
      let vertices = network.vertices(ofEdge: e)
      boxes[Int(label)] = boxes[Int(label)].union(
        EarthBox(
          around: network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]))
      return label
    }
    self.boxes = boxes
  }

  /// The plane of a part no larger than that is true to 1.2e-4.
  static let smallMeters = 200_000.0
}
