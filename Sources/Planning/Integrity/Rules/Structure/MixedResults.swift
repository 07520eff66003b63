/// A file in a folder of results in which files of several runs stand.
enum MixedResults: RuleDefinition {
  static let rule = IntegrityRule(
    code: "S135", name: "mixed-results", severity: .error,
    summary: "The folder holds files of several runs, or files that were changed since.",
    explanation: """
      amp-geo run lists what it wrote in manifest.json, with checksums, before the files get their names. \
      When a run was killed meanwhile, or somebody has replaced one of the files, others stand under the \
      names: figures of different runs would be read as one set.
      """,
    remedy: "run the plan again; or, if the changes are meant, remove manifest.json")
}
