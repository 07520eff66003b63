/// Numbers of 64 bits for points and edges, equal for what is equal to the last bit, and hardly ever else.
package enum EdgeKey {
  /// Mixes all bits of a point; -0 counts as 0.
  @inline(__always)
  package static func ofPoint(_ x: Double, _ y: Double) -> UInt64 {
    var hash = (x + 0).bitPattern &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 32) ^ (y + 0).bitPattern) &* 0xC2B2_AE3D_27D4_EB4F
    return hash ^ (hash >> 29)
  }

  /// The key of an edge between two points by theirs, the same in both directions.
  @inline(__always)
  package static func ofEdge(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let sum = (a &+ b) &* 0x1656_67B1_9E37_79F9
    return sum ^ (sum >> 32)
  }
}
