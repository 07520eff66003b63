import Foundation
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoProjection

@Suite struct GlobalNearestTests {
  private func points(_ places: [(Double, Double)]) -> Geometries {
    var geometries = Geometries(crs: .wgs84)
    for (x, y) in places { geometries.appendPoint(x: x, y: y) }
    return geometries
  }

  /// Against the least of all geodesics, near and far, across the antimeridian and the poles.
  @Test func leastOfAllGeodesics() throws {
    var random = SeededGenerator(seed: 3)
    func place() -> (Double, Double) {
      let x = Double.random(in: -180...180, using: &random)
      return (x, Double.random(in: -90...90, using: &random))
    }
    var targets = (0..<150).map { _ in place() }
    targets += [(179.99, -17), (-179.99, 52), (20, 89.9)]
    var origins = (0..<150).map { _ in place() }
    origins += [(-179.99, -17), (179.98, 52.1), (-160, 89.95), (539.9, -17.1)]
    let found = try GlobalNearest(points(targets), threads: 2)
      .distances(from: points(origins), threads: 2)
    for (origin, distance) in zip(origins, found) {
      let own = (longitude: origin.0, latitude: origin.1)
      let all = targets.map { Geodesic.distance(from: own, to: ($0.0, $0.1)) }
      let least = all.min() ?? 0
      #expect(abs(distance - least) <= 0.005 * least + 1e-3, "\(origin) \(distance) \(least)")
    }
  }

  @Test func insideAndBesideAHemisphere() throws {
    var half = Geometries(crs: .wgs84)
    half.appendPolygon([[(0, -90), (180, -90), (180, 90), (0, 90)]])
    let found = try GlobalNearest(half, threads: 1).distances(
      from: points([(10, 5), (180, 10), (-0.1, 0), (-179.9, 0), (-90, 0)]), threads: 1)
    #expect(found[0] == 0 && found[1] < 1e-3)
    let tenth = 6_378_137 * Double.pi / 1800
    #expect(abs(found[2] / tenth - 1) < 1e-4 && abs(found[3] / tenth - 1) < 1e-4)
    // From the middle of the other half every border is a quarter of the way around.
    #expect(abs(found[4] / 10_001_965 - 1) < 5e-3)
  }

  /// Points at one place are one to a search, and the first of them is found.
  @Test func manyPointsAtOnePlace() {
    var geometries = Geometries(crs: .laeaEurope)
    for k in 0..<20_000 { geometries.appendPoint(x: k == 7 ? 50 : 0, y: 0) }
    let index = NearestIndex(geometries)
    #expect(index.nearest(x: 3, y: 4) == NearestIndex.Hit(feature: 0, distance: 5))
    #expect(index.nearest(x: 50, y: 1) == NearestIndex.Hit(feature: 7, distance: 1))
    let clock = ContinuousClock()
    let time = clock.measure {
      for k in 0..<20_000 { _ = index.nearest(x: Double(k), y: 100) }
    }
    // A look at every point for every query takes minutes.
    #expect(time < .seconds(5))
  }
}
