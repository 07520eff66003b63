import Foundation

/// A folder of its own for one test, removed when the value goes.
public final class Scratch: Sendable {
  /// The folder.
  public let path: String

  /// Makes an empty folder under the system's temporary one.
  ///
  /// - Throws: what Foundation throws when it cannot be made.
  public init() throws {
    path = NSTemporaryDirectory() + "amp-geo-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// Writes a file and returns its path; folders in its name are made.
  ///
  /// - Throws: what Foundation throws when it cannot be written.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let target = file(name)
    if name.contains("/") {
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: target).deletingLastPathComponent(),
        withIntermediateDirectories: true)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: target))
    return target
  }

  /// Removes a file, if it is there.
  public func remove(_ name: String) throws {
    guard FileManager.default.fileExists(atPath: file(name)) else { return }
    try FileManager.default.removeItem(atPath: file(name))
  }
}
