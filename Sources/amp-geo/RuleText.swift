import GeoCore
import PlanningIntegrity

/// The rules of `check`, in words.
enum RuleText {
  /// Where they are read.
  private static let door = CheckCommand.door

  /// The rules chosen, at the severity chosen: a table, or an array of objects.
  static func list(_ selection: RuleSelection, asJSON: Bool) -> String {
    list(IntegrityRules.all.filter(selection.contains), selection, asJSON: asJSON)
  }

  private static func list(
    _ rules: [IntegrityRule], _ selection: RuleSelection, asJSON: Bool
  ) -> String {
    if asJSON { return JSONValue.array(rules.map { json(of: $0, selection) }).pretty }
    let rows = rules.map {
      [$0.code, $0.name, selection.severity(of: $0).rawValue, $0.summary]
    }
    return TextTable.render([["code", "rule", "severity", "what it means"]] + rows)
  }

  private static func json(of rule: IntegrityRule, _ selection: RuleSelection) -> JSONValue {
    .object([
      "code": .string(rule.code), "rule": .string(rule.name),
      "family": .string(rule.family.title),
      "severity": .string(selection.severity(of: rule).rawValue),
      "summary": .string(rule.summary),
      "explanation": .string(rule.explanation.text(at: door)),
      "remedy": .string(rule.remedy(at: door)),
    ])
  }

  /// What a rule, by its code or name, means; of a family's letter the rules.
  /// - Throws: `InputError` when there is no such rule.
  static func explanation(of text: String, _ selection: RuleSelection) throws -> String {
    if let family = RuleFamily(rawValue: text.uppercased()) {
      return list(IntegrityRules.all.filter { $0.family == family }, selection, asJSON: false)
    }
    return explanation(of: try IntegrityRules.required(text), selection)
  }

  /// What a rule means, why it matters, what to do.
  private static func explanation(of rule: IntegrityRule, _ selection: RuleSelection) -> String {
    let severity = selection.severity(of: rule).rawValue
    return """
      \(rule.code) \(rule.name) (\(severity), \(rule.family.title))

      \(filled(rule.summary))

      \(filled(rule.explanation.text(at: door)))

      \(filled("Remedy: " + rule.remedy(at: door) + "."))

      """
  }

  /// Lines of at most 78 columns, broken at spaces; lines of the text itself are kept apart.
  private static func filled(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var lines: [String] = []
      for word in paragraph.split(separator: " ") {
        if let last = lines.last, last.count + word.count < 78 {
          lines[lines.count - 1] = last + " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
