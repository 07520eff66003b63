/// What a way costs: its time, and among equally fast ways its length.
///
/// Both are packed into one integer, time above length, so that adding costs adds both parts and
/// comparing costs compares times first. Sums of whole numbers have no rounding error: a search
/// and its check agree to the last millisecond, whatever the order of addition.
///
/// **Units:** milliseconds, up to 24 days; millimetres, up to 8,589 kilometres.
public struct TravelCost: Sendable, Hashable, Comparable {
  /// Bits of the length.
  private static let lengthBits: UInt64 = 33

  /// Time above length.
  let packed: UInt64

  @inline(__always) init(packed: UInt64) { self.packed = packed }

  /// A cost from its parts.
  ///
  /// - Precondition: neither is negative; both fit.
  @inline(__always)
  public init(milliseconds: Int, millimeters: Int) {
    packed = UInt64(milliseconds) << Self.lengthBits | UInt64(millimeters)
  }

  /// No time, no length.
  public static let zero = TravelCost(packed: 0)
  /// More than any way costs.
  public static let unreachable = TravelCost(packed: .max)

  /// The dearest cost of at most that many minutes; every finite cost when there are too many.
  public static func atMost(minutes: Double) -> TravelCost {
    let milliseconds = (minutes * 60_000).rounded(.down)
    guard milliseconds < 0x1p31 else { return TravelCost(packed: .max - 1) }
    guard milliseconds >= 0 else { return .zero }
    return TravelCost(packed: (UInt64(milliseconds) + 1) << lengthBits - 1)
  }

  /// Whether it is the cost of a way at all.
  public var isReachable: Bool { packed != .max }
  /// The time. Of no meaning for `unreachable`, as all parts.
  public var milliseconds: Int { Int(packed >> Self.lengthBits) }
  /// The length.
  public var millimeters: Int { Int(packed & (1 << Self.lengthBits - 1)) }
  /// The time in minutes.
  public var minutes: Double { Double(milliseconds) / 60_000 }
  /// The length in metres.
  public var meters: Double { Double(millimeters) / 1000 }

  /// By time, then by length.
  @inline(__always)
  public static func < (a: TravelCost, b: TravelCost) -> Bool { a.packed < b.packed }

  /// The sum; unreachable when either is, or when it does not fit.
  @inline(__always)
  public static func + (a: TravelCost, b: TravelCost) -> TravelCost {
    let (sum, overflow) = a.packed.addingReportingOverflow(b.packed)
    return TravelCost(packed: overflow ? .max : sum)
  }
}
