public import Geo

/// Structure and validity of files, in one pass a file.
public enum IntegrityCheck {
  /// What was found in all files, in their order.
  public struct Report: Sendable {
    public var files: [File] = []
    public var findings: [Finding] = []

    public init() {}

    public struct File: Sendable {
      public var path: String
      public var format: String
      public var crs: String?
      public var features: Int?
      public var vertices: Int?
    }

    public func count(_ severity: Finding.Severity) -> Int {
      findings.count { $0.rule.severity == severity }
    }

    /// Adds a file that cannot be read, and why.
    mutating func add(_ error: FormatError, of source: LayerSource, format: (any LayerFormat)?) {
      let message = error.reason + (error.remedy.map { "; \($0)" } ?? "")
      files.append(File(path: source.path, format: format?.name ?? "unknown"))
      findings.append(
        Finding(
          .unreadable, message, file: source.path, line: error.line ?? error.row,
          column: error.column, features: error.feature.map { [$0] } ?? []))
    }

    /// Whether no finding is an error.
    public var passes: Bool { count(.error) == 0 }

    public var json: JSONValue {
      let counts = Finding.Severity.allCases.map {
        JSONValue.Member(name: $0.rawValue, value: .integer(count($0)))
      }
      let described = files.map { file in
        JSONValue.object([
          "path": .string(file.path), "format": .string(file.format),
          "crs": file.crs.map { .string($0) }, "features": file.features.map { .integer($0) },
          "vertices": file.vertices.map { .integer($0) },
        ])
      }
      return .object([
        "verdict": .string(passes ? "pass" : "fail"),
        "counts": .object(counts),
        "files": .array(described),
        "findings": .array(findings.map(\.json)),
      ])
    }
  }

  private static let chunk = 256

  /// Checks what a name on the command line stands for: a file, all layers of a GeoPackage, or
  /// one of them.
  /// - Throws: as for one source.
  public static func check(
    _ reference: String, options: ReadOptions, into report: inout Report
  ) throws {
    let sources: [LayerSource]
    do {
      sources = try LayerReferences.sources(in: reference)
    } catch let error as FormatError where error.kind == .badData {
      report.add(error, of: LayerSource(path: reference), format: LayerFormats.of(path: reference))
      return
    }
    for source in sources { try check(source, options: options, into: &report) }
  }

  /// Checks one layer of a file and appends what is found.
  /// - Throws: `FormatError` when the file is missing or may not be read; what is wrong inside it
  ///   is a finding.
  public static func check(
    _ source: LayerSource, options: ReadOptions, into report: inout Report
  ) throws {
    guard let format = LayerFormats.of(path: source.path) else {
      _ = try LayerFormats.read(source, options: options)
      return
    }
    let layer: Layer
    do {
      layer = try format.read(source, options: options)
    } catch let error as FormatError where error.kind == .badData {
      report.add(error, of: source, format: format)
      return
    }
    report.files.append(
      Report.File(
        path: source.path, format: format.name, crs: layer.crs.definition, features: layer.count,
        vertices: layer.geometries.vertexCount))
    report.findings += layer.notices.map { Finding(.readerNotice, $0, file: source.path) }
    report.findings += duplicateIDs(in: layer, source.path)
    let isGeoJSON = format is GeoJSONFormat || format is GeoJSONSeqFormat
    let toDegrees = layer.crs == .wgs84 ? nil : layer.crs
    report.findings += try Parallel.map(
      count: layer.count, chunk: chunk, threads: options.threads
    ) { range in
      try range.flatMap {
        try findings(in: $0, of: layer, source.path, isGeoJSON: isGeoJSON, from: toDegrees)
      }
    }.flatMap { $0 }
  }

  private static func duplicateIDs(in layer: Layer, _ path: String) -> [Finding] {
    var seen: [FeatureID: Int] = [:]
    var found: [Finding] = []
    for (i, id) in layer.ids.enumerated() {
      guard let id else { continue }
      if let first = seen[id] {
        found.append(
          Finding(
            .duplicateID, "features \(first + 1) and \(i + 1) of the file share it", file: path,
            features: [id.text]))
      } else {
        seen[id] = i
      }
    }
    return found
  }

  private static func findings(
    in feature: Int, of layer: Layer, _ path: String, isGeoJSON: Bool, from crs: CRS?
  ) throws -> [Finding] {
    let geometries = layer.geometries
    let label = [layer.label(ofFeature: feature)]
    if geometries.isEmpty(feature: feature) {
      let what = geometries.kinds[feature] == .null ? "no geometry" : "an empty geometry"
      return [Finding(.nullGeometry, what, file: path, features: label)]
    }
    func place(_ x: Double, _ y: Double) throws -> (longitude: Double, latitude: Double) {
      guard let crs, x.isFinite, y.isFinite else { return (x, y) }
      let point = try Transformation(from: crs, to: .wgs84).transform(x: x, y: y)
      return (point.x, point.y)
    }
    var found: [Finding] = []
    if isGeoJSON, let ring = firstWrongRing(of: feature, geometries) {
      let vertex = geometries.vertices(ofRing: ring).lowerBound
      found.append(
        Finding(
          .winding, "a ring turns the wrong way", file: path, features: label,
          at: try place(geometries.x(vertex), geometries.y(vertex))))
    }
    if let vertex = firstRepeated(in: feature, geometries) {
      found.append(
        Finding(
          .repeatedPoints, "a vertex repeats the one before it", file: path, features: label,
          at: try place(geometries.x(vertex), geometries.y(vertex))))
    }
    if geometries.partKinds(ofFeature: feature).contains(.polygon),
      let fault = try Overlay.invalidity(of: feature, in: geometries)
    {
      found.append(
        Finding(
          .invalidPolygon, fault.reason.lowercased(), file: path, features: label,
          at: try place(fault.x, fault.y)))
    }
    return found
  }

  private static func firstWrongRing(of feature: Int, _ geometries: Geometries) -> Int? {
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
      let rings = geometries.rings(ofPart: part)
      for ring in rings {
        let area = geometries.signedArea(ofRing: ring)
        if ring == rings.lowerBound ? area < 0 : area > 0 { return ring }
      }
    }
    return nil
  }

  private static func firstRepeated(in feature: Int, _ geometries: Geometries) -> Int? {
    guard geometries.kinds[feature].partKind != .point else { return nil }
    for ring in geometries.rings(ofFeature: feature) {
      for vertex in geometries.vertices(ofRing: ring).dropFirst()
      where geometries.x(vertex) == geometries.x(vertex - 1)
        && geometries.y(vertex) == geometries.y(vertex - 1)
      {
        return vertex
      }
    }
    return nil
  }
}
