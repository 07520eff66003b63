/// The working memory of an overlay: pieces of edges inside a window, as parallel arrays, stacked
/// window upon window. Nothing is allocated once it has grown to its size.
///
/// A piece is a stretch of a straight edge over `left < right`, in the window's coordinates: its
/// height at x is `height + (x - left) * slope`. Its sign is +1 where the polygon lies under it and
/// -1 where it lies over it.
struct EdgePieces: ~Copyable {
  private(set) var left: UnsafeMutablePointer<Double>
  private(set) var right: UnsafeMutablePointer<Double>
  private(set) var height: UnsafeMutablePointer<Double>
  private(set) var slope: UnsafeMutablePointer<Double>
  private(set) var sign: UnsafeMutablePointer<Double>
  /// Room for the numbers of those edges or pieces that pass a test.
  private(set) var hits: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1024) {
    self.capacity = capacity
    left = .allocate(capacity: capacity)
    right = .allocate(capacity: capacity)
    height = .allocate(capacity: capacity)
    slope = .allocate(capacity: capacity)
    sign = .allocate(capacity: capacity)
    hits = .allocate(capacity: capacity)
  }

  deinit {
    left.deallocate()
    right.deallocate()
    height.deallocate()
    slope.deallocate()
    sign.deallocate()
    hits.deallocate()
  }

  /// Makes room for so many more pieces.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: max(count + more, 2 * capacity)) }
  }

  @inline(never)
  private mutating func grow(to size: Int) {
    func moved<T>(_ old: UnsafeMutablePointer<T>, _ filled: Int) -> UnsafeMutablePointer<T> {
      let new = UnsafeMutablePointer<T>.allocate(capacity: size)
      new.moveInitialize(from: old, count: filled)
      old.deallocate()
      return new
    }
    left = moved(left, count)
    right = moved(right, count)
    height = moved(height, count)
    slope = moved(slope, count)
    sign = moved(sign, count)
    hits = moved(hits, 0)
    capacity = size
  }

  /// Appends a piece for which room was made.
  @inline(__always)
  mutating func append(
    left: Double, right: Double, height: Double, slope: Double, sign: Double
  ) {
    self.left[count] = left
    self.right[count] = right
    self.height[count] = height
    self.slope[count] = slope
    self.sign[count] = sign
    count += 1
  }

  /// Takes away all pieces from `count` on.
  mutating func truncate(to count: Int) { self.count = count }
}
