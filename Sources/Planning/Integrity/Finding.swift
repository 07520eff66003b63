public import Geo

/// Something found in a file: which rule, how bad, where, and what to do.
public struct Finding: Sendable, Equatable {
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    case error
    case warning
    case info

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  public var rule: IntegrityRule
  public var message: String
  public var file: String
  public var line: Int?
  public var column: Int?
  public var features: [String]
  /// Longitude and latitude.
  public var longitude: Double?
  public var latitude: Double?

  public init(
    _ rule: IntegrityRule, _ message: String, file: String, line: Int? = nil, column: Int? = nil,
    features: [String] = [], at place: (longitude: Double, latitude: Double)? = nil
  ) {
    self.rule = rule
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.features = features
    longitude = place?.longitude
    latitude = place?.latitude
  }

  public var json: JSONValue {
    var point: JSONValue?
    if let longitude, let latitude, longitude.isFinite, latitude.isFinite {
      point = .array([.number(longitude), .number(latitude)])
    }
    return .object([
      "code": .string(rule.code),
      "rule": .string(rule.name),
      "severity": .string(rule.severity.rawValue),
      "message": .string(message),
      "remedy": .string(rule.remedy),
      "file": .string(file),
      "line": line.map { .integer($0) },
      "column": column.map { .integer($0) },
      "features": features.isEmpty ? nil : .strings(features),
      "point": point,
    ])
  }

  /// `file:line:column: feature: message`.
  public var text: String {
    var place = file
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    if !features.isEmpty { place += ": feature \(features.joined(separator: ", "))" }
    var text = "\(place): \(rule.severity.rawValue) \(rule.code) \(rule.name): \(message)"
    if let longitude, let latitude, longitude.isFinite, latitude.isFinite {
      text += " at \(longitude) \(latitude)"
    }
    return text
  }
}

/// A rule of `check`: its code never changes.
public struct IntegrityRule: Sendable, Equatable {
  public var code: String
  public var name: String
  public var severity: Finding.Severity
  public var summary: String
  public var remedy: String

  public static let unreadable = IntegrityRule(
    code: "S101", name: "unreadable", severity: .error,
    summary: "The file is not what its ending says, or breaks the format's rules.",
    remedy: "correct the file at the place named")
  public static let readerNotice = IntegrityRule(
    code: "S102", name: "reader-notice", severity: .warning,
    summary: "The file can be read, but something in it had to be decided or dropped.",
    remedy: "write the file anew: amp-geo convert")
  public static let nullGeometry = IntegrityRule(
    code: "S103", name: "null-geometry", severity: .warning,
    summary: "A feature has no geometry, or an empty one.",
    remedy: "give it a geometry, or remove the feature")
  public static let duplicateID = IntegrityRule(
    code: "S104", name: "duplicate-id", severity: .error,
    summary: "Two features have the same id.",
    remedy: "give every feature an id of its own")
  public static let winding = IntegrityRule(
    code: "S105", name: "winding", severity: .warning,
    summary: "A ring turns the wrong way: RFC 7946 wants shells counterclockwise, holes clockwise.",
    remedy: "amp-geo convert writes rings the right way round")
  public static let invalidPolygon = IntegrityRule(
    code: "V201", name: "invalid-polygon", severity: .error,
    summary: "A polygon is not valid in the sense of OGC Simple Features.",
    remedy: "repair the polygon at the place named")
  public static let repeatedPoints = IntegrityRule(
    code: "V202", name: "repeated-points", severity: .warning,
    summary: "A vertex repeats the one before it.",
    remedy: "remove the repeated vertex")

  /// The one list of rules.
  public static let all: [IntegrityRule] = [
    unreadable, readerNotice, nullGeometry, duplicateID, winding, invalidPolygon, repeatedPoints,
  ]
}
