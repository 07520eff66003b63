import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection

@Suite struct LocalFrameTests {
  /// PROJ's laea around the same place is the same plane; at a pole both lose a few digits.
  @Test(arguments: [(5.0, 43.0), (180.0, -17.0), (-60.0, 0.0), (30.0, 89.0), (0.0, -75.0)])
  func sameAsPROJ(longitude: Double, latitude: Double) throws {
    var random = SeededGenerator(seed: 7)
    let frame = LocalFrame(longitude: longitude, latitude: latitude)
    let crs = CRS.localEqualArea(longitude: longitude, latitude: latitude)
    var places: [Double] = []
    for _ in 0..<50 {
      places.append(longitude + Double.random(in: -60...60, using: &random))
      places.append(min(max(latitude + Double.random(in: -40...40, using: &random), -89), 89))
    }
    let own = frame.projected(places)
    var theirs = places
    try Transformation(from: .wgs84, to: crs).transform(&theirs)
    for (a, b) in zip(own, theirs) { #expect(abs(a - b) < 1e-5) }
    for (k, value) in frame.restored(own).enumerated() {
      let apart = value - places[k]
      #expect(abs(k.isMultiple(of: 2) ? apart.remainder(dividingBy: 360) : apart) < 1e-9)
    }
  }

  /// Areas of boxes of longitude and latitude have a closed form: a² / 2 Δλ Δq.
  @Test func boxesOnTheEllipsoid() {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(-180, -90), (180, -90), (180, 90), (-180, 90)]])
    geometries.appendPolygon([[(-90, 0), (90, 0), (90, 90), (-90, 90)]])
    #expect(abs(Ellipsoid.area(ofPart: 0, in: geometries) - 510_065_621_724_089) < 1e3)
    #expect(abs(Ellipsoid.area(ofPart: 1, in: geometries) - 510_065_621_724_089 / 4) < 1e3)
  }

  @Test func geodesicAreasOfWideParts() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(-180, -90), (180, -90), (180, 90), (-180, 90)]])
    geometries.appendPolygon([[(-180, 60), (180, 60), (180, 90), (-180, 90)]])
    let dense = try geometries.withLongEdgesDivided()
    let world = Geodesic.area(ofFeature: 0, in: dense)
    #expect(abs(world / 510_065_621_724_089 - 1) < 1e-6)
    let cap = Geodesic.area(ofFeature: 1, in: dense)
    #expect(abs(cap / Ellipsoid.area(ofPart: 1, in: geometries) - 1) < 1e-5)
  }
}
