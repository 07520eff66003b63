public import GeoCore

/// The nearest feature of a layer to any point: points, lines and polygons alike.
///
/// **Units, CRS:** those of the layer, which must be projected; distances are planar.
/// **Boundary rule:** distance 0 on and inside a polygon. **Empty:** features without vertices are
/// never found. **Ties:** the feature that comes first in the layer.
/// **Complexity:** O(log n) a query on a packed tree of single edges and points; little more than
/// the edges at hand where one query lies next to the one before (`Cursor`).
public struct NearestIndex: Sendable {
  /// A found feature.
  public struct Hit: Sendable, Equatable {
    /// The feature, counted from 0 in the layer.
    public var feature: Int
    /// How far it is, in units of the CRS; 0 on and inside a polygon.
    public var distance: Double
  }

  /// An edge, or a point as an edge without length.
  private struct Segment {
    var x: Double
    var y: Double
    var dx: Double
    var dy: Double
    var feature: Int32

    /// The point of the segment nearest to another.
    func nearestPoint(_ px: Double, _ py: Double) -> (x: Double, y: Double) {
      let length = dx * dx + dy * dy
      let along = length > 0 ? min(1, max(0, ((px - x) * dx + (py - y) * dy) / length)) : 0
      return (x + along * dx, y + along * dy)
    }

    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
      let ax = x - px
      let ay = y - py
      let length = dx * dx + dy * dy
      let along = length > 0 ? min(1, max(0, -(ax * dx + ay * dy) / length)) : 0
      let nearX = ax + along * dx
      let nearY = ay + along * dy
      return nearX * nearX + nearY * nearY
    }
  }

  /// In the order of the tree.
  private let segments: [Segment]
  private let tree: BoxTree
  /// The polygons, for points inside them; nil when there are none.
  private let areas: PolygonIndex?
  /// Whether there are points or lines beside the polygons.
  private let hasOthers: Bool

  /// An index over the edges and points of all features. Empty features are never found.
  ///
  /// **Complexity:** O(n log n) for n vertices.
  public init(_ geometries: Geometries) {
    var boxes: [Box] = []
    var segments: [Segment] = []
    var hasAreas = false
    var hasOthers = false
    for feature in 0..<geometries.count {
      let kinds = geometries.partKinds(ofFeature: feature)
      hasAreas = hasAreas || kinds.contains(.polygon)
      hasOthers = hasOthers || kinds.contains { $0 != .polygon }
      for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
        for ring in geometries.rings(ofPart: part) {
          let vertices = geometries.vertices(ofRing: ring)
          for vertex in kind == .point ? vertices : vertices.dropLast() {
            let end = kind == .point ? vertex : vertex + 1
            let x = geometries.x(vertex)
            let y = geometries.y(vertex)
            var box = Box(minX: x, minY: y, maxX: x, maxY: y)
            box.extend(x: geometries.x(end), y: geometries.y(end))
            boxes.append(box)
            segments.append(
              Segment(
                x: x, y: y, dx: geometries.x(end) - x, dy: geometries.y(end) - y,
                feature: Int32(feature)))
          }
        }
      }
    }
    let full = BoxTree(boxes)
    let kept = Self.withoutRepeatedPoints(segments, in: full)
    tree = kept.map { kept in BoxTree(kept.map { boxes[$0] }) } ?? full
    if let kept { segments = kept.map { segments[$0] } }
    self.segments = tree.items.map { segments[Int($0)] }
    self.hasOthers = hasOthers
    areas = hasAreas ? PolygonIndex(geometries) : nil
  }

  /// The segments that can be found, when many are points that stand where an earlier one does: all
  /// of these are as far from anywhere, and a query would look at each. Nil when they are few.
  ///
  /// Points at one place follow each other in the order of the tree, so that a look costs little.
  private static func withoutRepeatedPoints(_ segments: [Segment], in tree: BoxTree) -> [Int]? {
    func place(_ segment: Segment) -> SIMD2<Double>? {
      segment.dx == 0 && segment.dy == 0 ? SIMD2(segment.x, segment.y) : nil
    }
    var repeated = 0
    var last: SIMD2<Double>?
    for item in tree.items {
      let here = place(segments[Int(item)])
      if here != nil, here == last { repeated += 1 }
      last = here
    }
    guard repeated > 64, repeated > segments.count / 16 else { return nil }
    var seen: Set<SIMD2<Double>> = []
    return segments.indices.filter { i in
      guard let here = place(segments[i]) else { return true }
      return seen.insert(here).inserted
    }
  }

  /// Whether there is nothing to be found.
  public var isEmpty: Bool { segments.isEmpty }

  /// The nearest feature, or nil.
  public func nearest(x: Double, y: Double) -> Hit? {
    var cursor = Cursor(in: self)
    return cursor.nearest(x: x, y: y)
  }

  /// The place of the nearest feature that is nearest to a point: the point itself inside a
  /// polygon; nil when there is nothing to be found.
  public func nearestPlace(x: Double, y: Double) -> (x: Double, y: Double)? {
    var cursor = Cursor(in: self)
    guard let hit = cursor.nearest(x: x, y: y) else { return nil }
    guard hit.distance > 0, let place = cursor.place else { return (x, y) }
    return segments[place].nearestPoint(x, y)
  }

  /// Queries one after the other, each of which starts from what the last one found: the sooner
  /// something near is known, the less of the tree has to be looked at. The answers are the same
  /// in any order.
  public struct Cursor: Sendable {
    private let index: NearestIndex
    /// Where the last segment found stands in the order of the tree.
    fileprivate var place: Int?

    /// A cursor that has found nothing yet. It keeps the index, and serves one thread.
    public init(in index: NearestIndex) { self.index = index }

    /// The nearest feature, or nil.
    public mutating func nearest(x: Double, y: Double) -> Hit? {
      var feature = -1
      var bound = Double.infinity
      if let inside = index.feature(inside: x, y) {
        if inside == 0 || !index.hasOthers { return Hit(feature: inside, distance: 0) }
        // A point or line of an earlier feature may run through the same place.
        feature = inside
        bound = 0
      } else if let place {
        let segment = index.segments[place]
        feature = Int(segment.feature)
        bound = segment.squaredDistance(x, y)
      }
      var found = place
      index.segments.withUnsafeBufferPointer { segments in
        index.tree.visitNearestPlaces(x: x, y: y, bound: &bound) { place, bound in
          let segment = segments[place]
          let squared = segment.squaredDistance(x, y)
          guard squared <= bound else { return }
          if feature >= 0, squared == bound, feature < Int(segment.feature) { return }
          feature = Int(segment.feature)
          bound = squared
          found = place
        }
      }
      place = found
      return feature < 0 ? nil : Hit(feature: feature, distance: bound.squareRoot())
    }
  }

  /// The first polygon that a point lies inside, or on the border of.
  private func feature(inside x: Double, _ y: Double) -> Int? {
    areas.flatMap { PointInPolygon.features(atX: x, y: y, in: $0).first?.feature }
  }
}
