package import GeoCore

/// Numbers of people as files write them.
///
/// `3266` and `3266.0` are the same count: databases keep whole numbers as reals.
package enum CountOfPeople {
  /// The most that may come together: whole numbers up to there are exact, larger ones are not.
  static let most = 9_007_199_254_740_991.0

  /// The whole number of people that a row holds, 0 or more; nil when it holds none.
  static func whole(_ column: Column, _ row: Int) -> Double? {
    column.double(row).flatMap { $0.isFinite && $0 >= 0 && $0 == $0.rounded() ? $0 : nil }
  }

  /// The number that a row holds, as decimal text too, since one bad cell makes a column of a table
  /// text; nil when it is none, or not finite. `0x10` is no number.
  package static func number(_ column: Column, _ row: Int) -> Double? {
    let value = column.double(row) ?? column.string(row).flatMap { DecimalNumber.value($0) }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// - Throws: `InputError` when the counts come to more than `most`.
  static func requireCountable(_ sum: Double, field: String, path: String?) throws(InputError) {
    guard sum <= most else {
      throw InputError(
        path: path, reason: "too many people: \"\(field)\" comes to more than 9007199254740991",
        remedy: "correct the values; sums beyond that are not exact")
    }
  }
}
