internal import CProcess
internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension OutputFile {
  /// Gives finished files their final names: all of them, or, when one cannot be replaced, none.
  ///
  /// Where the file system exchanges two files in one step, the old ones wait under the temporary
  /// names until all new ones stand. Signals wait meanwhile.
  /// - Throws: `OutputError` of kind `cannotCreate`, or `usage` for an input.
  public static func publish(_ files: [OutputFile]) throws(OutputError) {
    process_hold_signals()
    defer { process_release_signals() }
    var done: [Step] = []
    for file in files {
      guard let temporary = file.temporary else { continue }
      do throws(OutputError) {
        done.append(try Step(file, temporary, keepsOld: files.count > 1))
      } catch {
        for step in done.reversed() { step.undo() }
        throw error
      }
    }
    for step in done { step.settle() }
  }

  /// A file that has its final name.
  private struct Step {
    let temporary: TemporaryFile
    let destination: String
    /// Whether the old file stands under the temporary name.
    let keepsOld: Bool
    /// Whether there was an old file that could not be kept.
    private let hasLostOld: Bool

    init(
      _ file: OutputFile, _ temporary: TemporaryFile, keepsOld wanted: Bool
    ) throws(OutputError) {
      func failure(_ reason: String) -> OutputError {
        OutputError(
          path: file.destination, reason: "cannot be replaced: \(reason)",
          remedy: "choose another place with -o", kind: .cannotCreate)
      }
      // What was read since the output was opened, or was put there, counts too.
      let now = try OutputTarget(file.destination)
      if !file.replacesInput { try FileUse.requireNotRead(now) }
      guard !now.isStream else { throw failure("it is no file any more") }
      guard temporary.isInPlace else { throw failure("its temporary file was taken away") }
      self.temporary = temporary
      destination = file.target.path
      if wanted, now.status != nil, process_exchange(temporary.path, destination) == 0 {
        (keepsOld, hasLostOld) = (true, false)
        return
      }
      (keepsOld, hasLostOld) = (false, now.status != nil)
      guard rename(temporary.path, destination) == 0 else {
        throw failure(String(cString: strerror(errno)))
      }
    }

    /// Puts things back as they were; a file that replaced another for good stays.
    func undo() {
      if keepsOld {
        _ = process_exchange(temporary.path, destination)
      } else if !hasLostOld {
        _ = rename(destination, temporary.path)
      }
    }

    func settle() {
      if keepsOld { unlink(temporary.path) }
      temporary.disown()
    }
  }
}
