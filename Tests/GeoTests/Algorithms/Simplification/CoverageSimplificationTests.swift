import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Borders lose vertices, neighbours lose the same ones.
@Suite struct CoverageSimplificationTests {
  private func area(_ geometries: Geometries) -> Double {
    (0..<geometries.count).reduce(0.0) { sum, feature in
      sum
        + geometries.rings(ofFeature: feature).reduce(0.0) {
          $0 + geometries.signedArea(ofRing: $1)
        }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4], [1.0, 20, 400, 1e9])
  func aTessellationStaysOne(seed: UInt64, leastArea: Double) throws {
    let cells = Tessellation.jitteredGrid(columns: 9, rows: 7, size: 100, inserted: 9, seed: seed)
    let plain = CoverageSimplification.simplified(cells, leastArea: leastArea)
    #expect(plain.count == cells.count)
    #expect(plain.partOffsets == cells.partOffsets)
    #expect(plain.ringOffsets == cells.ringOffsets)
    // The frame is straight, so that the ground covered does not change at all, until its four corners go.
    let (before, after) = (area(cells), area(plain))
    #expect(leastArea > 1000 || abs(after / before - 1) < 1e-12)
    let report = try TopologyFaults.find(in: plain)
    #expect(report.faults.isEmpty)
    for ring in 0..<plain.ringCount {
      let vertices = plain.vertices(ofRing: ring)
      #expect(vertices.count >= 4)
      let (first, last) = (vertices.lowerBound, vertices.upperBound - 1)
      #expect(plain.x(first) == plain.x(last) && plain.y(first) == plain.y(last))
    }
    if leastArea >= 400 {
      // Of each side at most the junctions are left.
      #expect(plain.vertexCount <= 5 * cells.count)
    }
  }

  @Test func whatIsLargerStays() {
    let cells = Tessellation.jitteredGrid(columns: 5, rows: 5, size: 100, inserted: 5, seed: 3)
    let same = CoverageSimplification.simplified(cells, leastArea: 1e-30)
    // Only vertices on a straight line span no area.
    #expect(same.vertexCount <= cells.vertexCount)
    #expect(abs(area(same) - area(cells)) < 1e-6)
    let again = CoverageSimplification.simplified(
      CoverageSimplification.simplified(cells, leastArea: 30), leastArea: 30)
    #expect(again == CoverageSimplification.simplified(cells, leastArea: 30))
  }

  /// An island of many vertices and a lake keep three each; neither vanishes.
  @Test func ringsKeepTheirTriangle() {
    func circle(_ x: Double, _ y: Double, _ radius: Double) -> [(Double, Double)] {
      [
        (1.0, 0.0), (0.8, 0.6), (0, 1), (-0.8, 0.6), (-1, 0), (-0.8, -0.6), (0, -1), (0.8, -0.6),
      ].map { (x + radius * $0.0, y + radius * $0.1) }
    }
    var shapes = Geometries(crs: .lambert93)
    shapes.appendPolygon([circle(0, 0, 100), circle(0, 0, 1).reversed()])
    shapes.appendPolygon([circle(500, 0, 1)])
    let plain = CoverageSimplification.simplified(shapes, leastArea: 1000)
    #expect(plain.vertices(ofRing: 1).count == 4)
    #expect(plain.vertices(ofRing: 2).count == 4)
  }

  /// A bay with an islet in it is not cut off: the shore would cross the islet.
  @Test func noBorderRunsOverAnotherPlace() throws {
    var shapes = Geometries(crs: .lambert93)
    shapes.appendPolygon([[(0, 0), (100, 0), (100, 50), (55, 50), (50, 20), (45, 50), (0, 50)]])
    shapes.appendPolygon([[(49, 40), (51, 40), (50, 42)]])
    let plain = CoverageSimplification.simplified(shapes, leastArea: 200)
    #expect(plain.vertices(ofRing: 0).count == 8)
    let open = CoverageSimplification.simplified(shapes.selecting([0]), leastArea: 200)
    #expect(open.vertices(ofRing: 0).count < 8)
  }

  @Test func pointsAndLinesStay() {
    var shapes = Geometries(crs: .lambert93)
    shapes.appendPoint(x: 1, y: 2)
    shapes.beginFeature(.lineString)
    shapes.beginPart()
    shapes.appendRing([0, 0, 1, 0.001, 2, 0])
    shapes.beginFeature(.null)
    #expect(CoverageSimplification.simplified(shapes, leastArea: 10) == shapes)
  }
}
