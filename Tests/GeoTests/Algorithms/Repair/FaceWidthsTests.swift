import GeoCore
import TestSupport
import Testing

@testable import GeoAlgorithms

/// Widths of faces whose areas and perimeters a reader works out in the head.
@Suite struct FaceWidthsTests {
  private typealias Place = EditableShape.Place

  private static func lines(_ ring: RepairCases.Ring) -> [(Place, Place)] {
    let places = ring.map { Place(x: $0.0, y: $0.1) }
    return places.indices.map { (places[$0], places[($0 + 1) % places.count]) }
  }

  private static func widths(
    _ rings: [RepairCases.Ring], scale: (x: Double, y: Double) = (1, 1),
    measuring: (any MeasuringFrames)? = nil
  ) -> FaceWidths {
    FaceWidths(
      arrangement: Arrangement(noded: rings.flatMap(lines)),
      scale: GroundScale(metersPerUnit: scale), crs: .laeaEurope, measuring: measuring, threads: 1)
  }

  /// The widths of all bounded faces.
  private static func all(_ widths: FaceWidths, limit: Double) -> [Double] {
    let faces = widths.arrangement.boundedFaces(labelled: false)
    return widths.of(faces, near: faces.map { _ in limit })
  }

  private static let strip = RepairCases.rectangle(0, 0, 0.5, 8)

  @Test func aStripIsAsWideAsItsRectangle() {
    #expect(Self.all(Self.widths([Self.strip]), limit: 100) == [0.5])
    // 2 m a unit along x, 1 m along y: 1 m by 8 m.
    #expect(Self.all(Self.widths([Self.strip], scale: (2, 1)), limit: 100) == [1])
  }

  /// 36 m² between squares of 10 and 8 m, with 72 m of border: half of it is 36, and the sides of the
  /// rectangle are 18 ± √288.
  @Test func whatLiesInsideAFaceIsTakenOff() throws {
    let widths = Self.widths([
      RepairCases.rectangle(0, 0, 10, 10), RepairCases.rectangle(1, 1, 8, 8),
    ])
    let faces = widths.arrangement.boundedFaces(labelled: false)
    let ring = try #require(faces.first { $0.cycles.count == 2 })
    let inner = try #require(faces.first { $0.cycles.count == 1 })
    let found = widths.of([ring, inner], near: [1000, 1000])
    #expect(abs(found[0] - (18 - 288.0.squareRoot())) < 1e-12)
    #expect(found[1] == 8)
  }

  /// Twice as large as the layer says.
  private struct Doubling: MeasuringFrames {
    func measured(_ geometries: Geometries, threads: Int) -> Geometries {
      geometries.mapVertices { (2 * $0, 2 * $1) }
    }

    func dividingLongEdges(of geometries: Geometries, threads: Int) -> Geometries { geometries }

    func measured(
      _ geometries: Geometries, besideFeaturesOf other: Geometries, threads: Int
    ) -> Geometries { measured(geometries, threads: threads) }
  }

  private struct Refusing: MeasuringFrames {
    struct Refusal: Error {}

    func measured(_ geometries: Geometries, threads: Int) throws -> Geometries { throw Refusal() }

    func dividingLongEdges(of geometries: Geometries, threads: Int) throws -> Geometries {
      throw Refusal()
    }

    func measured(
      _ geometries: Geometries, besideFeaturesOf other: Geometries, threads: Int
    ) throws -> Geometries { throw Refusal() }
  }

  /// Only widths that a factor of two may bring over the limit are measured.
  @Test(arguments: [(0.25, 0.5), (0.26, 1), (0.6, 1), (0.99, 1), (1, 0.5), (5, 0.5)])
  func facesNearTheLimitAreMeasured(limit: Double, width: Double) {
    let found = Self.all(Self.widths([Self.strip], measuring: Doubling()), limit: limit)
    #expect(abs(found[0] - width) < 1e-12)
  }

  @Test func whatCannotBeMeasuredGoesByTheScale() {
    #expect(Self.all(Self.widths([Self.strip], measuring: Refusing()), limit: 0.6) == [0.5])
    #expect(Self.widths([Self.strip]).of([], near: []).isEmpty)
  }

  @Test func anEdgeIsAsLongBothWays() {
    let widths = Self.widths([[(0, 0), (3, 4), (0, 4)]])
    #expect(widths.length(of: 0) == 5 && widths.length(of: 1) == 5)
  }
}
