/// A file or folder below one that is checked, at which nobody could look.
enum PassedOver: RuleDefinition {
  static let rule = IntegrityRule(
    code: "S136", name: "passed-over", severity: .error,
    summary: "A file or folder in a folder under check could not be looked at.",
    explanation: """
      Its name is not UTF-8 (bytes that are not are shown as \\xE9), the folder may not be read, or a link \
      leads nowhere. What it holds was not checked: without this finding the folder would pass.
      """,
    remedy: "rename it in UTF-8, mend the permissions or the link, or name it in .amp-geo-ignore")
}
