public import GeoAlgorithms

/// What to repair, and how far to go.
public struct RepairOptions: Sendable {
  /// How ids are numbered anew.
  public enum Renumbering: String, Sendable, CaseIterable {
    /// No id changes.
    case never
    /// Later features of a shared id, and those without one when others have one, get a new one.
    case duplicates
    /// All features get 1, 2, 3 …
    case all
  }

  /// Vertices of different features this near are one, and a vertex this near to an edge lies on
  /// it; a triangle no wider is a spike.
  public var toleranceMeters = 0.01
  /// Whether vertices of neighbours are brought together and edges noded.
  public var matchesBorders = false
  /// Gaps up to this width are filled; 0 fills none.
  public var maxGapMeters = 0.0
  /// Overlaps up to this width are settled; 0 settles none.
  public var maxOverlapMeters = 0.0
  /// Parts narrower than this are dropped; 0 drops none.
  public var minWidthMeters = 0.0
  /// The largest share of its area that a feature may change by.
  public var maxChange = 0.01
  /// The attribute whose greater value wins gaps and overlaps.
  public var preferredField: String?
  /// Whether features get new ids.
  public var renumbering = Renumbering.never
  /// Names of steps to leave out.
  public var skipped: Set<String> = []
  /// The places that the file to be written can hold; nil when it holds all digits.
  public var grid: OutputGrid?
  /// How many threads repair; the result is the same on any number.
  public var threads = 1

  /// The usual repair: a tolerance of a centimetre, no gaps or overlaps settled, at most a
  /// hundredth of an area changed.
  public init() {}
}
