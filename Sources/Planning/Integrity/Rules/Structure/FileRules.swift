internal import GeoCore

/// The rules of files as wholes: whether they are there, can be read, and belong together. Whoever opens
/// the files decides them.
enum FileRules {
  /// A file that is not there, or that may not be read.
  static let missing = IntegrityRule(
    code: "S132", name: "missing-file", severity: .error,
    summary: "The file is not there, or may not be read.",
    explanation: """
      A name on the command line leads to no file, to one without permission to read it, or reading \
      stopped half-way. The other files are checked all the same.
      """,
    remedy: "check the path and its permissions", makesUnreadable: true)

  /// A file that no reader can make a layer of.
  static let unreadable = IntegrityRule(
    code: "S101", name: "unreadable", severity: .error,
    summary: "The file is not what its ending says, or breaks the format's rules.",
    explanation: """
      The reader of the format gave up: the message says why, and where if it can. Nothing else in \
      that layer is checked, and no program can be expected to read it.
      """,
    remedy: "correct the file, or write it anew", makesUnreadable: true)

  /// A file in a folder of results in which files of several runs stand.
  static let mixedResults = IntegrityRule(
    code: "S135", name: "mixed-results", severity: .error,
    summary: "The folder holds files of several runs, or files that were changed since.",
    explanation: """
      amp-geo run lists what it wrote in manifest.json, with checksums, before the files get their names. \
      When a run was killed meanwhile, or somebody has replaced one of the files, others stand under the \
      names: figures of different runs would be read as one set.
      """,
    remedy: "run the plan again; or, if the changes are meant, remove manifest.json")

  /// A file or folder below one that is checked, at which nobody could look.
  static let passedOver = IntegrityRule(
    code: "S136", name: "passed-over", severity: .error,
    summary: "A file or folder in a folder under check could not be looked at.",
    explanation: """
      Its name is not UTF-8 (bytes that are not are shown as \\xE9), the folder may not be read, or a link \
      leads nowhere. What it holds was not checked: without this finding the folder would pass.
      """,
    remedy: "rename it in UTF-8, mend the permissions or the link, or name it in .amp-geo-ignore")

  /// All of them.
  static let all = [missing, unreadable, mixedResults, passedOver]
}
