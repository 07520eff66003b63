internal import GeoAlgorithms
internal import GeoCore

/// Figures as people read them on a terminal.
package enum FigureText {
  package static func hectares(_ squareMeters: Double) -> String {
    grouped(Int(nearest: squareMeters / 10_000))
  }

  /// Hectares with what bounds leave open in brackets.
  package static func hectares(
    _ squareMeters: Double, _ band: (low: Double, high: Double)?
  ) -> String {
    let value = hectares(squareMeters)
    return band.map { "\(value) (\(hectares($0.low))–\(hectares($0.high)))" } ?? value
  }

  package static func percent(_ share: Double, _ band: (low: Double, high: Double)?) -> String {
    guard let band else { return percent(share) }
    func number(_ share: Double) -> String { String(percent(share).dropLast(2)) }
    return "\(percent(share)) (\(number(band.low))–\(number(band.high)))"
  }

  package static func percent(_ share: Double) -> String {
    let tenths = Int(nearest: share * 1000)
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// Digits in groups of three.
  package static func grouped(_ value: Int) -> String {
    var text = ""
    for (i, digit) in String(value.magnitude).reversed().enumerated() {
      if i > 0, i % 3 == 0 { text = " " + text }
      text = String(digit) + text
    }
    return value < 0 ? "-" + text : text
  }

  /// The text with spaces at which no line is cut.
  package static func unbroken(_ text: String) -> String {
    String(text.map { $0 == " " ? "\u{A0}" : $0 })
  }
}
