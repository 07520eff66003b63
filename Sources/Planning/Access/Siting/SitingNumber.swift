/// Whole numbers that a choice of sites is computed in: `Int`, `Int128`, or `WideWhole` without
/// bound, the first that holds all sums.
protocol SitingNumber: Sendable, Comparable, AdditiveArithmetic, CustomStringConvertible {
  init(_ value: Int)

  /// - Parameter factor: a saving or a difference of two, 37 bits at most.
  func times(_ factor: Int) -> Self

  /// The sum; the greatest number when it does not fit, which no value reaches.
  func addingUpToGreatest(_ other: Self) -> Self

  /// The greatest common divisor of numbers of 0 or more, 1 at least; a smaller common divisor will
  /// do.
  static func commonDivisor(of numbers: [Self]) -> Self

  func roundedDown(toMultipleOf step: Self) -> Self

  /// Whether doubles come near enough to go downhill with.
  static var isNearDoubles: Bool { get }
  var double: Double { get }
  /// The number nearest to a double in range.
  init(nearest value: Double)

  /// The ratio of two numbers, right to 15 digits, however large both are.
  static func ratio(_ a: Self, _ b: Self) -> Double
}

extension SitingNumber where Self: FixedWidthInteger {
  static var isNearDoubles: Bool { true }
  var double: Double { Double(self) }
  init(nearest value: Double) { self = Self(value.rounded()) }

  static func ratio(_ a: Self, _ b: Self) -> Double { Double(a) / Double(b) }

  func times(_ factor: Int) -> Self { self * Self(factor) }

  func addingUpToGreatest(_ other: Self) -> Self {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  func roundedDown(toMultipleOf step: Self) -> Self { self == .max ? self : self / step * step }

  static func commonDivisor(of numbers: [Self]) -> Self {
    var divisor: Self = 0
    for number in numbers where number > 0 {
      var (a, b) = (divisor, number)
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    return divisor > 1 ? divisor : 1
  }
}

extension Int: SitingNumber {}
extension Int128: SitingNumber {}
