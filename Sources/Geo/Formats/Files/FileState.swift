#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What tells that a file has been written to, or replaced: which file it is, its size, and when it
/// changed last, to the nanosecond.
struct FileState: Equatable {
  private let identity: FileIdentity
  private let numbers: [Int]

  /// Nil when there is no such file. A stream stands for its copy.
  init?(_ path: String) {
    guard let location = try? StreamedInput.location(of: path),
      let status = stat.following(location)
    else { return nil }
    #if canImport(Glibc)
      let times = [status.st_mtim, status.st_ctim]
    #else
      let times = [status.st_mtimespec, status.st_ctimespec]
    #endif
    identity = FileIdentity(status)
    numbers = [Int(status.st_size)] + times.flatMap { [Int($0.tv_sec), Int($0.tv_nsec)] }
  }
}
