/// Two features that share area.
public struct OverlapPair: Sendable, Hashable {
  /// The feature of the first layer.
  public var a: Int
  /// The feature of the second layer, or the later one of the same layer.
  public var b: Int
  /// The shared area, in the square of the CRS's unit.
  public var area: Double

  public init(a: Int, b: Int, area: Double) {
    self.a = a
    self.b = b
    self.area = area
  }
}

/// All pairs of features that share area, ordered by the first index, then the second.
///
/// Areas, shapes and boundary rule are those of `OverlapArea`. The result is the same to the last
/// bit on any number of threads.
///
/// **Complexity:** O(n log n) for the candidates, whose boxes overlap, then `OverlapArea` for each,
/// shared out among the threads.
public enum OverlapPairs {
  private static let featureChunk = 1024
  private static let pairChunk = 512

  /// The pairs between two layers of one CRS whose shared area is above `minArea`.
  public static func all(
    _ a: PolygonIndex, _ b: PolygonIndex, minArea: Double = 0, threads: Int = 1
  ) -> [OverlapPair] {
    measured(a, b, candidates(a, b, later: false, threads), minArea, threads)
  }

  /// The pairs within one layer, the earlier feature first, whose shared area is above `minArea`.
  public static func within(
    _ layer: PolygonIndex, minArea: Double = 0, threads: Int = 1
  ) -> [OverlapPair] {
    measured(layer, layer, candidates(layer, layer, later: true, threads), minArea, threads)
  }

  /// The pairs whose boxes share more than a border, as two halves of a word, in order.
  private static func candidates(
    _ a: PolygonIndex, _ b: PolygonIndex, later: Bool, _ threads: Int
  ) -> [UInt64] {
    let chunks = Parallel.collect(count: a.count, chunk: featureChunk, threads: threads) { range in
      var found: [UInt64] = []
      b.boxes.withUnsafeBufferPointer { boxes in
        for i in range {
          let box = a.boxes[i]
          let start = found.count
          b.tree.query(box) { j in
            let shared = box.intersection(boxes[j])
            if shared.width > 0, shared.height > 0, !later || j > i {
              found.append(UInt64(i) << 32 | UInt64(j))
            }
          }
          found[start...].sort()
        }
      }
      return found
    }
    return Array(chunks.joined())
  }

  private static func measured(
    _ a: PolygonIndex, _ b: PolygonIndex, _ candidates: [UInt64], _ minArea: Double,
    _ threads: Int
  ) -> [OverlapPair] {
    let least = max(minArea, 0)
    let chunks = Parallel.collect(count: candidates.count, chunk: pairChunk, threads: threads) {
      range in
      var found: [OverlapPair] = []
      var stack = EdgePieces()
      a.withView { viewA in
        b.withView { viewB in
          for pair in range {
            let i = Int(candidates[pair] >> 32)
            let j = Int(candidates[pair] & 0xFFFF_FFFF)
            let area = OverlapArea.between(viewA, i, viewB, j, &stack)
            if area > least { found.append(OverlapPair(a: i, b: j, area: area)) }
          }
        }
      }
      return found
    }
    return Array(chunks.joined())
  }
}
