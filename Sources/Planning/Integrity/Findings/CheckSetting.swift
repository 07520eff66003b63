public import GeoCore

/// What is set in checks.
public enum CheckSetting: String, Setting, CaseIterable {
  /// The ground that polygons must fill.
  case boundary
  /// How wide a gap may be.
  case maxGap
  /// The schema that attributes are held to.
  case schema
  /// That files are held to the letter of a standard.
  case strict
  /// Where a baseline is written.
  case writeBaseline
}
