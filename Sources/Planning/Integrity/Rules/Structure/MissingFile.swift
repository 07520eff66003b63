import GeoCore

/// A file that is not there, or that may not be read.
enum MissingFile: RuleDefinition {
  static let rule = IntegrityRule(
    code: "S132", name: "missing-file", severity: .error,
    summary: "The file is not there, or may not be read.",
    explanation: """
      A name on the command line leads to no file, to one without permission to read it, or reading \\
      stopped half-way. The other files are checked all the same.
      """,
    remedy: "check the path and its permissions", makesUnreadable: true)
}
