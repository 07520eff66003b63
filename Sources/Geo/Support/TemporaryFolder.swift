#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for files that are needed while a file is read: made in `TMPDIR`, else in `/tmp`, for
/// this user alone, and removed with what is in it when its owner goes.
struct TemporaryFolder: ~Copyable {
  let path: String

  /// - Throws: `OutputError` of kind `cannotCreate`.
  init() throws(OutputError) {
    let place = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(place.isEmpty ? "/tmp" : place)/amp-geo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw OutputError(
        path: place.isEmpty ? "/tmp" : place,
        reason: "no temporary folder can be made there: \(String(cString: strerror(errno)))",
        remedy: "name a folder that can be written to in TMPDIR", kind: .cannotCreate)
    }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        }
        if name != ".", name != ".." { unlink("\(path)/\(name)") }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}
