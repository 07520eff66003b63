public import GeoCore

/// What is set where networks are made and searched.
public enum StreetSetting: String, Setting, CaseIterable {
  /// The area that a network is cut to.
  case clip
  /// That a network keeps only what is reached both ways.
  case stronglyConnected
  /// The side of a cell of isochrones.
  case isochroneCell
  /// How far a search goes.
  case cutoff
  /// How far a place may lie from a street.
  case maxSnap
  /// The network.
  case network
}
