import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Combs across each other share a square for each pair of teeth, touching borders or not.
@Suite struct NudgedIntersectionTests {
  /// A comb of so many teeth, each 1 wide and as long as all are wide, every 2; its back is 1 thick.
  private func comb(_ teeth: Int, isUpright: Bool, shift: (x: Double, y: Double)) -> Geometries {
    let width = Double(2 * teeth)
    var ring = [(0.0, -1.0), (width, -1), (width, 0)]
    for tooth in stride(from: teeth - 1, through: 0, by: -1) {
      let start = Double(2 * tooth)
      ring += [
        (start + 1.5, 0), (start + 1.5, width), (start + 0.5, width), (start + 0.5, 0),
      ]
    }
    ring.append((0, 0))
    let placed = ring.map { x, y in
      isUpright ? (x + shift.x, y + shift.y) : (y + shift.x, x + shift.y)
    }
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([placed])
    return layer
  }

  /// Their backs touch in a corner, so that the clipper refuses them.
  @Test(arguments: [(0.0, 0.0), (4e6, 2.5e6)])
  func combsThatTouchGiveASquareForEachPairOfTeeth(x: Double, y: Double) throws {
    let teeth = 60
    let a = PolygonIndex(comb(teeth, isUpright: true, shift: (x, y)))
    let b = PolygonIndex(comb(teeth, isUpright: false, shift: (x, y)))
    var refused = Geometries(crs: .laeaEurope)
    #expect(!PolygonClipper.appendIntersection(a, 0, b, 0, to: &refused))
    var shape = Geometries(crs: .laeaEurope)
    #expect(try NudgedIntersection.append(a, 0, b, 0, to: &shape))
    #expect(shape.parts(ofFeature: 0).count == teeth * teeth)
    #expect(abs(shape.area(ofFeature: 0) - Double(teeth * teeth)) < 1e-6)
    #expect(try Overlay.invalidity(of: 0, in: shape) == nil)
    // Every corner is where the borders cross, to the last digits.
    for k in 0..<shape.vertexCount {
      for offset in [shape.x(k) - x, shape.y(k) - y] {
        #expect(abs(offset * 2 - (offset * 2).rounded()) < 1e-8)
      }
    }
  }

  /// Few pieces are left to GEOS.
  @Test func fewPiecesAreLeft() throws {
    let a = PolygonIndex(comb(5, isUpright: true, shift: (0, 0)))
    let b = PolygonIndex(comb(5, isUpright: false, shift: (0, 0)))
    var shape = Geometries(crs: .laeaEurope)
    #expect(try !NudgedIntersection.append(a, 0, b, 0, to: &shape))
    #expect(shape.count == 0)
  }

  /// Teeth upon teeth: whole borders are shared, and nothing is left of the slivers between.
  @Test func sharedBordersLeaveNoSlivers() throws {
    let a = PolygonIndex(comb(1200, isUpright: true, shift: (0, 0)))
    var other = Geometries(crs: .laeaEurope)
    other.appendPolygon([[(-10, 0), (2500, 0), (2500, 3), (-10, 3)]])
    let b = PolygonIndex(other)
    var shape = Geometries(crs: .laeaEurope)
    #expect(try NudgedIntersection.append(a, 0, b, 0, to: &shape))
    #expect(shape.parts(ofFeature: 0).count == 1200)
    #expect(abs(shape.area(ofFeature: 0) - 3600) < 1e-6)
  }

  @Test func tanglesAreCountedBeforeTheyAreCut() {
    let a = PolygonIndex(comb(600, isUpright: true, shift: (0, 0)))
    let b = PolygonIndex(comb(600, isUpright: false, shift: (0, 0)))
    #expect(NudgedIntersection.isWorthwhile(a, 0, b, 0))
    #expect(NudgedIntersection.isTooTangled(a, 0, b, 0))
    let few = PolygonIndex(comb(60, isUpright: true, shift: (0, 0)))
    #expect(!NudgedIntersection.isTooTangled(few, 0, b, 0))
  }
}
