#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first 100 bytes of a SQLite database.
///
/// **Source:** SQLite, Database File Format, section 1.3, https://www.sqlite.org/fileformat2.html
struct SQLiteHeader {
  /// What every database starts with.
  static let magic = Array("SQLite format 3\0".utf8)

  private let bytes: [UInt8]
  private let path: String
  private let fileSize: Int

  /// Nil when the file cannot be read or is too short to have a header.
  init?(of path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    var header = [UInt8](repeating: 0, count: 100)
    guard fstat(descriptor, &status) == 0, pread(descriptor, &header, 100, 0) == 100,
      header.starts(with: Self.magic)
    else { return nil }
    bytes = header
    self.path = path
    fileSize = Int(status.st_size)
  }

  /// Whether the database was last written with a write-ahead log.
  var isInWALMode: Bool { bytes[19] == 2 }

  /// The size that the file says it has; nil when its last writer did not keep that up.
  private var statedSize: Int? {
    let pageSize = number(at: 16, count: 2)
    let pages = number(at: 28, count: 4)
    guard pages > 0, number(at: 24, count: 4) == number(at: 92, count: 4) else { return nil }
    return pages * (pageSize == 1 ? 65_536 : pageSize)
  }

  /// How many bytes are missing at the end. SQLite itself minds only when it needs the pages, and
  /// fills the rest of a page with zeros.
  ///
  /// None when a log or journal beside the file holds pages that have yet to be brought over.
  var missingBytes: Int {
    guard let statedSize, !hasPending("-wal"), !hasPending("-journal") else { return 0 }
    return max(0, statedSize - fileSize)
  }

  /// Whether the file of that ending beside the database holds anything.
  func hasPending(_ ending: String) -> Bool {
    var status = stat()
    return stat(path + ending, &status) == 0 && status.st_size > 0
  }

  private func number(at offset: Int, count: Int) -> Int {
    bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
  }
}
