public import GeoCore
internal import Glibc

/// What a folder holds, in an order that depends on names alone.
public enum FolderListing {
  /// One name in a folder.
  public struct Entry: Sendable, Equatable {
    /// Bytes that are not UTF-8 are written as `\xE9`: no file can be opened by such a text.
    public var name: String
    /// Whether it is a folder itself; a link to a folder is none, so that no search runs in circles.
    public var isFolder: Bool
    /// Why it cannot be looked at; nil when nothing stands in the way so far.
    public var fault: String?

    /// An entry by its name.
    public init(name: String, isFolder: Bool, fault: String? = nil) {
      self.name = name
      self.isFolder = isFolder
      self.fault = fault
    }
  }

  /// Whether a path is that of a folder, links followed.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The files and folders in a folder by the bytes of their names, without `.` and `..`, without
  /// links to folders and what is neither file nor folder. What cannot be looked at is among them.
  /// - Throws: `FormatError` of kind `missingInput` when the folder may not be read.
  public static func entries(of folder: String) throws(FormatError) -> [Entry] {
    guard let stream = opendir(folder) else { throw unreadable(folder) }
    defer { closedir(stream) }
    var found: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          UnsafeBufferPointer(start: start, count: strlen(start)).map { UInt8(bitPattern: $0) }
        }
      }
      guard name != [0x2E], name != [0x2E, 0x2E] else { continue }
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      if let one = Self.entry(name, in: folder, listedAsFolder: isFolder) { found.append(one) }
    }
    guard errno == 0 else { throw unreadable(folder) }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func unreadable(_ folder: String) -> FormatError {
    FormatError(
      path: folder, reason: "the folder cannot be read: \(String(cString: strerror(errno)))",
      kind: .missingInput)
  }

  /// What stands under a name; nil for what is neither file nor folder, for a link to a folder, and
  /// for what is there no longer.
  private static func entry(
    _ bytes: [UInt8], in folder: String, listedAsFolder: Bool
  ) -> Entry? {
    let path = Array(folder.utf8) + [UInt8(ascii: "/")] + bytes + [0]
    var own = stat()
    var target = stat()
    let name = String(validating: bytes, as: UTF8.self)
    let shown = name ?? escaped(bytes)
    func status(_ ask: (UnsafePointer<CChar>) -> Int32) -> Int32 {
      path.withUnsafeBytes { raw in
        guard let start = raw.bindMemory(to: CChar.self).baseAddress else { return EINVAL }
        return ask(start) == 0 ? 0 : errno
      }
    }
    let ownError = status { lstat($0, &own) }
    if ownError == ENOENT { return nil }
    guard ownError == 0 else {
      return Entry(
        name: shown, isFolder: listedAsFolder, fault: String(cString: strerror(ownError)))
    }
    let fault = name == nil ? "its name is not UTF-8" : nil
    if own.st_mode & S_IFMT == S_IFDIR { return Entry(name: shown, isFolder: true, fault: fault) }
    let targetError = status { stat($0, &target) }
    guard targetError == 0 else {
      return Entry(
        name: shown, isFolder: false,
        fault: fault ?? "the link cannot be followed: \(String(cString: strerror(targetError)))")
    }
    guard target.st_mode & S_IFMT == S_IFREG else { return nil }
    return Entry(name: shown, isFolder: false, fault: fault)
  }

  /// The name with each byte that is no part of UTF-8 written as `\xE9`.
  static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let whole = (1...4).first { length in
        rest.count >= length && String(validating: rest.prefix(length), as: UTF8.self) != nil
      }
      if let whole, let scalar = String(validating: rest.prefix(whole), as: UTF8.self) {
        text += scalar
      } else if let byte = rest.first {
        text += "\\x" + HexText.digits(byte, width: 2, uppercase: true)
      }
      rest = rest.dropFirst(whole ?? 1)
    }
    return text
  }
}
