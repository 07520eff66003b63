/// What a request is answered: a status, headers, a body that may come piece by piece.
public struct ServiceAnswer: Sendable {
  /// The status code of HTTP.
  public var status: Int
  /// The headers, but for those of the connection.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: Body

  /// A body whole, or in pieces.
  public enum Body: Sendable {
    /// None.
    case empty
    /// Made for this answer.
    case bytes([UInt8])
    /// Kept for others too, in the form that `WebService.Settings.packing` gives it.
    case kept(KeptBody)
    /// Pieces until nil, from one thread at a time.
    /// - Throws: what reading the features throws; the answer is then cut off.
    case pieces(@Sendable () throws -> [UInt8]?)
  }

  /// An answer of a status, without a body.
  init(status: Int, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = headers
    body = .empty
  }

  /// An answer with a whole body.
  init(_ bytes: [UInt8], type: String, status: Int = 200) {
    self.status = status
    headers = [("Content-Type", type)]
    body = .bytes(bytes)
  }

  /// The value of a header, whatever the case of its name.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// A body that stands ready for several answers.
public final class KeptBody: Sendable {
  /// The body as `WebService.Settings.packing` made it.
  public let packed: any Sendable
  /// Its length in bytes.
  public let count: Int

  init(_ bytes: [UInt8], _ packing: @Sendable ([UInt8]) -> any Sendable) {
    packed = packing(bytes)
    count = bytes.count
  }
}
