public import GeoCore

/// How much of its ground a feature has changed: what it lost and what it gained, together.
///
/// area(A Δ B) = area(A) + area(B) − 2 area(A ∩ B), the last by `OverlapArea`.
///
/// **Units:** m². **CRS:** measured in an equal-area system. **Shapes:** valid polygons; an empty
/// one has no area. **Complexity:** that of `OverlapArea`.
public enum ChangedArea {
  /// The areas of one feature before and after, and what differs, in m².
  public struct Measure: Sendable, Equatable {
    /// The area before, m².
    public var before: Double
    /// The area after, m².
    public var after: Double
    /// What was lost and what was gained, together, m²: at least |after − before|.
    public var changed: Double
  }

  /// The measures of pairs of features, of which those before may not be valid.
  /// - Throws: what `frames` throws, `GEOSError` when
  ///   GEOS fails.
  public static func measures(
    ofDoubtful before: Geometries, _ after: Geometries, in frames: some MeasuringFrames,
    threads: Int
  ) throws -> [Measure] {
    var found = try measures(before, after, in: frames, threads: threads)
    let areal = before.arealFeatures
    let (invalid, scribbles) = try ValidityFaults.invalid(
      among: areal, in: before, threads: threads)
    // Of a scribble nobody can tell; a repair refuses it.
    let wrong = Set(invalid).subtracting(scribbles).sorted()
    let better = try measures(
      ofInvalid: before.selecting(wrong), after.selecting(wrong), in: frames, threads: threads)
    for (feature, measure) in zip(wrong, better) { found[feature] = measure }
    return found
  }

  /// The measures of features that were not valid before.
  ///
  /// What they covered is not certain, so that they are compared twice: with what their lines
  /// enclose (`EnclosedGround`), and with the sum over their rings, shells less holes, of which only
  /// the size is known, and which must be more than nothing. The measure that finds less change
  /// counts: a repair is held against neither reading alone.
  /// - Throws: what `frames` throws, `GEOSError` when
  ///   GEOS fails.
  public static func measures(
    ofInvalid before: Geometries, _ after: Geometries, in frames: some MeasuringFrames, threads: Int
  ) throws -> [Measure] {
    let shapes = try Parallel.map(count: before.count, chunk: 16, threads: threads) { range in
      try range.map { feature in
        let shape = RingCleaning.droppingShortRings(before.shape(ofFeature: feature))
        return shape.isEmpty ? shape : try Self.ground(enclosedBy: shape, crs: before.crs)
      }
    }
    var enclosed = Geometries(crs: before.crs)
    for shape in shapes.joined() { enclosed.append(shape) }
    let divided = try frames.dividingLongEdges(of: before, threads: threads)
    let sums = try frames.measured(divided, threads: threads).areas(threads: threads)
    let found = try measures(enclosed, after, in: frames, threads: threads)
    return zip(found, sums).map { measure, sum in
      guard sum > 0 else { return measure }
      let changed = abs(measure.after - sum)
      let noise = 1e-12 * (measure.after + sum)
      return changed < measure.changed
        ? Measure(before: sum, after: measure.after, changed: changed > noise ? changed : 0)
        : measure
    }
  }

  /// What the lines of a shape enclose. Holes add no ground: where they would, as one beside its
  /// shell does, the shells alone count.
  private static func ground(
    enclosedBy shape: EditableShape, crs: CRS
  ) throws(GEOSError) -> EditableShape {
    let all = try EnclosedGround.of(shape, crs: crs)
    var shells = shape
    shells.parts = shape.parts.map { Array($0.prefix(1)) }
    guard shells != shape else { return all }
    let outer = try EnclosedGround.of(shells, crs: crs)
    var pair = Geometries(crs: crs)
    pair.append(all)
    pair.append(outer)
    let areas = pair.droppingElevations().areas(threads: 1)
    return areas[0] > areas[1] * (1 + 1e-9) ? outer : all
  }

  /// The measures of pairs of features: i of one layer and i of the other.
  ///
  /// Edges are straight in the layers' system and bent in another. So that a vertex which one has in
  /// the middle of the other's edge is no change, both get the vertices of each other first
  /// (`CommonVertices`), and then more along long edges.
  /// - Throws: what `frames` throws.
  public static func measures(
    _ before: Geometries, _ after: Geometries, in frames: some MeasuringFrames, threads: Int
  ) throws -> [Measure] {
    let (first, second) = CommonVertices.given(
      before.droppingElevations(), after.droppingElevations(), threads: threads)
    let planes = try [first, second].map {
      try frames.measured(
        frames.dividingLongEdges(of: $0, threads: threads), besideFeaturesOf: first,
        threads: threads)
    }
    let a = PolygonIndex(planes[0], threads: threads)
    let b = PolygonIndex(planes[1], threads: threads)
    return Parallel.collect(count: before.count, chunk: 64, threads: threads) { range in
      range.map { i in
        let shared = OverlapArea.between(a, i, b, i)
        let changed = a.areas[i] + b.areas[i] - 2 * shared
        // What is below the rounding of the areas is no change.
        let noise = 1e-12 * (a.areas[i] + b.areas[i])
        return Measure(
          before: a.areas[i], after: b.areas[i], changed: changed > noise ? changed : 0)
      }
    }.flatMap { $0 }
  }
}
