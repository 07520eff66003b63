import Foundation
import TestSupport

/// Looking at what a program left in a folder.
enum Files {
  static func exists(_ name: String, in folder: Scratch) -> Bool {
    FileManager.default.fileExists(atPath: folder.file(name))
  }

  /// The names in the folder, or in one inside it, in order; nothing when it is not there.
  static func names(in folder: Scratch, _ inner: String = "") -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.file(inner))
    return (names ?? []).sorted()
  }

  static func bytes(_ name: String, in folder: Scratch) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
  }

  static func text(_ name: String, in folder: Scratch) throws -> String {
    String(decoding: try bytes(name, in: folder), as: UTF8.self)
  }

  static func makeFolder(_ name: String, in folder: Scratch) throws {
    try FileManager.default.createDirectory(
      atPath: folder.file(name), withIntermediateDirectories: true)
  }

  static func setMode(_ mode: Int, of name: String, in folder: Scratch) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: folder.file(name))
  }
}
