import TestSupport
import Testing

@testable import GeoFormats

/// Against decimals computed without rounding, in 128-bit whole numbers.
@Suite struct FixedDecimalsTests {
  private func text(_ value: Double, _ decimals: Int) -> String {
    var buffer = [UInt8](repeating: 0, count: FixedDecimals.longest)
    let count = buffer.withUnsafeMutableBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return FixedDecimals(decimals).write(value, to: base) - base
    }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  @Test(
    arguments: [
      (0.0, 7, "0"), (-0.0, 7, "0"), (1, 7, "1"), (-1, 0, "-1"), (0.5, 0, "1"), (-0.5, 0, "-1"),
      (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.125, 2, "0.13"), (-0.375, 2, "-0.38"),
      (0.4999999999999999, 0, "0"), (5.4, 7, "5.4"), (5.40, 1, "5.4"),
      (43.1234567, 7, "43.1234567"),
      (-180, 7, "-180"), (100, 7, "100"), (1e-7, 7, "0.0000001"), (-4e-8, 7, "0"),
      (-6e-8, 7, "-0.0000001"), (1e-300, 9, "0"), (-.leastNonzeroMagnitude, 9, "0"),
      (9.9999999999, 7, "10"),
      (0.1, 9, "0.1"), (1234.0625, 3, "1234.063"), (999.9995, 2, "1000"),
      (0.000_000_001, 9, "0.000000001"),
      (9_007_199_254_740_992, 0, "9007199254740992"), (6_371_000.125, 3, "6371000.125"),
    ] as [(Double, Int, String)])
  func handCases(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(text(value, decimals) == expected)
  }

  /// The number that the text stands for, in units of the last decimal; nil for another form.
  private func units(_ text: String, _ decimals: Int) -> Int128? {
    let isNegative = text.hasPrefix("-")
    let fields = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(fields.count), fields.allSatisfy({ !$0.isEmpty }),
      fields.joined().utf8.allSatisfy({ (48...57).contains($0) }),
      fields[0] == "0" || !fields[0].hasPrefix("0")
    else { return nil }
    let fraction = fields.count == 2 ? fields[1] : ""
    guard fraction.count <= decimals, fraction.last != "0" else { return nil }
    let digits = fields[0] + fraction + String(repeating: "0", count: decimals - fraction.count)
    guard let whole = Int128(digits), !isNegative || whole != 0 else { return nil }
    return isNegative ? -whole : whole
  }

  /// Exact: |value| · 10^decimals as quotient and remainder of a power of two.
  private func exact(_ value: Double, _ decimals: Int)
    -> (quotient: UInt128, remainder: UInt128, divisor: UInt128)
  {
    let ten = (0..<decimals).reduce(UInt128(1)) { product, _ in product * 10 }
    let numerator = UInt128(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)) * ten
    let exponent = (value.isNormal ? Int(value.exponent) : -1022) - 52
    if exponent >= 0 { return (numerator << UInt128(exponent), 0, 1) }
    // Below 2^-126 of a unit nothing is left to round.
    if exponent < -126 { return (0, numerator == 0 ? 0 : 1, 1 << 126) }
    let divisor = UInt128(1) << UInt128(-exponent)
    return (numerator / divisor, numerator % divisor, divisor)
  }

  /// The scaled number is itself rounded to 53 bits, so that values within that of a tie may go
  /// either way; all others must be rounded exactly.
  private func check(_ value: Double, _ decimals: Int) {
    let text = text(value, decimals)
    guard let units = units(text, decimals) else {
      Issue.record("\(value) with \(decimals) decimals: \(text)")
      return
    }
    #expect(units == 0 || (units < 0) == (value < 0))
    let (quotient, remainder, divisor) = exact(value, decimals)
    let magnitude = UInt128(units.magnitude)
    let share = Double(remainder) / Double(divisor)
    if Double(quotient) < 0x1p52, abs(share - 0.5) > (Double(quotient) + 1) * 0x1p-53 {
      #expect(magnitude == quotient + (share > 0.5 ? 1 : 0), "\(value) \(decimals): \(text)")
    } else {
      let slack = max(1, UInt128(Double(quotient) * 0x1p-52))
      #expect(magnitude + slack >= quotient && magnitude <= quotient + slack, "\(value): \(text)")
    }
  }

  @Test(arguments: 0...9)
  func randomNumbers(decimals: Int) {
    var generator = SeededGenerator(seed: UInt64(decimals))
    for _ in 0..<2000 {
      let degrees = Double.random(in: -360...360, using: &generator)
      check(degrees, decimals)
      check(degrees * Double.random(in: 0...1e6, using: &generator), decimals)
      // Any size from 1e-20 to where 64 bits end.
      let power = Int.random(in: -66...27, using: &generator)
      check(Double(sign: .plus, exponent: power, significand: degrees / 360), decimals)
    }
  }

  /// Halves, quarters and so on are exact in binary: ties go away from zero.
  @Test func tiesGoAwayFromZero() {
    for whole in 0..<50 {
      for (decimals, tie) in [(0, 0.5), (1, 0.25), (1, 0.75), (2, 0.125), (2, 0.625), (3, 0.0625)] {
        let value = Double(whole) + tie
        let (quotient, remainder, divisor) = exact(value, decimals)
        #expect(2 * remainder == divisor)
        #expect(units(text(value, decimals), decimals) == Int128(quotient) + 1)
        #expect(units(text(-value, decimals), decimals) == -Int128(quotient) - 1)
      }
    }
  }

  /// What has no more decimals than asked for is written as it was typed.
  @Test func decimalsAreKept() {
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<5000 {
      let units = Int.random(in: -1_800_000_000...1_800_000_000, using: &generator)
      #expect(self.units(text(Double(units) / 1e7, 7), 7) == Int128(units))
    }
  }

  @Test func whatIsNoNumberIsNull() {
    #expect([Double.nan, .infinity, -.infinity].map { text($0, 7) } == ["null", "null", "null"])
  }

  @Test(arguments: [1e12, -1e15, 1e16, 1.5e300, -Double.greatestFiniteMagnitude])
  func hugeNumbersReadBackTheSame(value: Double) {
    let written = text(value, 7)
    #expect(written.utf8.count <= FixedDecimals.longest)
    #expect(Double(written) == value)
  }
}
