import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection
@testable import GeoStreets

@Suite struct StreetClipperTests {
  private let street = ["highway": "residential"]

  private func area(
    _ polygons: [[(Double, Double)]], crs: CRS = .wgs84
  ) throws -> ClipArea {
    var shapes = Geometries(crs: crs)
    for ring in polygons { shapes.appendPolygon([ring]) }
    return try ClipArea(Layer(name: "area", geometries: shapes, path: "area.geojson"))
  }

  private func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [(Double, Double)] {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
  }

  /// A street along latitude 43, from 5 to 5.004.
  private func line() -> OSMText {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3, 4, 5], street)
    return text
  }

  @Test func crossingEdgesEndOnTheBorder() throws {
    let (network, report) = try line().built(
      .walk, clip: try area([box(5.0005, 42.9, 5.0025, 43.1)]))
    #expect(network.edgeCount == 1)
    #expect(report.cuts == 2)
    #expect(network.nodeIDs == [0, 0])
    let lons = stride(from: 0, to: network.coordinates.count, by: 2).map { network.coordinates[$0] }
    #expect(lons.count == 4)
    for (found, expected) in zip(lons, [5.0005, 5.001, 5.002, 5.0025]) {
      #expect(abs(found - expected) < 1e-13)
    }
    let whole = try line().network(.walk)
    #expect(abs(network.totalMeters - whole.totalMeters / 2) < 0.002)
  }

  @Test func whatIsInsideStaysAsItIs() throws {
    let (network, report) = try line().built(.walk, clip: try area([box(4, 42, 6, 44)]))
    #expect(network == (try line().network(.walk)))
    #expect(report.cuts == 0 && report.edgesOutside == 0)
  }

  @Test func edgeThatLeavesAndComesBackIsTwo() throws {
    let (network, report) = try line().built(
      .walk, clip: try area([box(4.9, 42.9, 5.001, 43.1), box(5.003, 42.9, 5.1, 43.1)]))
    #expect(network.edgeCount == 2)
    // Cut at nodes 2 and 4, which are no junctions.
    #expect(report.cuts == 2)
    #expect(Set(network.nodeIDs) == [0, 1, 5])
  }

  @Test func sharedBordersCutNothing() throws {
    let parts = [box(4.9, 42.9, 5.0015, 43.1), box(5.0015, 42.9, 5.1, 43.1)]
    let (network, report) = try line().built(.walk, clip: try area(parts))
    #expect(report.cuts == 0)
    #expect(network == (try line().network(.walk)))
  }

  @Test func bordersAlongAStreetKeepIt() throws {
    // The street is the southern border of one area and the northern of the other.
    for ring in [box(4.9, 43, 5.1, 43.1), box(4.9, 42.9, 5.1, 43)] {
      #expect(try line().network(.walk, clip: try area([ring])).edgeCount == 1)
    }
  }

  @Test func holesAreOutside() throws {
    var shapes = Geometries(crs: .wgs84)
    shapes.appendPolygon([
      box(4.9, 42.9, 5.1, 43.1), box(5.0015, 42.99, 5.0025, 43.01).reversed(),
    ])
    let clip = try ClipArea(Layer(name: "area", geometries: shapes))
    let (network, report) = try line().built(.walk, clip: clip)
    #expect(network.edgeCount == 2)
    #expect(report.cuts == 2)
  }

  /// In Lambert-93 the cut is on the line of the projected border.
  @Test func bordersAreStraightInTheirOwnSystem() throws {
    var corners = Geometries(crs: .wgs84)
    corners.appendPolygon([box(5.0005, 42.99, 5.0025, 43.01)])
    let projected = try corners.transformed(to: .lambert93).geometries
    let clip = try ClipArea(Layer(name: "area", geometries: projected))
    let network = try line().network(.walk, clip: clip)
    var ends = Geometries(crs: .wgs84)
    for n in 0..<network.nodeCount {
      ends.appendPoint(x: network.longitude(ofNode: n), y: network.latitude(ofNode: n))
    }
    let found = try ends.transformed(to: .lambert93).geometries
    let ring = projected.coordinates
    for n in 0..<2 {
      let distances = (0..<4).map { k in
        let a = SIMD2(ring[2 * k], ring[2 * k + 1])
        let b = SIMD2(ring[2 * k + 2], ring[2 * k + 3])
        let p = SIMD2(found.x(n), found.y(n))
        let (u, v) = (b - a, p - a)
        return abs(u.x * v.y - u.y * v.x) / (u.x * u.x + u.y * u.y).squareRoot()
      }
      #expect((distances.min() ?? 1) < 1e-5)
    }
  }

  @Test func extractThatMissesTheAreaIsSaidTo() throws {
    for ring in [box(7, 48, 8, 49), box(5.0001, 43.0001, 5.0002, 43.0002)] {
      let error = #expect(throws: NetworkError.self) {
        try line().network(.walk, clip: try area([ring]))
      }
      #expect(error?.reason.contains("misses the study area") == true)
      #expect(error?.reason.contains("area.geojson") == true)
    }
  }

  /// Streets of another continent cannot even be projected to the area's system.
  @Test func farAwayExtractIsSaidToMiss() throws {
    var text = OSMText()
    text.nodes = [(1, -51.2, -30, [:]), (2, -51.1, -30, [:])]
    text.way(1, [1, 2], street)
    let clip = try area([box(880_000, 6_240_000, 900_000, 6_260_000)], crs: .lambert93)
    let error = #expect(throws: NetworkError.self) { try text.network(.walk, clip: clip) }
    #expect(error?.reason.contains("misses the study area") == true)
  }

  @Test func layerWithoutPolygonsIsRefused() throws {
    var shapes = Geometries(crs: .wgs84)
    shapes.appendPoint(x: 5, y: 43)
    #expect(throws: NetworkError.self) {
      try ClipArea(Layer(name: "points", geometries: shapes))
    }
  }

  /// Inside and outside of any polygon add up to the whole.
  @Test(arguments: 0..<20)
  func partsAddUp(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var makers = SeededGeneratorOfNetworks(seed: seed)
    let text = makers.make()
    let star = RandomPolygons.star(
      centerX: 5.0045, centerY: 43.0045, radius: 0.006, vertices: 9, using: &generator)
    let inner = try ClipArea(
      Layer(name: "inner", geometries: polygon([star])))
    let outer = try ClipArea(
      Layer(name: "outer", geometries: polygon([box(4, 42, 6, 44), star.reversed()])))
    let whole = try text.network(.walk).totalMeters
    let inside = try text.network(.walk, clip: inner)
    let outside = try text.network(.walk, clip: outer)
    let pieces = Double(inside.edgeCount + outside.edgeCount)
    #expect(abs(inside.totalMeters + outside.totalMeters - whole) < 0.002 * pieces)
    #expect(inside.totalMeters > 0 && outside.totalMeters > 0)
  }

  private func polygon(_ rings: [[(Double, Double)]]) -> Geometries {
    var shapes = Geometries(crs: .wgs84)
    shapes.appendPolygon(rings)
    return shapes
  }
}
