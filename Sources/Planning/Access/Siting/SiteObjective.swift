/// What a choice of sites is to be best at.
public enum SiteObjective: String, Sendable, CaseIterable {
  /// Reach as many people as possible: `MaximalCovering`.
  case coverage
  /// Make the mean cost to the nearest place as small as possible: `PMedian`.
  case pMedian = "p-median"

  /// An objective by its name or another one that the field has for it: `mclp`, `pmedian`.
  public init?(named name: String) {
    switch name.lowercased() {
    case "coverage", "mclp": self = .coverage
    case "p-median", "pmedian": self = .pMedian
    default: return nil
    }
  }
}

/// Why a demand place has no site.
public enum SiteGap: String, Sendable, CaseIterable {
  /// No site lies within the cutoff.
  case outOfCutoff = "out_of_cutoff"
  /// It does not meet the streets, or no way leads to a site.
  case notConnected = "not_connected"
  /// Nobody knows where it is.
  case noGeometry = "no_geometry"
}
