import CGEOS
import Geo
import TestSupport
import Testing

/// Overlaps against the overlay of GEOS.
@Suite struct OverlapAreaGEOSTests {
  @Test(arguments: [8, 62, 400])
  func randomStarsWithHolesAndParts(vertices: Int) {
    let a = Geometries.stars(count: 40, radius: 1200, vertices: vertices, seed: 41)
    let b = Geometries.stars(count: 40, radius: 1500, vertices: 62, seed: 42)
    let peer = Peer()
    let shapesA = (0..<a.count).map { peer.polygon(a, $0) }
    let shapesB = (0..<b.count).map { peer.polygon(b, $0) }
    let (indexA, indexB) = (PolygonIndex(a), PolygonIndex(b))
    var shared = 0
    for i in 0..<a.count {
      #expect(abs(indexA.areas[i] - peer.area(shapesA[i])) <= 1e-9 * indexA.areas[i])
      for j in 0..<b.count {
        let area = OverlapArea.between(indexA, i, indexB, j)
        let other = peer.overlap(shapesA[i], shapesB[j])
        #expect(abs(area - other) <= 1e-9 * other + 1e-5, "\(i) \(j)")
        shared += other > 0 ? 1 : 0
      }
    }
    #expect(shared > 100)
    for shape in shapesA + shapesB { peer.free(shape) }
  }

  /// Just enough of GEOS: multipolygons, their overlay, its area.
  private final class Peer {
    let context: GEOSContextHandle_t = GEOS_init_r()

    deinit { GEOS_finish_r(context) }

    func polygon(_ layer: Geometries, _ i: Int) -> OpaquePointer? {
      var parts: [OpaquePointer?] = layer.parts(ofFeature: i).map { part in
        var rings = layer.rings(ofPart: part).map { ring in
          let vertices = layer.vertices(ofRing: ring)
          let sequence = GEOSCoordSeq_create_r(context, UInt32(vertices.count), 2)
          for (k, vertex) in vertices.enumerated() {
            GEOSCoordSeq_setXY_r(context, sequence, UInt32(k), layer.x(vertex), layer.y(vertex))
          }
          return GEOSGeom_createLinearRing_r(context, sequence)
        }
        let shell = rings.removeFirst()
        return GEOSGeom_createPolygon_r(context, shell, &rings, UInt32(rings.count))
      }
      let kind = Int32(GEOS_MULTIPOLYGON.rawValue)
      return GEOSGeom_createCollection_r(context, kind, &parts, UInt32(parts.count))
    }

    func area(_ shape: OpaquePointer?) -> Double {
      var area = 0.0
      return GEOSArea_r(context, shape, &area) == 1 ? area : .nan
    }

    func overlap(_ a: OpaquePointer?, _ b: OpaquePointer?) -> Double {
      let shared = GEOSIntersection_r(context, a, b)
      defer { free(shared) }
      return area(shared)
    }

    func free(_ shape: OpaquePointer?) { GEOSGeom_destroy_r(context, shape) }
  }
}
