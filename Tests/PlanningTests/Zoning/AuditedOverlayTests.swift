import Geo
import Testing

@testable import Planning

@Suite struct AuditedOverlayTests {
  private func overlay(area: Double) throws -> AuditedOverlay {
    let squares = Study.polygons([Study.square(0, 0, 100), Study.square(50, 0, 100)])
    return try AuditedOverlay(
      squares, 0, squares, 1, area: area, areas: (10_000, 10_000))
  }

  @Test func theSecondMethodDecides() throws {
    let agreed = try overlay(area: 5000)
    #expect(agreed.verdict == .agreed)
    #expect(agreed.shapeArea == 5000)
    #expect(agreed.whole == nil)
    // Within the tolerance of 1 mm² a square metre, at least 0.001 m².
    #expect(try overlay(area: 5000.0009).verdict == .agreed)
    let disputed = try overlay(area: 5001)
    #expect(disputed.verdict == .disputed)
    #expect(abs(disputed.shapeArea - 5000) < 0.01)
  }

  @Test func aWholeFeatureIsCopied() throws {
    let squares = Study.polygons([Study.square(0, 0, 100), Study.square(50, 50, 10)])
    let b = try AuditedOverlay(squares, 0, squares, 1, area: 100, areas: (10_000, 100))
    #expect(b.whole == .b)
    #expect(b.shape == squares.selecting([1]))
    let a = try AuditedOverlay(squares, 1, squares, 0, area: 100, areas: (100, 10_000))
    #expect(a.whole == .a)
  }

  @Test func theToleranceGrowsWithTheFeatures() {
    #expect(AuditedOverlay.tolerance((1, 1)) == 1e-3)
    #expect(AuditedOverlay.tolerance((1e9, 3e9)) == 4)
  }
}
