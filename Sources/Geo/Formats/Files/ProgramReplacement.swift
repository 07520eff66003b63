public import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Another program of this one's folder, which takes its place.
public enum ProgramReplacement {
  /// The folder that the running program lies in; nil when the system does not tell.
  static var ownFolder: String? {
    let path = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) { place in
        place.baseAddress.map { max(0, readlink("/proc/self/exe", $0, place.count)) } ?? 0
      }
    }
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(decoding: path[..<slash], as: UTF8.self)
  }

  /// Runs a program of this one's folder in its place, with its input, outputs and number. Comes back only
  /// when that fails.
  ///
  /// - Throws: `FormatError` of kind `missingInput` when there is no such program beside this one, of
  ///   kind `internalFailure` when it cannot be started.
  public static func run(_ name: String, _ arguments: [String], remedy: String) throws(FormatError)
  {
    let path = (ownFolder ?? ".") + "/" + name
    guard access(path, X_OK) == 0 else {
      throw FormatError(
        path: path, reason: "\(name) is not installed", remedy: Remedy(remedy), kind: .missingInput)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    execv(path, &words)
    let reason = String(cString: strerror(errno))
    for word in words { free(word) }
    throw FormatError(
      path: path, reason: "it cannot be started: \(reason)", kind: .internalFailure)
  }
}
