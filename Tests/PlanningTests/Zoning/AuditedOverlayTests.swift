import GeoAlgorithms
import GeoCore
import Testing

@testable import PlanningStudies

@Suite struct AuditedOverlayTests {
  /// The shape of the first two features of a layer, for an area told.
  private func overlay(
    _ geometries: Geometries, _ i: Int, _ j: Int, area: Double
  ) throws -> (shape: Geometries, audit: AuditedOverlay) {
    let index = PolygonIndex(geometries)
    let result = try AuditedOverlay.shapes(
      of: [OverlapPair(a: i, b: j, area: area)], index, index, threads: 1
    ) { "\($0.a) and \($0.b)" }
    return (result.shapes, try #require(result.audits.first))
  }

  /// Squares whose borders lie on each other, so that GEOS makes the shape.
  private let aligned = Study.polygons([Study.square(0, 0, 100), Study.square(50, 0, 100)])
  /// Squares whose borders only cross, so that the clipper makes it.
  private let crossing = Study.polygons([Study.square(0, 0, 100), Study.square(50, 50, 100)])

  @Test func theSecondMethodDecides() throws {
    for (geometries, area) in [(aligned, 5000.0), (crossing, 2500.0)] {
      let agreed = try overlay(geometries, 0, 1, area: area)
      #expect(agreed.audit.verdict == .agreed)
      #expect(agreed.audit.shapeArea == area)
      #expect(agreed.audit.whole == nil)
      #expect(agreed.shape.area(ofFeature: 0) == area)
      // Within the tolerance of 1e-9 of the features' areas, at least 0.001 m².
      #expect(try overlay(geometries, 0, 1, area: area + 0.0009).audit.verdict == .agreed)
      let disputed = try overlay(geometries, 0, 1, area: area + 1)
      #expect(disputed.audit.verdict == .disputed)
      #expect(abs(disputed.audit.shapeArea - area) < 0.01)
    }
  }

  @Test func aWholeFeatureIsCopied() throws {
    let squares = Study.polygons([Study.square(0, 0, 100), Study.square(50, 50, 10)])
    let b = try overlay(squares, 0, 1, area: 100)
    #expect(b.audit.whole == .b)
    #expect(b.shape == squares.selecting([1]))
    #expect(try overlay(squares, 1, 0, area: 100).audit.whole == .a)
  }

  @Test func theToleranceGrowsWithTheFeatures() {
    #expect(AuditedOverlay.tolerance((1, 1)) == 1e-3)
    #expect(AuditedOverlay.tolerance((1e9, 3e9)) == 4)
  }
}
