import GeoCore
import GeoFormats

/// Names for findings that stay the same while lines move and other features come and go.
struct FindingFingerprints {
  /// How many findings had the same key.
  private var seen: [String: Int] = [:]

  /// The SHA-256 of rule, file, features and place to seven decimals, and of how many findings
  /// with the same came before: 64 hexadecimal digits.
  mutating func next(_ finding: Finding) -> String {
    let key = Self.key(of: finding)
    let count = seen[key, default: 0]
    seen[key] = count + 1
    return Digest.sha256(Array("\(key)\n\(count)".utf8))
  }

  private static func key(of finding: Finding) -> String {
    let place = finding.place.map { [$0.longitude, $0.latitude].map(rounded) } ?? []
    let parts = [finding.rule.code, finding.file] + finding.features.sorted() + place
    return JSONValue.strings(parts).compact
  }

  private static func rounded(_ degrees: Double) -> String {
    JSONText.number((degrees * 1e7).rounded() / 1e7)
  }
}
