internal import GeoCore

/// Which streets a mode of travel may use, in which direction, and how fast: tables, read by
/// `WayRules` and `BarrierRules`. The three profiles are in `Walk.swift`, `Bike.swift`, `Car.swift`.
///
/// A way's class is its `highway`; `ferry` for `route=ferry`; `platform` for platforms of railways
/// and public transport. A class that is in no table is closed.
public struct TravelProfile: Sendable {
  /// What a speed limit does to the speed of a class.
  public enum LimitUse: Sendable {
    /// A limit changes nothing: the speed is that of the class.
    case ignored
    /// The limit is the speed.
    case replaces
    /// The speed is at most the limit.
    case caps
  }

  /// Who travels.
  public var mode: StreetMode
  /// The speed on each class that may be used, in km/h.
  public var speeds: [String: Double]
  /// Classes of `speeds` that are closed unless a tag of `ownKeys` opens them.
  public var closedClasses: Set<String>
  /// The keys that give or refuse access, most specific first: the first with a known value counts.
  public var accessKeys: [String]
  /// Those of `accessKeys` that name this mode; they open what is closed to it by default.
  public var ownKeys: Set<String>
  /// Whether `motorroad=yes` closes a way.
  public var isBarredFromMotorroads: Bool
  /// The speed of someone who pushes (`bicycle=dismount`) in km/h; nil when that closes a way.
  public var pushingSpeed: Double?
  /// The keys that make a way one-way, most specific first.
  public var onewayKeys: [String]
  /// Whether roundabouts and motorways are one-way without saying so.
  public var knowsImpliedOneway: Bool
  /// Whether `cycleway=opposite…` and the like open the other direction of a one-way street.
  public var knowsContraflow: Bool
  /// What `maxspeed` does to the speeds above.
  public var limitUse: LimitUse
  /// Kinds of `barrier` on a node that stop this mode unless tags of the node open them.
  public var closedBarriers: Set<String>

  /// A profile from its tables.
  public init(
    mode: StreetMode, speeds: [String: Double], closedClasses: Set<String>, accessKeys: [String],
    ownKeys: Set<String>, isBarredFromMotorroads: Bool, pushingSpeed: Double? = nil,
    onewayKeys: [String], knowsImpliedOneway: Bool, knowsContraflow: Bool, limitUse: LimitUse,
    closedBarriers: Set<String>
  ) {
    self.mode = mode
    self.speeds = speeds
    self.closedClasses = closedClasses
    self.accessKeys = accessKeys
    self.ownKeys = ownKeys
    self.isBarredFromMotorroads = isBarredFromMotorroads
    self.pushingSpeed = pushingSpeed
    self.onewayKeys = onewayKeys
    self.knowsImpliedOneway = knowsImpliedOneway
    self.knowsContraflow = knowsContraflow
    self.limitUse = limitUse
    self.closedBarriers = closedBarriers
  }

  /// The profile of a mode.
  public static func of(_ mode: StreetMode) -> TravelProfile {
    switch mode {
    case .walk: .walk
    case .bike: .bike
    case .car: .car
    }
  }

  /// Refuses speeds that are not positive numbers.
  /// - Throws: `NetworkError` of kind `usage`, naming the class.
  func requirePositiveSpeeds() throws(NetworkError) {
    var all = speeds.map { (name: $0.key, speed: $0.value) }
    if let pushingSpeed { all.append((name: "pushing", speed: pushingSpeed)) }
    for (name, speed) in all.sorted(by: { $0.name < $1.name })
    where !(speed > 0 && speed.isFinite) {
      throw NetworkError(
        reason: "the \(mode.rawValue) profile has the speed \(speed) km/h for \(name)",
        remedy: "give a positive speed, or leave the class out", kind: .usage)
    }
  }
}
