internal import Crypto
internal import Geo

/// The SHA-256 of inputs, by which results name them.
enum Digest {
  /// 64 hexadecimal digits.
  static func sha256(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return text(of: hash)
  }

  /// The same for a file of any size.
  /// - Throws: `FormatError` when it cannot be read.
  static func sha256(ofFile path: String) throws(FormatError) -> String {
    var hash = SHA256()
    try InputFile.forEachChunk(of: path) { bytes in
      unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    }
    return text(of: hash)
  }

  private static func text(of hash: SHA256) -> String {
    hash.finalize().map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
