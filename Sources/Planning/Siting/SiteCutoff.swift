internal import Geo

/// How far a place reaches: `500m`, `2km`, `10min`.
///
/// Metres without streets are a straight line, with streets the length of the fastest way. What is
/// exactly that far is in reach.
public enum SiteCutoff: Sendable, Equatable {
  case meters(Double)
  case minutes(Double)

  static let mostMeters = 1_000_000.0
  static let mostMinutes = 10_000.0

  /// - Parameter hasStreets: whether there is a network; minutes need one, and without one a number
  ///   alone says too little.
  /// - Throws: `InputError` of kind `usage`.
  public init(_ text: String, hasStreets: Bool) throws(InputError) {
    let trimmed = text.filter { $0 != " " }
    let number = trimmed.prefix { !$0.isLetter }
    let unit = trimmed.dropFirst(number.count)
    func wrong(_ reason: String, _ remedy: String) -> InputError {
      InputError(reason: "--cutoff \(text): \(reason)", remedy: remedy, kind: .usage)
    }
    guard let value = Double(number), value > 0, value.isFinite else {
      throw wrong(
        "it is not a distance or a time greater than 0", "write it like 500m, 2km or 10min")
    }
    switch unit {
    case "m": self = .meters(value)
    case "km": self = .meters(value * 1000)
    case "min": self = .minutes(value)
    case "" where hasStreets: self = .minutes(value)
    case "":
      throw wrong(
        "the unit is missing",
        "write \(trimmed)m for metres, or \(trimmed)min and --network for a time on streets")
    default: throw wrong("the unit \(unit) is not known", "known: m, km, min")
    }
    switch self {
    case .meters(let meters) where meters > Self.mostMeters:
      throw wrong("that is too far", "write at most 1000km")
    case .minutes(let minutes) where minutes > Self.mostMinutes:
      throw wrong("that is too long", "write at most 10000min")
    case .minutes where !hasStreets:
      throw wrong(
        "a time needs streets", "name a network with --network, or write metres: 500m")
    default: break
    }
  }

  /// `500 m`, `10 min`.
  public var text: String {
    switch self {
    case .meters(let meters): "\(JSONText.number(meters)) m"
    case .minutes(let minutes): "\(JSONText.number(minutes)) min"
    }
  }
}
