/// The `id` of a feature: a string or a number, as RFC 7946 allows, its text kept as it was read.
///
/// **Equality:** one rule wherever ids are compared. Numbers are equal by value, and to the text that
/// writes them: 1, 1.0, 1e0 and "1" are one id. Other texts are equal when Unicode holds them for
/// the same (é, composed or not); "01", " 1" and "1.0" are texts of their own.
public struct FeatureID: Sendable, Hashable, CustomStringConvertible {
  /// The id without quotes: `13055`, `QN01332M`.
  public let text: String
  /// Whether GeoJSON writes it bare, as a number.
  public let isNumber: Bool

  /// The id that is this text. `"1"` is text, though it equals the number 1.
  public init(_ text: String) {
    self.text = text
    isNumber = false
  }

  /// The id that is this whole number.
  public init(number: Int) {
    text = String(number)
    isNumber = true
  }

  /// A JSON number, its text kept.
  public init(numberText: String) {
    text = numberText
    isNumber = true
  }

  /// The text of the id, as it was read, without quotes.
  public var description: String { text }

  /// What ids are compared by.
  public var key: String { isNumber ? NumberText.canonical(text) : text }

  /// Whether both are one id by the rule above.
  public static func == (a: FeatureID, b: FeatureID) -> Bool { a.key == b.key }

  /// Hashes what ids are compared by, so that 1 and "1.0" fall together.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Orders numbers by value when both are whole, else by their bytes; numbers before strings.
  public static func precedes(_ a: FeatureID, _ b: FeatureID) -> Bool {
    if let x = Int(a.text), let y = Int(b.text), a.isNumber, b.isNumber { return x < y }
    if a.isNumber != b.isNumber { return a.isNumber }
    return a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// The places of ids in ascending order, equal ones as they stand; nil when they ascend already.
  public static func ascendingOrder(of ids: [FeatureID]) -> [Int]? {
    let isSorted = ids.indices.dropFirst().allSatisfy { !precedes(ids[$0], ids[$0 - 1]) }
    if isSorted { return nil }
    return ids.indices.sorted { i, j in
      if precedes(ids[i], ids[j]) { return true }
      return !precedes(ids[j], ids[i]) && i < j
    }
  }
}
