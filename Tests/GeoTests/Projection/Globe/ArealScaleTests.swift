import Testing

@testable import GeoCore
@testable import GeoProjection

@Suite struct ArealScaleTests {
  /// Equal-area systems are so everywhere, seams and high latitudes included.
  @Test(arguments: ["EPSG:6933", "EPSG:8857", "EPSG:3035", "EPSG:3410x"])
  func equalArea(code: String) throws {
    let crs =
      code.hasSuffix("x") ? CRS.localEqualArea(longitude: 170, latitude: -20) : CRS(code)
    for longitude in [-180.0, -170.1, -10, 0, 9.99, 63, 180] {
      for latitude in [-90.0, -89.9, -86, -60, 0, 12.5, 45, 85, 89, 90] {
        // Near the antipode of its centre an azimuthal system is torn apart.
        if crs == .laeaEurope, longitude < -90 || longitude > 150, latitude < 0 { continue }
        if code.hasSuffix("x"), abs(longitude) < 65 { continue }
        let error = try Geodesic.arealScaleError(
          of: crs, longitude: longitude, latitude: latitude)
        #expect(error < 1e-6, "\(crs) at \(longitude) \(latitude): \(error)")
      }
    }
  }

  /// Lambert-93 at 43.3°: lengths 1.00073, areas the square of that.
  @Test func others() throws {
    let lambert = try Geodesic.arealScaleError(of: .lambert93, longitude: 5.4, latitude: 43.3)
    #expect(lambert > 0.0005 && lambert < 0.003)
    let mercator = try Geodesic.arealScaleError(
      of: CRS("EPSG:3857"), longitude: 5.4, latitude: 60)
    #expect(mercator > 2.9 && mercator < 3.1)
    // The sphere's formulas on the ellipsoid: off by up to 0.5 %.
    #expect(
      try Geodesic.arealScaleError(of: CRS("ESRI:54009"), longitude: 5, latitude: 40) > 1e-4)
  }
}
