import GeoAlgorithms
import GeoCore
import Testing

@testable import GeoProjection

/// The surroundings of points and lines, against closed forms.
@Suite struct LocalBufferTests {
  private func area(
    around degrees: Geometries, meters: Double, in crs: CRS = .laeaEurope
  ) throws -> Double {
    let placed = try degrees.placed(in: crs, threads: 1).geometries
    var grown = Geometries(crs: crs)
    try LocalBuffer.append(0, of: placed, by: meters, quadrantSegments: 32, to: &grown)
    return PolygonIndex(grown).areas[0]
  }

  @Test(arguments: [(5.4, 43.3), (-9.1, 38.7), (25.7, 71.1)])
  func aPointHasTheAreaOfItsCircle(longitude: Double, latitude: Double) throws {
    var point = Geometries(crs: .wgs84)
    point.appendPoint(x: longitude, y: latitude)
    for radius in [1.0, 300, 5000] {
      let area = try area(around: point, meters: radius)
      #expect(abs(area / (.pi * radius * radius) - 1) < 1e-5)
    }
  }

  @Test func pointsThatOverlapCountOnce() throws {
    var points = Geometries(crs: .wgs84)
    points.beginFeature(.multiPoint)
    for _ in 0..<2 {
      points.beginPart()
      points.beginRing()
      points.appendVertex(x: 5.4, y: 43.3)
    }
    let area = try area(around: points, meters: 100)
    #expect(abs(area / (.pi * 10_000) - 1) < 1e-5)
  }

  /// A line of 2,226.39 m on the equator: a strip with half a circle at either end.
  @Test func aLineHasAStripAndRoundEnds() throws {
    var line = Geometries(crs: .wgs84)
    line.beginFeature(.lineString)
    line.beginPart()
    line.beginRing()
    line.appendVertex(x: 10, y: 0)
    line.appendVertex(x: 10.02, y: 0)
    let area = try area(around: line, meters: 200, in: CRS("EPSG:6933"))
    let expected = 2 * 200 * 2226.39 + .pi * 40_000
    #expect(abs(area / expected - 1) < 1e-4)
  }
}
