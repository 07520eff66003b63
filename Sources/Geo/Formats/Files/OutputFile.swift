internal import CProcess
public import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An output under a temporary name beside its own, renamed when it is whole: whoever looks at
/// the final name finds the old file or the new one, never a half.
///
/// **Streams:** standard output (`-`), devices and pipes are written straight through, also by the
/// names `/dev/stdout` and `/dev/fd/1`.
/// **Links:** the file behind a link is replaced, and the link stays.
/// **Rights:** a file that is replaced keeps its mode, and its owner and group as far as the user may
/// set them. A file that may not be written is not replaced.
/// **Inputs:** what the command has read is not replaced, unless the caller says that it is meant.
///
/// Dropping the value without `commit()` removes the temporary file, and so does a signal.
public final class OutputFile {
  /// Where the file will stand, as it was given; `-` is standard output.
  public let destination: String
  /// Where to write until then.
  public var path: String {
    temporary?.path ?? (destination == "-" ? "standard output" : destination)
  }
  /// What had to be decided while writing, each a sentence.
  public private(set) var notes: [String] = []
  let target: OutputTarget
  let temporary: TemporaryFile?
  let replacesInput: Bool
  private let descriptor: Int32
  private var isOwnDescriptor = false
  private var hasStarted = false
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18

  /// Whether this is standard output, a pipe or a device.
  public var isStream: Bool { target.isStream }

  /// Makes sure that the output can be created, and creates it under its temporary name.
  /// - Parameter replacesInput: whether a file may be replaced that the command has read.
  /// - Throws: `OutputError` of kind `cannotCreate`, or `usage` for an input.
  public init(_ destination: String, replacesInput: Bool = false) throws(OutputError) {
    self.destination = destination
    self.replacesInput = replacesInput
    target = try OutputTarget(destination)
    if !replacesInput { try FileUse.requireNotRead(target) }
    if case .stream(let open) = target.kind {
      temporary = nil
      if destination == "-" {
        descriptor = STDOUT_FILENO
      } else {
        descriptor = try Self.opened(destination, open)
        isOwnDescriptor = true
      }
      return
    }
    try Self.requireReplaceable(target)
    // Until it has the rights of the file that it replaces, nobody else may look into it.
    let mode: mode_t = target.status == nil ? 0o666 : 0o600
    do throws(TemporaryName.Failure) {
      let made = try TemporaryFile(in: FilePlace.split(target.path).folder, mode: mode)
      temporary = made
      descriptor = made.descriptor
    } catch {
      throw Self.creationFailure(destination, error.code)
    }
  }

  deinit {
    if isOwnDescriptor { close(descriptor) }
  }

  /// Refuses an output that cannot be made, before any work is done for it. Leaves nothing behind.
  /// - Throws: `OutputError`, as making it would.
  public static func requirePossible(_ destination: String) throws(OutputError) {
    let target = try OutputTarget(destination)
    guard target.isStream else {
      _ = try OutputFile(destination, replacesInput: true)
      return
    }
    if destination != "-", faccessat(AT_FDCWD, destination, W_OK, AT_EACCESS) != 0 {
      throw creationFailure(destination, errno)
    }
  }

  /// Opens a pipe or a device; what is open already is gone on with.
  private static func opened(_ path: String, _ known: Int32?) throws(OutputError) -> Int32 {
    let descriptor =
      known.map { fcntl($0, F_DUPFD_CLOEXEC, 3) } ?? open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw creationFailure(path, errno) }
    return descriptor
  }

  private static func requireReplaceable(_ target: OutputTarget) throws(OutputError) {
    guard target.status != nil, faccessat(AT_FDCWD, target.path, W_OK, AT_EACCESS) != 0 else {
      return
    }
    throw creationFailure(target.name, errno)
  }

  private static func creationFailure(_ path: String, _ code: Int32) -> OutputError {
    let remedy: Remedy =
      switch code {
      case ENOENT: "make its folder first"
      case EMFILE, ENFILE: "allow more open files: ulimit -n 256"
      default: "choose another place with \(FileSetting.output)"
      }
    return OutputError(
      path: path, reason: "cannot be created: \(String(cString: strerror(code)))", remedy: remedy,
      kind: .cannotCreate)
  }

  /// For programs that write into the output themselves, before anything else is.
  var openDescriptor: Int32 { descriptor }
  /// Notes what had to be decided, for whoever asked for the file.
  public func note(_ text: String) { notes.append(text) }

  /// Appends bytes, buffered.
  /// - Throws: `OutputError` when the system takes no more bytes.
  public func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends a text as UTF-8, buffered.
  ///
  /// - Throws: `OutputError` when the system takes no more bytes.
  public func write(_ text: String) throws(OutputError) { try write(text.utf8) }

  private func flush() throws(OutputError) {
    if !hasStarted, isStream {
      if !replacesInput { try FileUse.requireNotRead(target) }
      StandardStreams.eraseProgress()
    }
    hasStarted = true
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
      throw Self.writeFailure(path: isStream ? path : destination, code: failed)
    }
  }

  /// The error for a write that failed with this `errno`.
  public static func writeFailure(path: String, code: Int32) -> OutputError {
    let full = code == ENOSPC || code == EFBIG || code == EDQUOT
    return OutputError(
      path: path, reason: "writing failed: \(String(cString: strerror(code)))",
      remedy: full
        ? .anyOf("free some space", "choose another place with \(FileSetting.output)") : nil,
      kind: .inputOutput, isClosedPipe: code == EPIPE)
  }

  /// Writes what is buffered, to the disk itself; `publish()` is still to come.
  /// - Throws: `OutputError` when not all bytes could be written.
  public func finish() throws(OutputError) {
    try flush()
    guard temporary != nil else { return }
    if let old = target.status { Self.keepRights(of: old, for: descriptor) }
    // Some file systems cannot, and have nothing to bring to a disk.
    guard fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP else { return }
    throw Self.writeFailure(path: destination, code: errno)
  }

  /// Gives the new file the owner, the group and the mode of the one that it replaces. What the user
  /// may not give, nobody gets: without the owner no set-user-id, without the group no rights of it.
  private static func keepRights(of old: stat, for descriptor: Int32) {
    var mode = old.st_mode & 0o7777
    guard let new = stat.of(descriptor) else { return }
    let isOther = new.st_uid != old.st_uid || new.st_gid != old.st_gid
    if isOther, fchown(descriptor, old.st_uid, old.st_gid) != 0 {
      mode &= ~0o4000
      if new.st_gid != old.st_gid, fchown(descriptor, uid_t.max, old.st_gid) != 0 {
        mode &= ~0o2000
        mode &= ~0o070 | (mode & 0o007) << 3
      }
    }
    fchmod(descriptor, mode)
  }

  /// The SHA-256 of the finished file, and its size. A stream has none.
  /// - Throws: `FormatError` when it cannot be read again.
  public func checksum() throws(FormatError) -> (sha256: String, bytes: Int) {
    let size = stat.of(descriptor).map { Int($0.st_size) } ?? 0
    return (try Digest.sha256(ofFile: path, asInput: false), size)
  }

  /// Gives the finished file its final name.
  /// - Throws: `OutputError`.
  public func publish() throws(OutputError) { try Self.publish([self]) }

  /// Whether two paths name the same file, by whatever links; of files that are not there yet,
  /// whether they would stand under the same name in the same folder. `-` is standard output.
  public static func isSameFile(_ a: String, _ b: String) -> Bool {
    guard let a = try? OutputTarget(a), let b = try? OutputTarget(b) else { return false }
    return a.isSame(as: b)
  }

  /// `finish()` and `publish()` in one.
  /// - Throws: `OutputError` when not all bytes could be written, or the file not named.
  public func commit() throws(OutputError) {
    try finish()
    try publish()
  }
}
