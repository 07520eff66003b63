import GeoCore
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import PlanningAccess

@Suite struct BoundaryBiasTests {
  @Test func theNearerOneDecides() {
    let bias = BoundaryBias(
      facility: [3, 3, 3, nil, nil, 3], border: [2, 3, nil, 5, nil, 1],
      isKnown: [true, true, true, true, true, false])
    #expect(bias.isAffected == [true, false, false, true, false, nil])
    #expect(bias.affectedCount == 2)
    // 10 of 10 + 20 + 40 people; the last is not known.
    let people = [10.0, 20, 30, 40, 50, 60]
    #expect(bias.share(ofOrigins: [0, 1, 3, 5], weights: people) == 50.0 / 70)
    #expect(bias.share(ofOrigins: [5], weights: people) == nil)
    #expect(bias.share(ofOrigins: [0], weights: [0, 0, 0, 0, 0, 0]) == nil)
  }

  private static let crs = CRS("EPSG:2154")

  private static func square(_ west: Double, _ south: Double, _ side: Double) -> [(Double, Double)]
  {
    let (east, north) = (west + side, south + side)
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]
  }

  private static func layer(_ polygons: [[[(Double, Double)]]]) -> Layer {
    var geometries = Geometries(crs: crs)
    for polygon in polygons { geometries.appendPolygon(polygon) }
    return Layer(
      name: "area", geometries: geometries, attributes: Attributes(rowCount: polygons.count))
  }

  /// From each point of x0, y0, x1, y1 ….
  private static func distances(from points: [Double], to outline: StudyOutline) -> [Double?] {
    stride(from: 0, to: points.count, by: 2).map {
      outline.lines.nearest(x: points[$0], y: points[$0 + 1])?.distance
    }
  }

  /// Two squares of 100 m side by side, the second with a hole: what they share is no outline.
  @Test func outlineOfTheUnion() throws {
    let outline = try StudyOutline(
      Self.layer([
        [Self.square(0, 0, 100)],
        [Self.square(100, 0, 100), Array(Self.square(160, 40, 20).reversed())],
      ]))
    let points: [Double] = [100, 50, 10, 50, 155, 50, 170, 50, 500, 50, 0, 50, 90, 70]
    #expect(Self.distances(from: points, to: outline) == [50, 10, 5, 10, 300, 0, 30])
  }

  /// Against the least distance to any side of a square that is cut into random pieces.
  @Test func piecesDoNotMatter() throws {
    var random = SeededGenerator(seed: 12)
    let cuts = (0..<6).map { _ in Double.random(in: 1...99, using: &random) }.sorted()
    let edges: [Double] = [0] + cuts + [100]
    let strips = zip(edges, edges.dropFirst()).map { west, east -> [[(Double, Double)]] in
      [[(west, 0.0), (east, 0.0), (east, 100.0), (west, 100.0), (west, 0.0)]]
    }
    let outline = try StudyOutline(Self.layer(strips))
    let points = (0..<400).map { _ in Double.random(in: 0...100, using: &random) }
    let found = try #require(Self.distances(from: points, to: outline) as? [Double])
    for i in 0..<200 {
      let (x, y) = (points[2 * i], points[2 * i + 1])
      #expect(abs(found[i] - min(x, y, 100 - x, 100 - y)) < 1e-9)
    }
  }

  @Test func areasHavePolygons() {
    var points = Geometries(crs: Self.crs)
    points.appendPoint(x: 0, y: 0)
    let layer = Layer(
      name: "area", geometries: points, attributes: Attributes(rowCount: 1), path: "points.csv")
    #expect { try StudyOutline(layer) } throws: {
      "\($0)".hasPrefix("points.csv: there are no poly")
    }
  }
}
