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

  /// Expects the text to be the part of a page of `docs` between two marks.
  static func expect(
    _ text: String, between start: String, and end: String, of page: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: PackageFolder.path + "/docs/" + page)
    let whole = try String(contentsOf: url, encoding: .utf8)
    let from = try #require(whole.firstRange(of: start), sourceLocation: sourceLocation).upperBound
    let rest = whole[from...]
    let to = try #require(rest.firstRange(of: end), sourceLocation: sourceLocation).lowerBound
    if isUpdating {
      try Data((whole[..<from] + text + whole[to...]).utf8).write(to: url)
      return
    }
    #expect(
      rest[..<to] == text, "differs from docs/\(page); make golden writes it anew",
      sourceLocation: sourceLocation)
  }

  /// The text without what differs between machines: versions of libraries, the pipelines that
  /// PROJ chooses, and digits of computed figures past the tenth.
  static func masked(_ text: String) -> String {
    text
      .replacing(#/"(geos|proj)_version":\s?"[^"]*"/#) { "\"\($0.output.1)_version\":\"*\"" }
      .replacing(#/"proj_pipelines":\s?\[[^\]]*\]/#, with: #""proj_pipelines":["*"]"#)
      .replacing(#/\d+\.\d+/#) { rounded(String($0.output)) }
  }

  private static func rounded(_ number: String) -> String {
    guard number.count > 11, let value = Double(number) else { return number }
    let digits = max(0, 10 - (number.firstIndex(of: ".")?.utf16Offset(in: number) ?? 0))
    return String(format: "%.\(digits)f", value)
  }
}

/// The folder of this package.
enum PackageFolder {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
