import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection

@Suite struct PatchedTransformationTests {
  /// Two systems and a box of the source in which to draw points.
  struct Case: Sendable, CustomTestStringConvertible {
    var from: CRS
    var to: CRS
    var box: Box
    var testDescription: String { "\(from) to \(to)" }

    init(_ from: CRS, _ to: CRS, _ west: Double, _ south: Double, _ east: Double, _ north: Double) {
      self.from = from
      self.to = to
      box = Box(minX: west, minY: south, maxX: east, maxY: north)
    }
  }

  private static let local = CRS.localEqualArea(longitude: 5, latitude: 43)
  static let cases = [
    Case(.wgs84, .laeaEurope, -9, 36, 30, 70),
    Case(.laeaEurope, .wgs84, 3_000_000, 1_500_000, 5_500_000, 5_000_000),
    Case(.lambert93, .laeaEurope, 100_000, 6_050_000, 1_200_000, 7_100_000),
    Case(.laeaEurope, .lambert93, 3_200_000, 2_100_000, 4_200_000, 3_100_000),
    Case(.lambert93, .wgs84, 100_000, 6_050_000, 1_200_000, 7_100_000),
    Case(.wgs84, .lambert93, -4, 42, 8, 51),
    Case(.wgs84, CRS("EPSG:32631"), 0, 1, 6, 83),
    Case(CRS("EPSG:32631"), .wgs84, 430_000, 1_000, 570_000, 8_000_000),
    Case(.wgs84, CRS("EPSG:32733"), 12, -79, 18, -1),
    Case(.wgs84, local, 2, 41, 8, 46),
    Case(local, .wgs84, -200_000, -200_000, 200_000, 200_000),
    Case(CRS("EPSG:27572"), .wgs84, 100_000, 1_700_000, 1_000_000, 2_600_000),
  ]

  private func points(_ count: Int, _ box: Box, _ crs: CRS, seed: UInt64) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    var layer = Geometries(crs: crs)
    for _ in 0..<count {
      layer.appendPoint(
        x: Double.random(in: box.minX...box.maxX, using: &generator),
        y: Double.random(in: box.minY...box.maxY, using: &generator))
    }
    return layer
  }

  private func layer(_ crs: CRS, _ points: [(Double, Double)]) -> Geometries {
    var layer = Geometries(crs: crs)
    for point in points { layer.appendPoint(x: point.0, y: point.1) }
    return layer
  }

  @Test(arguments: cases) func isWithinTheBoundOfPROJ(_ one: Case) throws {
    let layer = points(100_000, one.box, one.from, seed: 11)
    let patches = try #require(try TransformationPool.shared(from: one.from, to: one.to).patches())
    let transformed = try layer.transformed(to: one.to, threads: 2)
    var exact = layer.coordinates
    let transformation = try Transformation(from: one.from, to: one.to)
    try transformation.transform(&exact)
    #expect(transformed.pipeline == transformation.lastPipeline)
    var worst = 0.0
    var changed = 0
    for (patched, exact) in zip(transformed.geometries.coordinates, exact) {
      worst = max(worst, abs(patched - exact))
      changed += patched == exact ? 0 : 1
    }
    #expect(patches.bound == (one.to == .wgs84 ? 1e-11 : 1e-6))
    #expect(worst <= patches.bound, "off by \(worst) at most")
    // Polynomials have answered, not PROJ: the last bits differ.
    #expect(changed > exact.count / 4)
  }

  @Test(arguments: [cases[0], cases[2], cases[4]])
  func aVertexIsTransformedAloneAsInCompany(_ one: Case) throws {
    let layer = points(70_000, one.box, one.from, seed: 12)
    let all = try layer.transformed(to: one.to, threads: 2).geometries
    #expect(try layer.transformed(to: one.to, threads: 1).geometries == all)
    let backwards = layer.selecting((0..<layer.count).reversed())
    let reversed = try backwards.transformed(to: one.to, threads: 2).geometries
    #expect(reversed.selecting((0..<layer.count).reversed()) == all)
    for k in stride(from: 0, to: layer.count, by: 997) {
      let alone = try layer.selecting([k]).transformed(to: one.to).geometries
      #expect(alone.x(0) == all.x(k) && alone.y(0) == all.y(k))
    }
    // Patches fitted anew, in another order.
    let pool = TransformationPool.shared(from: one.from, to: one.to)
    let transformation = try Transformation(from: one.from, to: one.to)
    let fresh = try #require(
      try PatchedTransformation(transformation, from: one.from, to: one.to))
    var output = [Double](repeating: 0, count: backwards.coordinates.count)
    try backwards.coordinates.withUnsafeBufferPointer { input in
      try output.withUnsafeMutableBufferPointer { try fresh.transform(input, into: $0, pool: pool) }
    }
    #expect(output == reversed.coordinates)
  }

  @Test func severalCandidatesAreLeftToPROJ() throws {
    let britain = CRS("EPSG:27700")
    #expect(try TransformationPool.shared(from: britain, to: .wgs84).patches() == nil)
    let layer = points(
      1_000, Box(minX: 300_000, minY: 200_000, maxX: 500_000, maxY: 500_000), britain, seed: 13)
    let transformed = try layer.transformed(to: .wgs84)
    let transformation = try Transformation(from: britain, to: .wgs84)
    var exact = layer.coordinates
    try transformation.transform(&exact)
    #expect(transformed.geometries.coordinates == exact)
    #expect(transformed.pipeline == transformation.lastPipeline)
  }

  @Test func longitudeAndLatitudeOfTheSameDatumStayAsTheyAre() throws {
    let rgf93 = CRS("EPSG:4171")
    #expect(try TransformationPool.shared(from: rgf93, to: .wgs84).patches() == nil)
    let layer = layer(rgf93, [(5.369_78, 43.296_482)])
    let same = try layer.transformed(to: .wgs84).geometries
    #expect(same.coordinates == layer.coordinates)
  }

  @Test func theDateLineIsPROJs() throws {
    let fiji = CRS.localEqualArea(longitude: 180, latitude: -17)
    let degrees = [(179.5, -17.5), (180, -17.5), (-179.5, -17.5), (180, -16), (-180, -16)]
    let projected = try layer(.wgs84, degrees).transformed(to: fiji).geometries
    var exact = degrees.flatMap { [$0.0, $0.1] }
    try Transformation(from: .wgs84, to: fiji).transform(&exact)
    #expect(projected.coordinates == exact)
    // Back: longitudes jump inside the cells around x = 0, and nowhere else.
    let plane = points(
      20_000, Box(minX: -600_000, minY: -300_000, maxX: 600_000, maxY: 300_000), fiji, seed: 14)
    let back = try plane.transformed(to: .wgs84).geometries
    exact = plane.coordinates
    try Transformation(from: fiji, to: .wgs84).transform(&exact)
    let worst = zip(back.coordinates, exact).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst <= 1e-11)
  }

  @Test func polesArePROJs() throws {
    let arctic = CRS("EPSG:3995")
    let degrees = [(0.0, 90.0), (0, 89.9), (120, 89.9), (-120, 86), (179.9, 89), (45, 85.5)]
    let projected = try layer(.wgs84, degrees).transformed(to: arctic).geometries
    var exact = degrees.flatMap { [$0.0, $0.1] }
    try Transformation(from: .wgs84, to: arctic).transform(&exact)
    #expect(projected.coordinates == exact)
    let plane = points(
      5_000, Box(minX: -900_000, minY: -900_000, maxX: 900_000, maxY: 900_000), arctic, seed: 15)
    let back = try plane.transformed(to: .wgs84).geometries
    exact = plane.coordinates
    try Transformation(from: arctic, to: .wgs84).transform(&exact)
    let worst = zip(back.coordinates, exact).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst <= 1e-11)
  }

  @Test(arguments: [[5, 95], [Double.nan, 43], [5, .infinity], [1e300, 43]])
  func refusesWhatPROJRefuses(_ pair: [Double]) throws {
    let bad = (pair[0], pair[1])
    var reason = ""
    do {
      _ = try Transformation(from: .wgs84, to: .lambert93).transform(x: bad.0, y: bad.1)
    } catch { reason = error.reason }
    let mixed = layer(.wgs84, [(5, 43), bad, (6, 44)])
    let thrown = #expect(throws: PROJError.self) { try mixed.transformed(to: .lambert93) }
    #expect(reason.hasPrefix("a point cannot be transformed"))
    #expect(thrown?.reason == reason)
  }

  @Test func farOutsideTheAreaOfUseIsRefused() throws {
    let tokyo = layer(.wgs84, [(139.7, 35.7)])
    let thrown = #expect(throws: PROJError.self) { try tokyo.transformed(to: .lambert93) }
    #expect(thrown?.reason.contains("outside the area of use of EPSG:2154") == true)
    let swapped = layer(.lambert93, [(6_246_000, 893_000)])
    #expect(throws: PROJError.self) { try swapped.transformed(to: .wgs84) }
  }

  @Test func anEmptyLayerNeedsNoPipeline() throws {
    let empty = try Geometries(crs: .wgs84).transformed(to: .lambert93, threads: 2)
    #expect(empty.pipeline.isEmpty && empty.geometries.crs == .lambert93)
    #expect(empty.geometries.vertexCount == 0)
  }

  @Test func cellsAreFixedInThePlane() throws {
    let patches = try #require(
      try TransformationPool.shared(from: .laeaEurope, to: .wgs84).patches())
    #expect(patches.cellSize == 131_072)
    typealias Cell = PatchedTransformation.Cell
    #expect(patches.cell(x: 0, y: -1) == Cell(level: 0, x: 0, y: -1))
    #expect(patches.cell(x: 131_072, y: 131_071.9) == Cell(level: 0, x: 1, y: 0))
    #expect(patches.cell(x: .nan, y: 0) == nil && patches.cell(x: 0, y: -.infinity) == nil)
    #expect(patches.cell(x: 1e300, y: 0) == nil)
    let cell = Cell(level: 0, x: -1, y: 2)
    #expect(
      patches.box(of: cell) == Box(minX: -131_072, minY: 262_144, maxX: 0, maxY: 393_216))
    let quarter = patches.quarter(of: cell, x: -65_536, y: 300_000)
    #expect(quarter == Cell(level: 1, x: -1, y: 4))
    #expect(
      patches.box(of: quarter) == Box(minX: -65_536, minY: 262_144, maxX: 0, maxY: 327_680))
    let feet = CRS("+proj=utm +zone=31 +datum=WGS84 +units=us-ft +type=crs")
    let fromFeet = try #require(try TransformationPool.shared(from: feet, to: .wgs84).patches())
    #expect(fromFeet.cellSize == 262_144)
    let toFeet = try #require(try TransformationPool.shared(from: .wgs84, to: feet).patches())
    #expect(toFeet.cellSize == 1)
    #expect(abs(toFeet.bound - 1e-6 / 0.304_800_609_6) < 1e-12)
  }

  @Test func cellsAreCutWhereDegreesChangeFast() throws {
    let patches = try #require(
      try TransformationPool.shared(from: .laeaEurope, to: .wgs84).patches())
    let transformation = try Transformation(from: .laeaEurope, to: .wgs84)
    // Marseille; Lapland, where meridians draw together.
    for (x, y, isCut) in [(3_940_000.0, 2_260_000.0, false), (4_900_000, 5_150_000, true)] {
      let cell = try #require(patches.cell(x: x, y: y))
      let content = patches.fitted(cell, transformation)
      if case .split = content { #expect(isCut) } else { #expect(!isCut) }
      guard isCut else { continue }
      let quarter = patches.fitted(patches.quarter(of: cell, x: x, y: y), transformation)
      guard case .patch = quarter else {
        Issue.record("the quarter has no patch")
        continue
      }
    }
  }
}
