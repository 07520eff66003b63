public import GeoCore

/// A place where features that should cover an area without gap or overlap do not.
///
/// **Units:** those of the layer's CRS; square units for the area.
public struct TopologyFault: Sendable, Equatable {
  /// What is wrong, in the order in which faults are listed.
  public enum Kind: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// Two features cover the same ground: one connected part of what they share.
    case overlap
    /// A narrow void between features, or of one; enclosed, or a slit or corridor with narrow
    /// mouths.
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

    /// In the order of the cases, which is that of lists.
    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  /// What is wrong.
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
  /// The y of that point.
  public var y: Double
  /// Of an unmatched edge, the features that lack that vertex; none where that cannot be told.
  public var lacking: [Int] = []
  /// Whether it is what digitising leaves, not a conflict: see `CoverageOptions.noiseWidth`.
  public var looksLikeNoise: Bool
  /// Whether it is a gap with mouths: a slit that reaches the outer border, or a corridor.
  public var isOpen = false
  /// The largest share of one of the features that its area is; 0 for voids.
  public var largestShare = 0.0
  /// Its polygons in `CoverageReport.shapes`; of an unmatched edge, the lines.
  public var shape: Int

  /// Takes the area and the perimeter of the shape, and what follows from them.
  mutating func measure(area: Double, perimeter: Double, _ options: CoverageOptions) {
    let rectangle = EquivalentRectangle(area: area, perimeter: perimeter)
    self.area = area
    meanWidth = rectangle.width
    length = rectangle.length
    if kind == .gap || kind == .hole {
      kind = isOpen || meanWidth <= options.maxGapWidth ? .gap : .hole
    }
    looksLikeNoise =
      kind != .duplicate && largestShare <= 0.5
      && options.isThin(width: meanWidth, area: area, perimeter: perimeter)
  }
}

extension TopologyFault {
  /// Whether it is an unmatched edge that the other feature meets in one vertex only.
  public var isTouch: Bool { kind == .unmatchedEdge && length == 0 }
}

/// The faults of a coverage, and their shapes.
public struct CoverageReport: Sendable {
  /// By kind, then features, then place.
  public var faults: [TopologyFault]
  /// One feature of polygons per fault, in the same order.
  public var shapes: Geometries
  /// The features that were left out: those that have no polygons, and those told to be skipped.
  public var skipped: [Int]
  /// How much of the layer was looked at.
  public var extent: CoverageExtent

  /// The faults in their order, with the shapes that they refer to.
  init(
    _ faults: consuming [TopologyFault], shapes: Geometries, skipped: [Int],
    extent: CoverageExtent = .everything
  ) {
    faults.sort { a, b in
      if a.kind != b.kind { return a.kind < b.kind }
      if a.features != b.features { return a.features.lexicographicallyPrecedes(b.features) }
      return (a.x, a.y, a.area) < (b.x, b.y, b.area)
    }
    let isInOrder =
      faults.count == shapes.count && faults.indices.allSatisfy { faults[$0].shape == $0 }
    self.shapes = isInOrder ? shapes : shapes.selecting(faults.map(\.shape))
    for place in faults.indices { faults[place].shape = place }
    self.faults = faults
    self.skipped = skipped
    self.extent = extent
  }

  /// The same faults as another system measures them, which may turn a gap into a hole or a
  /// conflict into noise. Open gaps that are too wide there are none.
  ///
  /// **Units, CRS:** those of `measured`, an equal-area system in metres as a rule; places and shapes
  /// stay in the system of the layer.
  /// - Parameter system: gives some shapes in the other system, feature by feature; they may have
  ///   more vertices. It is asked for some ten thousand at a time.
  public consuming func measured(
    options: CoverageOptions, in system: (Geometries) -> Geometries
  ) -> CoverageReport {
    for start in stride(from: 0, to: faults.count, by: Self.batch) {
      let range = start..<min(start + Self.batch, faults.count)
      let measured = system(shapes.selecting(range.map { faults[$0].shape }))
      precondition(measured.count == range.count, "every fault has a shape")
      for place in range {
        let shape = place - start
        if faults[place].kind == .unmatchedEdge {
          faults[place].length = measured.lineLength(ofFeature: shape)
        } else {
          faults[place].measure(
            area: measured.area(ofFeature: shape), perimeter: measured.perimeter(ofFeature: shape),
            options)
        }
      }
    }
    faults.removeAll { $0.isOpen && $0.meanWidth > options.maxGapWidth }
    return CoverageReport(faults, shapes: shapes, skipped: skipped, extent: extent)
  }

  /// How many shapes are brought to another system at once.
  private static let batch = 32_768
}

/// How much of a layer a search for faults has looked at.
public enum CoverageExtent: Sendable, Equatable {
  /// All features and all pairs.
  case everything
  /// All but some pairs of features that overlap where others do: `CoverageOptions.mostPairs`.
  case notAllOverlaps
  /// Edges cross too often (`CoverageOptions.mostCuts`): overlaps alone were looked for, up to
  /// `mostPairs` of them.
  case overlapsAlone
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
  /// How many pairs of features are intersected because more than two overlap in one place, or
  /// borders run across what they share. In a pile of polygons they are as many as the square of the
  /// features.
  public var mostPairs = Int.max
  /// How many times edges may cut each other, beyond twice their number, before the search is
  /// content with overlaps.
  public var mostCuts = Int.max
  /// How many threads search; the faults are the same on any number.
  public var threads = 1

  /// The usual limits: a metre for gaps and noise, a millimetre of tolerance, no bound on pairs.
  public init() {}

  /// Whether a shape is what the two renderings of one line leave between them.
  func isThin(width: Double, area: Double, perimeter: Double) -> Bool {
    let compactness = 4 * Double.pi * area / (perimeter * perimeter)
    return width <= noiseWidth || (width <= 5 * noiseWidth && compactness <= 0.1)
  }
}
