internal import GeoCore
internal import GeoStreets
public import PlanningStudies

/// How far a place reaches: `500m`, `2km`, `10min`.
///
/// Metres without streets are a straight line, with streets the length of the fastest way. What is
/// exactly that far is in reach.
public enum SiteCutoff: Sendable, Equatable {
  /// A distance.
  case meters(Double)
  /// A time, along streets only.
  case minutes(Double)

  static let mostMeters = 1_000_000.0
  static let mostMinutes = 10_000.0

  /// Reads a cutoff with its unit.
  ///
  /// - Parameter hasStreets: whether there is a network; minutes need one, and without one a number
  ///   alone says too little.
  /// - Throws: `InputError` of kind `usage`.
  public init(_ text: String, hasStreets: Bool) throws(InputError) {
    let trimmed = text.filter { $0 != " " }
    func wrong(_ reason: String, _ remedy: Remedy) -> InputError {
      InputError(StreetSetting.cutoff, text, reason: reason, remedy: remedy)
    }
    guard let quantity = Quantity(text), quantity.number > 0 else {
      throw wrong(
        "it is not a distance or a time greater than 0", "write it like 500m, 2km or 10min")
    }
    if quantity.unit.isEmpty, !hasStreets {
      throw wrong(
        "the unit is missing",
        .anyOf(
          "write \(trimmed)m for metres",
          "\(trimmed)min and \(StreetSetting.network) for a time on streets"))
    }
    if let minutes = Quantity.minutes.value(of: quantity) {
      self = .minutes(minutes)
    } else if let meters = Quantity.meters.value(of: quantity) {
      self = .meters(meters)
    } else {
      throw wrong(
        "the unit \(quantity.unit) is not known",
        "known: \(Quantity.meters.names), \(Quantity.minutes.names)")
    }
    switch self {
    case .meters(let meters) where meters > Self.mostMeters:
      throw wrong("that is too far", "write at most 1000km")
    case .minutes(let minutes) where minutes > Self.mostMinutes:
      throw wrong("that is too long", "write at most 10000min")
    case .minutes where !hasStreets:
      throw wrong(
        "a time needs streets",
        .anyOf("name a network with \(StreetSetting.network)", "write metres: 500m"))
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
