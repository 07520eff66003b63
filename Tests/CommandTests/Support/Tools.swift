import Foundation

/// Programs that some tests need and not every machine has.
enum Tools {
  /// Where a program is, by `PATH`.
  static func path(of program: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(program)" }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }

  static func has(_ program: String) -> Bool { path(of: program) != nil }

  /// Root may read and write everything, and so must step down for tests of permissions.
  static var isRoot: Bool { geteuid() == 0 }

  /// Whether a program can be run without root's rights.
  static var canStepDown: Bool { !isRoot || has("setpriv") }

  /// A prefix for a line of bash that gives root's rights up; nothing when there are none.
  static var stepDown: String {
    isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
  }
}
