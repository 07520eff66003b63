internal import GeoCore
import GeoFormats

/// A ring without any vertex.
enum EmptyRing: LayerCheck {
  static let rule = IntegrityRule(
    code: "S134", name: "empty-ring", severity: .error,
    summary: "A ring of a polygon has no vertex at all.",
    explanation: """
      A ring bounds ground, and a ring without vertices bounds none: OGC Simple Features wants four \
      at least, RFC 7946 (section 3.1.6) as many positions. Buffers and differences leave such rings \
      behind. Programs drop them, refuse the file, or stop. Here they are left out, a shell with its \
      holes, and all else of the feature is read.
      """,
    remedy: "amp-geo fix and amp-geo convert leave it out")

  /// What the scan of a text notes.
  static let noted = StructureFaultRule(.emptyRing, rule)

  /// Those that a scan has noted, with their places; of other formats, those that the reader left out.
  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    if layer.scan != nil { return noted.findings(in: layer) }
    return layer.layer.emptyRings.sorted { $0.key < $1.key }.map { feature, count in
      layer.finding(
        rule, count == 1 ? "a ring has no vertex" : "\(count) rings have no vertex",
        features: [feature])
    }
  }
}
