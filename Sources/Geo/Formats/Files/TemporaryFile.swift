internal import CProcess
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An empty file under a name that nobody can guess, in the folder where the whole file will stand.
///
/// **Names:** those of `TemporaryName`, made with `O_EXCL` and `O_NOFOLLOW`, so that no link planted
/// there is followed.
/// **Ends:** dropping the value removes the file unless `disown()` was called; a signal removes it; what
/// a kill leaves, the next run in the folder removes. Its owner holds a lock (`flock`) while it lives,
/// and a file whose lock is free has none. Network file systems keep no such locks for all: nothing is
/// removed there.
final class TemporaryFile {
  let path: String
  private(set) var descriptor: Int32
  private var slot: Int32
  private var isOwned = true

  /// - Parameter mode: who may do what, before the umask.
  /// - Throws: `TemporaryName.Failure` with the errno.
  init(in folder: String, mode: mode_t) throws(TemporaryName.Failure) {
    var made: Int32 = -1
    let taken = try TemporaryName.take(in: folder) { path in
      made = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      return made >= 0 && TemporaryName.lock(made, path, in: folder)
    }
    (path, descriptor, slot) = (taken.path, made, taken.slot)
  }

  deinit {
    if isOwned { unlink(path) }
    process_forget_temporary(slot)
    close(descriptor)
  }

  /// Leaves what stands under the name alone: it has been renamed.
  func disown() {
    isOwned = false
    process_forget_temporary(slot)
    slot = -1
  }

  /// Whether the name still leads to the file that was made.
  var isInPlace: Bool {
    guard let status = stat.notFollowing(path) else { return false }
    return FileIdentity(status) == FileIdentity(descriptor: descriptor)
  }

  private static let cleaned = Mutex<Set<FileIdentity>>([])

  static func removeAbandonedOnce(in folder: String) {
    guard let identity = FileIdentity(path: folder) else { return }
    if cleaned.withLock({ $0.insert(identity).inserted }) { removeAbandoned(in: folder) }
  }

  /// Removes temporary files and folders whose owners have gone without removing them.
  static func removeAbandoned(in folder: String) {
    guard process_can_lock_in(folder) else { return }
    for name in TemporaryFolder.names(in: folder) where name.hasPrefix(TemporaryName.prefix) {
      removeIfAbandoned(folder + "/" + name)
    }
  }

  private static func removeIfAbandoned(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard let status = stat.of(descriptor), status.isRegular || status.isFolder,
      status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0,
      FileIdentity(path: path) == FileIdentity(status)
    else { return }
    if status.isFolder { TemporaryFolder.remove(path) } else { unlink(path) }
  }
}
