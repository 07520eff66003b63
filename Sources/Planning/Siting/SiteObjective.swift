/// What a choice of sites is to be best at.
public enum SiteObjective: String, Sendable, CaseIterable {
  /// Reach as many people as possible: `MaximalCovering`.
  case coverage
  /// Make the mean cost to the nearest place as small as possible: `PMedian`.
  case pMedian = "p-median"
}

/// Why a demand place has no site.
public enum SiteGap: String, Sendable, CaseIterable {
  /// No site lies within the cutoff.
  case outOfCutoff = "out_of_cutoff"
  /// It does not meet the streets, or no way leads to a site.
  case notConnected = "not_connected"
  case noGeometry = "no_geometry"
}
