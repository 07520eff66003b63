import ArgumentParser
import GeoCore
import GeoFormats
import PlanningStudies

/// The outputs of a command, looked at before any work is done for them.
enum OutputTargets {
  /// Refuses outputs that would replace each other and such as cannot be made, and says what is going
  /// to be written, so that reading it is refused.
  /// - Parameters:
  ///   - outputs: by the options that name them; nil for what is not given.
  ///   - replaced: an input that one of them is meant to replace.
  /// - Throws: `InputError` of kind `usage`, `OutputError`.
  static func prepare(
    _ outputs: [(option: String, path: String?)], replacing replaced: String? = nil
  ) throws {
    let given = outputs.compactMap { output in output.path.map { (output.option, $0) } }
    for (i, (option, path)) in given.enumerated() {
      if let same = given[..<i].first(where: { OutputFile.isSameFile($0.1, path) }) {
        throw InputError(
          path: path, reason: "\(same.0) and \(option) name the same file",
          remedy: "give each a name of its own", kind: .usage)
      }
    }
    for (_, path) in given { try OutputFile.requirePossible(path) }
    for (_, path) in given where !isSame(path, replaced) { try FileUse.announce(path) }
  }

  private static func isSame(_ path: String, _ other: String?) -> Bool {
    other.map { OutputFile.isSameFile(path, $0) } ?? false
  }
}
