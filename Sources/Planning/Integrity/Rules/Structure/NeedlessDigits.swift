import GeoCore
internal import GeoFormats

/// More decimals than any survey has.
enum NeedlessDigits: LayerCheck {
  static let rule = IntegrityRule(
    code: "S119", name: "needless-digits", severity: .info,
    summary: "Most positions have more decimals than any survey is worth.",
    explanation: """
      RFC 7946, section 11.2: six decimals of a degree are about 10 centimetres, and digits cost \
      space. Said of a file when more than half of its positions have more than seven decimals \
      (a centimetre) in degrees, or more than three (a millimetre) in another system. One finding \
      a file.
      """,
    remedy: "amp-geo convert writes seven decimals",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-11.2")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard let scan = layer.scan else { return [] }
    let isInDegrees = layer.geometries.crs == .wgs84
    let limit = isInDegrees ? 7 : 3
    let total = scan.decimals.total
    guard let beyond = scan.decimals.beyond(limit), 2 * beyond.count > total else { return [] }
    let place = scan.text.place(of: beyond.offset)
    let message =
      "\(beyond.count) of \(total) positions have more than \(limit) decimals, up to"
      + " \(beyond.most); \(limit) are a \(isInDegrees ? "centimetre" : "millimetre")"
    return [
      Finding(
        rule, message, file: layer.source.path, line: place.line, column: place.column)
    ]
  }
}
