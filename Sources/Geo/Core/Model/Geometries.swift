/// The geometries of a layer in flat buffers, as GeoArrow lays them out: feature → part → ring →
/// vertex, each level an offset array into the next.
///
/// A part is a point, a line or a polygon; a ring is a ring of a polygon (the first is the shell,
/// the rest are holes), the one run of vertices of a line, or the single vertex of a point.
/// Rings of polygons are closed: the last vertex repeats the first. All kinds share the three
/// levels, so that one loop serves them all.
///
/// **CRS:** one for all; x is easting or longitude. **Z:** kept for the whole layer or not at all.
/// **Null and empty:** a null geometry has kind `.null`; an empty one keeps its kind and has no
/// parts. **Collections:** members are flattened to one level; `members` tells them apart.
///
/// ```swift
/// var squares = Geometries(crs: .lambert93)
/// squares.appendPolygon([[(0, 0), (2, 0), (2, 2), (0, 2)]])
/// squares.appendPolygon([[(1, 0), (3, 0), (3, 2), (1, 2)]])
/// let vertices = squares.vertexCount  // 10: rings are closed
/// let second = squares.box(ofFeature: 1)  // x from 1 to 3, y from 0 to 2
/// ```
///
/// **Source:** GeoArrow memory layout, https://geoarrow.org/format.html
public struct Geometries: Sendable, Equatable {
  /// The system of all coordinates, and so their units: metres, or degrees of longitude and
  /// latitude.
  public var crs: CRS
  /// x0, y0, x1, y1 …
  public package(set) var coordinates: [Double]
  /// One Z for each vertex, or nil when the layer is flat.
  public package(set) var elevations: [Double]?
  /// The kind of each feature.
  public package(set) var kinds: [GeometryKind]
  /// Feature i has the parts `partOffsets[i] ..< partOffsets[i + 1]`.
  public package(set) var partOffsets: [Int32]
  /// Part i has the rings `ringOffsets[i] ..< ringOffsets[i + 1]`.
  public package(set) var ringOffsets: [Int32]
  /// Ring i has the vertices `vertexOffsets[i] ..< vertexOffsets[i + 1]`.
  public package(set) var vertexOffsets: [Int32]
  /// For each feature that is a geometry collection, its members in order.
  public package(set) var members: [Int: [Member]]

  /// One geometry of a collection: its kind and how many of the feature's parts are its own.
  public struct Member: Sendable, Hashable {
    /// What the member is.
    public var kind: GeometryKind
    /// The number of the feature's parts that are the member's; 0 for an empty member.
    public var partCount: Int

    /// A member of a kind that owns the next `partCount` parts of its feature.
    public init(kind: GeometryKind, partCount: Int) {
      self.kind = kind
      self.partCount = partCount
    }
  }

  /// No features yet.
  public init(crs: CRS) {
    self.crs = crs
    coordinates = []
    elevations = nil
    kinds = []
    partOffsets = [0]
    ringOffsets = [0]
    vertexOffsets = [0]
    members = [:]
  }

  /// The number of features.
  public var count: Int { kinds.count }
  /// The number of vertices of all features, the closing ones of rings included.
  public var vertexCount: Int { coordinates.count / 2 }
  /// The number of rings, lines and points of all features.
  public var ringCount: Int { vertexOffsets.count - 1 }
  /// The number of parts of all features.
  public var partCount: Int { ringOffsets.count - 1 }

  /// The parts of a feature, as indices of `rings(ofPart:)`; empty for a null or empty geometry.
  @inline(__always)
  public func parts(ofFeature i: Int) -> Range<Int> {
    Int(partOffsets[i])..<Int(partOffsets[i + 1])
  }

  /// The rings of a part, as indices of `vertices(ofRing:)`: the shell first, then the holes.
  @inline(__always)
  public func rings(ofPart i: Int) -> Range<Int> {
    Int(ringOffsets[i])..<Int(ringOffsets[i + 1])
  }

  /// The vertices of a ring, as indices of `x` and `y`; the last repeats the first in a polygon.
  @inline(__always)
  public func vertices(ofRing i: Int) -> Range<Int> {
    Int(vertexOffsets[i])..<Int(vertexOffsets[i + 1])
  }

  /// All rings of a feature, those of every part in a row.
  @inline(__always)
  public func rings(ofFeature i: Int) -> Range<Int> {
    Int(ringOffsets[Int(partOffsets[i])])..<Int(ringOffsets[Int(partOffsets[i + 1])])
  }

  /// All vertices of a feature.
  @inline(__always)
  public func vertices(ofFeature i: Int) -> Range<Int> {
    let rings = rings(ofFeature: i)
    return Int(vertexOffsets[rings.lowerBound])..<Int(vertexOffsets[rings.upperBound])
  }

  /// The easting or longitude of a vertex, in units of the CRS.
  @inline(__always) public func x(_ vertex: Int) -> Double { coordinates[2 * vertex] }
  /// The northing or latitude of a vertex, in units of the CRS.
  @inline(__always) public func y(_ vertex: Int) -> Double { coordinates[2 * vertex + 1] }

  /// The kind of every part of a feature, in order.
  public func partKinds(ofFeature i: Int) -> [GeometryKind] {
    let kind = kinds[i]
    guard kind == .geometryCollection else {
      return Array(repeating: kind.partKind, count: parts(ofFeature: i).count)
    }
    return (members[i] ?? []).flatMap {
      Array(repeating: $0.kind.partKind, count: $0.partCount)
    }
  }

  /// Whether the feature has no vertex: null or empty.
  public func isEmpty(feature i: Int) -> Bool { vertices(ofFeature: i).isEmpty }

  /// The box of one feature; empty when it has no vertices.
  public func box(ofFeature i: Int) -> Box {
    var box = Box.empty
    for vertex in vertices(ofFeature: i) { box.extend(x: x(vertex), y: y(vertex)) }
    return box
  }

  /// The boxes of all features, in order.
  public func boxes() -> [Box] { (0..<count).map { box(ofFeature: $0) } }

  /// The box of the whole layer; NaN counts for nothing.
  public var box: Box {
    coordinates.withUnsafeBufferPointer { xy in
      // Two vertices at a time, so that no comparison waits for the one before.
      var (west, south) = (Double.infinity, Double.infinity)
      var (east, north) = (-Double.infinity, -Double.infinity)
      var (west2, south2, east2, north2) = (west, south, east, north)
      let pairs = xy.count / 4
      for i in 0..<pairs {
        let (x, y, x2, y2) = (xy[4 * i], xy[4 * i + 1], xy[4 * i + 2], xy[4 * i + 3])
        west = x < west ? x : west
        south = y < south ? y : south
        east = x > east ? x : east
        north = y > north ? y : north
        west2 = x2 < west2 ? x2 : west2
        south2 = y2 < south2 ? y2 : south2
        east2 = x2 > east2 ? x2 : east2
        north2 = y2 > north2 ? y2 : north2
      }
      var box = Box(
        minX: min(west, west2), minY: min(south, south2), maxX: max(east, east2),
        maxY: max(north, north2))
      if xy.count > 4 * pairs { box.extend(x: xy[4 * pairs], y: xy[4 * pairs + 1]) }
      return box
    }
  }
}
