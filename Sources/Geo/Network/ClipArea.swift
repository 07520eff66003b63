#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The area that a network is cut to, or that a study is about: the union of the polygons of a
/// layer.
///
/// **CRS:** any; the area's borders are straight in it. **Shapes:** polygons with holes, several
/// features; what is no polygon counts for nothing. **Boundary rule:** the border belongs to the
/// area. Borders that two polygons share cut nothing.
public struct ClipArea: Sendable {
  /// The file it came from, for messages.
  public let path: String
  public let crs: CRS
  let polygons: PolygonIndex
  /// The box of the area in degrees.
  let degrees: Box
  /// Lengths along a street below which a change of sides is rounding: a millimetre, in the units
  /// of the system.
  let tolerance: Double
  /// The edges of all rings by their first vertex.
  private let borders: [Int32]
  private let tree: BoxTree

  /// - Throws: `NetworkError` when the layer has no polygon, what `CRSDescription` throws.
  public init(_ layer: Layer, threads: Int = 1) throws {
    path = layer.path
    let geometries = layer.geometries
    crs = geometries.crs
    polygons = PolygonIndex(geometries, threads: threads)
    let box = polygons.tree.box
    guard !box.isEmpty else {
      throw NetworkError(
        path: layer.path, reason: "the layer has no polygon to cut streets to",
        remedy: "give a layer of polygons with --clip")
    }
    let description = try CRSDescription(of: crs)
    tolerance = description.isGeographic ? 1e-8 : 1e-3 / (description.metersPerUnit ?? 1)
    degrees = try Box.longitudeLatitude(of: box, in: crs)
    var borders: [Int32] = []
    var boxes: [Box] = []
    for feature in 0..<geometries.count {
      geometries.forEachPolygonPart(ofFeature: feature) { part in
        for ring in geometries.rings(ofPart: part) {
          for vertex in geometries.vertices(ofRing: ring).dropLast() {
            borders.append(Int32(vertex))
            var box = Box.empty
            for end in [vertex, vertex + 1] {
              box.extend(x: geometries.x(end), y: geometries.y(end))
            }
            boxes.append(box)
          }
        }
      }
    }
    self.borders = borders
    tree = BoxTree(boxes)
  }

  /// Whether any vertex of each feature lies in the area. **CRS:** the area's own.
  public func holdsAny(of geometries: Geometries) -> [Bool] {
    precondition(geometries.crs == crs, "features are in the area's system")
    return (0..<geometries.count).map { feature in
      geometries.vertices(ofFeature: feature).contains {
        contains(geometries.x($0), geometries.y($0))
      }
    }
  }

  /// The share of the area's bounding box that lies outside a box, from 0 to 1, on the sphere.
  ///
  /// **CRS:** both boxes are in degrees of longitude and latitude on WGS 84; neither passes the
  /// antimeridian.
  public func shareOutside(_ box: Box) -> Double {
    func size(_ box: Box) -> Double {
      func height(_ degrees: Double) -> Double { sin(min(90, max(-90, degrees)) * .pi / 180) }
      return max(0, box.maxX - box.minX) * max(0, height(box.maxY) - height(box.minY))
    }
    let common = Box(
      minX: max(degrees.minX, box.minX), minY: max(degrees.minY, box.minY),
      maxX: min(degrees.maxX, box.maxX), maxY: min(degrees.maxY, box.maxY))
    let whole = size(degrees)
    return whole > 0 ? max(0, 1 - size(common) / whole) : 0
  }

  func contains(_ x: Double, _ y: Double) -> Bool {
    !PointInPolygon.features(atX: x, y: y, in: polygons).isEmpty
  }

  /// Whether any border may pass through a box.
  func hasBorder(in box: Box) -> Bool {
    var found = false
    tree.query(box) { _ in found = true }
    return found
  }

  /// Where along the segment from p to q, from 0 to 1, a border meets it; unordered.
  func crossings(from p: SIMD2<Double>, to q: SIMD2<Double>, _ visit: (Double) -> Void) {
    var box = Box.empty
    box.extend(x: p.x, y: p.y)
    box.extend(x: q.x, y: q.y)
    let shapes = polygons.geometries
    let along = q - p
    tree.query(box) { place in
      let vertex = Int(borders[place])
      let a = SIMD2(shapes.x(vertex), shapes.y(vertex)) - p
      let b = SIMD2(shapes.x(vertex + 1), shapes.y(vertex + 1)) - p
      let border = b - a
      let denominator = along.x * border.y - along.y * border.x
      if denominator != 0 {
        let t = (a.x * border.y - a.y * border.x) / denominator
        let u = (a.x * along.y - a.y * along.x) / denominator
        if (-1e-12...1 + 1e-12).contains(t), (-1e-12...1 + 1e-12).contains(u) {
          visit(min(max(t, 0), 1))
        }
      } else if along.x * a.y == along.y * a.x {
        // On one line: the ends of the border may be where it goes in or out.
        let squared = along.x * along.x + along.y * along.y
        for end in [a, b] {
          let t = (end.x * along.x + end.y * along.y) / squared
          if t >= 0, t <= 1 { visit(t) }
        }
      }
    }
  }
}
