/// What the value of `maxspeed` says.
///
/// A number is km/h unless `mph` or `knots` follows; a list (`50;30`) counts with its least; a
/// country's code and a kind of road (`FR:urban`) count as that country's rule for cars, from the
/// table. `walk` is 6 km/h. `none`, `signals` and `variable` give no limit.
///
/// **Source:** OpenStreetMap wiki, "Key:maxspeed" (values, units) and "Default speed limits"
/// (countries).
enum SpeedLimit: Equatable {
  /// In km/h.
  case limit(Double)
  /// There is none, or it changes.
  case noLimit
  /// A number, but less than `least`.
  case tooLow
  case notUnderstood

  /// Slower than anyone walks, km/h: no limit of any street.
  static let least = 1.0
  /// Faster than anyone drives on a street, km/h: a slip of the pen.
  static let most = 300.0

  init(_ text: String) {
    // Not at commas: in "50,5" one may stand for a point.
    let parts = text.split(separator: ";").map { Self.one($0.trimming) }
    guard let first = parts.first else {
      self = .notUnderstood
      return
    }
    let limits = parts.compactMap { part in
      if case .limit(let speed) = part { speed } else { nil }
    }
    self = limits.min().map { .limit($0) } ?? first
  }

  private static func one(_ text: Substring) -> SpeedLimit {
    switch text {
    case "none", "signals", "variable", "implicit": return .noLimit
    case "walk": return .limit(6)
    default: break
    }
    if let number = number(text) { return number }
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 else { return .notUnderstood }
    let kind = halves[1].lowercased()
    if let speed = byCountry[halves[0].uppercased()]?[kind] { return .limit(speed) }
    if kind == "walk" { return .limit(6) }
    // FR:30, DE:zone30, BE:zone:30.
    let digits = kind.drop { !$0.isNumber && $0 != "-" }
    let prefix = kind.dropLast(digits.count)
    guard ["", "zone", "zone:"].contains(prefix) else { return .notUnderstood }
    return number(digits) ?? .notUnderstood
  }

  private static func number(_ text: Substring) -> SpeedLimit? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    guard !digits.isEmpty, let value = Double(digits) else { return nil }
    let factor: Double
    switch text.dropFirst(digits.count).trimming.lowercased() {
    case "", "km/h", "kmh", "kph": factor = 1
    case "mph": factor = 1.609344
    case "knots": factor = 1.852
    default: return .notUnderstood
    }
    let speed = value * factor
    guard speed >= least else { return .tooLow }
    return speed <= most ? .limit(speed) : .notUnderstood
  }

  /// Rules of countries for cars, in km/h.
  private static let byCountry: [String: [String: Double]] = [
    "AT": ["urban": 50, "rural": 100, "trunk": 100, "motorway": 130, "living_street": 5],
    "BE": ["urban": 50, "rural": 90, "trunk": 120, "motorway": 120, "living_street": 20],
    "BR": ["urban": 60, "rural": 60, "trunk": 100, "motorway": 110],
    "CH": ["urban": 50, "rural": 80, "trunk": 100, "motorway": 120, "living_street": 20],
    "DE": ["urban": 50, "rural": 100, "living_street": 7, "bicycle_road": 30],
    "ES": ["urban": 50, "rural": 90, "trunk": 90, "motorway": 120, "living_street": 20],
    "FR": [
      "urban": 50, "rural": 80, "trunk": 110, "motorway": 130, "living_street": 20,
    ],
    "GB": [
      "nsl_restricted": 48.28032, "nsl_single": 96.56064, "nsl_dual": 112.65408,
      "motorway": 112.65408,
    ],
    "IT": ["urban": 50, "rural": 90, "trunk": 110, "motorway": 130],
    "LU": ["urban": 50, "rural": 90, "motorway": 130, "living_street": 20],
    "NL": ["urban": 50, "rural": 80, "trunk": 100, "motorway": 100, "living_street": 15],
    "PT": ["urban": 50, "rural": 90, "trunk": 100, "motorway": 120],
  ]
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimming: SubSequence {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return rest
  }
}
