import Foundation
import GeoCore
import GeoProjection
import Testing

@Suite struct GeodesicTests {
  private let a = 6_378_137.0
  private var e: Double {
    let f = 1 / 298.257_222_101
    return (f * (2 - f)).squareRoot()
  }

  /// The area from the equator to a parallel, for one radian of longitude:
  /// b²/2 · (sin φ / (1 − e² sin² φ) + atanh(e sin φ) / e).
  ///
  /// **Source:** Snyder 1987, Map projections, USGS professional paper 1395, equation 3-12.
  private func zone(_ latitude: Double) -> Double {
    let s = sin(latitude * .pi / 180)
    return a * a * (1 - e * e) / 2 * (s / (1 - e * e * s * s) + atanh(e * s) / e)
  }

  /// Sides along parallels are densified, so that geodesics follow them.
  private func quadrangle(
    _ west: Double, _ south: Double, _ east: Double, _ north: Double, steps: Int = 2000
  ) -> [(Double, Double)] {
    let along = (0...steps).map { west + (east - west) * Double($0) / Double(steps) }
    let back = (0...steps).map { east + (west - east) * Double($0) / Double(steps) }
    return along.map { ($0, south) } + back.map { ($0, north) }
  }

  @Test(
    arguments: [
      (4.0, 43.0, 6.0, 44.0), (-10, -35, 10, -5), (170, 60, 175, 65), (0, -1, 1, 1), (2, 80, 8, 89),
    ] as [(Double, Double, Double, Double)])
  func quadranglesBetweenParallels(
    _ west: Double, _ south: Double, _ east: Double, _ north: Double
  ) {
    var layer = Geometries(crs: .wgs84)
    layer.appendPolygon([quadrangle(west, south, east, north)])
    let exact = (east - west) * .pi / 180 * (zone(north) - zone(south))
    let area = Geodesic.area(ofFeature: 0, in: layer)
    #expect(abs(area / exact - 1) < 1e-8, "\(area) \(exact)")
  }

  /// Meridians and the equator are geodesics: an octant is an eighth of the ellipsoid.
  @Test func anOctant() {
    var layer = Geometries(crs: .wgs84)
    layer.appendPolygon([[(0, 0), (90, 0), (0, 90)]])
    let whole = 4 * Double.pi * zone(90)
    #expect(abs(whole - 510_065_621_724_000) < 1e9)
    #expect(abs(Geodesic.area(ofFeature: 0, in: layer) / (whole / 8) - 1) < 1e-12)
  }

  @Test func holesAreTakenAwayAndPartsAdded() {
    let shell = quadrangle(5, 43, 6, 44, steps: 200)
    let hole = quadrangle(5.2, 43.2, 5.4, 43.4, steps: 200)
    let far = quadrangle(8, 43, 9, 44, steps: 200)
    var layer = Geometries(crs: .wgs84)
    layer.appendPolygon([shell])
    layer.appendPolygon([hole])
    layer.appendMultiPolygon([[shell.reversed(), hole], [far]])
    layer.appendPoint(x: 5, y: 43)
    layer.beginFeature(.null)
    let areas = (0..<5).map { Geodesic.area(ofFeature: $0, in: layer) }
    #expect(abs(areas[2] - (2 * areas[0] - areas[1])) < 1)
    #expect(areas[3] == 0 && areas[4] == 0)
  }

  // MARK: Scale

  @Test func lambert93IsTrueAtItsParallels() throws {
    for latitude in [44.0, 49] {
      let error = try Geodesic.scaleErrors(of: .lambert93, longitude: 5, latitude: latitude)
      #expect(error.length < 2e-8)
      #expect(error.area < 4e-8)
    }
  }

  /// 0.99905103 where it is least (the equivalent with one parallel), elsewhere by the formulas.
  @Test(arguments: [41.5, 43.3, 46.5, 47.8, 51])
  func lambert93ElsewhereIsAsTheFormulasSay(latitude: Double) throws {
    let conic = ConformalConic()
    #expect(abs(conic.scale(latitude: conic.centralLatitude) - 0.999_051_03) < 1e-8)
    let scale = conic.scale(latitude: latitude)
    let error = try Geodesic.scaleErrors(of: .lambert93, longitude: 5.4, latitude: latitude)
    #expect(abs(error.length - abs(scale - 1)) < 2e-8)
    #expect(abs(error.area - abs(scale * scale - 1)) < 4e-8)
  }

  @Test func laeaEuropeIsEqualArea() throws {
    for (longitude, latitude) in [(5.4, 43.3), (-9, 38), (25, 60), (10, 52)] {
      let error = try Geodesic.scaleErrors(
        of: .laeaEurope, longitude: longitude, latitude: latitude)
      #expect(error.area < 5e-8)
    }
  }

  /// Web Mercator stretches the sphere by 1/cos φ, so parallels of the ellipsoid by that over N.
  @Test func webMercatorIsNot() throws {
    let phi = 43.3 * Double.pi / 180
    let parallel = (1 - e * e * sin(phi) * sin(phi)).squareRoot() / cos(phi)
    let meridian = pow(1 - e * e * sin(phi) * sin(phi), 1.5) / (1 - e * e) / cos(phi)
    let error = try Geodesic.scaleErrors(of: CRS("EPSG:3857"), longitude: 5.4, latitude: 43.3)
    #expect(abs(error.length - (max(parallel, meridian) - 1)) < 1e-6)
    #expect(abs(error.area - (parallel * meridian - 1)) < 1e-6)
  }

  @Test func aPointOutOfReachIsAnError() {
    #expect(throws: PROJError.self) {
      try Geodesic.scaleErrors(of: .lambert93, longitude: 3, latitude: .nan)
    }
  }
}
