/// Both coordinates of a vertex at once, for the loops that look at every vertex.
extension SIMD2<Double> {
  /// A vertex of x0, y0, x1, y1 ….
  @inline(__always)
  init(_ xy: UnsafePointer<Double>, vertex: Int) {
    self.init(xy[2 &* vertex], xy[2 &* vertex &+ 1])
  }

  /// Numbers whose top bits are those of the signs: comparisons without branches.
  @inline(__always)
  var signBits: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }
}
