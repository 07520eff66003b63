/// Places by the area of the triangle that each spans with its neighbours, the smallest first, equal ones
/// by their number: a binary heap.
///
/// A place may be in it several times; who takes one out tells whether its area still holds.
struct TriangleQueue {
  struct Entry {
    var area: Double
    var place: Int32

    func precedes(_ other: Entry) -> Bool {
      area != other.area ? area < other.area : place < other.place
    }
  }

  private var heap: [Entry] = []

  /// **Complexity:** O(log n).
  mutating func push(_ entry: Entry) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// **Complexity:** O(log n).
  mutating func pop() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].precedes(heap[least]) {
        least = child
      }
      if least == parent { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
