/// How results are rounded: enough digits to recompute from, no more.
package enum Rounding {
  /// Square metres to 1e-6.
  package static func area(_ value: Double) -> Double { on(1e6, value) }
  /// Shares to 1e-9.
  package static func share(_ value: Double) -> Double { on(1e9, value) }
  /// Metres to a centimetre.
  package static func meters(_ value: Double) -> Double { on(100, value) }
  /// Minutes to a hundredth.
  package static func minutes(_ value: Double) -> Double { on(100, value) }
  /// Sizes of faults to three digits.
  package static func digits(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e15 { scale *= 10 }
    return (value * scale).rounded() / scale
  }
  /// People to a millionth: expected numbers of people are not whole.
  package static func people(_ value: Double) -> Double { on(1e6, value) }
  /// People to a millionth, never fewer.
  package static func peopleUp(_ value: Double) -> Double {
    let scaled = value * 1e6
    return scaled.isFinite ? scaled.rounded(.up) / 1e6 : value
  }

  /// The nearest of so many steps to one; a number too great for it as it is.
  private static func on(_ steps: Double, _ value: Double) -> Double {
    let scaled = value * steps
    return abs(scaled) < 0x1p63 ? scaled.rounded() / steps : value
  }
}
