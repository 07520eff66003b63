internal import CProcess
internal import GeoCore
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A folder for files that are needed while a file is read: in `TMPDIR`, else in `/tmp`, for this user
/// alone.
///
/// **Ends:** it is removed with what is in it when its owner goes, and when a signal ends the process;
/// what a kill leaves, the next run removes, by the rule of `TemporaryFile`: its owner holds a lock
/// while it lives.
final class TemporaryFolder: Sendable {
  let path: String
  private let descriptor: Int32
  /// Where it is noted that a signal removes the folder, and each file in it.
  private let slots = Mutex<[Int32]>([])

  /// - Throws: `OutputError` of kind `cannotCreate`.
  init() throws(OutputError) {
    let variable = ProcessFacts.variable("TMPDIR") ?? ""
    let place = variable.isEmpty ? "/tmp" : variable
    var made: Int32 = -1
    do throws(TemporaryName.Failure) {
      let taken = try TemporaryName.take(in: place) { path in
        guard mkdir(path, 0o700) == 0 else { return false }
        made = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        // Where no more files can be opened the folder does without a lock.
        return made < 0 || TemporaryName.lock(made, path, in: place)
      }
      (path, descriptor) = (taken.path, made)
      slots.withLock { $0.append(taken.slot) }
    } catch {
      throw OutputError(
        path: place,
        reason: "no temporary folder can be made there: \(String(cString: strerror(error.code)))",
        remedy: "name a folder that can be written to in TMPDIR", kind: .cannotCreate)
    }
  }

  /// The path of a file in the folder, which a signal is to remove too, whoever makes it.
  func file(_ name: String) -> String {
    let file = path + "/" + name
    slots.withLock { $0.append(process_keep_temporary(file)) }
    return file
  }

  deinit {
    Self.remove(path)
    slots.withLock { $0.forEach(process_forget_temporary) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Removes a folder and the files in it.
  static func remove(_ path: String) {
    for name in names(in: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// What is in a folder.
  static func names(in path: String) -> [String] {
    guard let listing = opendir(path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
