internal import GeoCore

/// The two passes over all triangles of links: a lower node, one in the middle and one above. The
/// row of the middle node is laid out, and the rows of those below are read along it.
extension EliminationCosts {
  /// A sum of costs that never comes out below its parts.
  @inline(__always)
  private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let sum = a &+ b
    return sum < a ? .max : sum
  }

  /// Makes the links of a block as cheap as ways over lower nodes. Those are finished before.
  func lower(_ block: Range<Int>, _ places: UnsafeMutableBufferPointer<UInt32>) {
    for middle in block {
      layOut(middle, places)
      for i in lowerOffsets[middle]..<lowerOffsets[middle + 1] {
        let first = Int(lowerLinks[i])
        let end = offsets[Int(lowerTails[i]) + 1]
        let back = down.costs[first]
        for second in (first + 1)..<end {
          let across = Int(places[Int(heads[second])])
          up.lower(across, to: Self.sum(back, up.costs[second]))
        }
        guard !isSymmetric else { continue }
        let ahead = up.costs[first]
        for second in (first + 1)..<end {
          let across = Int(places[Int(heads[second])])
          down.lower(across, to: Self.sum(down.costs[second], ahead))
        }
      }
    }
  }

  /// Finds the links of a block that ways over other nodes replace. Those above are finished
  /// before.
  func prune(_ block: Range<Int>, _ places: UnsafeMutableBufferPointer<UInt32>) {
    var isAbove = [Bool](repeating: false, count: graph.nodeCount - block.upperBound)
    for link in offsets[block.lowerBound]..<offsets[block.upperBound]
    where heads[link] >= block.upperBound {
      isAbove[Int(heads[link]) - block.upperBound] = true
    }
    for above in isAbove.indices.reversed() where isAbove[above] {
      prune(block, over: block.upperBound + above, places)
    }
    for rank in block.reversed() { prune(block, over: rank, places) }
  }

  private func prune(
    _ block: Range<Int>, over middle: Int, _ places: UnsafeMutableBufferPointer<UInt32>
  ) {
    var i = (lowerOffsets[middle]..<lowerOffsets[middle + 1])
      .firstPlace { lowerTails[$0] >= block.lowerBound }
    layOut(middle, places)
    while i < lowerOffsets[middle + 1], lowerTails[i] < block.upperBound {
      let first = Int(lowerLinks[i])
      for second in (first + 1)..<offsets[Int(lowerTails[i]) + 1] {
        let across = Int(places[Int(heads[second])])
        let (climb, descent) = (up.costs[across], down.costs[across])
        up.replace(second, by: Self.sum(up.costs[first], climb))
        up.replace(first, by: Self.sum(up.costs[second], descent))
        guard !isSymmetric else { continue }
        down.replace(second, by: Self.sum(down.costs[first], descent))
        down.replace(first, by: Self.sum(down.costs[second], climb))
      }
      i += 1
    }
  }

  /// Lays out where the links of a row are.
  @inline(__always)
  private func layOut(_ rank: Int, _ places: UnsafeMutableBufferPointer<UInt32>) {
    for link in offsets[rank]..<offsets[rank + 1] { places[Int(heads[link])] = UInt32(link) }
  }
}
