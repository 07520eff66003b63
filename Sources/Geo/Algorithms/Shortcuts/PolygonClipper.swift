public import GeoCore

/// The shape that two polygons share, for pairs in general position.
///
/// The borders of both are walked with the inside on the left; where one crosses the other, the
/// walk turns onto the border that enters. Rings without a crossing are kept when they lie inside
/// the other polygon. Only proper crossings are dealt with: whatever is not clearly a crossing or
/// clearly apart is refused, so that the caller turns to `Overlay`, which takes anything.
///
/// **Units, CRS:** those of the layers, which share one.
/// **Shapes:** valid polygons and multipolygons with holes; polygon parts of collections. Ring
/// direction does not matter: the first ring of a part is its shell, the others are holes. Validity
/// of single rings is not looked at: the shape of a ring that meets itself is as bad as the ring.
/// **Refused:** a vertex nearer to an edge of the other polygon than 2⁻⁴⁷ of the largest coordinate
/// (0.04 µm at 5,000 km), so shared vertices, shared borders and touches; crossings of one edge as
/// near to each other; rings of one feature that touch each other where the other polygon is;
/// more than 2²⁴ pairs of edges whose boxes meet; coordinates that are not finite or whose products
/// leave the range of doubles.
/// **Result:** shells counterclockwise, each followed by its holes, clockwise; rings closed, from
/// their leftmost, then lowest, vertex; shells, and the holes of a shell, in the order of those.
/// Vertices of the input keep their bits; repeated ones are dropped. The two features may be
/// exchanged without changing a bit of the result.
/// **Boundary rule:** features whose boxes share no more than a border give an empty feature; all
/// other contacts of borders are refused.
/// **Complexity:** O(a + b + n m), n and m the numbers of edges in the shared box; with hierarchies
/// of edges O(log a + log b) instead of O(a + b). Where n m is large, O(n log n + m log m + pairs of
/// edges that share an x, or a y).
///
/// **Source:** Weiler & Atherton 1977, Hidden surface removal using polygon area sorting,
/// doi:10.1145/563858.563896; Greiner & Hormann 1998, Efficient clipping of arbitrary polygons,
/// doi:10.1145/274363.274364.
public enum PolygonClipper {
  /// Appends A∩B to `result` as one feature: a polygon, a multipolygon, or an empty multipolygon
  /// where nothing is shared.
  /// - Parameter result: a layer without elevations.
  /// - Returns: false when the pair is refused; `result` is then unchanged.
  public static func appendIntersection(
    _ a: PolygonIndex, _ i: Int, _ b: PolygonIndex, _ j: Int, to result: inout Geometries
  ) -> Bool {
    precondition(a.features.indices.contains(i), "feature \(i) is not in the first layer")
    precondition(b.features.indices.contains(j), "feature \(j) is not in the second layer")
    var scratch = ClipScratch()
    return a.withView { a in b.withView { b in scratch.append(a, i, b, j, to: &result) } }
  }

  /// In how many places boxes of edges of the two meet, as far as they are counted: to 2²⁴.
  static func meetings(_ a: PolygonIndex, _ i: Int, _ b: PolygonIndex, _ j: Int) -> Int {
    var scratch = ClipScratch()
    return a.withView { a in b.withView { b in scratch.countMeetings(a, i, b, j) } }
  }

  /// The shapes of a run of pairs.
  public struct Shapes: Sendable {
    /// The pairs that were asked for.
    public let pairs: Range<Int>
    /// One feature per pair, in order; empty for the refused.
    public let geometries: Geometries
    /// The pairs that were refused, in order.
    public let refused: [Int]
  }

  /// The shapes of all pairs, in runs of a constant size that follow each other.
  ///
  /// The same bits on any number of threads.
  public static func shapes(
    of pairs: [OverlapPair], _ a: PolygonIndex, _ b: PolygonIndex, threads: Int = 1
  ) -> [Shapes] {
    Parallel.collect(count: pairs.count, chunk: 1024, threads: threads) {
      shapes(of: pairs[$0], a, b)
    }
  }

  /// The shapes of a run of pairs.
  public static func shapes(
    of pairs: ArraySlice<OverlapPair>, _ a: PolygonIndex, _ b: PolygonIndex
  ) -> Shapes {
    var geometries = Geometries(crs: a.geometries.crs)
    var refused: [Int] = []
    var scratch = ClipScratch()
    a.withView { viewA in
      b.withView { viewB in
        for pair in pairs.indices {
          let (i, j) = (pairs[pair].a, pairs[pair].b)
          precondition(a.features.indices.contains(i), "feature \(i) is not in the first layer")
          precondition(b.features.indices.contains(j), "feature \(j) is not in the second layer")
          if !scratch.append(viewA, i, viewB, j, to: &geometries) {
            refused.append(pair)
            geometries.beginFeature(.multiPolygon)
          }
        }
      }
    }
    return Shapes(pairs: pairs.indices, geometries: geometries, refused: refused)
  }
}

/// The workings of the clipper, with room that is kept from pair to pair.
struct ClipScratch: ~Copyable {
  var edgesA = ClipEdges()
  var edgesB = ClipEdges()
  var meetings = ClipMeetings()
  var crossings = ScratchArray<ClipCrossing>()
  /// Per crossing where it is on the border of A, and of B.
  var placesA = ScratchArray<ClipCrossing.Place>()
  var placesB = ScratchArray<ClipCrossing.Place>()
  var order = ScratchArray<Int32>()
  /// The rings of A, and of B, that have crossings, in order.
  var cutRingsA = ScratchArray<Int32>()
  var cutRingsB = ScratchArray<Int32>()
  var output = ClipOutput()

  /// Clips one pair; false, and nothing appended, when it is refused.
  mutating func append(
    _ a: PolygonView, _ i: Int, _ b: PolygonView, _ j: Int, to result: inout Geometries
  ) -> Bool {
    let shared = a.boxes[i].intersection(b.boxes[j])
    guard shared.width > 0, shared.height > 0 else {
      result.beginFeature(.multiPolygon)
      return true
    }
    guard let tolerance = Self.tolerance(a.boxes[i].union(b.boxes[j])) else { return false }
    let window = ClipWindow(shared, tolerance: tolerance)
    edgesA.gather(a, feature: i, in: window)
    edgesB.gather(b, feature: j, in: window)
    guard edgesA.ringsAreApart(a, window, &meetings), edgesB.ringsAreApart(b, window, &meetings),
      findCrossings(a, b, window), linkCrossings(a, b)
    else { return false }
    output.removeAll()
    guard traceRings(a, b), keepRings(a, i, b, j), output.assemble(tolerance: tolerance) else {
      return false
    }
    output.append(to: &result)
    return true
  }

  mutating func countMeetings(
    _ a: PolygonView, _ i: Int, _ b: PolygonView, _ j: Int
  ) -> Int {
    let shared = a.boxes[i].intersection(b.boxes[j])
    guard shared.width > 0, shared.height > 0 else { return 0 }
    let window = ClipWindow(shared, tolerance: 0)
    edgesA.gather(a, feature: i, in: window)
    edgesB.gather(b, feature: j, in: window)
    _ = meetings.find(edgesA, edgesB, window)
    return meetings.count
  }

  /// How far apart things must be not to be in doubt: 2⁻⁴⁷ of the largest coordinate, some 64
  /// units in its last place, while a crossing is off by less than two and the sign of a side is
  /// sure from eight on. Nil where products of coordinates may overflow or underflow.
  private static func tolerance(_ box: Box) -> Double? {
    let largest = max(abs(box.minX), abs(box.minY), abs(box.maxX), abs(box.maxY))
    return largest > 1e-90 && largest < 1e90 ? largest * 0x1p-47 : nil
  }
}
