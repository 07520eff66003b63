/// A file that no reader can make a layer of.
enum Unreadable: RuleDefinition {
  static let rule = IntegrityRule(
    code: "S101", name: "unreadable", severity: .error,
    summary: "The file is not what its ending says, or breaks the format's rules.",
    explanation: """
      The reader of the format gave up: the message says why, and where if it can. Nothing else in \
      that layer is checked, and no program can be expected to read it.
      """,
    remedy: "correct the file, or write it anew", makesUnreadable: true)
}
