/// How results are rounded: enough digits to recompute from, no more.
enum Rounding {
  /// Square metres to 1e-6.
  static func area(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
  /// Shares to 1e-9.
  static func share(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
  /// Metres to a centimetre.
  static func meters(_ value: Double) -> Double { (value * 100).rounded() / 100 }
  /// Minutes to a hundredth.
  static func minutes(_ value: Double) -> Double { (value * 100).rounded() / 100 }
  /// Sizes of faults to three digits.
  static func digits(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e15 { scale *= 10 }
    return (value * scale).rounded() / scale
  }
  /// People to a millionth: expected numbers of people are not whole.
  static func people(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
