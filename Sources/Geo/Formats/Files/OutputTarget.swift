internal import CProcess
internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the name of an output stands for, all links followed.
struct OutputTarget {
  enum Kind {
    /// A device, a pipe, or standard output: written straight through.
    case stream(open: Int32?)
    /// A file, there or not.
    case file
  }

  /// As it was given.
  let name: String
  /// The path with its last links followed, which a file is renamed to.
  let path: String
  let kind: Kind
  /// What stands there now; nil when nothing does.
  let status: stat?

  /// A chain of links that is longer goes in a circle.
  private static let longestChain = 40

  /// - Throws: `OutputError` of kind `cannotCreate` for a folder, and for links in a circle.
  init(_ name: String) throws(OutputError) {
    self.name = name
    if name == "-" {
      (path, kind, status) = (name, .stream(open: STDOUT_FILENO), stat.of(STDOUT_FILENO))
      return
    }
    let found = stat.following(name)
    if found?.isFolder == true {
      throw OutputError(
        path: name, reason: "this is a folder", remedy: "name a file in it", kind: .cannotCreate)
    }
    status = found
    if let found, !found.isRegular {
      (path, kind) = (name, .stream(open: Self.descriptor(of: found, named: name)))
      return
    }
    var place = name
    for _ in 0..<Self.longestChain {
      guard stat.notFollowing(place)?.isLink == true else {
        (path, kind) = (place, .file)
        return
      }
      let folder = FilePlace.split(place).folder
      // The links of /proc lead to what is open, whatever they say: /dev/stdout.
      if process_is_in_proc(folder), let found {
        (path, kind) = (name, .stream(open: Self.descriptor(of: found, named: place)))
        return
      }
      guard let next = Self.link(at: place) else { break }
      place = next.hasPrefix("/") ? next : folder + "/" + next
    }
    throw OutputError(
      path: name, reason: "its links lead nowhere", remedy: "choose another place with -o",
      kind: .cannotCreate)
  }

  /// The descriptor of this process that a name in `/dev/fd` or `/proc/self/fd` stands for: writing
  /// there goes on where it stands.
  private static func descriptor(of status: stat, named name: String) -> Int32? {
    let last = FilePlace.split(name).name
    let number: Int32? =
      switch name {
      case "/dev/stdout": STDOUT_FILENO
      case "/dev/stderr": STDERR_FILENO
      default: process_is_in_proc(FilePlace.split(name).folder) ? Int32(last) : nil
      }
    guard let number, let open = FileIdentity(descriptor: number), open == FileIdentity(status)
    else { return nil }
    return number
  }

  private static func link(at path: String) -> String? {
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) {
        max(0, readlink(path, $0.baseAddress!, $0.count))
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  var isStream: Bool {
    if case .stream = kind { return true }
    return false
  }

  /// What is written to `/dev/null` is nobody's.
  private var isDiscarded: Bool {
    guard let status, let null = stat.following("/dev/null") else { return false }
    return status.st_mode & S_IFMT == S_IFCHR && status.st_rdev == null.st_rdev
  }

  /// Whether what is written to one would mix with, or replace, what is written to the other.
  func isSame(as other: OutputTarget) -> Bool {
    if let status, let theirs = other.status {
      return FileIdentity(status) == FileIdentity(theirs) && !isDiscarded
    }
    guard status == nil, other.status == nil, let place = FilePlace(path),
      let theirs = FilePlace(other.path), place.folder == theirs.folder
    else { return false }
    return place.name == theirs.name
      || place.name.lowercased() == theirs.name.lowercased() && Self.ignoresCase(at: path)
  }

  /// Whether names that differ in case alone are the same in the folder of a path: what is there
  /// under another case of its own name.
  private static func ignoresCase(at path: String) -> Bool {
    let folder = FilePlace.split(path).folder
    guard let made = try? TemporaryFile(in: folder, mode: 0o600) else { return false }
    let shouted = FilePlace.split(made.path).name.uppercased()
    return FileIdentity(path: folder + "/" + shouted) != nil
  }
}
