internal import GeoCore
internal import GeoFormats
internal import PlanningStudies

/// Rules of a project, for all of its files and for those under some paths: `.amp-geo.yaml`.
///
///     check:
///       ignore: [S119]
///       paths:
///         "archive/**":
///           severity: { S105: info }
///
/// The nearest file counts, in the folder of what is checked or above it. Patterns are those of
/// `.gitignore`, from the file's folder on; where several match, what stands later goes before.
public struct CheckConfiguration: Sendable {
  /// What the file is called.
  public static let fileName = ".amp-geo.yaml"

  /// The file it was read from.
  public let path: String
  private let general: RuleSelection
  private var exceptions: [(pattern: PathPattern, rules: RuleSelection)] = []

  /// Reads a configuration.
  ///
  /// - Throws: `FormatError` when the file cannot be read, `InputError` with the line of what is
  ///   wrong in it.
  public init(path: String) throws {
    guard let text = String(validating: try InputFile.bytes(of: path), as: UTF8.self) else {
      throw InputError(path: path, reason: "the text is not valid UTF-8")
    }
    try self.init(yaml: text, path: path)
  }

  init(yaml: String, path: String) throws(InputError) {
    self.path = path
    let root = try YAMLMapping.document(yaml, path: path, name: "the configuration")
    let section = try root.requiredMapping("check")
    try root.finish(known: ["check"])
    general = try Self.rules(section)
    if let paths = try section.mapping("paths") {
      for pattern in paths.keys {
        let own = try paths.requiredMapping(pattern)
        exceptions.append((PathPattern(pattern), try Self.rules(own)))
        try own.finish(known: Self.keys)
      }
    }
    try section.finish(known: Self.keys + ["paths"])
  }

  private static let keys = ["only", "ignore", "severity", "strict"]

  private static func rules(_ section: YAMLMapping) throws(InputError) -> RuleSelection {
    let only = try section.strings("only") ?? []
    let ignored = try section.strings("ignore") ?? []
    var severities: [String] = []
    if let map = try section.mapping("severity") {
      for rule in map.keys { severities.append("\(rule)=\(try map.requiredString(rule))") }
    }
    let isStrict = try section.bool("strict") ?? false
    do {
      let chosen = try RuleSelection(only: only, ignored: ignored, severities: severities)
      try RuleSelection.requireEffect(ofIgnoring: ignored, among: only)
      return isStrict ? RuleSelection.strict.overlaid(by: chosen) : chosen
    } catch let error as InputError {
      let key = section.keys.first { ["severity", "ignore", "only"].contains($0) } ?? "only"
      throw section.error(at: key, error.reason, remedy: error.remedy)
    } catch {
      throw section.error(at: "only", "\(error)")
    }
  }

  /// The rules for a file.
  /// - Parameter file: an absolute path.
  public func rules(for file: String) -> RuleSelection {
    let folder = OutputFolder.parent(of: path).map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
    guard file.hasPrefix(folder) else { return general }
    let rest = String(file.dropFirst(folder.count))
    return exceptions.filter { $0.pattern.matches(rest) }
      .reduce(general) { $0.overlaid(by: $1.rules) }
  }
}

/// Finds the configuration of each file, and reads each once.
public struct CheckConfigurations {
  private var known: [String: CheckConfiguration?] = [:]
  /// The one that counts for all files; nil to look beside and above them.
  private let chosen: CheckConfiguration?
  private let isSearched: Bool

  /// One configuration for all files, or those that lie near them.
  ///
  /// - Parameters:
  ///   - path: the configuration for all files; nil looks for them.
  ///   - isSearched: whether they are looked for at all.
  /// - Throws: what `CheckConfiguration` throws.
  public init(path: String?, isSearched: Bool = true) throws {
    chosen = try path.map { try CheckConfiguration(path: AbsolutePath.of($0)) }
    self.isSearched = isSearched && path == nil
  }

  /// The rules that configurations set for a file.
  /// - Throws: what `CheckConfiguration` throws.
  public mutating func rules(for file: String) throws -> RuleSelection {
    let absolute = AbsolutePath.of(file)
    if let chosen { return chosen.rules(for: absolute) }
    guard isSearched, let folder = OutputFolder.parent(of: absolute) else { return RuleSelection() }
    return try nearest(folder)?.rules(for: absolute) ?? RuleSelection()
  }

  private mutating func nearest(_ folder: String) throws -> CheckConfiguration? {
    if let found = known[folder] { return found }
    let path = (folder == "/" ? "" : folder) + "/" + CheckConfiguration.fileName
    let found: CheckConfiguration?
    if InputFile.exists(path) {
      found = try CheckConfiguration(path: path)
    } else {
      found = folder == "/" ? nil : try OutputFolder.parent(of: folder).flatMap { try nearest($0) }
    }
    known[folder] = found
    return found
  }
}
