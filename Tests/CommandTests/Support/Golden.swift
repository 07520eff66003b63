import Foundation
import Testing

/// Files under `Tests/Golden` that hold what the real binary wrote, byte for byte.
///
/// `UPDATE_GOLDEN=1` writes them anew; look at the difference before committing it.
enum Golden {
  private static let folder = PackageFolder.path + "/Tests/Golden"

  static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }

  /// Expects the text to be the golden file's.
  static func expect(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: folder + "/" + name)
    if isUpdating {
      try Data(text.utf8).write(to: url)
      return
    }
    let known = try String(contentsOf: url, encoding: .utf8)
    #expect(text == known, "differs from Tests/Golden/\(name)", sourceLocation: sourceLocation)
  }

  /// The text without what differs between machines: versions of libraries and the pipelines
  /// that PROJ chooses.
  static func masked(_ text: String) -> String {
    text
      .replacing(#/"(geos|proj)_version":\s?"[^"]*"/#) { "\"\($0.output.1)_version\":\"*\"" }
      .replacing(#/"proj_pipelines":\s?\[[^\]]*\]/#, with: #""proj_pipelines":["*"]"#)
  }
}

/// The folder of this package.
enum PackageFolder {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
