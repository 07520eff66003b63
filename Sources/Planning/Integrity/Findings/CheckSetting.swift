public import GeoCore

/// What is set in checks.
public enum CheckSetting: String, Setting, CaseIterable {
  /// The ground that polygons must fill.
  case boundary
  /// Where a baseline is written.
  case writeBaseline
}
