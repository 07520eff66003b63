internal import GeoCore
internal import Synchronization

/// Pairs of features whose boxes share more than a border, in order, some million at a time.
///
/// A wave takes features until it has enough candidates; so that memory does not grow with the
/// number of pairs, nor with what lies on one place. Where a wave ends depends on the threads, what
/// comes out of all waves together does not.
struct PairStream {
  private let a: PolygonIndex
  private let b: PolygonIndex
  /// Whether both are one layer, of whose pairs each is wanted once.
  private let isWithin: Bool
  private let threads: Int
  /// Holes that features of the other layer may lie in, and circles around those; empty without holes.
  private let holesA: [HoleGuard?]
  private let holesB: [HoleGuard?]
  private let circlesA: [Double]
  private let circlesB: [Double]
  /// Boxes that stand along thin shapes; nil where they would be no smaller.
  private let turned: TurnedBoxes?
  /// All candidates, where outlines that lie in each other give them; nil where boxes do as well.
  private let nested: [UInt64]?
  /// The first of those that no wave has taken yet.
  private var firstNested = 0
  /// The first feature that no wave has taken yet.
  private var start = 0

  /// A wave ends after so many candidates.
  var mostCandidates = usualCandidates
  /// Pairs of features with one leader are left out; empty to leave none out.
  var leaders: [Int32] = []

  static let usualCandidates = 1 << 20
  private static let featureChunk = 32
  private static let wave = 1 << 16
  private static let pairChunk = 512

  init(_ a: PolygonIndex, _ b: PolygonIndex, isWithin: Bool, threads: Int) {
    self.a = a
    self.b = b
    self.isWithin = isWithin
    self.threads = threads
    nested = NestedOutlines.candidates(a, b, isWithin: isWithin)
    guard nested == nil else {
      (holesA, holesB, circlesA, circlesB, turned) = ([], [], [], [], nil)
      return
    }
    holesA = HoleGuard.all(of: a, threads: threads)
    holesB = isWithin ? holesA : HoleGuard.all(of: b, threads: threads)
    // Circles take a look at every vertex; a few holes do without.
    circlesA = Self.areMany(holesB) ? a.circles(threads: threads) : []
    circlesB = isWithin ? circlesA : Self.areMany(holesA) ? b.circles(threads: threads) : []
    turned = TurnedBoxes(a, b, isWithin: isWithin, threads: threads)
  }

  /// Whether one of two features lies in a hole of the other.
  private func isInHole(_ i: Int, _ j: Int) -> Bool {
    if !holesA.isEmpty, let hole = holesA[i],
      hole.contains(j, of: b, box: b.boxes[j], circle: circlesB.isEmpty ? .infinity : circlesB[j])
    {
      return true
    }
    guard !holesB.isEmpty, let hole = holesB[j] else { return false }
    return hole.contains(
      i, of: a, box: a.boxes[i], circle: circlesA.isEmpty ? .infinity : circlesA[i])
  }

  private static func areMany(_ holes: [HoleGuard?]) -> Bool { holes.count { $0 != nil } > 64 }

  /// The next candidates, as two halves of a word; nil after the last.
  mutating func next() -> [UInt64]? {
    if let nested { return nextNested(nested) }
    guard start < a.count else { return nil }
    let first = start
    let count = min(Self.wave, a.count - first)
    let most = mostCandidates
    let taken = Atomic<Int>(0)
    let stream = self
    let chunks = Parallel.collect(count: count, chunk: Self.featureChunk, threads: threads) {
      range -> [UInt64]? in
      // The first chunk is always taken, so that every wave gets on.
      if range.lowerBound > 0, taken.load(ordering: .relaxed) >= most { return nil }
      let found = stream.candidates((first + range.lowerBound)..<(first + range.upperBound))
      taken.add(found.count, ordering: .relaxed)
      return found
    }
    let whole = chunks.firstIndex { $0 == nil } ?? chunks.count
    start = min(a.count, first + min(count, whole * Self.featureChunk))
    return Array(chunks[..<whole].compactMap { $0 }.joined())
  }

  private mutating func nextNested(_ nested: [UInt64]) -> [UInt64]? {
    guard firstNested < nested.count else { return nil }
    let end = min(firstNested + mostCandidates, nested.count)
    defer { firstNested = end }
    guard !leaders.isEmpty else { return Array(nested[firstNested..<end]) }
    return nested[firstNested..<end].filter {
      leaders[Int($0 >> 32)] != leaders[Int($0 & 0xFFFF_FFFF)]
    }
  }

  private func candidates(_ features: Range<Int>) -> [UInt64] {
    // What is looked at for every candidate stands in the loop's own constants: a look at `self` would
    // count references, on which threads wait for each other.
    let tree = turned?.tree ?? b.tree
    let hasLeaders = !leaders.isEmpty
    let hasHoles = !holesA.isEmpty || !holesB.isEmpty
    var found: [UInt64] = []
    b.boxes.withUnsafeBufferPointer { boxes in
      for i in features {
        let box = a.boxes[i]
        let start = found.count
        let first = isWithin ? i + 1 : 0
        tree.query(turned?.boxes[i] ?? box) { j in
          let shared = box.intersection(boxes[j])
          guard j >= first, shared.width > 0, shared.height > 0 else { return }
          found.append(UInt64(i) << 32 | UInt64(j))
        }
        if hasLeaders {
          found.removeAll(from: start) { leaders[i] == leaders[Int($0 & 0xFFFF_FFFF)] }
        }
        if hasHoles { found.removeAll(from: start) { isInHole(i, Int($0 & 0xFFFF_FFFF)) } }
        found[start...].sort()
      }
    }
    return found
  }

  /// The candidates that share area, with it, as far as they are wanted; joined they are in order.
  func measured(
    _ candidates: [UInt64], _ isWanted: @Sendable (OverlapPair) -> Bool
  ) -> [[OverlapPair]] {
    let (a, b) = (a, b)
    return Parallel.collect(count: candidates.count, chunk: Self.pairChunk, threads: threads) {
      range in
      var found: [OverlapPair] = []
      var stack = EdgePieces()
      a.withView { viewA in
        b.withView { viewB in
          for pair in range {
            let i = Int(candidates[pair] >> 32)
            let j = Int(candidates[pair] & 0xFFFF_FFFF)
            let area = OverlapArea.between(viewA, i, viewB, j, &stack)
            let one = OverlapPair(a: i, b: j, area: area)
            if area > 0, isWanted(one) { found.append(one) }
          }
        }
      }
      return found
    }
  }
}

extension [UInt64] {
  /// Removes the elements from a place on that are as said, keeping the order of the others.
  fileprivate mutating func removeAll(from start: Int, where isGone: (UInt64) -> Bool) {
    var kept = start
    for place in start..<count where !isGone(self[place]) {
      self[kept] = self[place]
      kept += 1
    }
    removeLast(count - kept)
  }
}
