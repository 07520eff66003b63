import Foundation

/// The binary under test.
enum AmpGeoProgram {
  /// Where it is: what `AMP_GEO_PROGRAM` says, else beside the test bundle, where the build of
  /// the tests puts it.
  /// - Throws: `TestFailure` naming the places looked at.
  static func path() throws -> String {
    try found.get()
  }

  private static let found: Result<String, TestFailure> = {
    if let named = ProcessInfo.processInfo.environment["AMP_GEO_PROGRAM"] {
      let isThere = FileManager.default.isExecutableFile(atPath: named)
      return isThere
        ? .success(named) : .failure(TestFailure("AMP_GEO_PROGRAM: \(named) is no program"))
    }
    let candidates = folders.map { $0 + "/amp-geo" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      return .failure(
        TestFailure(
          "amp-geo is not built; looked at \(candidates.joined(separator: ", ")). "
            + "Run swift build, or name it in AMP_GEO_PROGRAM"))
    }
    return .success(path)
  }()

  /// The folder of the test runner, and of the bundle that it was given.
  private static var folders: [String] {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let bundles = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    var folders: [String] = []
    for path in [own].compactMap({ $0 }) + bundles {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      if !folders.contains(folder) { folders.append(folder) }
    }
    return folders
  }
}
