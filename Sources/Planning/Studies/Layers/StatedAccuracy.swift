package import GeoCore

/// The accuracy that features state of their borders, as their attribute `accuracy_m`.
///
/// **Units:** metres, from 0 to 100,000, as on the command line and in the catalogue. What is no number
/// is refused; null and blank text state nothing.
package enum StatedAccuracy {
  package static let field = "accuracy_m"
  static let range = 0.0...100_000.0

  /// What a row states, whether that is possible or not; nil when it states nothing, or no number.
  package static func meters(_ column: Column, _ row: Int) -> Double? {
    column.double(row) ?? column.string(row).flatMap { DecimalNumber.value($0) }
  }

  /// The first row whose accuracy is none, such as -5 or 5 m; nil when there is no such row.
  static func firstFault(in layer: Layer) -> Int? {
    guard let column = layer.attributes[field] else { return nil }
    return (0..<layer.count).first { isFault(column, $0) }
  }

  package static func isFault(_ column: Column, _ row: Int) -> Bool {
    if let meters = meters(column, row) { return !range.contains(meters) }
    let isBlank = column.string(row)?.allSatisfy(\.isWhitespace) ?? false
    return !column.isMissing(row) && !isBlank
  }

  static let remedy: Remedy =
    "an accuracy is a distance from 0 to 100000 m; leave it empty where it is unknown"

  /// - Throws: `FormatError` naming the first feature whose accuracy is none.
  static func require(in layer: Layer) throws(FormatError) {
    guard let row = firstFault(in: layer), let column = layer.attributes[field] else { return }
    throw FormatError(
      path: layer.path, feature: layer.label(ofFeature: row),
      reason: "\"\(field)\" is \(column.json(row)), not an accuracy in metres", remedy: remedy)
  }
}
