internal import GeoCore

/// How figures are rounded that are no columns: as columns of their kind are (`Field.Kind`).
package enum Rounding {
  /// Square metres to 1e-6.
  package static func area(_ value: Double) -> Double {
    Field.Kind.area.rounded(value)
  }
  /// Shares to 1e-9.
  package static func share(_ value: Double) -> Double {
    Field.Kind.share.rounded(value)
  }
  /// Metres to a centimetre.
  package static func meters(_ value: Double) -> Double {
    Field.Kind.length.rounded(value)
  }
  /// Minutes to a hundredth.
  package static func minutes(_ value: Double) -> Double {
    Field.Kind.time.rounded(value)
  }
  /// Differences of figures to a billionth, so that subtracting leaves no tail of digits.
  package static func change(_ value: Double) -> Double {
    let rounded = (value * 1e9).rounded() / 1e9
    return rounded.isFinite ? rounded : value
  }
  /// Sizes of faults to three digits.
  package static func digits(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e15 { scale *= 10 }
    return (value * scale).rounded() / scale
  }
  /// People to a millionth: expected numbers of people are not whole.
  package static func people(_ value: Double) -> Double {
    Field.Kind.people.rounded(value)
  }
  /// People to a millionth, never fewer.
  package static func peopleUp(_ value: Double) -> Double {
    let scaled = value * 1e6
    return scaled.isFinite ? scaled.rounded(.up) / 1e6 : value
  }
}
