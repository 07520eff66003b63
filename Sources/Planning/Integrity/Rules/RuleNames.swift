import GeoCore
public import PlanningStudies

/// Finding out which rule somebody meant.
extension IntegrityRules {
  /// The rule of that code or name.
  /// - Throws: `InputError` of kind `usage` that names the nearest ones.
  public static func required(_ text: String) throws(InputError) -> IntegrityRule {
    guard let rule = named(text) else { throw unknown(text) }
    return rule
  }

  /// The rules whose code or name is most like the text: at most `limit`, nearest first.
  public static func nearest(to text: String, limit: Int = 3) -> [IntegrityRule] {
    let code = text.uppercased()
    let name = text.lowercased()
    let close = all.compactMap { rule -> (rule: IntegrityRule, distance: Int)? in
      let toCode = EditDistance.between(code, rule.code)
      let toName = rule.name.hasPrefix(name) ? 1 : EditDistance.between(name, rule.name)
      let distance = min(toCode, toName)
      return distance <= (toCode < toName ? 2 : rule.name.count / 2) ? (rule, distance) : nil
    }
    let sorted = close.sorted { ($0.distance, $0.rule.code) < ($1.distance, $1.rule.code) }
    return sorted.prefix(limit).map(\.rule)
  }

  /// The error for a rule that does not exist.
  static func unknown(_ text: String) -> InputError {
    let near = nearest(to: text).map { "\($0.code) \($0.name)" }.joined(separator: ", ")
    let hint = near.isEmpty ? "" : "the nearest are \(near); "
    return InputError(
      reason: "there is no rule \"\(text)\"",
      remedy: "\(hint)amp-geo check --list-rules shows all", kind: .usage)
  }
}
