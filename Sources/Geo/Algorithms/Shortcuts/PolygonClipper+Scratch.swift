/// An array of plain values without checks, whose room is kept when it is emptied.
struct ScratchArray<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(i: Int) -> Element {
    get { base[i] }
    nonmutating set { base[i] = newValue }
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Takes away all elements from `count` on.
  mutating func truncate(to count: Int) { self.count = count }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    (base + count).initialize(to: element)
    count += 1
  }

  /// Makes room for so many more.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: max(count + more, 2 * capacity)) }
  }

  /// Takes over elements written beyond the end, for which room was made.
  @inline(__always)
  mutating func extend(by more: Int) { count += more }

  /// Sorts all elements; few ones by insertion, without further room.
  @inline(__always)
  mutating func sort(by precedes: (Element, Element) -> Bool) {
    guard count <= 32 else {
      var all = UnsafeMutableBufferPointer(start: base, count: count)
      return all.sort(by: precedes)
    }
    var end = 1
    while end < count {
      let moved = base[end]
      var k = end
      while k > 0, precedes(moved, base[k - 1]) {
        base[k] = base[k - 1]
        k -= 1
      }
      base[k] = moved
      end += 1
    }
  }

  @inline(never)
  private mutating func grow(to size: Int) {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: size)
    new.moveInitialize(from: base, count: count)
    base.deallocate()
    base = new
    capacity = size
  }
}
