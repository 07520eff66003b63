/// Items dealt out to rows by counting: the offsets of compressed sparse rows, and the place of each
/// item.
///
/// Counted first and dealt out in the same order, the items of a row lie side by side in the order in
/// which they came: a stable counting sort.
///
///     var rows = CountedRows<Int32>(count: nodeCount) { add in for arc in arcs { add(arc.from) } }
///     for arc in arcs { targets[rows.place(inRow: arc.from)] = arc.to }
///     offsets = rows.offsets
///
/// Public, since what is only shared within the package is not specialized in another module.
///
/// **Complexity:** O(rows + items).
public struct CountedRows<Offset: FixedWidthInteger & Sendable>: Sendable {
  /// Row i has the places `offsets[i] ..< offsets[i + 1]`.
  public let offsets: [Offset]
  /// Where the next item of each row goes.
  @usableFromInline
  package var next: [Offset]

  /// Counts the items of each row.
  /// - Parameter items: calls what it is given with the row of every item.
  @inlinable
  public init(count: Int, _ items: (_ add: (Int) -> Void) -> Void) {
    var sizes = [Offset](repeating: 0, count: count + 1)
    sizes.withUnsafeMutableBufferPointer { sizes in items { sizes[$0 + 1] += 1 } }
    self.init(sizes: sizes)
  }

  /// - Parameter sizes: how many items row i has at i + 1, and 0 at the start.
  @inlinable
  public init(sizes: [Offset]) {
    var offsets = sizes
    for row in 1..<offsets.count { offsets[row] += offsets[row - 1] }
    self.offsets = offsets
    next = offsets
  }

  /// How many items there are.
  @inlinable public var itemCount: Int { Int(offsets[offsets.count - 1]) }

  /// The place of the next item of a row.
  @inlinable
  public mutating func place(inRow row: Int) -> Int {
    let place = next[row]
    next[row] = place + 1
    return Int(place)
  }
}
