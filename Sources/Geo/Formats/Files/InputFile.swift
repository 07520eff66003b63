public import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading whole files.
///
/// What is read as an input, the command does not write over: `FileUse`. Streams are read from their
/// copies: `StreamedInput`.
public enum InputFile {
  /// The bytes of a file, followed by `padding` zero bytes.
  ///
  /// A file of known size goes into one buffer that fits; what comes through a pipe is gathered in
  /// pieces and joined once.
  /// - Parameter asInput: whether the command must not write over the file.
  /// - Throws: `FormatError` of kind `missingInput` when the file is not there, may not be read,
  ///   is a folder or a device, of kind `inputOutput` when reading fails half-way, of kind
  ///   `internalFailure` when it does not fit in memory.
  public static func bytes(
    of path: String, padding: Int = 0, asInput: Bool = true
  ) throws(FormatError) -> [UInt8] {
    let (descriptor, expected) = try opened(path, asInput: asInput)
    defer { close(descriptor) }
    try MemoryBudget.require(
      reserved: expected + padding, used: expected + padding, toRead: path)
    var failed: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: expected + padding) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      while count < expected, failed == 0 {
        let got = Glibc.read(descriptor, start + count, expected - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          failed = errno
        }
      }
    }
    // A pipe has no size, and a file may have grown: read on until the end.
    var pieces: [[UInt8]] = []
    var count = bytes.count
    var isAtEnd = false
    while failed == 0, !isAtEnd {
      let size = min(max(1 << 16, count / 8), 1 << 26)
      try MemoryBudget.require(reserved: size + count, used: size + count, toRead: path)
      let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        guard let start = buffer.baseAddress else { return }
        while filled < size, failed == 0 {
          let got = Glibc.read(descriptor, start + filled, size - filled)
          if got > 0 {
            filled += got
          } else if got == 0 {
            isAtEnd = true
            break
          } else if errno != EINTR {
            failed = errno
          }
        }
      }
      count += piece.count
      if !piece.isEmpty { pieces.append(piece) }
    }
    guard failed == 0 else {
      throw FormatError(
        path: path, reason: "reading failed: \(String(cString: strerror(failed)))",
        kind: .inputOutput)
    }
    if !pieces.isEmpty {
      bytes.reserveCapacity(count + padding)
      for piece in pieces { bytes += piece }
    }
    bytes.append(contentsOf: repeatElement(0, count: padding))
    return bytes
  }

  /// Whether there is something of that name, of whatever kind.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// The first bytes of a file, fewer when it has fewer, and its size.
  /// - Throws: `FormatError` as for `bytes`.
  static func head(
    of path: String, count: Int, asInput: Bool = true
  ) throws(FormatError) -> (bytes: [UInt8], fileSize: Int) {
    let (descriptor, size) = try opened(path, asInput: asInput)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(descriptor, &bytes, count, 0)
    guard got >= 0 else { throw failure(path, errno) }
    return (Array(bytes[..<got]), size)
  }

  /// Passes the bytes of a file on, a mebibyte at a time, for files too large to hold.
  /// - Throws: what `bytes(of:)` throws.
  public static func forEachChunk(
    of path: String, asInput: Bool = true, _ body: ([UInt8]) -> Void
  ) throws(FormatError) {
    let descriptor = try opened(path, asInput: asInput).descriptor
    defer { close(descriptor) }
    var failed: Int32 = 0
    var isAtEnd = false
    while !isAtEnd, failed == 0 {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        count = max(0, got)
        isAtEnd = got == 0
        if got < 0, errno != EINTR { failed = errno }
      }
      if !chunk.isEmpty { body(chunk) }
    }
    guard failed == 0 else {
      throw FormatError(
        path: path, reason: "reading failed: \(String(cString: strerror(failed)))",
        kind: .inputOutput)
    }
  }

  /// Opens a file, which the caller closes, and gives its size: 0 for a pipe.
  private static func opened(
    _ path: String, asInput: Bool
  ) throws(FormatError) -> (descriptor: Int32, size: Int) {
    let descriptor = open(try StreamedInput.location(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    var status = stat()
    let code = fstat(descriptor, &status) == 0 ? 0 : errno
    guard code == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw failure(path, code == 0 ? EISDIR : code)
    }
    guard !isDevice(descriptor, status) else {
      close(descriptor)
      throw deviceFailure(path)
    }
    if asInput {
      do throws(FormatError) {
        try FileUse.read(status, path: path)
      } catch {
        close(descriptor)
        throw error
      }
    }
    return (descriptor, Int(status.st_size))
  }

  /// Whether a file is a device that may have no end, such as `/dev/zero`, by whatever links:
  /// terminals and `/dev/null` are none.
  private static func isDevice(_ descriptor: Int32, _ status: stat) -> Bool {
    switch status.st_mode & S_IFMT {
    case S_IFBLK: return true
    case S_IFCHR:
      var null = stat()
      let isNull = stat("/dev/null", &null) == 0 && null.st_rdev == status.st_rdev
      return !isNull && isatty(descriptor) == 0
    default: return false
    }
  }

  /// - Throws: `FormatError` when an open descriptor is that of a device that may have no end.
  static func requireNoDevice(
    _ descriptor: Int32, _ status: stat, _ path: String
  ) throws(FormatError) {
    if isDevice(descriptor, status) { throw deviceFailure(path) }
  }

  private static func deviceFailure(_ path: String) -> FormatError {
    FormatError(
      path: path, reason: "this is a device, not a file", remedy: "name a file, or a pipe",
      kind: .missingInput)
  }

  /// The size of a file; 0 when there is none.
  static func size(of path: String) -> Int {
    guard let location = try? StreamedInput.location(of: path) else { return 0 }
    return stat.following(location).map { Int($0.st_size) } ?? 0
  }

  /// Refuses a path that is not a readable file, for readers that open it themselves.
  /// - Throws: `FormatError` naming the path and what is in the way: it is not there, may not be
  ///   read, is a folder or a device.
  public static func requireReadable(_ path: String) throws(FormatError) {
    let descriptor = open(try StreamedInput.location(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    guard let status = stat.of(descriptor) else { return }
    if status.isFolder { throw failure(path, EISDIR) }
    if isDevice(descriptor, status) { throw deviceFailure(path) }
    try FileUse.read(status, path: path)
  }

  static func failure(_ path: String, _ code: Int32) -> FormatError {
    switch code {
    case ENOENT, ENOTDIR:
      FormatError(
        path: path, reason: "there is no such file", remedy: "check the path",
        kind: .missingInput, cause: .noSuchFile)
    case EACCES, EPERM:
      FormatError(
        path: path, reason: "no permission to read it",
        remedy: "run chmod +r on it, or as its owner",
        kind: .missingInput)
    case EISDIR:
      FormatError(
        path: path, reason: "this is a folder, not a file", remedy: "name a file in it",
        kind: .missingInput)
    case EMFILE, ENFILE:
      FormatError(
        path: path, reason: "too many files are open",
        remedy: "allow more with ulimit -n 256", kind: .inputOutput)
    default:
      FormatError(
        path: path, reason: String(cString: strerror(code)), kind: .missingInput)
    }
  }
}
