import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Overlaps against the overlay of GEOS.
@Suite struct OverlapAreaGEOSTests {
  @Test(arguments: [8, 62, 400])
  func randomStarsWithHolesAndParts(vertices: Int) {
    let a = Geometries.stars(count: 40, radius: 1200, vertices: vertices, seed: 41)
    let b = Geometries.stars(count: 40, radius: 1500, vertices: 62, seed: 42)
    let peer = GEOSPeer()
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
}
