internal import CProcess

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The one way in which temporary files and folders get their names, so that none is guessed, and that
/// whatever a kill leaves behind is found.
///
/// **Names:** 16 random letters and digits after a fixed start; 33 bytes, so that one fits wherever the
/// final name does. Before anything stands under a name it is noted that a signal removes it. What was
/// left in a folder by runs that were killed is removed when a run takes its first name there.
enum TemporaryName {
  static let prefix = ".amp-geo-partial-"
  private static let tries = 100

  struct Failure: Error {
    let code: Int32
  }

  /// A name under which something was made, and the note that a signal removes it.
  struct Taken {
    let path: String
    let slot: Int32
  }

  /// Takes names in a folder until something can be made under one.
  /// - Parameter make: makes it, and says whether that was possible; else `errno` says why not:
  ///   `EEXIST` tries another name.
  /// - Throws: `Failure` with the errno.
  static func take(
    in folder: String, _ make: (_ path: String) -> Bool
  ) throws(Failure) -> Taken {
    TemporaryFile.removeAbandonedOnce(in: folder)
    for _ in 0..<tries {
      let path = (folder.hasSuffix("/") ? folder : folder + "/") + prefix + letters(16)
      let slot = process_keep_temporary(path)
      if make(path) { return Taken(path: path, slot: slot) }
      let code = errno
      process_forget_temporary(slot)
      if code != EEXIST, code != EINTR { throw Failure(code: code) }
    }
    throw Failure(code: EEXIST)
  }

  private static func letters(_ count: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<count).map { _ in alphabet.randomElement() ?? "x" })
  }

  /// Locks what was made for as long as its descriptor is open, where the file system can.
  /// - Returns: whether the name still leads to it: somebody who cleans up may have been faster with
  ///   the lock, and have removed it. If not, `errno` asks for another name.
  static func lock(_ descriptor: Int32, _ path: String, in folder: String) -> Bool {
    if process_can_lock_in(folder) { _ = flock(descriptor, LOCK_EX) }
    if FileIdentity(path: path) == FileIdentity(descriptor: descriptor) { return true }
    close(descriptor)
    errno = EEXIST
    return false
  }
}
