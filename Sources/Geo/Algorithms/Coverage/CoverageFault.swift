/// A place where features that should cover an area without gap or overlap do not.
///
/// **Units:** those of the layer's CRS; square units for the area.
public struct CoverageFault: Sendable, Equatable {
  /// What is wrong, in the order in which faults are listed.
  public enum Kind: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// Two features cover the same ground: one connected part of what they share.
    case overlap
    /// A narrow void between features, or of one.
    case gap
    /// A void between features that is wider than a gap may be.
    case hole
    /// Features run along the same line, but one has a vertex there that the other lacks.
    case unmatchedEdge
    /// Features that have exactly the same polygons.
    case duplicate
    /// A part of a feature outside the boundary.
    case outsideBoundary
    /// A void at the boundary: a part of what it encloses that no feature covers.
    case boundaryNotCovered

    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  public var kind: Kind
  /// The features concerned, in ascending order: both that overlap, all around a void, all that
  /// are equal.
  public var features: [Int]
  /// The area of the shape; 0 for an unmatched edge.
  public var area: Double
  /// The narrower side of the rectangle that has the shape's area and perimeter; of a long strip,
  /// its mean width. 0 for an unmatched edge.
  public var meanWidth: Double
  /// The longer side of that rectangle; of a strip, its length. The length of an unmatched edge.
  public var length: Double
  /// A point inside the shape; of an unmatched edge, a vertex that one of its features lacks.
  public var x: Double
  public var y: Double
  /// Whether it is what digitising leaves, not a conflict: see `CoverageOptions.noiseWidth`.
  public var looksLikeNoise: Bool
  /// Its polygons in `CoverageReport.shapes`; an unmatched edge has an empty feature there.
  public var shape: Int
}

/// The faults of a coverage, and their shapes.
public struct CoverageReport: Sendable {
  /// By kind, then features, then place.
  public var faults: [CoverageFault]
  /// One feature of polygons per fault, in the same order.
  public var shapes: Geometries
  /// The features that were left out: those that have no polygons, and those told to be skipped.
  public var skipped: [Int]
}

/// What counts as a fault, and as which.
public struct CoverageOptions: Sendable, Equatable {
  /// A void at most so wide in the mean is a gap, a wider one a hole. Metres.
  public var maxGapWidth = 1.0
  /// What is narrower in the mean than this is no area but rounding: an edge that is not matched.
  /// A millimetre, less than any survey resolves. Metres.
  public var tolerance = 0.001
  /// An overlap or a void at most so wide in the mean looks like noise; so does one up to five
  /// times as wide that is very thin (4π area / perimeter² at most 0.1, a strip thirty times as
  /// long as wide). What takes up more than half of a feature never does. Metres.
  ///
  /// Digitised lines lie in a band about the true one, whose width is what the source can resolve
  /// (Perkal); two renderings of one line enclose slivers as wide as the band at most, and thin ones
  /// (Goodchild; Delafontaine et al.).
  ///
  /// **Source:** Perkal 1966, On the length of empirical curves; Goodchild 1978, Statistical aspects
  /// of the polygon overlay problem; Delafontaine, Nolf, Van de Weghe, Antrop & De Maeyer 2009,
  /// Assessment of sliver polygons in geographical vector data, doi:10.1080/13658810701694838.
  public var noiseWidth = 1.0
  public var threads = 1

  public init() {}
}
