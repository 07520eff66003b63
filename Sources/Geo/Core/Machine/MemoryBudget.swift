#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much memory the process may still take, asked before a reader takes what a file needs: an
/// allocation that fails, or one too many in a container, ends the program without a word.
///
/// Looked at are `ulimit -v` and `ulimit -d`, which count what is reserved; and the limits of the
/// control groups around the process and what the system has left, which count what is used. Where
/// none of these can be told, there is no bound.
public enum MemoryBudget {
  /// What may still be taken, and what sets the bound.
  struct Left {
    var bytes: Int
    var bound: String
  }

  /// Refuses what does not fit.
  /// - Parameters:
  ///   - reserved: bytes of address space that will be asked for.
  ///   - used: how many of them will be written to, about.
  /// - Throws: `FormatError` of kind `internalFailure` that says how much is needed and left.
  public static func require(
    reserved: Int, used: Int, toRead path: String
  ) throws(FormatError) {
    guard let need = shortage(reserved: reserved, used: used) else { return }
    throw FormatError(
      path: path, reason: "reading it needs \(need)",
      remedy: "raise the limit, or cut the data into smaller files", kind: .internalFailure)
  }

  /// Refuses what does not fit and is no file.
  /// - Parameters:
  ///   - what: what the memory is for, as the subject of a sentence.
  ///   - remedy: what to do instead.
  /// - Throws: `MemoryShortage` that says how much is needed and left.
  public static func require(
    reserved: Int, used: Int, for what: String, remedy: Remedy
  ) throws(MemoryShortage) {
    guard let need = shortage(reserved: reserved, used: used) else { return }
    throw MemoryShortage(reason: "\(what) needs \(need)", remedy: remedy)
  }

  /// How much is needed and left, in words; nil when it fits.
  private static func shortage(reserved: Int, used: Int) -> String? {
    if reserved < unremarkable { return nil }
    func words(_ needed: Int, _ left: Left) -> String {
      "about \(text(needed)) of memory, and \(text(max(0, left.bytes))) are left (\(left.bound))"
    }
    if let left = reservable, left.bytes < reserved { return words(reserved, left) }
    if let left = usable, left.bytes < used { return words(used, left) }
    return nil
  }

  /// Whether so much fits easily, and nothing needs to be reckoned more exactly.
  package static func hasPlenty(reserved: Int, used: Int) -> Bool {
    reserved < unremarkable
      || (reservable.map { $0.bytes >= reserved } ?? true)
        && (usable.map { $0.bytes >= used } ?? true)
  }

  /// Less than this is not worth a look at the limits.
  private static let unremarkable = 8 << 20

  /// Bytes for people: `812 MB`, `2.6 GB`.
  private static func text(_ bytes: Int) -> String {
    let tenths = bytes / 100_000_000 + (bytes % 100_000_000 >= 50_000_000 ? 1 : 0)
    guard tenths >= 10 else { return "\((bytes + 999_999) / 1_000_000) MB" }
    return "\(tenths / 10).\(tenths % 10) GB"
  }

  // MARK: What counts as reserved

  /// What `ulimit` leaves; nil without a limit.
  static var reservable: Left? {
    #if canImport(Glibc)
      let pages = fields(ofFile: "/proc/self/statm").compactMap { Int($0) }
      guard pages.count >= 6 else { return nil }
      let size = Int(sysconf(Int32(_SC_PAGESIZE)))
      let limits = [
        (limit: softLimit(__rlimit_resource_t(RLIMIT_AS.rawValue)), taken: pages[0] * size, "-v"),
        (limit: softLimit(__rlimit_resource_t(RLIMIT_DATA.rawValue)), taken: pages[5] * size, "-d"),
      ]
      return limits.compactMap { limit, taken, option in
        limit.map { Left(bytes: $0 - taken, bound: "ulimit \(option) \($0 / 1024)") }
      }.min { $0.bytes < $1.bytes }
    #else
      return nil
    #endif
  }

  #if canImport(Glibc)
    private static func softLimit(_ resource: __rlimit_resource_t) -> Int? {
      var limit = rlimit()
      guard getrlimit(resource, &limit) == 0, limit.rlim_cur < UInt(Int.max) else { return nil }
      return Int(limit.rlim_cur)
    }
  #endif

  // MARK: What counts as used

  /// What control groups and the system leave; nil where neither tells.
  static var usable: Left? {
    [systemLeft, groupLeft].compactMap { $0 }.min { $0.bytes < $1.bytes }
  }

  private static var systemLeft: Left? {
    var kilobytes: [String: Int] = [:]
    for line in lines(ofFile: "/proc/meminfo") {
      let parts = line.split(whereSeparator: { $0 == " " || $0 == ":" })
      if parts.count >= 2 { kilobytes[String(parts[0])] = Int(parts[1]) }
    }
    guard let available = kilobytes["MemAvailable"] else { return nil }
    return Left(
      bytes: 1024 * (available + (kilobytes["SwapFree"] ?? 0)), bound: "what the system has")
  }

  /// The least that a control group around the process leaves.
  ///
  /// **Source:** Linux kernel, *Control Group v2*, section 5-2; *Memory Resource Controller* (v1).
  private static var groupLeft: Left? {
    var least: Left?
    for line in lines(ofFile: "/proc/self/cgroup") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isUnified = parts[1].isEmpty
      guard isUnified || parts[1].split(separator: ",").contains("memory") else { continue }
      let root = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
      var group = String(parts[2])
      while true {
        let folder = root + (group == "/" ? "" : group)
        if let left = left(inGroup: folder, isUnified), left.bytes < least?.bytes ?? .max {
          least = left
        }
        guard group != "/", !group.isEmpty, let slash = group.lastIndex(of: "/") else { break }
        group = slash == group.startIndex ? "/" : String(group[..<slash])
      }
    }
    return least
  }

  private static func left(inGroup folder: String, _ isUnified: Bool) -> Left? {
    let names =
      isUnified
      ? ("memory.max", "memory.current") : ("memory.limit_in_bytes", "memory.usage_in_bytes")
    guard let limit = fields(ofFile: folder + "/" + names.0).first.flatMap({ Int($0) }),
      limit < 1 << 60, let used = fields(ofFile: folder + "/" + names.1).first.flatMap({ Int($0) })
    else { return nil }
    // Pages of files are given up when memory is short.
    var files = 0
    for line in lines(ofFile: folder + "/memory.stat") {
      let parts = line.split(separator: " ")
      let isFile = parts.first == "inactive_file" || parts.first == "active_file"
      if isFile, parts.count == 2 { files += Int(parts[1]) ?? 0 }
    }
    return Left(bytes: limit - used + min(files, used), bound: "limit of the control group")
  }

  // MARK: Files of the kernel

  private static func lines(ofFile path: String) -> [Substring] {
    text(ofFile: path).split(separator: "\n")
  }

  private static func fields(ofFile path: String) -> [Substring] {
    text(ofFile: path).split(whereSeparator: { $0 == " " || $0 == "\n" })
  }

  /// The text of a small file; empty when there is none.
  private static func text(ofFile path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 15)
    let got = read(descriptor, &bytes, bytes.count)
    return got > 0 ? String(decoding: bytes[..<got], as: UTF8.self) : ""
  }
}

/// What would not fit into the memory that is left.
public struct MemoryShortage: GeoFailure, Equatable {
  /// What does not fit, and which limit is in the way.
  public var reason: String
  /// What to do: raise the limit, or read less.
  public var remedy: Remedy?

  /// Always `internalFailure`: the data may be as good as any.
  public var kind: FailureKind { .internalFailure }
  /// Empty: memory is short as a whole.
  public func place(at door: any Door) -> String { "" }
}
