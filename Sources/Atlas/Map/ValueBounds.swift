internal import GeoCore

/// The least and the most that each value of a column may be, where the layer says:
/// columns `<column>_low` and `<column>_high`.
struct ValueBounds {
  private let low: Column
  private let high: Column
  private let format: ValueFormat
  /// The widest gap between the two, in the column's unit.
  private let widest: Double

  /// Returns nil when the layer has no such columns, or nothing in them.
  init?(of name: String, in layer: Layer) {
    guard let low = layer.attributes[name + "_low"], let high = layer.attributes[name + "_high"]
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
    self.widest = widest
    format = ValueFormat(column: name, largest: largest)
  }

  /// ` (15.3% to 41.9%)`; empty where a bound is not known.
  func text(_ row: Int) -> String {
    guard let least = low.double(row), let most = high.double(row), least.isFinite, most.isFinite
    else { return "" }
    return " (\(format.full(least)) to \(format.full(most)))"
  }

  /// A line under the map.
  var note: String {
    "Given how exact the borders are, values are open by up to \(format.full(widest));"
      + " bounds stand beside each value."
  }
}
