internal import GeoCore
public import PlanningStudies

/// How people travel, when only the straight distance is known.
public struct TravelMode: Sendable, Hashable {
  /// What results call the mode.
  public var name: String
  /// Along the way, not the straight line.
  public var speedKilometersPerHour: Double
  /// Length of the way over length of the straight line.
  public var detourFactor: Double

  /// A mode of travel; a detour factor of 1 goes in a straight line.
  public init(name: String, speedKilometersPerHour: Double, detourFactor: Double) {
    self.name = name
    self.speedKilometersPerHour = speedKilometersPerHour
    self.detourFactor = detourFactor
  }

  /// Conventions, not measurements of a place.
  public static let walking = TravelMode(
    name: "walk", speedKilometersPerHour: 4.8, detourFactor: 1.3)
  /// Conventions, not measurements of a place.
  public static let cycling = TravelMode(
    name: "cycle", speedKilometersPerHour: 15, detourFactor: 1.3)

  /// Minutes for a straight distance in metres.
  public func minutes(meters: Double) -> Double {
    meters * detourFactor / (speedKilometersPerHour * 1000 / 60)
  }

  // MARK: Parameters

  /// The speed of walking, as plans and commands take it.
  public static let walkSpeed = speed("walk", "Walking", walking)
  /// The speed of cycling, as plans and commands take it.
  public static let cycleSpeed = speed("cycle", "Cycling", cycling)
  /// The detour factor, as plans and commands take it.
  public static let detour = Parameter(
    key: "detour_factor", option: "detour", units: nil, in: 1...10,
    usual: JSONText.number(walking.detourFactor),
    meaning: "Length of a way over its straight line")

  private static func speed(_ option: String, _ word: String, _ usual: TravelMode) -> Parameter {
    Parameter(
      key: "speed_km_h", option: "\(option)-speed", units: Quantity.kilometersPerHour,
      in: 0.1...300, usual: JSONText.number(usual.speedKilometersPerHour),
      meaning: "\(word) speed in km/h")
  }

  /// The mode with what a section of a plan says of it.
  func reading(_ section: YAMLMapping?) throws(InputError) -> TravelMode {
    guard let section else { return self }
    var mode = self
    if let speed = try section.number(Self.walkSpeed) { mode.speedKilometersPerHour = speed }
    if let detour = try section.number(Self.detour) { mode.detourFactor = detour }
    try section.finish(known: [Self.walkSpeed.key, Self.detour.key])
    return mode
  }
}
