#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What tells that a file has been written to, or replaced: which file it is, its size, and when it
/// changed last, to the nanosecond.
package struct FileState: Hashable, Sendable {
  private let identity: FileIdentity
  private let numbers: [Int]

  /// Nil when there is no such file. A stream stands for its copy.
  package init?(_ path: String) {
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

  /// A text that differs from that of any other state.
  package var mark: String {
    ([Int(truncatingIfNeeded: identity.device), Int(truncatingIfNeeded: identity.number)] + numbers)
      .map { String(UInt(bitPattern: $0), radix: 36) }.joined(separator: ".")
  }
}
