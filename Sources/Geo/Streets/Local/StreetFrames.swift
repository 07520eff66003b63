internal import GeoAlgorithms
internal import GeoCore
internal import Synchronization

/// A street network in planes of its neighbourhoods: every place is joined, and every isochrone
/// drawn, in a plane around it, so that neither depends on what else the network holds.
///
/// **CRS:** `DegreeFrame`s. Planes are made when they are needed, with the streets near what is asked
/// for, and kept.
public final class StreetFrames: Sendable {
  /// The network, which all planes share.
  public let network: StreetNetwork
  /// Around all streets.
  public let box: EarthBox
  private let threads: Int
  private let kept = Mutex<[Key: EdgeSnapper]>([:])
  private let index = Mutex<EdgeIndex?>(nil)
  private let known = Mutex<StreetNeighbourhoods?>(nil)

  private struct Key: Hashable {
    var frame: DegreeFrame
    /// nil for all streets.
    var cover: EarthBox?
  }

  /// The planes of a network; none is made yet. Threads are for those to come.
  public init(_ network: StreetNetwork, threads: Int) {
    self.network = network
    self.threads = threads
    box = EarthBox(network)
  }

  /// The streets around the square of a frame, in its plane.
  /// - Throws: `PROJError` when they cannot be projected, `NetworkError` when lengths are off.
  func snapper(_ frame: DegreeFrame, within reachMeters: Double) throws -> EdgeSnapper {
    let square = frame.square.expanded(byMeters: reachMeters)
    if square.contains(box) { return try whole(frame) }
    return try keeping(Key(frame: frame, cover: square)) {
      try EdgeSnapper(network, frame, edges: edges(in: square), threads: threads)
    }
  }

  /// The streets of a neighbourhood; kept when it is small.
  func neighbourhood(_ frame: DegreeFrame, _ cover: EarthBox) throws -> EdgeSnapper {
    guard !cover.contains(box), cover.radiusMeters <= 1.2 * StreetNeighbourhoods.smallMeters else {
      return try snapper(frame, covering: cover)
    }
    return try keeping(Key(frame: frame, cover: cover)) {
      try snapper(frame, covering: cover)
    }
  }

  /// The streets that meet a box, in the plane of a frame.
  func snapper(_ frame: DegreeFrame, covering cover: EarthBox) throws -> EdgeSnapper {
    if cover.contains(box) { return try whole(frame) }
    return try EdgeSnapper(network, frame, edges: edges(in: cover), threads: threads)
  }

  private func whole(_ frame: DegreeFrame) throws -> EdgeSnapper {
    try keeping(Key(frame: frame, cover: nil)) {
      try EdgeSnapper(network, frame, threads: threads)
    }
  }

  private func keeping(_ key: Key, _ make: () throws -> EdgeSnapper) throws -> EdgeSnapper {
    if let found = kept.withLock({ $0[key] }) { return found }
    let made = try make()
    return kept.withLock { kept in
      if let found = kept[key] { return found }
      kept[key] = made
      return made
    }
  }

  /// The edges that meet a box, ascending.
  func edges(in box: EarthBox) -> [Int32] {
    let index = index.withLock { index in
      if let index { return index }
      let made = EdgeIndex(network)
      index = made
      return made
    }
    return index.edges(in: box)
  }

  /// The parts of the network that lie apart from each other.
  var neighbourhoods: StreetNeighbourhoods {
    known.withLock { known in
      if let known { return known }
      let made = StreetNeighbourhoods(network, box)
      known = made
      return made
    }
  }
}

/// The boxes of all edges on the circle.
private struct EdgeIndex: Sendable {
  private let tree: BoxTree

  init(_ network: StreetNetwork) {
    tree = BoxTree(count: network.edgeCount) { e in
      let vertices = network.vertices(ofEdge: e)
      let box = EarthBox(
        around: network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      // A long line bends towards the pole beyond its ends.
      let bend = min(5, 0.002 * box.width * box.width)
      return Box(
        minX: box.west, minY: box.south - bend, maxX: box.west + box.width,
        maxY: box.north + bend)
    }
  }

  /// Boxes begin from -180 up to 180, and may end beyond.
  func edges(in box: EarthBox) -> [Int32] {
    var found: [Int32] = []
    for part in box.boxes {
      for turn in [0.0, 360] {
        let shifted = Box(
          minX: part.minX + turn, minY: part.minY, maxX: part.maxX + turn, maxY: part.maxY)
        tree.query(shifted) { found.append(Int32($0)) }
      }
    }
    found.sort()
    return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { found[$0] }
  }
}

extension EarthBox {
  /// The box around all streets.
  init(_ network: StreetNetwork) { self.init(around: network.coordinates) }
}
