internal import GeoCore

/// A number with its unit, as people write it: `500m`, `1.5 km`, `10min`.
public struct Quantity: Sendable, Equatable {
  /// The number, in the unit that is written beside it; finite.
  public var number: Double
  /// Empty when none is written.
  public var unit: String

  /// Nil for what does not start with a number, and for one that is not finite.
  public init?(_ text: String) {
    let trimmed = text.filter { $0 != " " }
    let digits = trimmed.prefix { "+-.0123456789".contains($0) }
    var rest = trimmed.dropFirst(digits.count)
    var whole = String(digits)
    // 1e3 is a number, 1e is not.
    if let e = rest.first, "eE".contains(e) {
      let exponent = rest.dropFirst().prefix { "+-0123456789".contains($0) }
      if !exponent.isEmpty {
        whole += "e" + exponent
        rest = rest.dropFirst(exponent.count + 1)
      }
    }
    // A comma or a second point is no unit.
    guard let number = DecimalNumber.value(whole), rest.first?.isLetter ?? true else {
      return nil
    }
    self.number = number
    unit = String(rest)
  }

  /// What a unit of one kind is in that which options count in.
  public struct Units: Sendable {
    /// What the kind is called: a distance.
    public let kind: String
    /// Examples, for messages.
    public let example: String
    /// The unit that options count in, as a word.
    public let word: String
    /// The units that are understood, and how many of the option's unit each is.
    public let factors: [(name: String, factor: Double)]

    /// The number in the unit of options; a bare one is in it already. Nil for an unknown unit.
    public func value(of quantity: Quantity) -> Double? {
      if quantity.unit.isEmpty { return quantity.number }
      guard let unit = factors.first(where: { $0.name == quantity.unit }) else { return nil }
      return quantity.number * unit.factor
    }

    /// The names of the units, for messages.
    public var names: String { factors.map(\.name).joined(separator: ", ") }
  }

  /// Distances, in metres.
  public static let meters = Units(
    kind: "a distance", example: "500, 500m or 2km", word: "metres",
    factors: [("m", 1), ("km", 1000), ("cm", 0.01), ("mm", 0.001)])

  /// Times, in minutes.
  public static let minutes = Units(
    kind: "a time", example: "10, 10min or 1h", word: "minutes",
    factors: [("min", 1), ("h", 60), ("s", 1.0 / 60)])

  /// Areas, in square metres.
  public static let squareMeters = Units(
    kind: "an area", example: "500, 500m2 or 2ha", word: "m2",
    factors: [("m2", 1), ("m²", 1), ("ha", 10_000), ("km2", 1_000_000), ("km²", 1_000_000)])

  /// Speeds, in kilometres an hour.
  public static let kilometersPerHour = Units(
    kind: "a speed", example: "4.8 or 4.8km/h", word: "km/h",
    factors: [("km/h", 1), ("m/s", 3.6)])
}
