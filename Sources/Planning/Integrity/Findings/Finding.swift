public import GeoCore

/// Something found in a file: which rule, how bad, where, how large, and what to do.
public struct Finding: Sendable, Equatable {
  public var rule: IntegrityRule
  public var severity: Severity
  public var message: String
  public var file: String
  /// The layer in a file that may hold several; nil in others.
  public var layer: String?
  /// Line and column, both from 1.
  public var line: Int?
  public var column: Int?
  /// The features concerned, by id or as `#n`.
  public var features: [String]
  public var longitude: Double?
  public var latitude: Double?
  public var areaSquareMeters: Double?
  public var widthMeters: Double?
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
  public var json: JSONValue {
    let point = place.map { JSONValue.array([.number($0.longitude), .number($0.latitude)]) }
    return .object([
      "code": .string(rule.code),
      "rule": .string(rule.name),
      "severity": .string(severity.rawValue),
      "message": .string(message),
      "remedy": .string(rule.remedy),
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
