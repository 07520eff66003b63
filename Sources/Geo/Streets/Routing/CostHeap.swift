/// A heap of keys with a payload each, smallest key first: four children a node, and nothing is
/// ever changed inside it. A search pushes a place again when it has found a better way, and skips
/// what it pops too late.
///
/// Equal keys come out in the order of their payloads, so that the order never depends on how the
/// heap was filled.
///
/// **Complexity:** O(log n) a push or pop.
/// **Source:** Johnson 1975, Priority queues with update and finding minimum spanning trees,
/// doi:10.1016/0020-0190(75)90001-0.
struct CostHeap {
  struct Entry {
    var key: UInt64
    var payload: UInt64

    @inline(__always)
    static func < (a: Entry, b: Entry) -> Bool {
      a.key < b.key || (a.key == b.key && a.payload < b.payload)
    }
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }
  /// The smallest key.
  var least: UInt64? { entries.first?.key }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func push(_ key: UInt64, _ payload: UInt64) {
    let entry = Entry(key: key, payload: payload)
    entries.append(entry)
    entries.withUnsafeMutableBufferPointer { heap in
      var hole = heap.count - 1
      while hole > 0 {
        let parent = (hole - 1) / 4
        guard entry < heap[parent] else { break }
        heap[hole] = heap[parent]
        hole = parent
      }
      heap[hole] = entry
    }
  }

  @inline(__always)
  mutating func pop() -> Entry? {
    guard let last = entries.popLast() else { return nil }
    guard let first = entries.first else { return last }
    entries.withUnsafeMutableBufferPointer { heap in
      var hole = 0
      while true {
        let child = 4 * hole + 1
        guard child < heap.count else { break }
        var least = child
        for other in (child + 1)..<max(min(child + 4, heap.count), child + 1)
        where heap[other] < heap[least] {
          least = other
        }
        guard heap[least] < last else { break }
        heap[hole] = heap[least]
        hole = least
      }
      heap[hole] = last
    }
    return first
  }
}
