internal import Glibc

/// What a folder holds, in an order that depends on names alone.
public enum FolderListing {
  /// One name in a folder.
  public struct Entry: Sendable, Equatable {
    public var name: String
    /// Whether it is a folder itself; a link to a folder is none, so that no search runs in circles.
    public var isFolder: Bool
  }

  /// Whether a path is that of a folder, links followed.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The files and folders in a folder by the bytes of their names, without `.` and `..`, without
  /// links to folders and what is neither file nor folder.
  /// - Throws: `FormatError` of kind `missingInput` when the folder may not be read.
  public static func entries(of folder: String) throws(FormatError) -> [Entry] {
    guard let stream = opendir(folder) else {
      throw FormatError(
        path: folder, reason: "the folder cannot be read: \(String(cString: strerror(errno)))",
        kind: .missingInput)
    }
    defer { closedir(stream) }
    var found: [Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var own = stat()
      var target = stat()
      let path = folder + "/" + name
      guard lstat(path, &own) == 0, stat(path, &target) == 0 else { continue }
      if own.st_mode & S_IFMT == S_IFDIR {
        found.append(Entry(name: name, isFolder: true))
      } else if target.st_mode & S_IFMT == S_IFREG {
        found.append(Entry(name: name, isFolder: false))
      }
    }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
