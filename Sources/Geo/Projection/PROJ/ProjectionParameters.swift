internal import CPROJ

/// What a projected system is made of, whatever its definition calls it: ellipsoid, projection,
/// parameters, unit.
///
/// **Units:** degrees from Greenwich, metres.
struct ProjectionParameters {
  /// PROJ's name of the projection: `lcc`.
  private let projection: String
  private let values: [String: Double]
  /// Words without a number that change the projection: `south`.
  private let switches: Set<String>
  private let semiMajorAxis: Double
  private let inverseFlattening: Double
  private let metersPerUnit: Double

  /// Of a PROJ object; nil when it is no projected system, or PROJ cannot tell all of this.
  init?(_ object: OpaquePointer, _ context: PROJContext) {
    guard proj_get_type(object) == PJ_TYPE_PROJECTED_CRS,
      let text = proj_as_proj_string(context.handle, object, PJ_PROJ_5, nil),
      let ellipsoid = proj_get_ellipsoid(context.handle, object)
    else {
      _ = context.takeComplaint()
      return nil
    }
    defer { proj_destroy(ellipsoid) }
    var major = 0.0
    var flattening = 0.0
    guard
      proj_ellipsoid_get_parameters(context.handle, ellipsoid, &major, nil, nil, &flattening) != 0
    else { return nil }
    semiMajorAxis = major
    inverseFlattening = flattening
    guard let axes = proj_crs_get_coordinate_system(context.handle, object) else { return nil }
    defer { proj_destroy(axes) }
    var unit = 0.0
    _ = proj_cs_get_axis_info(context.handle, axes, 0, nil, nil, nil, &unit, nil, nil, nil)
    metersPerUnit = unit

    var projection = ""
    var values: [String: Double] = [:]
    var switches: Set<String> = []
    for word in String(cString: text).split(separator: " ") {
      let halves = word.drop { $0 == "+" }.split(separator: "=", maxSplits: 1)
      guard let key = halves.first.map(String.init), !Self.ofTheEllipsoid.contains(key) else {
        continue
      }
      if key == "proj" {
        projection = String(halves[1])
      } else if halves.count == 1 {
        switches.insert(key)
      } else if let value = Double(halves[1]) {
        values[key == "k" ? "k_0" : key] = value
      } else {
        switches.insert(String(word))
      }
    }
    if projection == "utm", let zone = values.removeValue(forKey: "zone") {
      projection = "tmerc"
      let isSouthern = switches.remove("south") != nil
      values = [
        "lon_0": 6 * zone - 183, "k_0": 0.9996, "x_0": 500_000,
        "y_0": isSouthern ? 10_000_000 : 0,
      ]
    }
    values["lon_0", default: 0] += Self.primeMeridian(of: object, context)
    // One standard parallel is two that are the same; of two, either may stand first.
    if let first = values["lat_1"] {
      let second = values["lat_2"] ?? first
      values["lat_1"] = min(first, second)
      values["lat_2"] = max(first, second)
    }
    self.projection = projection
    self.values = values
    self.switches = switches
  }

  /// Words that are said otherwise, or say nothing of the projection.
  private static let ofTheEllipsoid: Set = [
    "R", "a", "b", "datum", "ellps", "nadgrids", "no_defs", "pm", "rf", "to_meter", "towgs84",
    "type", "units", "wktext",
  ]

  private static func primeMeridian(of object: OpaquePointer, _ context: PROJContext) -> Double {
    guard let meridian = proj_get_prime_meridian(context.handle, object) else { return 0 }
    defer { proj_destroy(meridian) }
    var longitude = 0.0
    var radians = 0.0
    _ = proj_prime_meridian_get_parameters(context.handle, meridian, &longitude, &radians, nil)
    return longitude * radians * 180 / .pi
  }

  /// Whether the ellipsoids are the same to the last digits that writers give.
  func hasEllipsoid(of other: ProjectionParameters) -> Bool {
    abs(inverseFlattening - other.inverseFlattening) < 5e-7
  }

  /// Whether the ellipsoid is GRS 80 or WGS 84 to the last digits that writers give.
  var isExactEllipsoid: Bool {
    [298.257222101, 298.257223563].contains { abs(inverseFlattening - $0) < 5e-7 }
  }

  /// Whether two systems are the same but for their datums: to a millimetre in their parameters,
  /// as far as writers round them.
  func matches(_ other: ProjectionParameters) -> Bool {
    guard projection == other.projection, switches == other.switches,
      abs(semiMajorAxis - other.semiMajorAxis) < 1e-3,
      abs(inverseFlattening - other.inverseFlattening) < 1e-5,
      abs(metersPerUnit - other.metersPerUnit) < 1e-9
    else { return false }
    return Set(values.keys).union(other.values.keys).allSatisfy { key in
      let usual = key.hasPrefix("k_") ? 1.0 : 0
      let difference = abs((values[key] ?? usual) - (other.values[key] ?? usual))
      let tolerance =
        switch key {
        case "x_0", "y_0": 1e-3
        case "k_0": 1e-9
        default: 1e-8
        }
      return difference <= tolerance
    }
  }
}
