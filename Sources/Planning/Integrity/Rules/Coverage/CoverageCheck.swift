import GeoCore

/// Passes on what one search finds for all rules of coverages.
enum CoverageCheck: ManyFindingsCheck {
  static let rule = CoverageRules.overlap
  static let rules = TopologyCheck.rules

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    try TopologyCheck.visitFindings(in: layer, options: options, visit)
  }
}
