internal import GeoCore

/// A number of 0 or more as a file writes it: digits and a power of ten, nothing rounded.
///
/// `0.0004` is 4 · 10⁻⁴, `1e300` is 1 · 10³⁰⁰; zeros at either end are left out.
struct ExactDecimal: Sendable, Equatable {
  /// From the most significant, 0 to 9 each; empty for 0. Neither the first nor the last is 0.
  let digits: [UInt8]
  /// The power of ten that the last digit counts.
  let exponent: Int

  static let zero = ExactDecimal(digits: [], exponent: 0)

  var isZero: Bool { digits.isEmpty }

  /// Whether it is less than ten to that power, and not 0.
  func isBelow(powerOfTen power: Int) -> Bool { !isZero && exponent + digits.count <= power }

  private init(digits: [UInt8], exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// The number that a text writes, 0 when no double is as small; nil for what `DecimalNumber` does
  /// not read, for a number below 0, and for more than 1,100 decimals.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let value = DecimalNumber.value(bytes[...]), value >= 0 else { return nil }
    guard value > 0 else {
      self = .zero
      return
    }
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    for (at, byte) in bytes.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits.append(byte - 0x30)
        if isFraction { exponent -= 1 }
        continue
      case UInt8(ascii: "."):
        isFraction = true
        continue
      case UInt8(ascii: "+"), UInt8(ascii: "-"): continue
      default: break
      }
      let written = String(decoding: bytes[(at + 1)...], as: UTF8.self)
      guard let power = Int(written), power.magnitude < 1 << 32 else { return nil }
      exponent += power
      break
    }
    guard let first = digits.firstIndex(where: { $0 != 0 }),
      let last = digits.lastIndex(where: { $0 != 0 })
    else { return nil }
    exponent += digits.count - 1 - last
    guard exponent >= -Self.mostDecimals else { return nil }
    self.init(digits: Array(digits[first...last]), exponent: exponent)
  }

  /// Every double has fewer.
  private static let mostDecimals = 1100

  /// The shortest text that reads as the same double, as a number; 0 for what is below 0 or not
  /// finite.
  init(nearest value: Double) {
    self = ExactDecimal(JSONText.number(value)) ?? .zero
  }
}
