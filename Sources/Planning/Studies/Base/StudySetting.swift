public import GeoCore

/// What is set in studies of zones.
public enum StudySetting: String, Setting, CaseIterable {
  /// That what cannot be used is left out and said.
  case lenient
  /// The system that areas are measured in.
  case areaSystem
  /// How exact the borders of a layer are, `NAME=METRES`.
  case accuracy
  /// The least area of an overlap.
  case minArea
  /// That overlaps have no shapes.
  case areasOnly
  /// A column of categories, to be transferred.
  case categorical
}
