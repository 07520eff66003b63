public import GeoCore

/// What is set in studies of accessibility and siting.
public enum AccessSetting: String, Setting, CaseIterable {
  /// The side of a cell of the grid in a zone.
  case cellSize
  /// The area whose border people would cross.
  case studyArea
  /// The measure of accessibility.
  case measure
  /// How fast a destination loses weight with its cost.
  case decay
  /// A range of cutoffs.
  case interval
  /// Mean or median over the cutoffs of an interval.
  case intervalSummary
  /// How much supply is asked for.
  case count
  /// The time that weighs as much as average crowds.
  case tau
  /// The exponent of the demand.
  case demandExponent
  /// The column that counts people; of a siting, its layer too.
  case demand
  /// The column that counts people, named apart from its layer.
  case demandField
  /// That whoever reaches nothing counts with 0.
  case fillMissing
  /// A destination that a scenario adds.
  case add
  /// Destinations that a scenario opens.
  case open
  /// The column that puts places into groups.
  case groups
  /// The zones that places are put into.
  case zones
  /// The column of origins of a table of costs.
  case fromColumn
  /// The column of destinations.
  case toColumn
  /// The column of costs.
  case costColumn
  /// That pairs of unknown places are left out.
  case ignoreUnknown
}
