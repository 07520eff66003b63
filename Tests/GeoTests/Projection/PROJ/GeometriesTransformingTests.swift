import GeoCore
import GeoProjection
import TestSupport
import Testing

@Suite struct GeometriesTransformingTests {
  @Test func structureAndElevationsStay() throws {
    let mixed = Layer.mixed(count: 80, elevated: true, seed: 3).geometries
    // Into the plane of a system without a stated area, as points lie all over the world.
    let local = CRS("+proj=eqearth +datum=WGS84 +units=m +type=crs")
    let there = try mixed.transformed(to: local)
    #expect(there.geometries.crs == local)
    #expect(there.geometries.kinds == mixed.kinds)
    #expect(there.geometries.elevations == mixed.elevations)
    #expect(there.geometries.members == mixed.members)
    #expect(there.geometries.vertexCount == mixed.vertexCount)
    #expect(!there.pipeline.isEmpty)
    let back = try there.geometries.transformed(to: .wgs84).geometries
    for vertex in 0..<mixed.vertexCount {
      #expect(abs(back.x(vertex) - mixed.x(vertex)) < 5e-8)
      #expect(abs(back.y(vertex) - mixed.y(vertex)) < 5e-8)
    }
  }

  @Test func theSameSystemIsLeftAlone() throws {
    let stars = Geometries.stars(count: 3, radius: 100, vertices: 5, seed: 1)
    let same = try stars.transformed(to: .laeaEurope)
    #expect(same.geometries == stars)
    #expect(same.pipeline.isEmpty)
  }

  @Test func threadsChangeNothing() throws {
    let stars = Geometries.stars(count: 900, radius: 100, vertices: 60, seed: 2)
    let one = try stars.transformed(to: .wgs84, threads: 1)
    let four = try stars.transformed(to: .wgs84, threads: 4)
    #expect(one.geometries == four.geometries)
    #expect(one.pipeline == four.pipeline)
  }

  @Test func whatLiesOutsideTheAreaOfUseIsRefused() throws {
    var rio = Geometries(crs: .wgs84)
    rio.appendPoint(x: -43.2, y: -22.9)
    let error = #expect(throws: PROJError.self) { try rio.transformed(to: .laeaEurope) }
    #expect(error?.reason.contains("outside the area of use") == true)
    #expect(error?.reason.contains("EPSG:3035") == true)
    var wrong = Geometries(crs: .lambert93)
    wrong.appendPoint(x: 5.4, y: 43.3)
    #expect(throws: PROJError.self) { try wrong.transformed(to: .wgs84) }
  }

  @Test func unknownSystemsAreRefusedEvenForNothing() {
    #expect(throws: PROJError.self) {
      try Geometries(crs: .wgs84).transformed(to: CRS("EPSG:123456"))
    }
    #expect(throws: Never.self) { try Geometries(crs: .wgs84).transformed(to: .lambert93) }
  }

  @Test func aPointThatCannotBeTransformedIsAnError() {
    var layer = Geometries(crs: .wgs84)
    layer.appendPoint(x: 5, y: 43)
    layer.appendPoint(x: .nan, y: 43)
    #expect(throws: PROJError.self) { try layer.transformed(to: .lambert93) }
  }

  @Test func boxesGrowAroundTheirSides() throws {
    let box = Box(minX: 800_000, minY: 6_200_000, maxX: 950_000, maxY: 6_300_000)
    let degrees = try Box.longitudeLatitude(of: box, in: .lambert93)
    let back = try Transformation(from: .lambert93, to: .wgs84)
    for (x, y) in [(800_000.0, 6_200_000.0), (950_000, 6_300_000), (875_000, 6_300_000)] {
      let point = try back.transform(x: x, y: y)
      #expect(degrees.expanded(by: 1e-9).contains(x: point.x, y: point.y))
    }
    #expect(try Box.longitudeLatitude(of: .empty, in: .lambert93).isEmpty)
    #expect(try Box.longitudeLatitude(of: degrees, in: .wgs84) == degrees)
  }
}
