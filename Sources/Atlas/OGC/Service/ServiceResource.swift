internal import GeoFormats
internal import Synchronization

/// A resource that was asked for, and how its text is made.
struct ServiceResource: Sendable {
  /// A text as a whole, or piece by piece.
  enum Text: Sendable {
    case bytes([UInt8])
    case pieces(@Sendable () throws -> [UInt8]?)
  }

  var type: String
  /// Tells the state of everything that the text is made of; nil for what is never the same.
  var version: String?
  /// What the text depends on beside that, the address and the type: the language.
  var form = ""
  var headers: [(name: String, value: String)] = []
  var isCompressible = true
  var make: @Sendable () throws -> Text
}

extension ServiceResource.Text {
  /// Whether it is known to be of no bytes.
  var isEmpty: Bool {
    guard case .bytes(let bytes) = self else { return false }
    return bytes.isEmpty
  }

  /// The same, compressed.
  /// - Throws: `ServiceProblem` when there is no memory to compress with.
  func zipped() throws -> Self {
    switch self {
    case .bytes(let bytes):
      guard let zipped = Gzip.compressed(bytes) else { throw Self.noMemory }
      return .bytes(zipped)
    case .pieces(let next):
      let stream = Mutex<Gzip?>(Gzip())
      return .pieces {
        while true {
          let piece = try next()
          let zipped = try stream.withLock { gzip -> [UInt8]?? in
            guard let open = gzip else { return .some(nil) }
            guard let zipped = open.compress(piece ?? [], isLast: piece == nil) else {
              throw Self.noMemory
            }
            if piece == nil { gzip = nil }
            return zipped.isEmpty ? nil : zipped
          }
          if let zipped { return zipped }
        }
      }
    }
  }

  private static let noMemory = ServiceProblem(
    status: 503, detail: "there is no memory to compress the answer with")

  /// As a whole where it is no longer than so many bytes; else pieces again.
  /// - Throws: what making the first of them throws.
  func gathered(atMost most: Int) throws -> Self {
    guard case .pieces(let next) = self else { return self }
    var bytes: [UInt8] = []
    while bytes.count <= most {
      guard let piece = try next() else { return .bytes(bytes) }
      bytes += piece
    }
    let start = Mutex<[UInt8]?>(bytes)
    return .pieces {
      let first = start.withLock { start in
        defer { start = nil }
        return start
      }
      return try first ?? next()
    }
  }
}
