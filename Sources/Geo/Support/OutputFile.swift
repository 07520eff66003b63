#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why an output could not be written.
public struct OutputError: GeoFailure {
  public var path: String
  public var reason: String
  public var remedy: String?
  public var kind: FailureKind
  /// The reader of a pipe went away: no fault of this program's.
  public var isClosedPipe: Bool

  public init(
    path: String, reason: String, remedy: String? = nil, kind: FailureKind,
    isClosedPipe: Bool = false
  ) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
    self.isClosedPipe = isClosedPipe
  }

  public var description: String { "\(path): \(reason)" + (remedy.map { "; \($0)" } ?? "") }
}

/// An output under a temporary name beside its own, renamed when it is whole: whoever looks at
/// the final name finds the old file or the new one, never a half.
///
/// Standard output (`-`) and devices are written straight through. Dropping the value without
/// `commit()` removes the temporary file.
public final class OutputFile {
  /// Where the file will stand; `-` is standard output.
  public let destination: String
  /// Where to write until then.
  public let path: String
  private var descriptor: Int32 = -1
  private let isDirect: Bool
  private var isCommitted = false
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18

  /// Whether this is standard output or a device.
  public var isStream: Bool { isDirect }

  /// Makes sure that the output can be created, and creates it under its temporary name.
  /// - Throws: `OutputError` of kind `cannotCreate`.
  public init(_ destination: String) throws(OutputError) {
    self.destination = destination
    var status = stat()
    let exists = stat(destination, &status) == 0
    if destination == "-" {
      isDirect = true
      path = "standard output"
      descriptor = STDOUT_FILENO
      return
    }
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw OutputError(
        path: destination, reason: "this is a folder", remedy: "name a file in it",
        kind: .cannotCreate)
    }
    isDirect = exists && status.st_mode & S_IFMT != S_IFREG
    path = isDirect ? destination : "\(destination).partial-\(getpid())"
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      throw OutputError(
        path: destination, reason: "cannot be created: \(String(cString: strerror(code)))",
        remedy: code == ENOENT ? "make its folder first" : "choose another place with -o",
        kind: .cannotCreate)
    }
  }

  deinit {
    if !isDirect, descriptor >= 0 { close(descriptor) }
    if !isDirect, !isCommitted { unlink(path) }
  }

  /// Appends bytes, buffered.
  public func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  public func write(_ text: String) throws(OutputError) { try write(text.utf8) }

  private func flush() throws(OutputError) {
    var failed: Int32 = 0
    buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let put = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if put >= 0 {
          done += put
        } else if errno != EINTR {
          failed = errno
          return
        }
      }
    }
    buffer.removeAll(keepingCapacity: true)
    guard failed == 0 else {
      throw Self.writeFailure(path: destination == "-" ? path : destination, code: failed)
    }
  }

  /// The error for a write that failed with this `errno`.
  public static func writeFailure(path: String, code: Int32) -> OutputError {
    let full = code == ENOSPC || code == EFBIG || code == EDQUOT
    return OutputError(
      path: path, reason: "writing failed: \(String(cString: strerror(code)))",
      remedy: full ? "free some space, or choose another place with -o" : nil,
      kind: .inputOutput, isClosedPipe: code == EPIPE)
  }

  /// Writes what is buffered and closes the temporary file; `publish()` is still to come.
  public func finish() throws(OutputError) {
    try flush()
    guard !isDirect, descriptor >= 0 else { return }
    let code = close(descriptor) == 0 ? 0 : errno
    descriptor = -1
    if code != 0 { throw Self.writeFailure(path: destination, code: code) }
  }

  /// Gives the finished file its final name.
  public func publish() throws(OutputError) {
    guard !isDirect else { return }
    guard rename(path, destination) == 0 else {
      throw OutputError(
        path: destination, reason: "cannot be replaced: \(String(cString: strerror(errno)))",
        kind: .cannotCreate)
    }
    isCommitted = true
  }

  /// Whether there is a file or folder of that name.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether two paths name the same file, by whatever links; of files that are not there yet,
  /// whether they would stand under the same name in the same folder.
  public static func isSameFile(_ a: String, _ b: String) -> Bool {
    var first = stat()
    var second = stat()
    switch (stat(a, &first) == 0, stat(b, &second) == 0) {
    case (true, true): return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    case (false, false):
      let (one, other) = (folderAndName(of: a), folderAndName(of: b))
      return one.name == other.name && stat(one.folder, &first) == 0
        && stat(other.folder, &second) == 0 && first.st_dev == second.st_dev
        && first.st_ino == second.st_ino
    default: return false
    }
  }

  private static func folderAndName(of path: String) -> (folder: String, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
    return (String(path[...slash]), path[path.index(after: slash)...])
  }

  /// `finish()` and `publish()` in one.
  public func commit() throws(OutputError) {
    try finish()
    try publish()
  }
}
