internal import GeoCore

/// The least and the most that each value of a column may be, where the layer says: in the columns that
/// its field names, and without one in `<column>_low` and `<column>_high`.
struct ValueBounds {
  private let low: Column
  private let high: Column
  private let format: ValueFormat
  /// The widest gap between the two, in the column's unit.
  private let widest: Double

  /// Returns nil when the layer has no such columns, or nothing in them.
  /// - Parameter field: what the column is; nil to go by its name.
  init?(
    of name: String, _ field: Field? = nil, in layer: Layer, language: Wording.Language = .en
  ) {
    let names = field?.bounds ?? [name + "_low", name + "_high"]
    guard names.count == 2, let low = layer.attributes[names[0]],
      let high = layer.attributes[names[1]]
    else { return nil }
    let gaps = (0..<layer.count).compactMap { row -> (gap: Double, most: Double)? in
      guard let least = low.double(row), let most = high.double(row), (most - least).isFinite
      else { return nil }
      return (most - least, max(abs(least), abs(most)))
    }
    guard let widest = gaps.map(\.gap).max(), let largest = gaps.map(\.most).max() else {
      return nil
    }
    self.low = low
    self.high = high
    // What is left of subtracting is no gap.
    self.widest = widest > 1e-12 * largest ? widest : 0
    format = ValueFormat(field, column: name, largest: largest).in(language)
  }

  /// ` (15.3% to 41.9%)`; empty where a bound is not known.
  func text(_ row: Int) -> String {
    guard let least = low.double(row), let most = high.double(row), least.isFinite, most.isFinite
    else { return "" }
    return " (\(format.full(least))\(MapWords.to[format.language])\(format.full(most)))"
  }

  /// A line under the map; nil where all values are exact.
  var note: String? {
    guard widest > 0 else { return nil }
    let differences = format.ofDifferences
    let text = differences.full(widest)
    // What is left of a gap that rounds to nothing is no gap.
    guard text.contains(where: { ("1"..."9").contains($0) }) else { return nil }
    return MapWords.bounds(Wording(en: text, fr: text))[format.language]
  }
}
