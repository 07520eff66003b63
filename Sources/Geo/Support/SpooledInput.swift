internal import CProcess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard input as a file: readers go back and forth in what they read, and a pipe cannot.
///
/// The file stands among the system's temporary ones, for its owner alone, and goes with this value.
public final class SpooledInput {
  public let path: String
  /// Where it is noted that a signal removes the file, too.
  private let slot: Int32

  /// Reads standard input to its end.
  /// - Parameter ending: tells the format of what is read from its first bytes, as a file's ending.
  /// - Throws: `FormatError` when reading fails or there is no room for a copy.
  public init(ending: ([UInt8]) -> String) throws(FormatError) {
    if let status = stat.of(STDIN_FILENO) { try FileUse.read(status, path: "standard input") }
    let folder = ProcessFacts.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var head: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // What is known of the first block decides the name, so that it is read before the file is made.
    while head.count < 1 << 12 {
      let got = try Self.next(&chunk)
      if got == 0 { break }
      head.append(contentsOf: chunk[..<got])
    }
    let suffix = "." + ending(head)
    var name = Array("\(folder)/amp-geo-XXXXXX\(suffix)".utf8CString)
    let length = Int32(suffix.utf8.count)
    let descriptor = name.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkstemps($0, length) } ?? -1
    }
    guard descriptor >= 0 else {
      throw FormatError(
        path: folder,
        reason: "standard input cannot be kept here: "
          + String(cString: strerror(errno)),
        remedy: "set TMPDIR to a folder that may be written to", kind: .inputOutput)
    }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    slot = process_keep_temporary(path)
    defer { close(descriptor) }
    do throws(FormatError) {
      try Self.put(head[...], into: descriptor, folder)
      while true {
        let got = try Self.next(&chunk)
        if got == 0 { break }
        try Self.put(chunk[..<got], into: descriptor, folder)
      }
    } catch {
      unlink(path)
      process_forget_temporary(slot)
      throw error
    }
  }

  deinit {
    unlink(path)
    process_forget_temporary(slot)
  }

  private static func next(_ chunk: inout [UInt8]) throws(FormatError) -> Int {
    while true {
      let got = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if got >= 0 { return got }
      if errno == EINTR { continue }
      throw FormatError(
        path: "-", reason: "standard input cannot be read: \(String(cString: strerror(errno)))",
        kind: .missingInput)
    }
  }

  private static func put(
    _ bytes: ArraySlice<UInt8>, into descriptor: Int32, _ folder: String
  ) throws(FormatError) {
    var rest = bytes
    while !rest.isEmpty {
      let done = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if done < 0 {
        if errno == EINTR { continue }
        throw FormatError(
          path: folder,
          reason: "standard input cannot be kept here: "
            + String(cString: strerror(errno)),
          remedy: "set TMPDIR to a folder with more room", kind: .inputOutput)
      }
      rest = rest.dropFirst(done)
    }
  }
}
