public import GeoCore

/// The polygons of a layer, made ready to be measured against others: boxes, areas, ring
/// directions, an index of the boxes and, for large polygons, hierarchies of their edges.
///
/// Only polygon parts count, in collections too; whatever else a feature has is left out, and a
/// feature without polygons has an empty box and area 0. Rings must be closed, as `Geometries`
/// demands. A ring whose signed area is 0 or not finite bounds nothing and is left out.
///
/// **Units, CRS:** those of the layer, which should be an equal-area one. Both layers of an overlay
/// have the same CRS.
/// **Complexity:** O(n log n) to make for n vertices, shared out among threads.
public struct PolygonIndex: Sendable {
  /// The layer as it was given, with what has no polygons.
  public let geometries: Geometries
  /// The box of each feature's polygons; empty where there are none.
  public let boxes: [Box]
  /// The area of each feature's polygons.
  public let areas: [Double]
  /// The boxes, indexed by feature.
  public let tree: BoxTree
  let features: [Feature]
  let rings: [Ring]
  let nodes: [EdgeHierarchy.Node]

  /// What the overlay needs to know of a feature.
  struct Feature {
    /// Its rings in `rings`.
    var firstRing: Int32
    var endRing: Int32
    /// The root of its edge hierarchy in `nodes`; -1 when its edges are few.
    var root: Int32
  }

  /// A ring that bounds something.
  struct Ring {
    var firstVertex: Int32
    /// The closing vertex.
    var lastVertex: Int32
    /// What turns the ring to its role: +1 where a shell runs counterclockwise or a hole
    /// clockwise, else -1.
    var sign: Double
  }

  /// **Complexity:** O(vertices / threads + n log n). The same index on any number of threads.
  public init(_ geometries: Geometries, threads: Int = 1) {
    let pieces = Parallel.collect(count: geometries.count, chunk: 1024, threads: threads) {
      Builder(geometries, $0)
    }
    var boxes: [Box] = []
    var areas: [Double] = []
    var features: [Feature] = []
    var rings: [Ring] = []
    var nodes: [EdgeHierarchy.Node] = []
    boxes.reserveCapacity(geometries.count)
    areas.reserveCapacity(geometries.count)
    features.reserveCapacity(geometries.count)
    for piece in pieces {
      let ringShift = Int32(rings.count)
      let nodeShift = Int32(nodes.count)
      for feature in piece.features {
        features.append(
          Feature(
            firstRing: feature.firstRing + ringShift, endRing: feature.endRing + ringShift,
            root: feature.root < 0 ? -1 : feature.root + nodeShift))
      }
      for node in piece.nodes { nodes.append(node.shifted(rings: ringShift, nodes: nodeShift)) }
      boxes += piece.boxes
      areas += piece.areas
      rings += piece.rings
    }
    self.geometries = geometries
    self.boxes = boxes
    self.areas = areas
    self.features = features
    self.rings = rings
    self.nodes = nodes
    tree = BoxTree(boxes)
  }

  /// The number of features.
  public var count: Int { features.count }

  /// The index of a run of features; its ring and node numbers start from 0.
  private struct Builder: Sendable {
    var boxes: [Box] = []
    var areas: [Double] = []
    var features: [Feature] = []
    var rings: [Ring] = []
    var nodes: [EdgeHierarchy.Node] = []

    init(_ geometries: Geometries, _ range: Range<Int>) {
      boxes.reserveCapacity(range.count)
      areas.reserveCapacity(range.count)
      features.reserveCapacity(range.count)
      rings.reserveCapacity(range.count)
      geometries.coordinates.withUnsafeBufferPointer { xy in
        for i in range { append(feature: i, of: geometries, xy) }
      }
    }

    private mutating func append(
      feature i: Int, of geometries: Geometries, _ xy: UnsafeBufferPointer<Double>
    ) {
      let firstRing = rings.count
      var box = Box.empty
      var area = 0.0
      var edges = 0
      geometries.forEachPolygonPart(ofFeature: i) { part in
        for (place, ring) in geometries.rings(ofPart: part).enumerated() {
          let vertices = geometries.vertices(ofRing: ring)
          let signed = RingArea.signed(xy, vertices)
          guard signed != 0, signed.isFinite else { continue }
          area += place == 0 ? abs(signed) : -abs(signed)
          rings.append(
            Ring(
              firstVertex: Int32(vertices.lowerBound), lastVertex: Int32(vertices.upperBound - 1),
              sign: (place == 0) == (signed > 0) ? 1 : -1))
          box = box.union(Self.box(xy, vertices))
          edges += vertices.count - 1
        }
      }
      var root = -1
      if edges > EdgeHierarchy.threshold {
        root = EdgeHierarchy.append(rings: rings, from: firstRing, xy, to: &nodes)
      }
      boxes.append(box)
      areas.append(max(area, 0))
      features.append(
        Feature(firstRing: Int32(firstRing), endRing: Int32(rings.count), root: Int32(root)))
    }

    private static func box(_ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>) -> Box {
      var box = Box.empty
      for vertex in vertices { box.extend(x: xy[2 * vertex], y: xy[2 * vertex + 1]) }
      return box
    }
  }
}

/// A `PolygonIndex` behind bare pointers, for inner loops. Valid only inside `withView`.
struct PolygonView {
  let xy: UnsafePointer<Double>
  let features: UnsafePointer<PolygonIndex.Feature>
  let rings: UnsafePointer<PolygonIndex.Ring>
  let nodes: UnsafePointer<EdgeHierarchy.Node>
  let boxes: UnsafePointer<Box>
  let areas: UnsafePointer<Double>
}

extension PolygonIndex {
  /// Lends the buffers. An empty layer is never asked for a feature, so any address will do.
  @inline(__always)
  func withView<Result>(_ body: (PolygonView) -> Result) -> Result {
    geometries.coordinates.withUnsafeBufferPointer { xy in
      features.withUnsafeBufferPointer { features in
        rings.withUnsafeBufferPointer { rings in
          nodes.withUnsafeBufferPointer { nodes in
            boxes.withUnsafeBufferPointer { boxes in
              areas.withUnsafeBufferPointer { areas in
                body(
                  PolygonView(
                    xy: address(xy), features: address(features), rings: address(rings),
                    nodes: address(nodes), boxes: address(boxes), areas: address(areas)))
              }
            }
          }
        }
      }
    }
  }

  private func address<T>(_ buffer: UnsafeBufferPointer<T>) -> UnsafePointer<T> {
    buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<T>.alignment)!
  }
}
