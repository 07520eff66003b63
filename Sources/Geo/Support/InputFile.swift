#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading whole files.
///
/// What is read as an input, the command does not write over: `FileUse`.
public enum InputFile {
  /// The bytes of a file, followed by `padding` zero bytes.
  ///
  /// - Parameter asInput: whether the command must not write over the file.
  /// - Throws: `FormatError` of kind `missingInput` when the file is not there, may not be read
  ///   or is a folder, of kind `inputOutput` when reading fails half-way.
  public static func bytes(
    of path: String, padding: Int = 0, asInput: Bool = true
  ) throws(FormatError) -> [UInt8] {
    let (descriptor, expected) = try opened(path, asInput: asInput)
    defer { close(descriptor) }
    var failed: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: expected + padding) { buffer, count in
      while count < expected {
        let got = Glibc.read(descriptor, buffer.baseAddress! + count, expected - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          failed = errno
          break
        }
      }
    }
    // A pipe has no size, and a file may have grown: read on until the end.
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while failed == 0 {
      let got = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if got > 0 {
        bytes.append(contentsOf: chunk[..<got])
      } else if got == 0 {
        break
      } else if errno != EINTR {
        failed = errno
      }
    }
    guard failed == 0 else {
      throw FormatError(
        path: path, reason: "reading failed: \(String(cString: strerror(failed)))",
        kind: .inputOutput)
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
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    var status = stat()
    let code = fstat(descriptor, &status) == 0 ? 0 : errno
    guard code == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw failure(path, code == 0 ? EISDIR : code)
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

  /// Refuses a path that is not a readable file, for readers that open it themselves.
  public static func requireReadable(_ path: String) throws(FormatError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    guard let status = stat.of(descriptor) else { return }
    if status.isFolder { throw failure(path, EISDIR) }
    try FileUse.read(status, path: path)
  }

  private static func failure(_ path: String, _ code: Int32) -> FormatError {
    switch code {
    case ENOENT, ENOTDIR:
      FormatError(
        path: path, reason: "there is no such file", remedy: "check the path",
        kind: .missingInput)
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
