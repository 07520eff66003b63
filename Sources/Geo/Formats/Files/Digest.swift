internal import CCrypto
public import GeoCore

/// The SHA-256 of bytes, by which results name their inputs.
///
/// **Source:** NIST, *Secure Hash Standard*, FIPS 180-4 (2015), doi:10.6028/NIST.FIPS.180-4; computed
/// by OpenSSL's libcrypto.
public struct Digest: ~Copyable {
  private let context: OpaquePointer

  /// A digest of no bytes yet.
  public init() {
    context = EVP_MD_CTX_new()
    let started = EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(started == 1, "libcrypto has no SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes bytes in, after those before.
  public func update(_ bytes: [UInt8]) { update(bytes, count: bytes.count) }

  private func update(_ bytes: [UInt8], count: Int) {
    bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, count) }
  }

  /// 64 hexadecimal digits for all bytes taken in. Ends the digest.
  public consuming func finish() -> String {
    var hash = [UInt8](repeating: 0, count: 32)
    _ = EVP_DigestFinal_ex(context, &hash, nil)
    return hash.map { HexText.digits($0, width: 2) }.joined()
  }

  /// 64 hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    let digest = Digest()
    digest.update(bytes)
    return digest.finish()
  }

  /// The same for the first bytes of an array.
  static func sha256(_ bytes: [UInt8], count: Int) -> String {
    let digest = Digest()
    digest.update(bytes, count: count)
    return digest.finish()
  }

  /// The same for a file of any size.
  /// - Parameter asInput: whether the command must not write over the file.
  /// - Throws: `FormatError` when it cannot be read.
  public static func sha256(
    ofFile path: String, asInput: Bool = true
  ) throws(FormatError) -> String {
    try sha256(ofFiles: [path], asInput: asInput)
  }

  /// The same for the bytes of several files, one after the other.
  /// - Throws: `FormatError` when one cannot be read.
  public static func sha256(
    ofFiles paths: [String], asInput: Bool = true
  ) throws(FormatError) -> String {
    let digest = Digest()
    for path in paths {
      try InputFile.forEachChunk(of: path, asInput: asInput) { digest.update($0) }
    }
    return digest.finish()
  }
}
