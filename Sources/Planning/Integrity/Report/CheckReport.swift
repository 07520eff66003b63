public import Geo

/// What was found in all files, in their order.
public struct CheckReport: Sendable {
  public var files: [File] = []
  public var findings: [Finding] = []

  public init() {}

  public struct File: Sendable, Equatable {
    public var path: String
    public var format: String
    public var crs: String?
    public var features: Int?
    public var vertices: Int?
  }

  /// How many findings have that severity.
  public func count(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// Whether no finding is at `limit` or worse.
  public func passes(failOn limit: Severity = .error) -> Bool {
    !findings.contains { $0.severity >= limit }
  }

  /// Whether a file could not be read as a layer at all.
  public var hasUnreadableFiles: Bool { findings.contains { $0.rule.makesUnreadable } }

  /// The report for programs: docs/check.md is its contract.
  public func json(failOn limit: Severity = .error) -> JSONValue {
    let counts = Severity.allCases.map {
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
      "verdict": .string(passes(failOn: limit) ? "pass" : "fail"),
      "counts": .object(counts),
      "files": .array(described),
      "findings": .array(findings.map(\.json)),
    ])
  }
}
