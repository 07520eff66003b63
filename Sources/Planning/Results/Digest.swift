internal import Crypto

/// The SHA-256 of inputs, by which results name them.
enum Digest {
  /// 64 hexadecimal digits.
  static func sha256(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return hash.finalize().map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
