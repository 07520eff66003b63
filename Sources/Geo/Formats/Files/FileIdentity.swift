#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file, by whatever name: its device and its number there.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }

  /// The file that a path leads to, links followed; nil when there is none.
  init?(path: String) {
    guard let status = stat.following(path) else { return nil }
    self.init(status)
  }

  /// The file behind an open descriptor.
  init?(descriptor: Int32) {
    guard let status = stat.of(descriptor) else { return nil }
    self.init(status)
  }
}

/// A name in a folder, for files that may not be there yet.
struct FilePlace: Hashable, Sendable {
  let folder: FileIdentity
  let name: String

  /// Nil when there is no such folder.
  init?(_ path: String) {
    let (folder, name) = Self.split(path)
    guard let folder = FileIdentity(path: folder) else { return nil }
    self.folder = folder
    self.name = name
  }

  /// The folder that a path lies in, `.` when it names none, and the name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }
}

extension stat {
  /// What a path leads to, links followed; nil when that is nothing.
  static func following(_ path: String) -> stat? {
    var status = stat()
    return Self.status(path, &status) == 0 ? status : nil
  }

  /// What stands at a path, which may be a link; nil when that is nothing.
  static func notFollowing(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  static func of(_ descriptor: Int32) -> stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// The function `stat`, which has the name of the type.
  private static func status(_ path: String, _ status: inout stat) -> Int32 {
    fstatat(AT_FDCWD, path, &status, 0)
  }

  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}
