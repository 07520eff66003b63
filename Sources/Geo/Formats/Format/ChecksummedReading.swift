internal import GeoCore
internal import Synchronization

/// Reading a layer and, if it is wanted, the checksum of the very bytes that it was made of, both at
/// once where there are threads for it.
enum ChecksummedReading {
  /// Reads a file once, into memory.
  /// - Parameters:
  ///   - padding: how many zero bytes are to follow the text.
  ///   - parse: makes a layer of the bytes.
  static func layer(
    of path: String, padding: Int = 0, options: ReadOptions,
    _ parse: @Sendable (consuming [UInt8]) throws -> Layer
  ) throws -> Layer {
    guard options.takesChecksum else {
      return try parse(InputFile.bytes(of: path, padding: padding))
    }
    // Each side lets go of the bytes when it is done with them.
    let (parsed, summed) = try shares(InputFile.bytes(of: path, padding: padding))
    var (layer, sha256) = try Parallel.both(threads: options.threads) {
      try parse(parsed.take())
    } _: {
      let bytes = summed.take()
      return Digest.sha256(bytes, count: bytes.count - padding)
    }
    layer.sha256 = sha256
    return layer
  }

  /// Reads files that a library opens by their names. None of them may change meanwhile.
  static func layer(
    ofFiles files: [String], options: ReadOptions, _ read: @Sendable () throws -> Layer
  ) throws -> Layer {
    guard options.takesChecksum else { return try read() }
    let before = files.map(FileState.init)
    var (layer, sha256) = try Parallel.both(threads: options.threads, read) {
      try Digest.sha256(ofFiles: files)
    }
    try requireUnchanged(files, since: before)
    layer.sha256 = sha256
    return layer
  }

  /// - Throws: `FormatError` of kind `inputOutput` naming a file that is not what it was.
  private static func requireUnchanged(
    _ files: [String], since before: [FileState?]
  ) throws(FormatError) {
    for (file, state) in zip(files, before) where FileState(file) != state {
      throw FormatError(
        path: file, reason: "it changed while it was read",
        remedy: "wait until the program that writes to it is done", kind: .inputOutput)
    }
  }

  /// Something that is taken once.
  private final class Share: Sendable {
    private let bytes: Mutex<[UInt8]>
    init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

    func take() -> [UInt8] {
      bytes.withLock { bytes in
        defer { bytes = [] }
        return bytes
      }
    }
  }

  private static func shares(_ bytes: [UInt8]) -> (Share, Share) {
    (Share(bytes), Share(bytes))
  }
}
