import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Slits and corridors that reach the outer border, computed on paper; and what is none.
@Suite struct OpenGapsTests {
  typealias Ring = [(Double, Double)]

  static func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
    TopologyFaultsTests.box(x0, y0, x1, y1)
  }

  static func faults(_ rings: [Ring], maxGap: Double = 1) throws -> [TopologyFault] {
    var options = CoverageOptions()
    options.maxGapWidth = maxGap
    return try TopologyFaultsTests.faults(rings.map { [$0] }, options: options)
  }

  /// Two neighbours of 30 x 30 above a third; their common border stops 20 short of the outer one.
  static func slit(_ width: Double) -> [Ring] {
    [
      [(0, 0), (30, 0), (30, 10), (30 - width, 10), (30 - width, 30), (0, 30), (0, 0)],
      [(30, 0), (60, 0), (60, 30), (30, 30), (30, 10), (30, 0)],
    ]
  }

  @Test func aSlitThatReachesTheOuterBorderIsAGap() throws {
    let found = try Self.faults(Self.slit(0.5))
    #expect(found.map(\.kind) == [.gap])
    #expect(found.map(\.features) == [[0, 1]])
    let fault = try #require(found.first)
    #expect(fault.isOpen && fault.looksLikeNoise)
    #expect(abs(fault.area - 10) < 1e-9)
    #expect(abs(fault.meanWidth - 0.5) < 1e-9 && abs(fault.length - 20) < 1e-9)
    #expect(fault.x > 29.5 && fault.x < 30 && fault.y > 10 && fault.y < 30)
  }

  @Test func aSlitWiderThanAGapMayBeIsNone() throws {
    #expect(try Self.faults(Self.slit(1.2)).isEmpty)
    let areas = try Self.faults(Self.slit(1.2), maxGap: 2).map(\.area)
    #expect(areas.count == 1 && areas.allSatisfy { abs($0 - 24) < 1e-9 })
    #expect(try Self.faults(Self.slit(0.5), maxGap: 0).isEmpty)
  }

  @Test func aShortNickIsNone() throws {
    // Five wide and twenty deep.
    #expect(try Self.faults(Self.slit(5), maxGap: 10).isEmpty)
  }

  @Test func aTaperingSlitIsAGap() throws {
    // A vertex on the outer border that one of two neighbours has moved by half a metre.
    let found = try Self.faults([
      [(0, 0), (30, 0), (29.5, 30), (0, 30), (0, 0)], Self.box(30, 0, 60, 30),
    ])
    #expect(found.map(\.kind) == [.gap])
    #expect(found.allSatisfy { abs($0.area - 7.5) < 0.01 && $0.isOpen })
  }

  @Test func aCorridorOpenAtBothEndsIsAGap() throws {
    let found = try Self.faults([Self.box(0, 0, 30, 30), Self.box(30.4, 0, 60, 30)])
    #expect(found.map(\.kind) == [.gap])
    #expect(found.map(\.features) == [[0, 1]])
    #expect(found.allSatisfy { abs($0.area - 12) < 1e-9 && abs($0.length - 30) < 1e-9 })
  }

  @Test func aCorridorWithABranchNamesAllAround() throws {
    let found = try Self.faults([
      Self.box(0, 0, 30, 61), Self.box(30.5, 0, 60, 30), Self.box(30.5, 30.5, 60, 61),
    ])
    #expect(found.map(\.features) == [[0, 1, 2]])
    // The corridor of 61 by 0.5, and its branch of 29.5 by 0.5.
    #expect(found.allSatisfy { abs($0.area - 45.25) < 1e-9 })
  }

  @Test func jaggedWallsAreOneGap() throws {
    var left: Ring = [(0, 0)]
    var right: Ring = []
    for k in 0...40 {
      left.append((30 + (k % 2 == 0 ? 0 : 0.2), Double(k)))
      right.append((30.5 + (k % 3 == 0 ? 0 : 0.25), Double(k)))
    }
    left += [(0, 40), (0, 0)]
    right = [(60, 0), (60, 40)] + right.reversed() + [(60, 0)]
    let found = try Self.faults([left, right])
    #expect(found.map(\.kind) == [.gap])
    let expected = TopologyFaultsTests.layer([[left], [right]]).areas().reduce(2400) { $0 - $1 }
    #expect(found.allSatisfy { abs($0.area - expected) < 0.3 })
  }

  @Test func aSlitAtAHoleIsAGapToo() throws {
    // A hole of 20 x 20, from which a slit runs between two of the features around it.
    let found = try Self.faults([
      [(0, 0), (30, 0), (30, 10), (20, 10), (20, 30), (30, 30), (30, 40), (0, 40), (0, 0)],
      [(30, 0), (60, 0), (60, 19.8), (40, 19.8), (40, 10), (30, 10), (30, 0)],
      [(40, 20.2), (60, 20.2), (60, 40), (30, 40), (30, 30), (40, 30), (40, 20.2)],
    ])
    #expect(found.map(\.kind) == [.gap])
    #expect(found.map(\.features) == [[1, 2]])
    #expect(found.allSatisfy { abs($0.area - 8) < 1e-9 })
  }

  @Test func aVertexHairBesideTheLineIsAnUnmatchedEdge() throws {
    // The corner of the second lies half a millimetre off the side of the first.
    let found = try Self.faults([
      Self.box(0, 0, 10, 30), [(10, 0), (20, 0), (20, 20), (10.0005, 20), (10, 0)],
    ])
    #expect(found.map(\.kind) == [.unmatchedEdge])
    #expect(found.map(\.features) == [[0, 1]])
    #expect(found.allSatisfy { abs($0.length - 20) < 0.01 })
  }

  // MARK: What is none

  @Test func neighboursThatPartAtAnAngleLeaveNoGap() throws {
    for rise in [1.0, 3, 10, 29] {
      // Both share the corner (30, 0) and a border below; above, they part.
      let found = try Self.faults([
        [(0, -30), (30, -30), (30, 0), (0, rise), (0, -30)],
        [(30, -30), (60, -30), (60, 30), (31, 30), (30, 0), (30, -30)],
      ])
      #expect(found.isEmpty, "rise \(rise)")
    }
  }

  @Test func aLongWedgeIsNoGap() throws {
    // Two degrees and a half, from a common corner, in pieces of 2 m.
    var left: Ring = [(0, 0)]
    for k in 0...50 { left.append((30 - 0.0437 * Double(2 * k), Double(2 * k))) }
    left += [(0, 100), (0, 0)]
    var right: Ring = [(60, 0), (60, 100)]
    for k in 0...50 { right.append((30, Double(100 - 2 * k))) }
    right.append((60, 0))
    #expect(try Self.faults([left, right]).isEmpty)
  }

  @Test func aNotchOfOneFeatureIsNoGap() throws {
    let notched: Ring = [
      (0, 0), (60, 0), (60, 30), (30.4, 30), (30.4, 5), (30, 5), (30, 30), (0, 30), (0, 0),
    ]
    #expect(try Self.faults([notched, Self.box(60, 0, 90, 30)]).isEmpty)
    #expect(try Self.faults([notched]).isEmpty)
  }

  @Test func islandsFarApartOrTouchingAtCornersLeaveNoGap() throws {
    #expect(try Self.faults([Self.box(0, 0, 10, 10), Self.box(15, 0, 25, 10)]).isEmpty)
    #expect(try Self.faults([Self.box(0, 0, 10, 10), Self.box(10, 10, 20, 20)]).isEmpty)
    #expect(try Self.faults([Self.box(0, 0, 10, 10), Self.box(10.5, 10.5, 20, 20)]).isEmpty)
    // Facing each other for three metres only, one metre apart.
    #expect(try Self.faults([Self.box(0, 0, 10, 10), Self.box(10.9, 7, 20, 20)]).isEmpty)
  }

  @Test func roundIslandsThatComeNearLeaveNoGap() throws {
    func round(_ x: Double) -> Ring {
      Geometries.disc(x: x, y: 0, radius: 50, vertices: 400)
    }
    #expect(try Self.faults([round(0), round(100)]).isEmpty)
    #expect(try Self.faults([round(0), round(100.3)]).isEmpty)
  }

  @Test func aBoundaryTellsOpenGapsApart() throws {
    let found = try TopologyFaultsTests.faults(
      Self.slit(0.5).map { [$0] }, boundary: [[Self.box(0, 0, 60, 30)]])
    #expect(found.map(\.kind) == [.boundaryNotCovered])
    #expect(found.map(\.features) == [[0, 1]])
  }

  // MARK: Planted

  /// Slits planted at the upper border of a tessellation: the outer end of a common border is moved
  /// in one of the two cells.
  @Test(arguments: 1...12) func plantedSlitsAreFoundAndNothingElse(seed: UInt64) throws {
    typealias Cells = TopologyFaultsPropertyTests
    var generator = SeededGenerator(seed: seed)
    var rings = Cells.rings(Cells.cells(seed))
    var planted: [(features: [Int], area: Double)] = []
    for column in stride(from: 0, to: Cells.columns - 1, by: 2)
    where Bool.random(using: &generator) {
      let cell = (Cells.rows - 1) * Cells.columns + column
      // South side, then the east side to its upper end.
      let corner = 2 * (1 + Cells.inserted)
      let (a, v) = (rings[cell][corner - 1], rings[cell][corner])
      let shift = Double.random(in: 0.02...2, using: &generator)
      rings[cell][corner] = (v.0 - shift, v.1)
      planted.append(([cell, cell + 1], shift * (v.1 - a.1) / 2))
    }
    var options = CoverageOptions()
    options.maxGapWidth = 5
    let found = try TopologyFaults.find(in: Cells.layer(rings), options: options).faults
    #expect(found.map(\.features) == planted.map(\.features))
    #expect(found.allSatisfy { $0.kind == .gap && $0.isOpen })
    for (fault, plant) in zip(found, planted) {
      #expect(abs(fault.area - plant.area) <= 0.05 * plant.area)
    }
  }

  @Test(arguments: 1...3) func theSameOnAnyNumberOfThreads(seed: UInt64) throws {
    let cells = Geometries.discs(count: 300, radius: 20, spacing: 40.3, seed: seed)
    let reports = try [1, 3].map { threads in
      var options = CoverageOptions()
      options.maxGapWidth = 6
      options.threads = threads
      return try TopologyFaults.find(in: cells, options: options)
    }
    #expect(reports[0].faults == reports[1].faults)
    #expect(reports[0].shapes == reports[1].shapes)
  }
}

extension Geometries {
  /// A regular polygon.
  fileprivate static func disc(
    x: Double, y: Double, radius: Double, vertices: Int
  ) -> [(Double, Double)] {
    let turn = 2 * Double.pi / Double(vertices)
    var direction = SIMD2(1.0, 0.0)
    // A rotation by the same small angle again and again.
    let cosine = 1 - turn * turn / 2 + turn * turn * turn * turn / 24
    let sine = (1 - cosine * cosine).squareRoot()
    var ring: [(Double, Double)] = []
    for _ in 0..<vertices {
      ring.append((x + radius * direction.x, y + radius * direction.y))
      direction = SIMD2(
        cosine * direction.x - sine * direction.y, sine * direction.x + cosine * direction.y)
    }
    return ring + [ring[0]]
  }

  /// Regular polygons in rows, each moved a little.
  fileprivate static func discs(
    count: Int, radius: Double, spacing: Double, seed: UInt64
  ) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    var layer = Geometries(crs: .laeaEurope)
    for k in 0..<count {
      let x = Double(k % 20) * spacing + Double.random(in: -0.1...0.1, using: &generator)
      let y = Double(k / 20) * spacing + Double.random(in: -0.1...0.1, using: &generator)
      layer.appendPolygon([disc(x: x, y: y, radius: radius, vertices: 4)])
    }
    return layer
  }
}
