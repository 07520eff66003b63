extension RandomAccessCollection where Index == Int {
  /// The first place from which on the elements meet a condition, by bisection; the end where none
  /// does. No element may meet it before one that does not. Of a range the elements are the places.
  ///
  /// **Complexity:** O(log n).
  @inlinable
  package func firstPlace(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension RandomAccessCollection where Index == Int, Element: Comparable {
  /// Whether ascending elements hold a value.
  ///
  /// **Complexity:** O(log n).
  @inlinable
  package func containsSorted(_ value: Element) -> Bool {
    let place = firstPlace { $0 >= value }
    return place < endIndex && self[place] == value
  }
}
