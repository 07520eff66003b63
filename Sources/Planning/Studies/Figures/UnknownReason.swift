/// Why a figure is null: the texts of columns `…_reason`.
package enum UnknownReason: String, Sendable {
  /// The zone has no geometry, or an empty one.
  case noGeometry = "no_geometry"
  /// The zone is a point or a line.
  case noArea = "no_area"
  /// The zone was left out as invalid.
  case invalidPolygon = "invalid_polygon"
  /// No feature of the layer has a position that could be used.
  case noPositions = "no_positions"
  /// There is nothing to take a share of.
  case noDenominator = "no_denominator"
  /// No row that counts people could be used.
  case noPeople = "no_people"
  /// All that lies here of what counts people says no number.
  case noCount = "no_count"
  /// No source with a value reaches here.
  case noSource = "no_source"
  /// All sources that reach here have no place in the mask.
  case noMaskArea = "no_mask_area"
}
