/// A point of the lattice that borders lie on: `perCell` steps a cell. Keys order points by y,
/// then by x.
struct LatticePoint: Equatable {
  /// Steps between two nodes. Points of different borders in one cell are then at least
  /// 1 / 362 of a cell apart, and a point from a border that it is not on: more than two roundings
  /// to 7 decimals of a degree from `IsochroneSettings.leastCellMeters` on.
  static let perCell: Int32 = 16

  var x: Int32
  var y: Int32

  init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }

  init(key: UInt64) {
    x = Self.whole(UInt32(truncatingIfNeeded: key))
    y = Self.whole(UInt32(key >> 32))
  }

  var key: UInt64 { UInt64(Self.ordered(y)) << 32 | UInt64(Self.ordered(x)) }

  private static func ordered(_ value: Int32) -> UInt32 {
    UInt32(bitPattern: value) ^ 0x8000_0000
  }

  static func whole(_ ordered: UInt32) -> Int32 { Int32(bitPattern: ordered ^ 0x8000_0000) }
}
