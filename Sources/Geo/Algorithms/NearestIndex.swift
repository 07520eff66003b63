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

  private let geometries: Geometries
  /// One box an edge or point.
  private let tree: BoxTree
  /// The feature of each item, and the vertex that it starts at; an item of a point ends there.
  private let features: [Int32]
  private let starts: [Int32]
  private let isPoint: [Bool]
  /// The polygons, for points inside them.
  private let areas: PolygonIndex

  public init(_ geometries: Geometries) {
    self.geometries = geometries
    var boxes: [Box] = []
    var features: [Int32] = []
    var starts: [Int32] = []
    var isPoint: [Bool] = []
    for feature in 0..<geometries.count {
      let kinds = geometries.partKinds(ofFeature: feature)
      for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
        for ring in geometries.rings(ofPart: part) {
          let vertices = geometries.vertices(ofRing: ring)
          for vertex in kind == .point ? vertices : vertices.dropLast() {
            var box = Box.empty
            box.extend(x: geometries.x(vertex), y: geometries.y(vertex))
            if kind != .point {
              box.extend(x: geometries.x(vertex + 1), y: geometries.y(vertex + 1))
            }
            boxes.append(box)
            features.append(Int32(feature))
            starts.append(Int32(vertex))
            isPoint.append(kind == .point)
          }
        }
      }
    }
    tree = BoxTree(boxes)
    areas = PolygonIndex(geometries)
    self.features = features
    self.starts = starts
    self.isPoint = isPoint
  }

  /// Whether there is nothing to be found.
  public var isEmpty: Bool { features.isEmpty }

  /// The nearest feature within a distance, or nil.
  public func nearest(x: Double, y: Double, within: Double = .infinity) -> Hit? {
    if let inside = PointInPolygon.features(atX: x, y: y, in: areas).first {
      return Hit(feature: inside.feature, distance: 0)
    }
    var best: Hit?
    var bound = within * within
    tree.visitNearest(x: x, y: y, bound: &bound) { item, bound in
      let squared = squaredDistance(to: item, x, y)
      guard squared <= bound else { return }
      let feature = Int(features[item])
      if let found = best, squared == bound, found.feature < feature { return }
      best = Hit(feature: feature, distance: squared.squareRoot())
      bound = squared
    }
    return best
  }

  private func squaredDistance(to item: Int, _ x: Double, _ y: Double) -> Double {
    let start = Int(starts[item])
    let ax = geometries.x(start) - x
    let ay = geometries.y(start) - y
    if isPoint[item] { return ax * ax + ay * ay }
    let dx = geometries.x(start + 1) - geometries.x(start)
    let dy = geometries.y(start + 1) - geometries.y(start)
    let length = dx * dx + dy * dy
    let along = length > 0 ? min(1, max(0, -(ax * dx + ay * dy) / length)) : 0
    let nearX = ax + along * dx
    let nearY = ay + along * dy
    return nearX * nearX + nearY * nearY
  }
}
