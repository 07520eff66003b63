internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The area that a network is cut to, or that a study is about: the union of the polygons of a
/// layer.
///
/// **CRS:** any; the area's borders are straight in it. In a system of degrees it may pass 180°, with
/// longitudes that go on beyond or in parts on both sides. **Shapes:** polygons with holes, several
/// features; what is no polygon counts for nothing. **Boundary rule:** the border belongs to the
/// area. Borders that two polygons share cut nothing.
public struct ClipArea: Sendable {
  /// The file it came from, for messages.
  public let path: String
  /// The system in which its borders are straight.
  public let crs: CRS
  let polygons: PolygonIndex
  /// The box of the area.
  public let degrees: EarthBox
  /// In a system of degrees, the meridian opposite to the area: longitudes begin there.
  private let firstLongitude: Double?
  /// Lengths along a street below which a change of sides is rounding: a millimetre, in the units
  /// of the system.
  let tolerance: Double
  /// The edges of all rings by their first vertex.
  private let borders: [Int32]
  private let tree: BoxTree

  /// The area of a layer's polygons.
  ///
  /// - Throws: `NetworkError` when the layer has no polygon, what `CRSDescription` throws.
  public init(_ layer: Layer, threads: Int = 1) throws {
    path = layer.path
    crs = layer.geometries.crs
    let description = try CRSDescription(of: crs)
    let whole = try EarthBox(around: layer.geometries.droppingElevations(), threads: threads)
    let first = description.isGeographic ? whole.middleLongitude - 180 : nil
    let geometries = first.map { layer.geometries.turned(from: $0) } ?? layer.geometries
    firstLongitude = first
    degrees = whole
    polygons = PolygonIndex(geometries, threads: threads)
    let box = polygons.tree.box
    guard !box.isEmpty else {
      throw NetworkError(
        path: layer.path, reason: "the layer has no polygon to cut streets to",
        remedy: "give a layer of polygons")
    }
    tolerance = description.isGeographic ? 1e-8 : 1e-3 / (description.metersPerUnit ?? 1)
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
    let geometries = firstLongitude.map { geometries.turned(from: $0) } ?? geometries
    return (0..<geometries.count).map { feature in
      geometries.vertices(ofFeature: feature).contains {
        contains(geometries.x($0), geometries.y($0))
      }
    }
  }

  /// Streets in the area's system; in one of degrees on the area's side of the earth.
  func streets(_ lines: Geometries, threads: Int) throws -> Geometries {
    let own = try lines.transformed(to: crs, threads: threads).geometries
    return firstLongitude.map { own.turned(from: $0) } ?? own
  }

  /// The edges whose box meets the area's, with some room, since sides that are straight in one
  /// system bend in another.
  var neighbourhood: EarthBox {
    let room = max(1, 0.01 * degrees.radiusMeters)
    return degrees.expanded(byMeters: 2 * room)
  }

  /// The share of the area's bounding box that lies outside a box, from 0 to 1, on the sphere.
  public func shareOutside(_ box: EarthBox) -> Double {
    func size(_ box: Box) -> Double {
      func height(_ degrees: Double) -> Double { sin(min(90, max(-90, degrees)) * .pi / 180) }
      return box.isEmpty ? 0 : box.width * max(0, height(box.maxY) - height(box.minY))
    }
    var (whole, common) = (0.0, 0.0)
    for own in degrees.boxes {
      whole += size(own)
      for other in box.boxes { common += size(own.intersection(other)) }
    }
    return whole > 0 ? max(0, 1 - common / whole) : 0
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

extension Geometries {
  /// The same geometries of a system of degrees with longitudes that begin at a meridian. Lines and
  /// rings keep together: where one passes that meridian, it goes on beyond.
  func turned(from first: Double) -> Geometries {
    var turned = self
    for ring in 0..<ringCount {
      let vertices = vertices(ofRing: ring)
      guard let start = vertices.first else { continue }
      let x = self.x(start)
      var turn = ((first - x) / 360).rounded(.up) * 360
      var before = x
      for v in vertices {
        // The short way round.
        if self.x(v) - before > 180 { turn -= 360 }
        if before - self.x(v) > 180 { turn += 360 }
        before = self.x(v)
        if turn != 0 { turned.coordinates[2 * v] = self.x(v) + turn }
      }
    }
    return turned
  }
}
