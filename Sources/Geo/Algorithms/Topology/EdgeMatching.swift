internal import GeoCore

/// Finds the edges that neighbours share exactly, and what is left when they are taken out.
///
/// An edge is matched when exactly two features use it, with both end points equal to the last bit
/// and the features on its two sides. In a valid coverage only the outer boundary is left.
///
/// Each edge has a 64-bit key, the same in both directions. Keys are dealt out by their upper bits
/// into buckets whose tables stay in the cache, so that each edge is written once and read once;
/// equal keys are trusted only when the coordinates are equal too.
///
/// **Complexity:** O(edges), shared out among the threads.
/// **Source:** partitioned hashing: Shatdal, Kant & Naughton 1994, Cache conscious algorithms for
/// relational query processing.
struct EdgeMatching {
  /// Vertices of one chunk of work, more or less: chunks end with a ring.
  private static let chunkSize = 65_536
  /// Edges that a bucket should have.
  private static let bucketSize = 4096
  /// Set in an edge's number when it is directed from its greater to its lesser end point.
  private static let backward: UInt32 = 1 << 31

  let index: PolygonIndex
  let isSkipped: [Bool]
  /// The upper bits of a key that choose its bucket.
  private let bucketBits: Int

  init(_ index: PolygonIndex, isSkipped: [Bool]) {
    self.index = index
    self.isSkipped = isSkipped
    let wanted = index.geometries.vertexCount / Self.bucketSize
    bucketBits = wanted < 2 ? 1 : min(Int.bitWidth - (wanted - 1).leadingZeroBitCount, 12)
  }

  /// The edges that are not matched, in the order of their features and vertices.
  func unmatchedEdges(threads: Int) -> [TopologyEdge] {
    let runs = ringRuns()
    let dealt = Parallel.collect(count: runs.count, chunk: 1, threads: threads) {
      dealtEdges(runs[$0.lowerBound])
    }
    let left = Parallel.collect(count: 1 << bucketBits, chunk: 8, threads: threads) { buckets in
      var table = BucketTable()
      var unmatched: [UInt32] = []
      index.geometries.coordinates.withUnsafeBufferPointer { xy in
        for bucket in buckets { table.match(bucket, of: dealt, xy, &unmatched) }
      }
      return unmatched
    }
    return edges(left.flatMap { $0 }.sorted())
  }

  // MARK: Dealing

  /// The edges of some rings, sorted by bucket.
  struct Dealt: Sendable {
    var keys: [UInt64]
    var edges: [UInt32]
    /// Bucket b has the edges `starts[b] ..< starts[b + 1]`.
    var starts: [Int32]
  }

  /// Runs of consecutive rings with about as many vertices each.
  private func ringRuns() -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    var size = 0
    for (ring, bounds) in index.rings.enumerated() {
      size += Int(bounds.lastVertex - bounds.firstVertex)
      if size >= Self.chunkSize || ring == index.rings.count - 1 {
        runs.append(start..<(ring + 1))
        start = ring + 1
        size = 0
      }
    }
    return runs
  }

  private func dealtEdges(_ rings: Range<Int>) -> Dealt {
    var keys: [UInt64] = []
    var edges: [UInt32] = []
    var starts = [Int32](repeating: 0, count: 1 << bucketBits + 1)
    let shift = UInt64(64 - bucketBits)
    let size = rings.reduce(0) {
      $0 + Int(index.rings[$1].lastVertex - index.rings[$1].firstVertex)
    }
    keys.reserveCapacity(size)
    edges.reserveCapacity(size)
    index.geometries.coordinates.withUnsafeBufferPointer { xy in
      forEachRing(rings) { ring in
        var vertex = Int(ring.firstVertex)
        var (x, y) = (xy[2 * vertex], xy[2 * vertex + 1])
        var hash = EdgeKey.ofPoint(x, y)
        while vertex < Int(ring.lastVertex) {
          let (nextX, nextY) = (xy[2 * vertex + 2], xy[2 * vertex + 3])
          let next = EdgeKey.ofPoint(nextX, nextY)
          if x != nextX || y != nextY {
            let key = EdgeKey.ofEdge(hash, next)
            let runsBackward = (x < nextX || (x == nextX && y < nextY)) != (ring.sign > 0)
            keys.append(key)
            edges.append(UInt32(vertex) | (runsBackward ? Self.backward : 0))
            starts[Int(key >> shift) + 1] += 1
          }
          (x, y, hash) = (nextX, nextY, next)
          vertex += 1
        }
      }
    }
    var rows = CountedRows(sizes: starts)
    var sorted = Dealt(
      keys: Array(repeating: 0, count: keys.count), edges: Array(repeating: 0, count: keys.count),
      starts: rows.offsets)
    for (key, edge) in zip(keys, edges) {
      let place = rows.place(inRow: Int(key >> shift))
      sorted.keys[place] = key
      sorted.edges[place] = edge
    }
    return sorted
  }

  /// Calls `body` with those of the rings whose features are not skipped.
  private func forEachRing(_ rings: Range<Int>, _ body: (PolygonIndex.Ring) -> Void) {
    var feature = feature(ofRing: rings.lowerBound)
    for ring in rings {
      while Int(index.features[feature].endRing) <= ring { feature += 1 }
      if !isSkipped[feature] { body(index.rings[ring]) }
    }
  }

  /// The feature that has the ring, by bisection.
  private func feature(ofRing ring: Int) -> Int {
    index.features.firstPlace { Int($0.endRing) > ring }
  }

  // MARK: Matching

  /// A hash table for one bucket after the other; keeps its memory.
  private struct BucketTable {
    private var keys: [UInt64] = []
    private var edges: [UInt32] = []
    /// The edge before with the same key; -1 for the first.
    private var previous: [Int32] = []
    /// The last edge of each key, by open addressing; -1 where the slot is free.
    private var slots: [Int32] = []

    /// Appends the edges of a bucket that are not matched.
    mutating func match(
      _ bucket: Int, of dealt: [Dealt], _ xy: UnsafeBufferPointer<Double>,
      _ unmatched: inout [UInt32]
    ) {
      keys.removeAll(keepingCapacity: true)
      edges.removeAll(keepingCapacity: true)
      for part in dealt {
        let range = Int(part.starts[bucket])..<Int(part.starts[bucket + 1])
        keys += part.keys[range]
        edges += part.edges[range]
      }
      chain()
      for last in slots where last >= 0 {
        let edge = Int(last)
        let other = Int(previous[edge])
        if other < 0 {
          unmatched.append(edges[edge] & ~EdgeMatching.backward)
        } else if previous[other] >= 0 {
          sortOut(from: edge, xy, &unmatched)
        } else if !areMatched(edges[edge], edges[other], xy) {
          unmatched.append(edges[edge] & ~EdgeMatching.backward)
          unmatched.append(edges[other] & ~EdgeMatching.backward)
        }
      }
    }

    private mutating func chain() {
      var size = 16
      while size < 2 * keys.count { size *= 2 }
      slots.removeAll(keepingCapacity: true)
      slots.append(contentsOf: repeatElement(-1, count: size))
      previous.removeAll(keepingCapacity: true)
      previous.append(contentsOf: repeatElement(-1, count: keys.count))
      let mask = UInt64(size - 1)
      keys.withUnsafeBufferPointer { keys in
        slots.withUnsafeMutableBufferPointer { slots in
          previous.withUnsafeMutableBufferPointer { previous in
            for edge in keys.indices {
              var slot = Int(truncatingIfNeeded: keys[edge] & mask)
              while slots[slot] >= 0, keys[Int(slots[slot])] != keys[edge] {
                slot = (slot &+ 1) & (size &- 1)
              }
              previous[edge] = slots[slot]
              slots[slot] = Int32(truncatingIfNeeded: edge)
            }
          }
        }
      }
    }

    private func areMatched(
      _ a: UInt32, _ b: UInt32, _ xy: UnsafeBufferPointer<Double>
    ) -> Bool {
      guard (a ^ b) & EdgeMatching.backward != 0 else { return false }
      return areUnder(a, b, xy)
    }

    /// Whether two edges have the same end points.
    private func areUnder(_ a: UInt32, _ b: UInt32, _ xy: UnsafeBufferPointer<Double>) -> Bool {
      let i = 2 * Int(a & ~EdgeMatching.backward)
      let j = 2 * Int(b & ~EdgeMatching.backward)
      if xy[i] == xy[j + 2], xy[i + 1] == xy[j + 3], xy[i + 2] == xy[j], xy[i + 3] == xy[j + 1] {
        return true
      }
      return xy[i] == xy[j] && xy[i + 1] == xy[j + 1] && xy[i + 2] == xy[j + 2]
        && xy[i + 3] == xy[j + 3]
    }

    /// Appends those of three and more edges with one key that are not matched.
    private func sortOut(
      from last: Int, _ xy: UnsafeBufferPointer<Double>, _ unmatched: inout [UInt32]
    ) {
      var chain: [TopologyEdge] = []
      var edge = last
      while edge >= 0 {
        let vertex = Int(edges[edge] & ~EdgeMatching.backward)
        let (ax, ay) = (xy[2 * vertex], xy[2 * vertex + 1])
        let (bx, by) = (xy[2 * vertex + 2], xy[2 * vertex + 3])
        let goesUp = (ax, ay) < (bx, by)
        let isForward = edges[edge] & EdgeMatching.backward == 0
        let number = Int32(vertex)
        chain.append(
          goesUp == isForward
            ? TopologyEdge(ax: ax, ay: ay, bx: bx, by: by, feature: number)
            : TopologyEdge(ax: bx, ay: by, bx: ax, by: ay, feature: number))
        edge = Int(previous[edge])
      }
      unmatched += TopologyEdge.unmatched(chain).map { UInt32($0.feature) }
    }
  }

  // MARK: Reading out

  /// The edges that start at some vertices, in ascending order.
  private func edges(_ vertices: [UInt32]) -> [TopologyEdge] {
    guard let first = vertices.first else { return [] }
    var ring = index.rings.firstPlace { $0.lastVertex > Int32(first) }
    var feature = feature(ofRing: ring)
    let xy = index.geometries.coordinates
    return vertices.map { vertex in
      let i = 2 * Int(vertex)
      while index.rings[ring].lastVertex <= Int32(vertex) { ring += 1 }
      while Int(index.features[feature].endRing) <= ring { feature += 1 }
      return index.rings[ring].sign > 0
        ? TopologyEdge(
          ax: xy[i], ay: xy[i + 1], bx: xy[i + 2], by: xy[i + 3], feature: Int32(feature))
        : TopologyEdge(
          ax: xy[i + 2], ay: xy[i + 3], bx: xy[i], by: xy[i + 1], feature: Int32(feature))
    }
  }
}
