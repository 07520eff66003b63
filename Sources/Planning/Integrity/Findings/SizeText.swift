import GeoCore

/// Sizes for people: three digits, in the unit that needs no power of ten.
enum SizeText {
  /// Square metres as m², ha from 10 000 m², km² from 100 ha.
  static func area(_ squareMeters: Double) -> String {
    switch abs(squareMeters) {
    case 1e6...: threeDigits(squareMeters / 1e6) + " km²"
    case 1e4...: threeDigits(squareMeters / 1e4) + " ha"
    default: threeDigits(squareMeters) + " m²"
    }
  }

  /// Metres as mm, cm, m or km.
  static func length(_ meters: Double) -> String {
    switch abs(meters) {
    case 1e3...: threeDigits(meters / 1e3) + " km"
    case 1...: threeDigits(meters) + " m"
    case 0.01...: threeDigits(meters * 100) + " cm"
    default: threeDigits(meters * 1e3) + " mm"
    }
  }

  /// A number rounded to three digits, or to a whole number when it has more before the point.
  static func threeDigits(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "unknown" }
    guard abs(value) < 1e15 else { return JSONText.number(value) }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e9 { scale *= 10 }
    return JSONText.number((value * scale).rounded() / scale)
  }
}
