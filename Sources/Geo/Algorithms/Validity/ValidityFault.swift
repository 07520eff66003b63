/// One thing that makes a polygon invalid in the sense of OGC Simple Features, and where.
public struct ValidityFault: Sendable, Equatable {
  /// What is wrong; in the order in which faults are listed.
  public enum Kind: Int, Sendable, CaseIterable, Comparable {
    /// A coordinate is NaN or infinite.
    case notFinite
    /// A ring has fewer than three different points.
    case tooFewPoints
    /// Two rings run through the same points.
    case duplicateRings
    /// A ring runs out and back along the same line.
    case spike
    /// Rings cross, themselves or each other, or run along each other.
    case selfIntersection
    /// A ring meets itself in a point without crossing.
    case selfTouch
    /// A hole lies outside the shell that it should cut.
    case holeOutsideShell
    /// A hole lies in another hole.
    case nestedHoles
    /// A part lies in another part.
    case nestedShells
    /// Rings that touch cut the interior into pieces.
    case disconnectedInterior
    /// GEOS refuses the polygon, and none of the above was found; or the search has stopped before
    /// all was looked at.
    case unnamed

    /// In the order of the cases, which is that of lists.
    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  /// What is wrong.
  public var kind: Kind
  /// The place, in the layer's CRS.
  public var x: Double
  /// The y of the place.
  public var y: Double
  /// What meets what: `edges 12 and 47 of ring 1 cross`. Parts, rings, edges and vertices are
  /// counted from 1; ring 1 is the shell, edge 1 runs from vertex 1 to vertex 2.
  public var message: String

  /// A fault at a place, in words for a person.
  public init(_ kind: Kind, x: Double, y: Double, _ message: String) {
    self.kind = kind
    self.x = x
    self.y = y
    self.message = message
  }
}

/// A feature with faults, all that were found.
public struct FaultyFeature: Sendable, Equatable {
  /// The feature, counted from 0 in the layer.
  public var feature: Int
  /// What is wrong with it, in the order of kinds; never empty.
  public var faults: [ValidityFault]
}
