internal import CProcess
internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program of the system that takes bytes and gives bytes.
public struct OutsideProgram: Sendable {
  /// The name that it was looked for by.
  public let name: String
  private let path: String

  /// Nil when no folder of `PATH` has a program of that name that may be run.
  public init?(_ name: String) {
    let folders = (ProcessFacts.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.name = name
    self.path = path
  }

  /// Runs the program on a text, its standard output going into an output that nothing was written to.
  /// - Throws: `OutputError` of kind `internalFailure` with what the program says, when it cannot be
  ///   started or fails.
  public func run(
    _ arguments: [String], on text: String, to output: OutputFile
  ) throws(OutputError) {
    let (input, errors) = (process_memory_file(), process_memory_file())
    defer { for descriptor in [input, errors] where descriptor >= 0 { close(descriptor) } }
    guard input >= 0, errors >= 0, Self.fill(input, with: text) else {
      throw OutputError(
        path: output.destination, reason: "\(name) cannot be given its input",
        remedy: "free some memory", kind: .internalFailure)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let code = words.withUnsafeMutableBufferPointer {
      process_run(path, $0.baseAddress!, input, output.openDescriptor, errors)
    }
    guard code != 0 else { return }
    let said = Self.text(of: errors)
    let reason = code < 0 ? String(cString: strerror(-code)) : said.isEmpty ? "code \(code)" : said
    throw OutputError(
      path: output.destination, reason: "\(name) failed: \(reason)", kind: .internalFailure)
  }

  private static func fill(_ descriptor: Int32, with text: String) -> Bool {
    var text = text
    let isWhole = text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let put = write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if put < 0, errno != EINTR { return false }
        done += max(0, put)
      }
      return true
    }
    return isWhole && lseek(descriptor, 0, SEEK_SET) == 0
  }

  /// The first line of a file, at most 500 bytes of it.
  private static func text(of descriptor: Int32) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: 500) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.first.map(String.init) ?? ""
  }
}
