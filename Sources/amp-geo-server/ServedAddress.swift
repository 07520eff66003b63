import Synchronization

/// What links begin with: the address that is set, else the one that a client has used.
final class ServedAddress: Sendable {
  private let host: String
  private let url: String?
  private let port = Mutex(0)

  init(host: String, url: String?) {
    self.host = host
    self.url = url.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// Says which port is listened at, once it is known.
  func set(port number: Int) { port.withLock { $0 = number } }

  /// - Parameter given: the header `Host`; what cannot be one is not taken over.
  func base(forHost given: String?) -> String {
    if let url { return url }
    let isPlain = given.map { text in
      !text.isEmpty && text.utf8.count <= 255
        && text.utf8.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
          case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
          default: false
          }
        }
    }
    if let given, isPlain == true { return "http://\(given)" }
    return own
  }

  /// Where the server listens.
  var own: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return "http://\(shown):\(port.withLock { $0 })"
  }
}
