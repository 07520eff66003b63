internal import GeoCore
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Inputs that give their bytes once, as files: standard input (`-`) and named pipes.
///
/// Readers go back and forth in what they read, commands read some inputs more than once, and
/// libraries open files by their names. So all that comes out of such an input is kept in a temporary
/// file when it is first asked for, and read from there, by whatever name it is called. The copies go
/// with the process.
public enum StreamedInput {
  /// The name of standard input.
  public static let standardInput = "-"

  private final class Copy: Sendable {
    let folder: TemporaryFolder
    let path: String

    init(_ folder: TemporaryFolder, _ path: String) {
      self.folder = folder
      self.path = path
    }
  }

  private static let copies = Mutex<[FileIdentity: Copy]>([:])

  /// Whether a path leads to an input that can be read once alone.
  public static func isStream(_ path: String) -> Bool { status(of: path) != nil }

  /// Whether a path says nothing of the format of what it leads to: a stream, or a file by way of a
  /// descriptor (`/dev/stdin`).
  public static func isNameless(_ path: String) -> Bool {
    ["/dev/", "/proc/"].contains(where: path.hasPrefix) || isStream(path)
  }

  /// The file to open for a path: itself, or the copy of a stream.
  /// - Throws: `FormatError` when the stream cannot be read, or there is no room for a copy.
  static func location(of path: String) throws(FormatError) -> String {
    guard let status = status(of: path) else { return path }
    let identity = FileIdentity(status)
    if let known = copies.withLock({ $0[identity] }) { return known.path }
    let copy = try copied(path, status)
    return copies.withLock { copies in
      if copies[identity] == nil { copies[identity] = copy }
      return copies[identity]?.path ?? copy.path
    }
  }

  /// The ending that fits what is read from a nameless path: that of a database, an archive, a workbook,
  /// JSON, or a table. Nil when it is none of these, and for any other path.
  /// - Throws: what `location(of:)` throws.
  static func ending(of path: String) throws(FormatError) -> String? {
    guard isNameless(path) else { return nil }
    return ending(ofTextStarting: try InputFile.head(of: path, count: 1 << 16).bytes)
  }

  /// The same for the first bytes of a stream.
  static func ending(ofTextStarting head: [UInt8]) -> String? {
    if head.starts(with: SQLiteHeader.magic) { return "gpkg" }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      // The names of the first members stand in the text as they are.
      let isWorkbook = ["[Content_Types].xml", "xl/", "docProps/", "_rels/"].contains { name in
        ByteSearch.contains(name, in: head, anchor: Array(name.utf8)[0])
      }
      return isWorkbook ? "xlsx" : "shz"
    }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = head.starts(with: byteOrderMark) ? head.dropFirst(3) : head[...]
    let isBlank = { (byte: UInt8) in " \t\r\n".utf8.contains(byte) }
    switch text.first(where: { !isBlank($0) }) {
    case 0x1E?: return "geojsons"
    case UInt8(ascii: "{")?: return isSequence(text) ? "geojsonl" : "geojson"
    case UInt8(ascii: "[")?: return "geojson"
    case UInt8(ascii: "<")?, nil: return nil
    default: return isTable(text) ? "csv" : nil
    }
  }

  /// Whether a text may be a table: it has several cells in its first line, or several lines. UTF-16 may
  /// be one, by its mark.
  private static func isTable(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) { return true }
    if text.contains(0) { return false }
    let lines = text.split(separator: 0x0A, maxSplits: 2)
    return lines.count > 1
      || lines.first.map { line in line.contains { ",;\t".utf8.contains($0) } } ?? false
  }

  /// Whether the first line is a whole object, and the next one begins another.
  private static func isSequence(_ text: ArraySlice<UInt8>) -> Bool {
    let lines = text.split(separator: 0x0A, maxSplits: 2)
    guard lines.count > 1 else { return false }
    let first = lines[0].last { $0 != 0x0D && $0 != 0x20 }
    return first == UInt8(ascii: "}") && lines[1].first == UInt8(ascii: "{")
  }

  /// What stands behind a path that leads to a stream; nil for any other.
  private static func status(of path: String) -> stat? {
    if path == standardInput { return stat.of(STDIN_FILENO) ?? stat() }
    guard let status = stat.following(path) else { return nil }
    let kind = status.st_mode & S_IFMT
    return kind == S_IFIFO || kind == S_IFSOCK ? status : nil
  }

  private static func copied(_ path: String, _ status: stat) throws(FormatError) -> Copy {
    let isStandard = FileIdentity(status) == FileIdentity(descriptor: STDIN_FILENO)
    let name = path == standardInput ? "standard input" : path
    if path == standardInput {
      try InputFile.requireNoDevice(STDIN_FILENO, status, name)
      try FileUse.read(status, path: name)
    }
    let source =
      isStandard || path == standardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw InputFile.failure(path, errno) }
    defer { if source != STDIN_FILENO { close(source) } }
    let folder: TemporaryFolder
    do throws(OutputError) {
      folder = try TemporaryFolder()
    } catch {
      throw unkept(name, error.reason)
    }
    let copy = Copy(folder, folder.file("input"))
    let target = open(copy.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw unkept(name, String(cString: strerror(errno))) }
    defer { close(target) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = chunk.withUnsafeMutableBytes { read(source, $0.baseAddress, $0.count) }
      if got == 0 { return copy }
      if got < 0 {
        if errno == EINTR { continue }
        throw FormatError(
          path: name, reason: "reading failed: \(String(cString: strerror(errno)))",
          kind: .missingInput)
      }
      if let code = failure(writing: chunk[..<got], to: target) {
        throw unkept(name, String(cString: strerror(code)))
      }
    }
  }

  /// The errno when the bytes cannot be written whole.
  private static func failure(writing bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let done = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if done < 0, errno != EINTR { return errno }
      rest = rest.dropFirst(max(0, done))
    }
    return nil
  }

  private static func unkept(_ name: String, _ reason: String) -> FormatError {
    FormatError(
      path: name, reason: "what comes out of it cannot be kept while it is read: \(reason)",
      remedy: "set TMPDIR to a folder with more room", kind: .inputOutput)
  }
}
