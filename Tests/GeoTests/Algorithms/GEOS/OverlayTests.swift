import Foundation
import GeoAlgorithms
import GeoCore
import GeoProjection
import TestSupport
import Testing

@Suite struct OverlayTests {
  private func square(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
  }

  private func layer(_ polygons: [[[(Double, Double)]]]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for rings in polygons { layer.appendPolygon(rings) }
    return layer
  }

  @Test func theIntersectionOfTwoSquares() throws {
    let squares = layer([[square(0, 0, 2)], [square(1, 1, 2)]])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendIntersection(squares, 0, squares, 1, to: &result)
    #expect(result.kinds == [.polygon])
    #expect(result.area(ofFeature: 0) == 1)
    #expect(result.box(ofFeature: 0) == Box(minX: 1, minY: 1, maxX: 2, maxY: 2))
    #expect(result.crs == .laeaEurope)
  }

  @Test func aSharedBorderIsAnEmptyFeature() throws {
    let squares = layer([
      [square(0, 0, 2)], [square(2, 0, 2)], [square(2, 2, 2)], [square(9, 9, 1)],
    ])
    var result = Geometries(crs: .laeaEurope)
    for other in 1...3 { try Overlay.appendIntersection(squares, 0, squares, other, to: &result) }
    #expect(result.count == 3)
    #expect((0..<3).allSatisfy { result.isEmpty(feature: $0) })
  }

  @Test func holesStayHoles() throws {
    let ring = layer([[square(0, 0, 10), square(4, 4, 2)], [square(2, 2, 6)]])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendIntersection(ring, 0, ring, 1, to: &result)
    #expect(result.area(ofFeature: 0) == 32)
    #expect(result.rings(ofFeature: 0).count == 2)
  }

  @Test func severalPartsAreAMultipolygon() throws {
    var parts = layer([[square(1, -1, 12)]])
    parts.appendMultiPolygon([[square(0, 0, 2)], [square(5, 0, 2)]])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendIntersection(parts, 1, parts, 0, to: &result)
    #expect(result.kinds == [.multiPolygon])
    #expect(result.parts(ofFeature: 0).count == 2)
    #expect(result.area(ofFeature: 0) == 6)
  }

  @Test func aGridRoundsFirst() throws {
    let squares = layer([[square(0, 0, 2)], [square(1.0004, 1.0004, 2)]])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendIntersection(squares, 0, squares, 1, grid: 0.001, to: &result)
    #expect(result.area(ofFeature: 0) == 1)
  }

  @Test func unionsCountOnce() throws {
    let squares = layer([
      [square(0, 0, 2)], [square(1, 1, 2)], [square(2, 2, 2)], [square(8, 8, 1)],
    ])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendUnion(of: [0, 1, 2], in: squares, to: &result)
    try Overlay.appendUnion(of: [0, 3], in: squares, to: &result)
    try Overlay.appendUnion(of: [], in: squares, to: &result)
    #expect(result.kinds.prefix(2) == [.polygon, .multiPolygon])
    #expect(result.area(ofFeature: 0) == 10)
    #expect(result.area(ofFeature: 1) == 5)
    #expect(result.isEmpty(feature: 2))
  }

  /// Four sides and, at the corners, 4q triangles of angle π/2q.
  @Test(arguments: [1, 2, 8, 16])
  func buffersOfASquare(quadrantSegments: Int32) throws {
    let squares = layer([[square(0, 0, 10)]])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendBuffer(
      of: 0, in: squares, by: 3, quadrantSegments: quadrantSegments, to: &result)
    let steps = Double(quadrantSegments)
    let corners = 4 * steps * 9 / 2 * sin(Double.pi / 2 / steps)
    #expect(abs(result.area(ofFeature: 0) - (100 + 4 * 10 * 3 + corners)) < 1e-9)
    try Overlay.appendBuffer(of: 0, in: squares, by: -2, to: &result)
    #expect(abs(result.area(ofFeature: 1) - 36) < 1e-9)
    try Overlay.appendBuffer(of: 0, in: squares, by: -6, to: &result)
    #expect(result.isEmpty(feature: 2))
  }

  @Test func invalidityNamesReasonAndPlace() throws {
    let shapes = layer([
      [square(0, 0, 2)],
      [[(0, 0), (2, 2), (2, 0), (0, 2)]],
      [square(0, 0, 10), square(20, 20, 2)],
      [square(0, 0, 10), square(1, 1, 3), square(2, 2, 3)],
    ])
    #expect(try Overlay.invalidity(of: 0, in: shapes) == nil)
    let bowTie = try #require(try Overlay.invalidity(of: 1, in: shapes))
    #expect(bowTie.reason == "Self-intersection")
    #expect(bowTie.x == 1 && bowTie.y == 1)
    let outside = try #require(try Overlay.invalidity(of: 2, in: shapes))
    #expect(outside.reason == "Hole lies outside shell")
    #expect(try Overlay.invalidity(of: 3, in: shapes) != nil)
    var overlapping = Geometries(crs: .laeaEurope)
    overlapping.appendMultiPolygon([[square(0, 0, 2)], [square(1, 1, 2)]])
    #expect(try Overlay.invalidity(of: 0, in: overlapping) != nil)
  }

  @Test func onlyThePolygonsOfACollectionCount() throws {
    var mixed = layer([[square(0, 0, 4)]])
    mixed.beginFeature(.geometryCollection)
    mixed.beginPart()
    mixed.appendRing([0, 0, 3, 3])
    mixed.beginPart()
    mixed.appendRing([1, 1, 3, 1, 3, 3, 1, 3, 1, 1])
    mixed.setMembers([
      .init(kind: .lineString, partCount: 1), .init(kind: .polygon, partCount: 1),
    ])
    var result = Geometries(crs: .laeaEurope)
    try Overlay.appendIntersection(mixed, 0, mixed, 1, to: &result)
    #expect(result.area(ofFeature: 0) == 4)
  }

  @Test func errorsNameTheOperation() {
    var broken = Geometries(crs: .laeaEurope)
    broken.beginFeature(.polygon)
    broken.beginPart()
    broken.appendRing([0, 0, 1, 1])
    broken.beginFeature(.polygon)
    broken.beginPart()
    broken.appendRing([0, 0, 1, 0, 1, 1, 0, 1])
    var result = Geometries(crs: .laeaEurope)
    for feature in 0..<2 {
      let error = #expect(throws: GEOSError.self) {
        try Overlay.appendIntersection(broken, feature, broken, feature, to: &result)
      }
      #expect(error?.operation == "ring")
      #expect(error?.reason.isEmpty == false)
      #expect(error?.kind == .internalFailure)
      #expect(throws: GEOSError.self) { try Overlay.invalidity(of: feature, in: broken) }
    }
    #expect(result.count == 0)
  }

  @Test func threadsDoNotDisturbEachOther() throws {
    let stars = Geometries.stars(count: 120, radius: 900, vertices: 30, seed: 17)
    func areas(threads: Int) throws -> [Double] {
      try Parallel.map(count: 119, chunk: 3, threads: threads) { range in
        try range.map { i in
          var result = Geometries(crs: .laeaEurope)
          try Overlay.appendIntersection(stars, i, stars, i + 1, to: &result)
          _ = try Overlay.invalidity(of: i, in: stars)
          return result.area(ofFeature: 0)
        }
      }.flatMap { $0 }
    }
    let one = try areas(threads: 1)
    #expect(try areas(threads: 4) == one)
    #expect(one.contains { $0 > 0 })
  }

  @Test func theVersionIsThreeNumbers() {
    #expect(GEOSLibrary.version.split(separator: ".").count == 3)
    #expect(PROJLibrary.version.split(separator: ".").allSatisfy { Int($0) != nil })
  }
}
