public import GeoCore

/// All that makes polygons invalid in the sense of OGC Simple Features, not only the first fault.
///
/// A polygon is valid when its rings have three different points, neither cross nor touch
/// themselves, and meet each other in single points only; when its holes lie in the shell and not
/// in each other; and when its interior is in one piece. Parts of a multipolygon may touch in
/// points, and lie in each other's holes.
///
/// Edges are compared with each other through a sweep, sides of lines are decided exactly; so a
/// fault is found whatever its size. Which rings contain which is asked only of rings that do not
/// cross, and whether the interior is connected only of parts that have no other fault.
///
/// **Units, CRS:** any. **Shapes:** polygons and multipolygons; each polygonal member of a
/// collection is judged by itself, as OGC has it. **Boundary rule:** exact, no tolerance.
/// **Complexity:** O(n log n + pairs of edges that share an x; or a y, or a place on a diagonal,
/// whichever is rarest). After 10,000 meetings, or two thousand comparisons for each edge, the search
/// stops, and a fault without a name of its own says so.
///
/// ```swift
/// var bowTie = Geometries(crs: .laeaEurope)
/// bowTie.appendPolygon([[(0, 0), (2, 2), (2, 0), (0, 2)]])
/// let fault = ValidityFaults.find(0, in: bowTie)[0]  // a self-intersection at (1, 1)
/// ```
///
/// **Source:** OGC 06-103r4, Simple Feature Access, part 1, 6.1.11 and 6.1.14.
public enum ValidityFaults {
  /// How many faults of one kind are listed of a feature.
  public static let limit = 100

  /// The faults of a feature in the order of their kinds, then of their rings; empty when it is
  /// valid or no polygon. Of each kind at most `limit` are listed; a last one then says how many
  /// more there are.
  public static func find(_ feature: Int, in geometries: Geometries) -> [ValidityFault] {
    search(feature, in: geometries).faults
  }

  /// The faults of a feature, and whether it is proven that there are none.
  private static func search(
    _ feature: Int, in geometries: Geometries
  ) -> (faults: [ValidityFault], isProven: Bool) {
    geometries.coordinates.withUnsafeBufferPointer { xy in
      var found: [ValidityFault] = []
      var counts = [Int](repeating: 0, count: ValidityFault.Kind.allCases.count)
      var isProven = true
      for parts in polygonMembers(of: feature, in: geometries) {
        var search = FaultSearch(geometries, xy, parts: parts)
        defer { isProven = isProven && search.isProven }
        for fault in search.run() {
          let known = counts[fault.kind.rawValue]
          if known <= limit { found.append(fault) }
        }
        for kind in counts.indices { counts[kind] += search.counts[kind] }
      }
      return (capped(found, counts), isProven)
    }
  }

  /// The features of a layer that have faults, in order.
  ///
  /// A quick test sorts out most of what is valid. What it doubts is searched for faults; where
  /// none is found, GEOS gives a second opinion.
  /// **Complexity:** O(n log n / threads).
  /// - Throws: `GEOSError` when GEOS fails for a reason of its own.
  /// - Parameter features: those to look at; all when nil.
  public static func all(
    in geometries: Geometries, features: Range<Int>? = nil, threads: Int
  ) throws -> [FaultyFeature] {
    let features = features ?? 0..<geometries.count
    return try Parallel.map(count: features.count, chunk: 256, threads: threads) { range in
      var quick = QuickValidity()
      var found: [FaultyFeature] = []
      let first = features.lowerBound
      for feature in (first + range.lowerBound)..<(first + range.upperBound)
      where quick.isDoubtful(geometries, feature: feature) {
        var (faults, isProven) = search(feature, in: geometries)
        if faults.isEmpty, !isProven, let refusal = try refusal(of: feature, in: geometries) {
          faults = [refusal]
        }
        if !faults.isEmpty { found.append(FaultyFeature(feature: feature, faults: faults)) }
      }
      return found
    }.flatMap { $0 }
  }

  /// What GEOS has against a feature in which no fault was found.
  private static func refusal(
    of feature: Int, in geometries: Geometries
  ) throws -> ValidityFault? {
    guard geometries.kinds[feature].isAreal,
      let refusal = try Overlay.invalidity(of: feature, in: geometries)
    else { return nil }
    return ValidityFault(.unnamed, x: refusal.x, y: refusal.y, refusal.reason.lowercased())
  }

  /// The polygonal members of a feature, each a run of parts: all parts of a polygon or
  /// multipolygon, those of each such member of a collection.
  private static func polygonMembers(
    of feature: Int, in geometries: Geometries
  ) -> [Range<Int>] {
    let parts = geometries.parts(ofFeature: feature)
    if geometries.kinds[feature].isAreal { return [parts] }
    var members: [Range<Int>] = []
    var start = parts.lowerBound
    for member in geometries.members[feature] ?? [] {
      let end = start + member.partCount
      if member.kind.isAreal { members.append(start..<end) }
      start = end
    }
    return members
  }

  /// What the search for one fault of a feature has come to.
  enum Verdict: Int, Comparable {
    /// Proven.
    case valid
    case noFault
    /// Too many rings lie one in another to look at all.
    case unknown
    case invalid
    case scribble

    static func < (a: Verdict, b: Verdict) -> Bool { a.rawValue < b.rawValue }
  }

  /// The features that are not valid, in order, and those of them that are scribbles: edges meet in so
  /// many places, or so many lie side by side, that nobody can tell any more what was meant. Rings
  /// one in another are no scribble, however many they are.
  ///
  /// Like `all`, but one fault is enough. **Complexity:** O(n log n / threads).
  /// - Parameter features: polygons, multipolygons, and collections, whose polygonal members are
  ///   judged each by itself.
  /// - Throws: `GEOSError` when GEOS fails for a reason of its own.
  public static func invalid(
    among features: [Int], in geometries: Geometries, threads: Int
  ) throws -> (features: [Int], scribbles: [Int]) {
    let found = try Parallel.map(count: features.count, chunk: 256, threads: threads) { range in
      var quick = QuickValidity()
      return try features[range].compactMap { feature -> (feature: Int, isScribble: Bool)? in
        guard quick.isDoubtful(geometries, feature: feature) else { return nil }
        let verdict = verdict(of: feature, in: geometries)
        if verdict >= .invalid { return (feature, verdict == .scribble) }
        if verdict == .valid { return nil }
        return try refusal(of: feature, in: geometries).map { _ in (feature, false) }
      }
    }.flatMap { $0 }
    return (found.map(\.feature), found.filter(\.isScribble).map(\.feature))
  }

  private static func verdict(of feature: Int, in geometries: Geometries) -> Verdict {
    geometries.coordinates.withUnsafeBufferPointer { xy in
      polygonMembers(of: feature, in: geometries).map { parts in
        var search = FaultSearch(geometries, xy, parts: parts)
        return search.verdict()
      }.max() ?? .noFault
    }
  }

  /// The first faults of each kind, and how many more there are.
  private static func capped(_ faults: [ValidityFault], _ counts: [Int]) -> [ValidityFault] {
    if faults.isEmpty { return [] }
    var kept: [ValidityFault] = []
    for kind in ValidityFault.Kind.allCases {
      let some = faults.filter { $0.kind == kind }
      kept += some.prefix(limit)
      let more = counts[kind.rawValue] - limit
      if more > 0 {
        let next = some[limit]
        kept.append(
          ValidityFault(kind, x: next.x, y: next.y, "\(more) more of this kind in the feature"))
      }
    }
    return kept
  }
}
