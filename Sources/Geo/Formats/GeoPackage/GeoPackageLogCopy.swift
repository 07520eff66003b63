internal import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A database and its write-ahead log, copied into a folder of their own: SQLite makes files beside a
/// database whose log holds changes, even to read it. The folder goes with the object.
final class GeoPackageLogCopy {
  private let folder: TemporaryFolder
  /// Where the copy of the database stands.
  let path: String

  /// Copies a database and the log beside it, once neither changes any more.
  /// - Throws: `FormatError` when a file cannot be read, changes again and again, or there is no room
  ///   for a copy.
  init(of source: String) throws(FormatError) {
    folder = try Self.folder(for: source)
    path = folder.file("copy.gpkg")
    // SQLite makes the others, and removes them when it closes the database.
    let log = folder.file("copy.gpkg-wal")
    for ending in ["-shm", "-journal"] { _ = folder.file("copy.gpkg" + ending) }
    for attempt in 0..<Self.attempts {
      if attempt > 0 { usleep(200_000) }
      let before = Self.state(of: source)
      try Self.copy(source, to: path)
      try Self.copy(source + "-wal", to: log)
      if Self.state(of: source) == before { return }
    }
    throw FormatError(
      path: source, reason: "another program is writing to it", remedy: "close it there first",
      kind: .inputOutput)
  }

  private static func folder(for source: String) throws(FormatError) -> TemporaryFolder {
    do throws(OutputError) {
      return try TemporaryFolder()
    } catch {
      throw FormatError(
        path: source, reason: "the log beside the file cannot be read: \(error.reason)",
        remedy: error.remedy, kind: .inputOutput)
    }
  }

  private static let attempts = 5

  /// Sizes and times of both files.
  private static func state(of path: String) -> [Int] {
    [path, path + "-wal"].flatMap { file -> [Int] in
      var status = stat()
      guard stat(file, &status) == 0 else { return [] }
      #if canImport(Glibc)
        let time = status.st_mtim
      #else
        let time = status.st_mtimespec
      #endif
      return [Int(status.st_size), time.tv_sec, time.tv_nsec]
    }
  }

  private static func copy(_ source: String, to target: String) throws(FormatError) {
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    var failed = descriptor < 0 ? errno : 0
    defer { if descriptor >= 0 { close(descriptor) } }
    if failed == 0 {
      try InputFile.forEachChunk(of: source) { chunk in
        var done = 0
        while failed == 0, done < chunk.count {
          let put = chunk.withUnsafeBytes {
            Glibc.write(descriptor, $0.baseAddress! + done, chunk.count - done)
          }
          if put >= 0 { done += put } else if errno != EINTR { failed = errno }
        }
      }
    }
    guard failed == 0 else {
      throw FormatError(
        path: source,
        reason: "it cannot be copied, which its pending log needs:"
          + " \(String(cString: strerror(failed)))",
        remedy: "free some space, or open and close it once in the program that wrote it",
        kind: .inputOutput)
    }
  }
}
