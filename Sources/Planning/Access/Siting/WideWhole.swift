/// A whole number without bound: a sign, and digits to the base of a thousand million.
///
/// For weights that lie too many powers of ten apart for 128 bits, such as 10⁻³⁰⁰ beside 10³⁰⁰.
///
/// **Complexity:** O(digits) for each operation, with memory of its own.
struct WideWhole: SitingNumber {
  private static let base: UInt64 = 1_000_000_000
  private static let digitsPerLimb = 9

  private var isNegative = false
  /// From the least significant; no leading zeros, empty for 0.
  private var limbs: [UInt32] = []

  init(_ value: Int) {
    isNegative = value < 0
    var rest = UInt64(value.magnitude)
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  /// - Parameter digits: from the most significant, 0 to 9 each.
  init(digits: some BidirectionalCollection<UInt8>) {
    var limb: UInt32 = 0
    var place: UInt32 = 1
    for digit in digits.reversed() {
      limb += UInt32(digit) * place
      place *= 10
      guard UInt64(place) == Self.base else { continue }
      limbs.append(limb)
      (limb, place) = (0, 1)
    }
    limbs.append(limb)
    trim()
  }

  static var zero: WideWhole { WideWhole(0) }
  static var isNearDoubles: Bool { false }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
    if limbs.isEmpty { isNegative = false }
  }

  // MARK: Order

  static func < (a: WideWhole, b: WideWhole) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? isLess(b.limbs, a.limbs) : isLess(a.limbs, b.limbs)
  }

  private static func isLess(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for i in a.indices.reversed() where a[i] != b[i] { return a[i] < b[i] }
    return false
  }

  // MARK: Sums and products

  static func + (a: WideWhole, b: WideWhole) -> WideWhole {
    var sum = a
    if a.isNegative == b.isNegative {
      sum.limbs = added(a.limbs, b.limbs)
    } else if isLess(a.limbs, b.limbs) {
      sum.limbs = subtracted(b.limbs, a.limbs)
      sum.isNegative = b.isNegative
    } else {
      sum.limbs = subtracted(a.limbs, b.limbs)
    }
    sum.trim()
    return sum
  }

  static func - (a: WideWhole, b: WideWhole) -> WideWhole {
    var other = b
    other.isNegative = !b.isNegative && !b.limbs.isEmpty
    return a + other
  }

  private static func added(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var sum: [UInt32] = []
    sum.reserveCapacity(max(a.count, b.count) + 1)
    var carry: UInt64 = 0
    for i in 0..<max(a.count, b.count) {
      carry += UInt64(i < a.count ? a[i] : 0) + UInt64(i < b.count ? b[i] : 0)
      sum.append(UInt32(carry % base))
      carry /= base
    }
    if carry > 0 { sum.append(UInt32(carry)) }
    return sum
  }

  /// - Parameter b: a or less.
  private static func subtracted(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var difference = a
    var borrow: UInt64 = 0
    for i in a.indices {
      let taken = borrow + UInt64(i < b.count ? b[i] : 0)
      borrow = UInt64(a[i]) < taken ? 1 : 0
      difference[i] = UInt32(UInt64(a[i]) + borrow * base - taken)
    }
    return difference
  }

  func times(_ factor: Int) -> WideWhole {
    var product = self
    product.isNegative = isNegative != (factor < 0)
    var carry: UInt64 = 0
    for i in limbs.indices {
      var (high, low) = UInt64(limbs[i]).multipliedFullWidth(by: UInt64(factor.magnitude))
      let (sum, overflow) = low.addingReportingOverflow(carry)
      low = sum
      if overflow { high += 1 }
      // A limb is less than the base, so the quotient fits.
      let (quotient, rest) = Self.base.dividingFullWidth((high, low))
      product.limbs[i] = UInt32(rest)
      carry = quotient
    }
    while carry > 0 {
      product.limbs.append(UInt32(carry % Self.base))
      carry /= Self.base
    }
    product.trim()
    return product
  }

  func addingUpToGreatest(_ other: WideWhole) -> WideWhole { self + other }

  /// 1: common powers of ten are left out before numbers are made.
  static func commonDivisor(of numbers: [WideWhole]) -> WideWhole { WideWhole(1) }

  func roundedDown(toMultipleOf step: WideWhole) -> WideWhole { self }

  // MARK: Text and doubles

  var description: String {
    guard let first = limbs.last else { return "0" }
    var text = isNegative ? "-" : ""
    text += String(first)
    for limb in limbs.dropLast().reversed() {
      let digits = String(limb)
      text += String(repeating: "0", count: Self.digitsPerLimb - digits.count) + digits
    }
    return text
  }

  /// Infinite beyond the range of doubles.
  var double: Double { Double(description) ?? (isNegative ? -.infinity : .infinity) }

  init(nearest value: Double) {
    self.init(Int(exactly: value.rounded()) ?? 0)
  }

  static func ratio(_ a: WideWhole, _ b: WideWhole) -> Double {
    let (x, y) = (a.scaled, b.scaled)
    let quotient = x.fraction / y.fraction
    return Double("\(quotient)e\(x.exponent - y.exponent)") ?? quotient
  }

  /// A fraction of 0.1 to 1, or 0, times a power of ten.
  private var scaled: (fraction: Double, exponent: Int) {
    let digits = description.drop { $0 == "-" }
    let fraction = Double("0." + digits) ?? 0
    return (isNegative ? -fraction : fraction, digits.count)
  }
}
