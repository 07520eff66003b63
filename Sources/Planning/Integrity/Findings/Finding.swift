public import GeoCore

/// Something found in a file: which rule, how bad, where, how large, and what to do.
public struct Finding: Sendable, Equatable {
  /// The rule that is broken.
  public var rule: IntegrityRule
  /// How bad that is: the rule's severity, unless the caller or a project's configuration sets
  /// another.
  public var severity: Severity
  /// What is the case, as a sentence without its full stop.
  public var message: String
  /// The file, as reports call it.
  public var file: String
  /// The layer in a file that may hold several; nil in others.
  public var layer: String?
  /// Line and column, both from 1.
  public var line: Int?
  /// The byte in the line, counted from 1; nil where no line is known.
  public var column: Int?
  /// The features concerned, by id or as `#n`.
  public var features: [String]
  /// Degrees east on WGS 84; nil when the finding has no place on Earth.
  public var longitude: Double?
  /// Degrees north on WGS 84; nil when the finding has no place on Earth.
  public var latitude: Double?
  /// How large the fault is, m², in an equal-area system; nil for what has no area.
  public var areaSquareMeters: Double?
  /// Its mean width, m; nil for what has none.
  public var widthMeters: Double?
  /// Its length, m; nil for what has none.
  public var lengthMeters: Double?
  /// Whether it looks like `noise` of digitising or like a real `conflict`.
  public var kind: String?
  /// The fault's own shape, as one feature in longitude and latitude.
  public var shape: Geometries? {
    get { shapes.first }
    set { shapes = newValue.map { [$0] } ?? [] }
  }
  /// At most one: few findings have a shape, and an empty array is small.
  private var shapes: [Geometries] = []
  /// What a baseline says of it; nil without one.
  public var baselineState: BaselineState?

  /// A finding of the rule's own severity, of a size not known.
  public init(
    _ rule: IntegrityRule, _ message: String, file: String, line: Int? = nil, column: Int? = nil,
    features: [String] = [], at place: (longitude: Double, latitude: Double)? = nil
  ) {
    self.rule = rule
    severity = rule.severity
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.features = features
    longitude = place?.longitude
    latitude = place?.latitude
  }

  /// The member of the report: absent keys are left out.
  /// - Parameter door: where it is read: how the remedy spells what can be set.
  public func json(at door: any Door) -> JSONValue {
    let point = place.map { JSONValue.array([.number($0.longitude), .number($0.latitude)]) }
    return .object([
      "code": .string(rule.code),
      "rule": .string(rule.name),
      "severity": .string(severity.rawValue),
      "message": .string(message),
      "remedy": .string(rule.remedy(at: door)),
      "file": .string(file),
      "layer": layer.map { .string($0) },
      "line": line.map { .integer($0) },
      "column": column.map { .integer($0) },
      "features": features.isEmpty ? nil : .strings(features),
      "point": point,
      "area_m2": areaSquareMeters.map { .number($0) },
      "width_m": widthMeters.map { .number($0) },
      "length_m": lengthMeters.map { .number($0) },
      "kind": kind.map { .string($0) },
    ])
  }

  /// Longitude and latitude, when both are known.
  public var place: (longitude: Double, latitude: Double)? {
    guard let longitude, let latitude, longitude.isFinite, latitude.isFinite else { return nil }
    return (longitude, latitude)
  }
}
