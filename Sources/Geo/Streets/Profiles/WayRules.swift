/// What a profile makes of the ways of an extract: each different value of a tag is judged once,
/// then ways are looked up by numbers.
struct WayRules {
  /// A way that may be used.
  struct Use: Equatable {
    /// An index into `classNames`.
    var classIndex: Int32
    /// In km/h; 0 where the direction is closed.
    var forwardSpeed: Double
    var backwardSpeed: Double
  }

  /// Why a way is left out.
  enum Refusal: Error {
    /// Its class is in no table.
    case unknownClass
    case noAccess
  }

  /// What was met that could not be used, for the report.
  struct Oddities: Equatable {
    var limitsNotUnderstood = 0
    var limitsTooLow = 0
    var accessNotUnderstood = 0
    /// The values of access keys that were not understood, each once, as `key=value`.
    var accessValues: Set<String> = []
  }

  /// The classes of the profile in alphabetical order.
  let classNames: [String]
  private(set) var oddities = Oddities()

  private let profile: TravelProfile
  private let speeds: [Double]
  private let isClosed: [Bool]
  private var values: [Int32]

  /// Classes by the value of `highway`; -1 when the profile lacks it.
  private let highwayClass: [Int32]
  private let ferry: ValueTest
  private let railwayPlatform: ValueTest
  private let transportPlatform: ValueTest
  private let motorroad: ValueTest
  private let roundabout: ValueTest
  private let motorway: ValueTest
  private let access: [KeyMeaning<AccessValue>]
  private let oneway: [KeyMeaning<Directions?>]
  private let contraflow: [ValueTest]
  private let limit: KeyMeaning<SpeedLimit>
  private let forwardLimit: KeyMeaning<SpeedLimit>
  private let backwardLimit: KeyMeaning<SpeedLimit>
  private let ferryClass: Int32
  private let platformClass: Int32

  init(_ profile: TravelProfile, tags: OSMTags) {
    self.profile = profile
    let names = profile.speeds.keys.sorted()
    classNames = names
    speeds = names.map { profile.speeds[$0] ?? 0 }
    isClosed = names.map { profile.closedClasses.contains($0) }
    values = Array(repeating: -1, count: tags.keys.count)
    func number(of name: String) -> Int32 { names.firstIndex(of: name).map { Int32($0) } ?? -1 }
    highwayClass = tags.meanings(of: "highway", number)
    ferryClass = number(of: "ferry")
    platformClass = number(of: "platform")
    ferry = ValueTest(tags, "route") { $0 == "ferry" }
    railwayPlatform = ValueTest(tags, "railway") { $0 == "platform" }
    transportPlatform = ValueTest(tags, "public_transport") { $0 == "platform" }
    motorroad = ValueTest(tags, "motorroad") { $0 == "yes" }
    roundabout = ValueTest(tags, "junction") { $0 == "roundabout" || $0 == "circular" }
    motorway = ValueTest(tags, "highway") { $0 == "motorway" }
    access = profile.accessKeys.map { KeyMeaning(tags, $0) { AccessValue($0) } }
    oneway = profile.onewayKeys.map { KeyMeaning(tags, $0) { Directions(oneway: $0) } }
    contraflow =
      ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"].map { key in
        ValueTest(tags, key) { $0.hasPrefix("opposite") }
      }
      + [
        "cycleway:oneway", "cycleway:left:oneway", "cycleway:right:oneway",
        "cycleway:both:oneway",
      ].map { key in
        ValueTest(tags, key) { $0 == "no" || $0 == "-1" }
      }
    limit = KeyMeaning(tags, "maxspeed") { SpeedLimit($0) }
    forwardLimit = KeyMeaning(tags, "maxspeed:forward") { SpeedLimit($0) }
    backwardLimit = KeyMeaning(tags, "maxspeed:backward") { SpeedLimit($0) }
  }

  /// What the profile makes of one way.
  mutating func use(of way: Int, _ tags: OSMTags) throws(Refusal) -> Use {
    tags.read(way, into: &values)
    let classIndex = wayClass
    guard classIndex >= 0 else { throw .unknownClass }
    var speed = speeds[Int(classIndex)]
    switch permission(on: Int(classIndex)) {
    case .open: break
    case .pushed:
      guard let pushing = profile.pushingSpeed else { throw .noAccess }
      speed = pushing
    case .closed, .unknown: throw .noAccess
    }
    let directions = directions
    guard directions != .none else { throw .noAccess }
    let both = limited(speed, by: limit[values])
    return Use(
      classIndex: classIndex,
      forwardSpeed: directions.forward ? limited(both, by: forwardLimit[values]) : 0,
      backwardSpeed: directions.backward ? limited(both, by: backwardLimit[values]) : 0)
  }

  private var wayClass: Int32 {
    let highway = values[Self.highwayKey]
    if highway >= 0, highwayClass[Int(highway)] >= 0 { return highwayClass[Int(highway)] }
    if ferry[values] { return ferryClass }
    if railwayPlatform[values] || transportPlatform[values] { return platformClass }
    return -1
  }

  private static let highwayKey = OSMExtract.wayKeys.firstIndex(of: "highway") ?? 0

  private mutating func permission(on classIndex: Int) -> AccessValue {
    var isOpen = !isClosed[classIndex]
    if profile.isBarredFromMotorroads, motorroad[values] { isOpen = false }
    for (key, meaning) in zip(profile.accessKeys, access) {
      switch meaning[values] {
      case .closed: return .closed
      case .pushed where profile.ownKeys.contains(key): return .pushed
      case .open where profile.ownKeys.contains(key): return .open
      case .open: return isOpen ? .open : .closed
      case .unknown:
        oddities.accessNotUnderstood += 1
        if let text = meaning.text(values) { oddities.accessValues.insert("\(key)=\(text)") }
      case .pushed, nil: break
      }
    }
    return isOpen ? .open : .closed
  }

  private var directions: Directions {
    for (key, meaning) in zip(profile.onewayKeys, oneway) {
      guard let known = meaning[values], let said = known else { continue }
      return key == "oneway" ? opened(said) : said
    }
    guard profile.knowsImpliedOneway, roundabout[values] || motorway[values] else { return .both }
    return opened(Directions(forward: true, backward: false))
  }

  /// The directions with those that cycle tracks against the traffic add.
  private func opened(_ directions: Directions) -> Directions {
    guard profile.knowsContraflow, directions.isOneWay else { return directions }
    return contraflow.contains { $0[values] } ? .both : directions
  }

  private mutating func limited(_ speed: Double, by limit: SpeedLimit?) -> Double {
    guard profile.limitUse != .ignored else { return speed }
    switch limit {
    case .limit(let most): return profile.limitUse == .replaces ? most : min(speed, most)
    case .tooLow: oddities.limitsTooLow += 1
    case .notUnderstood: oddities.limitsNotUnderstood += 1
    case .noLimit, nil: break
    }
    return speed
  }
}

/// What the values of one key mean.
struct KeyMeaning<Meaning> {
  private let key: Int?
  private let texts: [String]
  private let meanings: [Meaning]

  init(_ tags: OSMTags, _ key: String, _ meaning: (String) -> Meaning) {
    self.key = tags.number(of: key)
    texts = self.key.map { tags.values[$0] } ?? []
    meanings = texts.map(meaning)
  }

  /// An object's value of the key; nil when it has none.
  func text(_ values: [Int32]) -> String? {
    guard let key, values[key] >= 0 else { return nil }
    return texts[Int(values[key])]
  }

  /// The meaning of an object's value of the key; nil when it has none.
  subscript(values: [Int32]) -> Meaning? {
    guard let key, values[key] >= 0 else { return nil }
    return meanings[Int(values[key])]
  }
}

/// Whether an object's value of one key is of a kind.
struct ValueTest {
  private let meaning: KeyMeaning<Bool>

  init(_ tags: OSMTags, _ key: String, _ test: (String) -> Bool) {
    meaning = KeyMeaning(tags, key, test)
  }

  subscript(values: [Int32]) -> Bool { meaning[values] ?? false }
}
