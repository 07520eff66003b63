import GeoCore
internal import GeoFormats

/// Findings as features, to lay over a map: RFC 7946, a feature a line.
///
/// **Shapes:** the fault's own shape where it is known, else a point at its place, else null.
/// **CRS:** longitude and latitude, seven decimals at most. A place that is none on Earth is null.
struct GeoJSONReport: CheckReportFormat {
  init() {}

  var name: String { "geojson" }
  var summary: String { "findings as features, to lay over a map" }

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    let verdict = JSONValue.object([
      "verdict": .string(report.verdict), "counts": report.countsJSON, "files": report.filesJSON,
    ])
    try emit("{\"type\":\"FeatureCollection\",\"check\":\(verdict.compact),\"features\":[")
    for (i, finding) in report.findings.enumerated() {
      try emit(i == 0 ? "\n" : ",\n")
      try emit("{\"type\":\"Feature\",\"geometry\":\(Self.geometry(of: finding)),")
      try emit("\"properties\":\(finding.json(at: options.door).compact)}")
    }
    try emit("\n]}\n")
  }

  private static func geometry(of finding: Finding) -> String {
    let earth = Box(minX: -180, minY: -90, maxX: 180, maxY: 90)
    if let shape = finding.shape, shape.count == 1, earth.contains(shape.box) {
      return shape.geoJSONText(ofFeature: 0)
    }
    guard let place = finding.place, earth.contains(x: place.longitude, y: place.latitude) else {
      return "null"
    }
    var point = Geometries(crs: .wgs84)
    point.appendPoint(x: place.longitude, y: place.latitude)
    return point.geoJSONText(ofFeature: 0)
  }
}
