internal import CProcess
internal import GeoCore
internal import Glibc

/// Folders for results.
public enum OutputFolder {
  /// Makes a folder and those above it, unless it is there.
  /// - Throws: `OutputError` of kind `cannotCreate`.
  public static func make(_ path: String) throws(OutputError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      partial += partial.isEmpty || partial.hasSuffix("/") ? String(name) : "/" + name
      guard mkdir(partial, 0o777) != 0 else { continue }
      // What is there already must be a folder.
      let code = errno == EEXIST ? ENOTDIR : errno
      var status = stat()
      if stat(partial, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
      throw OutputError(
        path: path, reason: "the folder cannot be made: \(String(cString: strerror(code)))",
        remedy: "choose another place with -o", kind: .cannotCreate)
    }
    guard access(path, W_OK) == 0 else {
      throw OutputError(
        path: path, reason: "no permission to write into the folder",
        remedy: "choose another place with -o", kind: .cannotCreate)
    }
  }

  /// Does work while no other process that asks likewise does its own in the same folder. Network file
  /// systems, and folders that cannot be opened, keep nobody out.
  /// - Throws: what the work throws.
  public static func locked<Result>(
    _ path: String, _ work: () throws -> Result
  ) rethrows -> Result {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0, process_can_lock_in(path) {
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }
    return try work()
  }

  /// Whether something stands at a path.
  public static func holds(_ path: String) -> Bool { stat.notFollowing(path) != nil }

  /// Removes a file.
  /// - Throws: `OutputError` of kind `cannotCreate`.
  public static func removeFile(_ path: String) throws(OutputError) {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw OutputError(
      path: path, reason: "cannot be removed: \(String(cString: strerror(errno)))",
      remedy: "remove it, or choose another place with -o", kind: .cannotCreate)
  }

  /// The folder a path lies in; nil when it names none.
  public static func parent(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
