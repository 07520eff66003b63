import GeoCore

/// Findings that were there on some day, so that only new or worse ones fail.
///
/// Findings of files that cannot be read are never recorded: nothing else in such a file is
/// checked, and what it hides is not known.
public struct Baseline: Sendable, Equatable {
  /// One finding as it was.
  public struct Entry: Sendable, Equatable {
    /// The rule's code: `C201`.
    public var code: String
    /// How bad the finding was held to be.
    public var severity: Severity
    /// The path, without `.` and with `..` resolved.
    public var file: String
    /// The layer in a file that may hold several; nil in others, and where nobody has noted it.
    public var layer: String?
    /// The features concerned, by id or as `#n`.
    public var features: [String]
    /// Degrees on WGS 84; nil when the finding has no place.
    public var longitude: Double?
    /// Degrees on WGS 84; nil when the finding has no place.
    public var latitude: Double?
    /// How large it was, m²; nil for what has no area.
    public var areaSquareMeters: Double?
    /// Its mean width, m; nil for what has none.
    public var widthMeters: Double?
    /// Its length, m; nil for what has none.
    public var lengthMeters: Double?
  }

  /// The version of the file's form.
  static let version = 1

  /// In the order of file, rule, features, place, size.
  public private(set) var entries: [Entry]

  init(entries: [Entry]) {
    self.entries = entries.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }

  /// Records all findings of a report, known ones too.
  /// - Parameter older: a baseline whose entries for files and rules that the report has not
  ///   checked are kept.
  public init(recording report: CheckReport, keepingOthersOf older: Baseline? = nil) {
    let findings = report.findings + (report.known ?? [])
    let scope = BaselineScope(of: report)
    let kept = older?.entries.filter { !scope.contains($0) } ?? []
    self.init(entries: kept + findings.filter { !$0.rule.makesUnreadable }.map(Entry.init))
  }

  /// Sets known findings of the report apart from new and worse ones.
  /// - Returns: how many entries are gone: the report has checked their file and their rule, and
  ///   found nothing like them.
  public func apply(to report: inout CheckReport) -> Int {
    let matches = BaselineMatching.match(report.findings, with: entries)
    var fresh: [Finding] = []
    var known: [Finding] = []
    var isFound = [Bool](repeating: false, count: entries.count)
    for (var finding, match) in zip(report.findings, matches) {
      if let match { isFound[match] = true }
      finding.baselineState = match.map { entries[$0].state(of: finding) } ?? .new
      if finding.baselineState == .known {
        known.append(finding)
      } else {
        fresh.append(finding)
      }
    }
    let scope = BaselineScope(of: report)
    let gone = zip(entries, isFound).count { entry, isFound in !isFound && scope.contains(entry) }
    report.findings = fresh
    report.known = (report.known ?? []) + known
    return gone
  }

  /// The text of the file: a finding a line, in an order that depends on nothing but them.
  public var text: String {
    let lines = entries.map { "    " + $0.json.compact }
    let list = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
    return "{\n  \"baseline\": \(Self.version),\n  \"findings\": \(list)\n}\n"
  }
}

/// What a report has looked at: the files that could be read, the rules that were applied.
private struct BaselineScope {
  /// The codes of the rules applied to each file.
  private let codes: [String: Set<String>]

  init(of report: CheckReport) {
    let unreadable = report.findings.filter { $0.rule.makesUnreadable }.map(\.file)
    let checked = Set(report.files.map(\.path)).subtracting(unreadable)
    let general = Set(report.rules.map(\.code))
    codes = Dictionary(
      checked.map { path in
        let own = report.rulesByPath[path].map { Set($0.map(\.code)) }
        return (Baseline.Entry.normalized(path), own ?? general)
      }, uniquingKeysWith: { $0.union($1) })
  }

  /// Whether the report would have the finding if it were still there.
  func contains(_ entry: Baseline.Entry) -> Bool {
    codes[entry.file]?.contains(entry.code) ?? false
  }
}

extension Baseline.Entry {
  init(_ finding: Finding) {
    code = finding.rule.code
    severity = finding.severity
    file = Self.normalized(finding.file)
    layer = finding.layer
    features = Set(finding.features).sorted()
    longitude = finding.place.map { Self.rounded($0.longitude, 1e7) }
    latitude = finding.place.map { Self.rounded($0.latitude, 1e7) }
    areaSquareMeters = finding.areaSquareMeters.map { Self.rounded($0, 1e4) }
    widthMeters = finding.widthMeters.map { Self.rounded($0, 1e4) }
    lengthMeters = finding.lengthMeters.map { Self.rounded($0, 1e4) }
  }

  private static func rounded(_ value: Double, _ scale: Double) -> Double {
    let scaled = value * scale
    return scaled.isFinite && abs(scaled) < 1e15 ? scaled.rounded() / scale : value
  }

  /// The path without empty parts and `.`, and with `..` resolved where the path itself tells how.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Whether a finding that was matched with the entry is worse than it: more severe, or grown by
  /// more than a tenth and more than a square metre of area, a centimetre of width, or a metre of
  /// length.
  func state(of finding: Finding) -> BaselineState {
    let hasGrown =
      Self.grew(areaSquareMeters, finding.areaSquareMeters, floor: 1)
      || Self.grew(widthMeters, finding.widthMeters, floor: 0.01)
      || Self.grew(lengthMeters, finding.lengthMeters, floor: 1)
    return finding.severity > severity || hasGrown ? .worse : .known
  }

  private static func grew(_ before: Double?, _ now: Double?, floor: Double) -> Bool {
    guard let before, let now else { return false }
    return now > before + max(before / 10, floor)
  }

  var json: JSONValue {
    let point = longitude.flatMap { x in
      latitude.map { y in JSONValue.array([.number(x), .number(y)]) }
    }
    return .object([
      "file": .string(file), "layer": layer.map { .string($0) }, "code": .string(code),
      "severity": .string(severity.rawValue),
      "features": features.isEmpty ? nil : .strings(features), "point": point,
      "area_m2": areaSquareMeters.map { .number($0) },
      "width_m": widthMeters.map { .number($0) },
      "length_m": lengthMeters.map { .number($0) },
    ])
  }

  /// Bytes that order entries.
  fileprivate var sortKey: [UInt8] { Array(json.compact.utf8) }
}
