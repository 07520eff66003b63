import GeoCore

/// How a language writes numbers: what stands between thousands, before decimals and before a sign of
/// per cent.
struct NumberForm: Sendable, Equatable {
  let thousands: String
  let point: String
  let beforePercent: String

  /// French has the narrow space that does not break (U+202F), as the Imprimerie nationale sets it.
  init(_ language: Wording.Language) {
    switch language {
    case .en: (thousands, point, beforePercent) = (",", ".", "")
    case .fr: (thousands, point, beforePercent) = ("\u{202F}", ",", "\u{202F}")
    }
  }

  /// Whole units of 10^-decimals as text.
  /// - Parameter isGrouped: false for years and numbers that are names.
  func text(_ units: Int64, decimals: Int, isGrouped: Bool = true) -> String {
    var digits = String(units.magnitude)
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    let whole = digits.dropLast(decimals)
    var grouped = ""
    for (i, digit) in whole.enumerated() {
      if isGrouped, i > 0, (whole.count - i) % 3 == 0 { grouped += thousands }
      grouped.append(digit)
    }
    let fraction = decimals > 0 ? point + digits.suffix(decimals) : ""
    return (units < 0 ? "−" : "") + grouped + fraction
  }
}
