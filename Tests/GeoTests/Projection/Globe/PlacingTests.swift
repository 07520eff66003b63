import Foundation
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoProjection

/// Layers brought into systems to measure in, wherever they lie.
@Suite struct PlacingTests {
  typealias Ring = [(Double, Double)]

  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Ring {
    [(west, south), (east, south), (east, north), (west, north)]
  }

  private func layer(_ features: [[[Ring]]]) -> Geometries {
    var geometries = Geometries(crs: .wgs84)
    for polygons in features { geometries.appendMultiPolygon(polygons) }
    return geometries
  }

  /// a² / 2 Δλ Δq of a box.
  private func ground(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Double {
    Ellipsoid.area(ofPart: 0, in: layer([[[box(west, south, east, north)]]]))
  }

  /// Cut at the antimeridian, written beyond it on either side: one shape in one piece.
  @Test func threeWaysToCrossTheAntimeridian() throws {
    let given = layer([
      [[box(179, -18, 180, -16)], [box(-180, -18, -178, -16)]],
      [[box(179, -18, 182, -16)]],
      [[box(-181, -18, -178, -16)]],
    ])
    for crs in [
      CRS.localEqualArea(longitude: 180, latitude: -17), .worldEqualArea(centralMeridian: 180),
      .worldEqualArea(centralMeridian: 100), CRS("EPSG:8857"), CRS("EPSG:6933"),
    ] {
      let placed = try given.placed(in: crs, threads: 2)
      let areas = placed.geometries.areas()
      let expected = ground(179, -18, 182, -16)
      for area in areas { #expect(abs(area / expected - 1) < 1e-6, "\(crs)") }
      #expect(placed.wholeAreas.isEmpty)
      let index = PolygonIndex(placed.geometries)
      for other in 1...2 {
        let shared = OverlapArea.between(index, 0, index, other)
        // Edges leave their course by 3 cm at most: 40,000 m² along 1,000 km, of 7e10.
        #expect(abs(shared / expected - 1) < 1e-6, "\(crs)")
      }
      let isSeam = crs.authorityCode != nil
      #expect(isSeam || placed.geometries.parts(ofFeature: 0).count == 1)
    }
  }

  /// At the antipode there is nothing; of a hemisphere and of the world the neighbourhood is left.
  @Test func farAndWideFeatures() throws {
    let given = layer([
      [[box(165, -23, 167, -21)]], [[box(-15, 21, -13, 23)]], [[box(-180, -90, 180, 90)]],
      [[box(-180, -90, 180, -22)]], [[box(166, -90, 346, 90)]],
    ])
    let placed = try given.placed(
      in: .localEqualArea(longitude: 166, latitude: -22), threads: 1)
    let index = PolygonIndex(placed.geometries)
    #expect(placed.geometries.isEmpty(feature: 1))
    let whole = ground(165, -23, 167, -21)
    let shares = [1: 0.0, 2: 1, 3: ground(165, -23, 167, -22) / whole, 4: 0.5]
    for (feature, share) in shares {
      let shared = OverlapArea.between(index, 0, index, feature)
      #expect(abs(shared / whole - share) < 1e-5, "\(feature): \(shared / whole)")
    }
    #expect(placed.wholeAreas.keys.sorted() == [1, 2, 3, 4])
    let world = try #require(placed.wholeAreas[2])
    #expect(abs(world - 510_065_621_724_089) < 1e3)
    for feature in 0..<placed.geometries.count where !placed.geometries.isEmpty(feature: feature) {
      #expect(try Overlay.invalidity(of: feature, in: placed.geometries) == nil, "\(feature)")
    }
  }

  /// Antarctica, as data have it: a ring along the antimeridian and the pole.
  @Test(arguments: [
    CRS.localEqualArea(longitude: 0, latitude: -90), .worldEqualArea(centralMeridian: 0),
    .worldEqualArea(centralMeridian: 77),
  ])
  func aroundThePole(crs: CRS) throws {
    let given = layer([
      [[box(-180, -90, 180, -70)]], [[box(-180, -90, 0, -70)], [box(0, -90, 180, -70)]],
    ])
    let placed = try given.placed(in: crs, threads: 1)
    let expected = ground(-180, -90, 180, -70)
    for area in placed.geometries.areas() { #expect(abs(area / expected - 1) < 2e-6) }
    #expect(try Overlay.invalidity(of: 0, in: placed.geometries) == nil)
  }

  @Test func ordinaryLayersAreTransformedAsTheyStand() throws {
    let given = layer([[[box(5, 43, 5.015, 43.01)]], [[box(5.015, 43, 5.03, 43.01)]]])
    let placed = try given.placed(in: .laeaEurope, threads: 1)
    #expect(placed.geometries == (try given.transformed(to: .laeaEurope).geometries))
  }

  /// The two directions of an edge get the same vertices.
  @Test func longEdgesAreSharedByNeighbours() throws {
    let given = layer([[[box(0, 40, 3, 50)]], [[box(3, 40, 7, 50)]]])
    let divided = try given.withLongEdgesDivided()
    func side(_ feature: Int) -> Set<SIMD2<Double>> {
      Set(
        divided.vertices(ofFeature: feature).map { SIMD2(divided.x($0), divided.y($0)) }
          .filter { $0.x == 3 })
    }
    #expect(side(0).count == 641)
    #expect(side(0) == side(1))
    #expect(try layer([[[box(0, 40, 0.015, 40.015)]]]).withLongEdgesDivided().vertexCount == 5)
  }

  /// A box of a degree, and the same in strips of 0.2 and of 0.013 degrees: one area, whatever the
  /// system, and the box's own. Edges may be 3 cm off their course.
  @Test(arguments: [CRS.laeaEurope, .localEqualArea(longitude: 0, latitude: 60), CRS("EPSG:6933")])
  func cutAndUncutAgree(crs: CRS) throws {
    func strips(_ width: Double) -> [[Ring]] {
      stride(from: 0, to: 1, by: width).map { x in
        [box(5 + x, 43, 5 + min(x + width, 1), 43.5)]
      }
    }
    let given = layer([strips(1), strips(0.2), strips(0.013)])
    let placed = try given.placed(in: crs, threads: 1).geometries
    let expected = ground(5, 43, 6, 43.5)
    let allowed = 0.03 * 280_000 / expected
    for area in placed.areas() { #expect(abs(area / expected - 1) < allowed, "\(crs)") }
    let index = PolygonIndex(placed)
    for other in 1...2 {
      let shared = OverlapArea.between(index, 0, index, other)
      #expect(abs(shared / expected - 1) < allowed, "\(crs) \(other): \(shared / expected)")
    }
  }

  /// Squares over a pole in a system around it, which is equal-area itself, and their eastern
  /// halves.
  @Test(arguments: [("EPSG:6931", 90.0), ("EPSG:6932", -90)])
  func squaresOverAPole(code: String, latitude: Double) throws {
    for half in [50.0, 5000, 400_000] {
      var given = Geometries(crs: CRS(code))
      given.appendPolygon([box(-half, -half, half, half)])
      given.appendPolygon([box(0, -half, 2 * half, half)])
      for crs in [
        CRS.localEqualArea(longitude: 0, latitude: latitude), .worldEqualArea(centralMeridian: 0),
      ] {
        let placed = try given.placed(in: crs, threads: 1).geometries
        let index = PolygonIndex(placed)
        let expected = 4 * half * half
        // Straight into an azimuthal system; into others edges turn by up to a degree, and enclose
        // with their chords (π / 180)² / 2 of the triangle under them.
        for area in placed.areas() {
          #expect(abs(area / expected - 1) < 1.6e-4, "\(half) \(crs)")
        }
        let shared = OverlapArea.between(index, 0, index, 1)
        #expect(abs(shared / expected - 0.5) < 1e-4, "\(half) \(crs): \(shared / expected)")
        let degrees = try given.longitudeLatitude(threads: 1)
        #expect(abs(Geodesic.area(ofFeature: 0, in: degrees) / expected - 1) < 1e-3)
      }
    }
  }

  /// A box across 180 degrees in systems that are torn there is cut there; in one that is not,
  /// halves are joined. Lines keep their vertices.
  @Test func conversionsCutWhereTheTargetEnds() throws {
    let central = CRS("EPSG:3832")
    let whole = layer([[[box(179.9, -17.1, 180.2, -17)]]])
    let halves = layer([[[box(179.9, -17.1, 180, -17)], [box(-180, -17.1, -179.8, -17)]]])
    let expected = ground(179.9, -17.1, 180.2, -17)
    for given in [whole, halves] {
      let there = try given.converted(to: central, threads: 1)
      #expect(there.geometries.parts(ofFeature: 0).count == 1)
      #expect(try Overlay.invalidity(of: 0, in: there.geometries) == nil)
      for target in [CRS.wgs84, CRS("EPSG:3857"), CRS("EPSG:6933")] {
        let back = try there.geometries.converted(to: target, threads: 1)
        #expect(back.rearranged == 1 && back.geometries.parts(ofFeature: 0).count == 2)
        let measured = try back.geometries.placed(
          in: .worldEqualArea(centralMeridian: 180), threads: 1
        ).geometries.area(ofFeature: 0)
        #expect(abs(measured / expected - 1) < 1e-6, "\(target)")
      }
    }
    let near = layer([[[box(5, 43, 6, 44)]]])
    let moved = try near.converted(to: .laeaEurope, threads: 1)
    #expect(moved.rearranged == 0)
    #expect(moved.geometries == (try near.transformed(to: .laeaEurope).geometries))
    let world = layer([[[box(-180, -80, 180, 80)]]])
    #expect(try world.converted(to: CRS("EPSG:6933"), threads: 1).rearranged == 0)
  }

  /// From another system what crosses the antimeridian is written cut, elevations or not.
  @Test func whatCrossesIsWrittenOnBothSides() throws {
    var given = Geometries(crs: CRS("EPSG:3832"))
    let way = try Transformation(from: .wgs84, to: given.crs)
    let (a, b) = (try way.transform(x: 179.9, y: -17.1), try way.transform(x: -179.8, y: -17))
    given.appendPolygon([box(a.x, a.y, b.x, b.y)])
    let written = try given.writtenDegrees(threads: 1)
    #expect(written.parts(ofFeature: 0).count == 2)
    #expect(written.box.minX >= -180 && written.box.maxX <= 180)
    let area = written.parts(ofFeature: 0).reduce(0) {
      $0 + Ellipsoid.area(ofPart: $1, in: written)
    }
    #expect(abs(area / ground(179.9, -17.1, 180.2, -17) - 1) < 1e-6)
    var solid = given
    solid.elevations = Array(repeating: 7, count: given.vertexCount)
    let raised = try solid.writtenDegrees(threads: 1)
    #expect(raised.elevations?.count == raised.vertexCount && raised.box.width < 0.31)
    #expect(try given.degreesInOneTurn(threads: 1).box.width < 0.31)
  }

  @Test func shapesComeBackCutAtTheAntimeridian() throws {
    let given = layer([[[box(179, -18, 182, -16)]], [[box(10, 0, 11, 1)]]])
    let plane = try given.placed(in: .worldEqualArea(centralMeridian: 100), threads: 1).geometries
    let back = try plane.cutAtAntimeridian(threads: 1)
    #expect(back.parts(ofFeature: 0).count == 2 && back.parts(ofFeature: 1).count == 1)
    #expect(back.box.minX >= -180 && back.box.maxX <= 180)
    let area = back.parts(ofFeature: 0).reduce(0) { $0 + Ellipsoid.area(ofPart: $1, in: back) }
    #expect(abs(area / ground(179, -18, 182, -16) - 1) < 1e-9)
  }

  /// From a system of its own around the pole, a ring comes in degrees with a way along the pole.
  @Test func ringsFromPolarSystems() throws {
    var polar = Geometries(crs: CRS("EPSG:3031"))
    polar.appendPolygon([box(-1e6, -1e6, 1e6, 1e6)])
    polar.appendPolygon([box(-1e5, -2e6, 1e5, -1e6)])
    let placed = try polar.placed(in: .worldEqualArea(centralMeridian: 30), threads: 1)
    let local = try polar.placed(in: .localEqualArea(longitude: 0, latitude: -90), threads: 1)
    for (a, b) in zip(placed.geometries.areas(), local.geometries.areas()) {
      #expect(abs(a / b - 1) < 1e-3)
    }
    let extent = try GeographicExtent(of: polar)
    #expect(extent.box.minY == -90 && extent.longitudes.isWholeCircle)
  }

  /// Rings around a pole are written as one valid piece from −180 to 180 degrees, closed along the pole.
  @Test(arguments: ["EPSG:3413", "EPSG:3031"]) func ringsAroundAPoleAreWrittenClosedAlongIt(
    code: String
  ) throws {
    let isNorth = code == "EPSG:3413"
    let middles = [(0.0, 0.0), (9e5, 0.0), (-3e5, 8e5), (1, -1)]
    var polar = Geometries(crs: CRS(code))
    for (x, y) in middles { polar.appendPolygon([box(x - 1e6, y - 1e6, x + 1e6, y + 1e6)]) }
    // One hole around the pole, one beside it that crosses the antimeridian or not, and a small ring.
    polar.appendPolygon([
      box(-1e6, -1e6, 1e6, 1e6), box(-2e5, -2e5, 2e5, 2e5).reversed(),
      box(-6e5, -8e5, -3e5, 8e5).reversed(), box(-1e5, 6e5, 1e5, 8e5).reversed(),
    ])
    polar.appendPolygon([box(-100, -100, 100, 100)])
    let written = try polar.writtenDegrees(threads: 2)
    #expect(try Overlay.invalidFeatures(Array(0..<6), in: written, threads: 1).isEmpty)
    #expect(written.box.minX == -180 && written.box.maxX == 180)
    #expect(isNorth ? written.box.maxY == 90 : written.box.minY == -90)
    #expect((0..<4).allSatisfy { written.parts(ofFeature: $0).count == 1 })
    // PROJ's own equal-area plane around the pole.
    let plane = CRS(isNorth ? "EPSG:6931" : "EPSG:6932")
    let equalArea = try polar.densified(longest: 2000).transformed(to: plane, threads: 2).geometries
    for feature in 0..<polar.count {
      let area = written.parts(ofFeature: feature).reduce(0) {
        $0 + Ellipsoid.area(ofPart: $1, in: written)
      }
      #expect(abs(area / equalArea.area(ofFeature: feature) - 1) < 2e-4, "\(feature)")
    }
    var solid = polar
    solid.elevations = Array(repeating: 7, count: polar.vertexCount)
    #expect(try solid.writtenDegrees(threads: 1).firstOpenAroundPole == 0)
    #expect(written.firstOpenAroundPole == nil)
  }

  /// A ring with an edge or a corner at the pole is led along it, whichever part of the circle it spans.
  @Test func ringsThatTouchAPoleAreWrittenAlongIt() throws {
    var polar = Geometries(crs: CRS("EPSG:3413"))
    polar.appendPolygon([box(0, -1e6, 2e6, 1e6)])
    polar.appendPolygon([box(-1e6, -7e5, 1e6, 0)])
    polar.appendPolygon([box(0, 0, 1e6, 1e6)])
    // Three quarters around the pole, and a quarter.
    polar.appendPolygon([
      [(0, 0), (1e6, 0), (1e6, 1e6), (-1e6, 1e6), (-1e6, -1e6), (0, -1e6)]
    ])
    polar.appendPolygon([box(-1e6, 0, 0, 1e6)])
    // The lower half of a square below a pole, past it by a metre, and short of it by one.
    polar.appendPolygon([box(-1e6, -1e6, 1e6, 1)])
    polar.appendPolygon([box(-1e6, -1e6, 1e6, -1)])
    let written = try polar.writtenDegrees(threads: 1)
    #expect(try Overlay.invalidFeatures(Array(0..<7), in: written, threads: 1).isEmpty)
    let equalArea = try polar.densified(longest: 2000).transformed(to: CRS("EPSG:6931")).geometries
    for feature in 0..<polar.count {
      let area = written.parts(ofFeature: feature).reduce(0) {
        $0 + Ellipsoid.area(ofPart: $1, in: written)
      }
      #expect(abs(area / equalArea.area(ofFeature: feature) - 1) < 5e-4, "\(feature)")
    }
  }

  /// What is said of Europe's system without asking is what PROJ says.
  @Test func europesPlaneIsAsPROJKnowsIt() throws {
    #expect(try MeasuringPlane.asPROJSays(.laeaEurope) == MeasuringPlane.europe)
    #expect(try MeasuringPlane.of(.laeaEurope) == MeasuringPlane.europe)
  }
}
