/// The nearest feature of a layer to any point: points, lines and polygons alike.
///
/// **Units, CRS:** those of the layer, which must be projected; distances are planar.
/// **Boundary rule:** distance 0 on and inside a polygon. **Empty:** features without vertices are
/// never found. **Ties:** the feature that comes first in the layer.
/// **Complexity:** O(log n) a query on a packed tree of single edges and points.
public struct NearestIndex: Sendable {
  /// A found feature.
  public struct Hit: Sendable, Equatable {
    public var feature: Int
    public var distance: Double
  }

  /// An edge, or a point as an edge without length.
  private struct Segment {
    var x: Double
    var y: Double
    var dx: Double
    var dy: Double
    var feature: Int32

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

  private let segments: [Segment]
  private let tree: BoxTree
  /// The polygons, for points inside them; nil when there are none.
  private let areas: PolygonIndex?
  /// Whether there are points or lines beside the polygons.
  private let hasOthers: Bool

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
    tree = BoxTree(boxes)
    self.segments = segments
    self.hasOthers = hasOthers
    areas = hasAreas ? PolygonIndex(geometries) : nil
  }

  /// Whether there is nothing to be found.
  public var isEmpty: Bool { segments.isEmpty }

  /// The nearest feature within a distance, or nil.
  public func nearest(x: Double, y: Double, within: Double = .infinity) -> Hit? {
    var feature = -1
    var bound = within * within
    if let inside = areas.flatMap({ PointInPolygon.features(atX: x, y: y, in: $0).first }) {
      if inside.feature == 0 || !hasOthers { return Hit(feature: inside.feature, distance: 0) }
      // A point or line of an earlier feature may run through the same place.
      feature = inside.feature
      bound = 0
    }
    segments.withUnsafeBufferPointer { segments in
      tree.visitNearest(x: x, y: y, bound: &bound) { item, bound in
        let segment = segments[item]
        let squared = segment.squaredDistance(x, y)
        guard squared <= bound else { return }
        if feature >= 0, squared == bound, feature < Int(segment.feature) { return }
        feature = Int(segment.feature)
        bound = squared
      }
    }
    return feature < 0 ? nil : Hit(feature: feature, distance: bound.squareRoot())
  }
}
