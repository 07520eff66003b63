import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Every input that the fuzzer starts from or has found, read again.
@Suite struct FuzzReplayTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzz").path

  private static func files(_ kind: String, _ target: FuzzTarget) -> [String] {
    let path = "\(folder)/\(kind)/\(target.rawValue)"
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).sorted().map { "\(path)/\($0)" }
  }

  private func replay(_ paths: [String], _ target: FuzzTarget) throws {
    let scratch = try Scratch()
    for path in paths {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(throws: Never.self, "\(path)") { try target.run(Array(bytes), in: scratch) }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func corpus(_ target: FuzzTarget) throws {
    let paths = Self.files("Corpus", target)
    try #require(!paths.isEmpty, "no corpus for \(target)")
    try replay(paths, target)
  }

  @Test(arguments: FuzzTarget.allCases)
  func crashes(_ target: FuzzTarget) throws { try replay(Self.files("Crashes", target), target) }

  /// Prefixes of every seed, which fuzzers come to late.
  @Test(arguments: FuzzTarget.allCases)
  func prefixes(_ target: FuzzTarget) throws {
    let scratch = try Scratch()
    for path in Self.files("Corpus", target) {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      for length in 0..<bytes.count {
        #expect(throws: Never.self, "\(length) bytes of \(path)") {
          try target.run(Array(bytes.prefix(length)), in: scratch)
        }
      }
    }
  }
}
