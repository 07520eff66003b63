internal import GeoCore
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Which files a command reads and which it writes, by identity: no output may replace an input, by
/// whatever links or spelling, and no two outputs may be one file.
///
/// All that opens inputs (`InputFile`) and outputs (`OutputFile`) tells it here, so that no command can
/// forget. A library that is used for long reads and writes as it likes; a command says `guardFiles()`
/// when it starts.
public enum FileUse {
  private struct State: Sendable {
    var isGuarding = false
    /// Files that were read, by the first name they had, in that order.
    var read: [FileIdentity: String] = [:]
    var readPaths: [String] = []
    /// Names that belong to a file that is read, whether something stands there or not.
    var reserved: [FilePlace: String] = [:]
    /// Files that are going to be replaced.
    var announced: [FileIdentity: String] = [:]
    var announcedPlaces: [FilePlace: String] = [:]
  }
  private static let state = Mutex(State())

  /// From now on what is read may not be written.
  public static func guardFiles() { state.withLock { $0.isGuarding = true } }

  /// The files that were read, in the order of their first reading.
  public static var readPaths: [String] { state.withLock { $0.readPaths } }

  /// Whether the file at a path was read.
  public static func isRead(_ path: String) -> Bool {
    guard let identity = FileIdentity(path: path) else { return false }
    return state.withLock { $0.read[identity] != nil }
  }

  /// Says what is going to be written, so that reading it is refused at once and not when all the
  /// work is done.
  /// - Throws: `OutputError` when it cannot be written, of kind `usage` when it was read already.
  public static func announce(_ output: String) throws(OutputError) {
    let target = try OutputTarget(output)
    try requireNotRead(target)
    state.withLock { state in
      guard state.isGuarding else { return }
      if let status = target.status, status.isRegular {
        state.announced[FileIdentity(status)] = output
      }
      if let place = FilePlace(target.path), !target.isStream {
        state.announcedPlaces[place] = output
      }
    }
  }

  /// Books a file that is read.
  /// - Throws: `FormatError` of kind `usage` when it is going to be replaced.
  static func read(_ status: stat, path: String) throws(FormatError) {
    guard status.isRegular else { return }
    let identity = FileIdentity(status)
    let output = state.withLock { state -> String? in
      guard state.isGuarding else { return nil }
      if state.read[identity] == nil {
        state.read[identity] = path
        state.readPaths.append(path)
      }
      return state.announced[identity]
    }
    if let output { throw refusal(path, output: output) }
  }

  /// Books names that belong to a file that is read, such as the write-ahead log of a database.
  /// - Throws: `FormatError` of kind `usage` when one is going to be written.
  static func reserve(_ paths: [String], of input: String) throws(FormatError) {
    for path in paths {
      guard let place = FilePlace(path) else { continue }
      let output = state.withLock { state -> String? in
        guard state.isGuarding else { return nil }
        state.reserved[place] = input
        return state.announcedPlaces[place]
      }
      if let output { throw refusal(input, output: output) }
    }
  }

  /// - Throws: `OutputError` of kind `usage` for a file that was read, or that belongs to one.
  static func requireNotRead(_ target: OutputTarget) throws(OutputError) {
    let place = target.isStream ? nil : FilePlace(target.path)
    let isRead = state.withLock { state in
      guard state.isGuarding else { return false }
      if let place, state.reserved[place] != nil { return true }
      guard let status = target.status, status.isRegular else { return false }
      return state.read[FileIdentity(status)] != nil
    }
    guard isRead else { return }
    throw OutputError(path: target.name, reason: reason, remedy: remedy, kind: .usage)
  }

  private static func refusal(_ input: String, output: String) -> FormatError {
    FormatError(
      path: output == "-" ? input : output, reason: reason, remedy: remedy, kind: .usage)
  }

  private static let reason = "this file is an input of the command, and would be overwritten"
  private static let remedy: Remedy = "write to another one"
}
