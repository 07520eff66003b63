import CGEOS
import GeoCore

/// Just enough of GEOS, apart from the program's own wrappers: multipolygons, their overlays, their
/// areas.
final class GEOSPeer {
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

  /// The area of what only one of two features of one layer each covers; NaN when GEOS fails.
  func difference(_ a: Geometries, _ b: Geometries) -> Double {
    let (one, two) = (polygon(a, 0), polygon(b, 0))
    let rest = GEOSSymDifference_r(context, one, two)
    defer { for shape in [one, two, rest] { free(shape) } }
    return area(rest)
  }
}
