internal import GeoCore
import GeoFormats
internal import PlanningStudies

/// A rule about a plan and the layers that it names.
protocol PlanRule: RuleDefinition {
  static func findings(in plan: PlanUnderCheck) throws -> [Finding]
}

/// Checks plans.
public enum PlanCheck {
  /// Whether a name on the command line is that of a plan.
  public static func isPlan(_ reference: String) -> Bool {
    let lower = reference.lowercased()
    return lower.hasSuffix(".yaml") || lower.hasSuffix(".yml")
  }

  /// All that is wrong with a plan.
  /// - Throws: `FormatError` when the file is missing or may not be read.
  static func findings(in path: String, options: CheckOptions) throws -> [Finding] {
    guard let plans = options.plans else {
      throw InputError(
        path: path, reason: "plans are not checked here", kind: .internalFailure)
    }
    let bytes = try InputFile.bytes(of: path)
    do {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw InputError(path: path, reason: "the text is not valid UTF-8")
      }
      let plan = try plans.parse(text, path: path, sha256: Digest.sha256(bytes))
      let read = try PlanUnderCheck(
        plan, text: text, path: path, read: options.read, door: options.door)
      return try IntegrityRules.planRules.filter { options.rules.contains($0.rule) }
        .flatMap { try $0.findings(in: read) }
    } catch let error as InputError where error.path == path {
      let message = error.advice(at: options.door)
      return [
        Finding(
          PlanUnreadable.rule, message, file: path, line: error.line, column: error.column)
      ]
    }
  }
}
