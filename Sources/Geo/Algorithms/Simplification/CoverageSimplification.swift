public import GeoCore

/// Polygons with fewer vertices, of which neighbours that shared a border share it still.
///
/// A border between two features is simplified once, for both: no gap and no overlap appears where there
/// was none. Vertices go in the order of the area of the triangle that each spans with its neighbours,
/// the least first, until no triangle is smaller than the least area (Visvalingam and Whyatt). Kept are
///
/// - **junctions:** places where other than two edges of the whole layer end;
/// - **rings:** none loses its last three vertices, so that no zone and no hole vanishes;
/// - **order:** a vertex stays whose triangle holds another place of the layer, so that borders
///   neither cross nor touch where they did not before.
///
/// **Units:** areas are in squares of the coordinates' unit. **CRS:** any plane; bring degrees into one
/// first. **Shapes:** points and lines stay as they are, and so do number and order of features, parts
/// and rings. **Boundary rule:** edges are shared when both ends are equal bit for bit; a vertex of one
/// feature within the edge of another is a gap or an overlap before and after.
/// **Complexity:** O(v log v) for v vertices.
///
/// ```swift
/// var zones = Geometries(crs: .lambert93)
/// zones.appendPolygon([[(0, 0), (2, 0), (2, 1), (2.1, 1.5), (2, 2), (0, 2)]])
/// zones.appendPolygon([[(2, 0), (4, 0), (4, 2), (2, 2), (2.1, 1.5), (2, 1)]])
/// let plain = CoverageSimplification.simplified(zones, leastArea: 0.2)
/// let vertices = plain.vertexCount  // 10: the bend is gone from both
/// ```
///
/// **Source:** Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of points,
/// doi:10.1179/000870493786962263.
public enum CoverageSimplification {
  /// The layer's shapes without vertices whose triangle is smaller than `leastArea`, above 0; elevations
  /// are dropped.
  public static func simplified(_ geometries: Geometries, leastArea: Double) -> Geometries {
    var network = BorderNetwork(geometries)
    let grid = PlaceGrid(network.places.places)
    var isGone = Array(repeating: false, count: network.places.count)
    var queue = TriangleQueue()

    func area(_ place: Int32) -> Double? {
      guard let (a, b) = network.neighbours[Int(place)], !isGone[Int(place)] else { return nil }
      let area = triangle(network.places[a], network.places[place], network.places[b])
      return area < leastArea ? area : nil
    }
    func enqueue(_ place: Int32) {
      if let area = area(place) { queue.push(TriangleQueue.Entry(area: area, place: place)) }
    }
    func isFree(_ place: Int32, between a: Int32, and b: Int32) -> Bool {
      if a == b || network.hasEdge(a, b) { return false }
      let corners = [network.places[a], network.places[place], network.places[b]]
      var box = Box.empty
      for corner in corners { box.extend(x: corner.x, y: corner.y) }
      return !grid.contains(in: box) { other in
        other != a && other != b && other != place && !isGone[Int(other)]
          && holds(corners, network.places[other])
      }
    }

    for place in 0..<Int32(network.places.count) { enqueue(place) }
    while let entry = queue.pop() {
      guard let now = area(entry.place), now == entry.area,
        let (a, b) = network.neighbours[Int(entry.place)],
        isFree(entry.place, between: a, and: b)
      else { continue }
      network.remove(entry.place)
      isGone[Int(entry.place)] = true
      enqueue(a)
      enqueue(b)
    }
    return geometries.keepingVertices { vertex in
      let place = network.placeOfVertex[vertex]
      return place < 0 || !isGone[Int(place)]
    }
  }

  private static func triangle(
    _ a: EditableShape.Place, _ b: EditableShape.Place, _ c: EditableShape.Place
  ) -> Double {
    abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2
  }

  /// Whether a triangle, its sides included, holds a place.
  private static func holds(_ corners: [EditableShape.Place], _ place: EditableShape.Place) -> Bool
  {
    func side(_ i: Int, _ j: Int) -> Double {
      let (a, b) = (corners[i], corners[j])
      return (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x)
    }
    let sides = [side(0, 1), side(1, 2), side(2, 0)]
    guard sides.allSatisfy({ $0 >= 0 }) || sides.allSatisfy({ $0 <= 0 }) else { return false }
    // On a line all three are zero for what lies on it beyond the corners too.
    var box = Box.empty
    for corner in corners { box.extend(x: corner.x, y: corner.y) }
    return box.contains(x: place.x, y: place.y)
  }
}

extension Geometries {
  /// The same features, parts and rings without the vertices that `isKept` refuses; a ring whose first
  /// vertex goes is closed at the next.
  fileprivate func keepingVertices(_ isKept: (Int) -> Bool) -> Geometries {
    var kept = self
    kept.elevations = nil
    kept.coordinates = []
    kept.coordinates.reserveCapacity(coordinates.count / 2)
    kept.vertexOffsets = [0]
    kept.vertexOffsets.reserveCapacity(vertexOffsets.count)
    for ring in 0..<ringCount {
      let vertices = vertices(ofRing: ring)
      let start = kept.coordinates.count
      var isOpened = false
      for vertex in vertices {
        if isKept(vertex) {
          kept.coordinates.append(x(vertex))
          kept.coordinates.append(y(vertex))
        } else if vertex == vertices.lowerBound {
          isOpened = true
        }
      }
      if isOpened, kept.coordinates.count > start {
        kept.coordinates.append(kept.coordinates[start])
        kept.coordinates.append(kept.coordinates[start + 1])
      }
      kept.vertexOffsets.append(Int32(kept.coordinates.count / 2))
    }
    return kept
  }
}
