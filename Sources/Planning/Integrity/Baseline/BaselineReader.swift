import GeoCore
import GeoFormats
internal import PlanningStudies

extension Baseline {
  /// Reads a baseline.
  /// - Throws: `FormatError` when the file is missing or may not be read, `InputError` with line
  ///   and column when it is no baseline.
  public init(path: String) throws {
    try self.init(try InputFile.bytes(of: path), path: path)
  }

  init(_ bytes: [UInt8], path: String) throws(InputError) {
    var cursor = JSONCursor(
      bytes, path: path, remedy: "write it anew with \(CheckSetting.writeBaseline)")
    var version: Int?
    var entries: [Entry]?
    try cursor.object { (name, cursor) throws(InputError) in
      switch name {
      case "baseline":
        let number = try cursor.number()
        guard number == Double(Self.version) else {
          throw cursor.error(
            "baselines of version \(JSONText.number(number)) are not known, only \(Self.version)",
            atLastValue: true)
        }
        version = Self.version
      case "findings":
        var list: [Entry] = []
        try cursor.array { (cursor) throws(InputError) in
          list.append(try Entry(&cursor))
        }
        entries = list
      default: throw cursor.error("\"\(name)\" is no member of a baseline", atLastValue: true)
      }
    }
    try cursor.requireEnd()
    guard version != nil else { throw cursor.error("the member \"baseline\" is missing") }
    guard let entries else { throw cursor.error("the member \"findings\" is missing") }
    self.init(entries: entries)
  }
}

extension Baseline.Entry {
  /// Reads one finding of a baseline.
  fileprivate init(_ cursor: inout JSONCursor) throws(InputError) {
    var code: String?
    var file: String?
    var layer: String?
    var severity: Severity?
    var features: [String] = []
    var point: [Double] = []
    var sizes: [String: Double] = [:]
    try cursor.object { (name, cursor) throws(InputError) in
      switch name {
      case "code": code = try cursor.string()
      case "file": file = try cursor.string()
      case "layer": layer = try cursor.string()
      case "severity":
        severity = Severity(rawValue: try cursor.string())
        if severity == nil { throw cursor.error("this is no severity", atLastValue: true) }
      case "features":
        try cursor.array { (cursor) throws(InputError) in features.append(try cursor.string()) }
      case "point":
        try cursor.array { (cursor) throws(InputError) in point.append(try cursor.number()) }
        if point.count != 2 { throw cursor.error("a point is longitude and latitude") }
      case "area_m2", "width_m", "length_m": sizes[name] = try cursor.number()
      default: throw cursor.error("\"\(name)\" is no member of a finding", atLastValue: true)
      }
    }
    guard let code, let file, let severity else {
      throw cursor.error("a finding needs code, severity and file")
    }
    self.code = code
    self.file = Self.normalized(file)
    self.layer = layer
    self.severity = severity
    self.features = features.sorted()
    longitude = point.first
    latitude = point.last
    areaSquareMeters = sizes["area_m2"]
    widthMeters = sizes["width_m"]
    lengthMeters = sizes["length_m"]
  }
}
