import GeoAlgorithms
import GeoCore
import Testing

/// Points that stand for shapes, by hand.
@Suite struct RepresentativePointTests {
  private func point(_ make: (inout Geometries) -> Void) -> (x: Double, y: Double)? {
    var geometries = Geometries(crs: .lambert93)
    make(&geometries)
    let points = RepresentativePoint.points(of: geometries)
    #expect(points.count == 1 && points.crs == .lambert93)
    guard let vertex = points.vertices(ofFeature: 0).first else {
      #expect(points.kinds == [.null])
      return nil
    }
    return (points.x(vertex), points.y(vertex))
  }

  private func isAt(_ place: (x: Double, y: Double)?, _ x: Double, _ y: Double) -> Bool {
    guard let place else { return false }
    return abs(place.x - x) < 1e-9 && abs(place.y - y) < 1e-9
  }

  @Test func aSquareFarFromTheOrigin() {
    let (x, y) = (890_000.0, 6_250_000.0)
    let ring = [(x, y), (x + 2, y), (x + 2, y + 2), (x, y + 2)]
    #expect(isAt(point { $0.appendPolygon([ring]) }, x + 1, y + 1))
    #expect(isAt(point { $0.appendPolygon([ring.reversed()]) }, x + 1, y + 1))
  }

  /// A square of 4 by 4 with a hole of 2 by 2 in its lower left: 16 · 2 − 4 · 1.25 over 12.
  @Test func holesAreLeftOut() {
    let shell = [(0.0, 0.0), (4, 0), (4, 4), (0, 4)]
    let hole = [(0.25, 0.25), (2.25, 0.25), (2.25, 2.25), (0.25, 2.25)]
    for turned in [hole, hole.reversed()] {
      #expect(isAt(point { $0.appendPolygon([shell, turned]) }, 27.0 / 12, 27.0 / 12))
    }
  }

  /// The centroid of two squares counts them by area: 1 at 0.5, 4 at 11.
  @Test func partsCountByArea() {
    let small = [[(0.0, 0.0), (1, 0), (1, 1), (0, 1)]]
    let near = [[(0.0, 2.0), (2, 2), (2, 4), (0, 4)]]
    let place = point { $0.appendMultiPolygon([small, near]) }
    // (0.5 + 4 · 1) / 5 and (0.5 + 4 · 3) / 5: in the larger part.
    #expect(isAt(place, 0.9, 2.5))
  }

  @Test func aHorseshoeIsTakenInside() throws {
    let shoe = [
      (0.0, 0.0), (10, 0), (10, 10), (8, 10), (8, 2), (2, 2), (2, 10), (0, 10),
    ]
    let place = try #require(point { $0.appendPolygon([shoe]) })
    var geometries = Geometries(crs: .lambert93)
    geometries.appendPolygon([shoe])
    let index = PolygonIndex(geometries)
    #expect(PointInPolygon.place(x: place.x, y: place.y, in: index, 0) == .inside)
  }

  @Test func linesAndPoints() {
    let line = point {
      $0.beginFeature(.lineString)
      $0.beginPart()
      $0.appendRing([0, 0, 4, 0, 4, 2])
    }
    // (4 · 2 + 2 · 4) / 6 and (0 + 2 · 1) / 6.
    #expect(isAt(line, 16.0 / 6, 2.0 / 6))
    let points = point {
      $0.beginFeature(.multiPoint)
      for x in [1.0, 2, 6] {
        $0.beginPart()
        $0.appendRing([x, 1])
      }
    }
    #expect(isAt(points, 3, 1))
  }

  @Test func emptyAndFlatShapes() {
    #expect(point { $0.beginFeature(.null) }?.x == nil)
    #expect(point { $0.beginFeature(.polygon) }?.x == nil)
    #expect(isAt(point { $0.appendPolygon([[(1, 1), (3, 1), (1, 1)]]) }, 2, 1))
    #expect(isAt(point { $0.appendPolygon([[(1, 1), (1, 1), (1, 1)]]) }, 1, 1))
  }
}
