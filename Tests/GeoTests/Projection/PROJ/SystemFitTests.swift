import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection

/// Whether coordinates can be right in the system that they are said to be in.
@Suite struct SystemFitTests {
  private func layer(_ crs: CRS, _ places: [(Double, Double)]) -> Geometries {
    var layer = Geometries(crs: crs)
    for place in places { layer.appendPoint(x: place.0, y: place.1) }
    return layer
  }

  private func kind(_ crs: CRS, _ places: [(Double, Double)]) -> SystemFault.Kind? {
    SystemFit(of: layer(crs, places)).fault?.kind
  }

  @Test func kindsOfFaults() {
    #expect(kind(.unknown, [(1, 2)]) == .unknown)
    #expect(kind(CRS("EPSG:999999"), [(1, 2)]) == .unknown)
    #expect(kind(CRS("EPSG:4001"), [(5, 43)]) == .ballpark)
    #expect(kind(CRS("EPSG:4258"), [(893_000, 6_245_000)]) == .notAngles)
    #expect(kind(.wgs84, [(893_000, 6_245_000)]) == .notAngles)
    #expect(kind(.wgs84, [(43, 139)]) == .swapped)
    #expect(kind(.lambert93, [(5.4, 43.3)]) == .degreesAsLengths)
    #expect(kind(CRS("EPSG:32632"), [(9, 45)]) == .degreesAsLengths)
    #expect(kind(.lambert93, [(6_245_000, 893_000), (6_246_000, 893_500)]) == .swapped)
    #expect(kind(CRS("EPSG:4171"), [(48.8, 2.3), (45.7, 4.8)]) == .swapped)
    #expect(kind(CRS("EPSG:32632"), [(5_000_000, 500_000)]) == .swapped)
    #expect(kind(CRS("EPSG:32632"), [(500_000, 5_000_000), (9e7, 5e6)]) == .unplaceable)
    #expect(kind(.lambert93, [(12_000_000, 9_000_000)]) == .elsewhere)
  }

  @Test func whatIsWell() {
    for (crs, places) in [
      (CRS.lambert93, [(893_000.0, 6_245_000.0)]), (.wgs84, [(5.4, 43.3), (190, -20)]),
      (CRS("EPSG:4807"), [(3, 54)]), (.localEqualArea(longitude: 5, latitude: 43), [(4, 5)]),
      (.lambert93, []), (CRS("EPSG:4258"), [(365, 43)]),
    ] {
      let fit = SystemFit(of: layer(crs, places))
      #expect(fit.fault == nil && !fit.isBeyondAreaOfUse && fit.notice == nil, "\(crs)")
    }
    // Local grids have small coordinates near their origin: the United Kingdom's south-west.
    #expect(kind(CRS("EPSG:27700"), [(90, 80)]) == nil)
  }

  /// Beyond the area of use by some degrees: what PROJ places and finds back to is read as PROJ
  /// does, on the way in and on the way out, to a millimetre.
  @Test(arguments: [
    ("EPSG:32632", 18.2, 40.4), ("EPSG:25832", 15.0, 51.2), ("EPSG:25833", 30.9, 70.3),
    ("EPSG:25833", 5.0, 60.4), ("EPSG:2154", 14.5, 40.8), ("EPSG:3035", 52.0, 45.0),
    ("EPSG:31467", 15.0, 51.0),
  ]) func beyondTheAreaOfUse(_ code: String, _ longitude: Double, _ latitude: Double) throws {
    let crs = CRS(code)
    let place = try Transformation(from: .wgs84, to: crs).transform(x: longitude, y: latitude)
    let there = layer(crs, [(place.x, place.y)])
    let fit = SystemFit(of: there)
    #expect(fit.fault == nil && fit.isBeyondAreaOfUse)
    #expect(fit.notice?.contains(code) == true)
    let back = try there.transformed(to: .wgs84).geometries
    // The millimetre that is stated: 9e-9 of a degree of latitude.
    #expect(abs(back.x(0) - longitude) < 9e-9 && abs(back.y(0) - latitude) < 9e-9)
    let again = try layer(.wgs84, [(longitude, latitude)]).transformed(to: crs).geometries
    #expect(abs(again.x(0) - place.x) < 1e-6 && abs(again.y(0) - place.y) < 1e-6)
  }

  /// The fault is what the transformation throws, whatever PROJ would have said.
  @Test func transformationsThrowTheFault() throws {
    for (crs, places) in [
      (CRS.lambert93, [(6_245_000.0, 893_000.0)]), (.lambert93, [(5.4, 43.3)]),
      (CRS("EPSG:4258"), [(893_000, 6_245_000)]), (.lambert93, [(12_000_000, 9_000_000)]),
      (CRS("EPSG:32632"), [(500_000, 5_000_000), (9e7, 5e6)]), (CRS("EPSG:4001"), [(5, 43)]),
    ] {
      let layer = layer(crs, places)
      let fault = try #require(SystemFit(of: layer).fault)
      for target in [CRS.wgs84, .laeaEurope] {
        let error = #expect(throws: PROJError.self) { try layer.transformed(to: target) }
        #expect(error?.reason == fault.reason && error?.remedy == fault.remedy)
      }
    }
  }

  /// Of many vertices the outermost are always looked at.
  @Test func outliersAreFound() {
    var places = (0..<20_000).map { (800_000 + Double($0), 6_200_000 + Double($0)) }
    places[7_777] = (12_000_000, 9_000_000)
    #expect(SystemFit(of: layer(.lambert93, places)).isBeyondAreaOfUse)
    #expect(SystemSample.vertices(of: layer(.lambert93, places)).contains(12_000_000))
  }

  @Test func boxesOnTheCircle() throws {
    let fiji = CRS("EPSG:3460")
    let to = try Transformation(from: .wgs84, to: fiji)
    let a = try to.transform(x: 178, y: -18)
    let b = try to.transform(x: -179, y: -17)
    let box = try Box.longitudeLatitude(
      of: Box(minX: a.x, minY: a.y, maxX: b.x, maxY: b.y), in: fiji)
    #expect(abs(box.minX - 178) < 0.1 && abs(box.maxX - 181) < 0.1)
    // Around the pole.
    let arctic = CRS("EPSG:3995")
    let pole = try Box.longitudeLatitude(
      of: Box(minX: -1e6, minY: -1e6, maxX: 1e6, maxY: 1e6), in: arctic)
    #expect(pole.minX == -180 && pole.maxX == 180 && pole.maxY == 90)
    let beside = try Box.longitudeLatitude(
      of: Box(minX: 1e6, minY: 1e6, maxX: 2e6, maxY: 2e6), in: arctic)
    #expect(beside.width < 90 && beside.maxY < 90)
  }

  /// National systems whose shift of datum closes to millimetres only, beyond the first area of use:
  /// where pyproj and `cs2cs` place them, and back.
  @Test(arguments: [
    ("EPSG:23030", -8.6, 42.9), ("EPSG:23030", 2.1, 41.4), ("EPSG:23031", 7.7, 48.6),
    ("EPSG:3021", 11.97, 57.7), ("EPSG:23032", 16.9, 41.1), ("EPSG:30169", 130.4, 33.6),
    ("EPSG:24879", -70.6, -33.4), ("EPSG:27393", 5.3, 60.4),
  ]) func nationalSystems(_ code: String, _ longitude: Double, _ latitude: Double) throws {
    let crs = CRS(code)
    let place = try Transformation(from: .wgs84, to: crs).transform(x: longitude, y: latitude)
    let there = layer(crs, [(place.x, place.y)])
    #expect(SystemFit(of: there).fault == nil)
    let back = try there.transformed(to: .wgs84).geometries
    #expect(abs(back.x(0) - longitude) < 5e-7 && abs(back.y(0) - latitude) < 5e-7)
  }

  /// Kilometres are stated and metres meant; no system's numbers are so great.
  @Test func lengthsBeyondTheEarth() throws {
    let kilometers = CRS(
      ShapefileBytes.lambert93.replacing("\"Meter\",1]", with: "\"Kilometer\",1000]"))
    #expect(try CRSDescription(of: kilometers).metersPerUnit == 1000)
    #expect(kind(kilometers, [(892_000, 6_247_000)]) == .unplaceable)
    #expect(kind(kilometers, [(892, 6247)]) == nil)
    #expect(throws: PROJError.self) {
      try layer(kilometers, [(892_000, 6_247_000)]).transformed(to: .wgs84)
    }
    // Eastings with the number of their zone.
    #expect(kind(CRS("EPSG:4647"), [(32_500_000, 5.5e6)]) == nil)
  }

  @Test func projectionsWithoutAnInverse() throws {
    let airy = CRS("+proj=airy +datum=WGS84 +units=m +type=crs")
    #expect(!airy.isPlaced)
    #expect(kind(airy, [(1000, 1000)]) == .ballpark)
    let error = #expect(throws: PROJError.self) { try airy.requireWayBack() }
    #expect(error?.reason.contains("no inverse") == true)
    // The way there is open.
    _ = try Transformation(from: .wgs84, to: airy).transform(x: 1, y: 1)
    try CRS("+proj=laea +lat_0=43 +lon_0=5 +datum=WGS84 +type=crs").requireWayBack()
  }

  // MARK: Remedies

  /// Only where PROJ would have a way with a grid is a grid the remedy.
  @Test func remediesAreTrue() {
    func remedy(_ crs: CRS) -> String {
      let error = #expect(throws: PROJError.self) {
        _ = try Transformation(from: crs, to: .wgs84)
      }
      return error?.remedy?.text ?? ""
    }
    // EPSG knows one way from TPEN11-IRF, by a grid that is in no package.
    let grid = remedy(CRS("EPSG:9364"))
    #expect(grid.contains("grids") && grid.contains("TN15-ETRS89-to-TPEN11-IRF.gsb"))
    let datum = remedy(CRS("+proj=laea +lat_0=52 +ellps=bessel"))
    #expect(!datum.contains("grids") && datum.contains("with crs"))
  }
}
