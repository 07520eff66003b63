import GeoFormats

/// Values are nested so deep that readers refuse them.
enum TooDeep: FaultCheck {
  static let fault = StructureFault.Kind.tooDeep
  static let rule = IntegrityRule(
    code: "S129", name: "too-deep", severity: .error,
    summary: "Values are nested so deep that readers refuse them.",
    explanation: """
      RFC 8259, section 9, lets readers set limits. amp-geo and many others stop at 512 \
      levels in one member, and at 64 of collections in collections.
      """,
    remedy: "flatten the value")
}
