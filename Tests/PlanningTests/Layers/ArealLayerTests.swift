import GeoAlgorithms
import GeoCore
import GeoProjection
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct ArealLayerTests {
  /// Three squares of 100 m in a row, each 20 m into the next, and a fourth apart.
  private let rings = [
    Study.square(0, 0, 100), Study.square(80, 0, 100), Study.square(160, 0, 100),
    Study.square(500, 0, 100),
  ]

  @Test func overlapsCountOnce() throws {
    let areal = try Study.areal(Study.layer("l", Study.polygons(rings)))
    #expect(abs(areal.grossAreaSquareMeters - 40_000) < 1e-6)
    #expect(abs(areal.netAreaSquareMeters - 36_000) < 1e-6)
    #expect(abs(areal.doubleCountedAreaSquareMeters - 4_000) < 1e-6)
    #expect(areal.origins == [[0, 1, 2], [3]])
    #expect(areal.dissolved.count == 2)
    #expect(abs(areal.dissolved.areas[0] - 26_000) < 1e-6)
    #expect(areal.dissolved.areas[1] == 10_000)
    #expect(areal.pipeline.isEmpty)
    #expect(areal.dropped.isEmpty)
  }

  @Test func whatIsCoveredThreefoldCountsOnce() throws {
    let areal = try Study.areal(
      Study.layer(
        "l",
        Study.polygons([
          Study.square(0, 0, 100), Study.square(0, 0, 100), Study.square(10, 10, 50),
        ])))
    #expect(areal.grossAreaSquareMeters == 22_500)
    #expect(abs(areal.netAreaSquareMeters - 10_000) < 1e-6)
    #expect(areal.origins == [[0, 1, 2]])
  }

  @Test func bordersAreNotMerged() throws {
    let areal = try Study.areal(
      Study.layer("l", Study.polygons([Study.square(0, 0, 100), Study.square(100, 0, 100)])))
    #expect(areal.origins == [[0], [1]])
    #expect(areal.doubleCountedAreaSquareMeters == 0)
    #expect(areal.netAreaSquareMeters == 20_000)
  }

  @Test func withoutDissolvingGrossIsNet() throws {
    let areal = try ArealLayer(
      Study.layer("l", Study.polygons(rings)), in: .laeaEurope, dissolves: false, threads: 1)
    #expect(areal.netAreaSquareMeters == areal.grossAreaSquareMeters)
    #expect(areal.origins.count == 4)
  }

  @Test func whatHasNoAreaIsDroppedWithAReason() throws {
    var geometries = Study.polygons([Study.square(0, 0, 10)])
    geometries.beginFeature(.null)
    geometries.beginFeature(.multiPolygon)
    geometries.appendPoint(x: Study.x, y: Study.y)
    let areal = try Study.areal(Study.layer("l", geometries, ids: ["a", "b", "c", "d"]))
    #expect(
      areal.dropped == [
        .init(feature: "b", reason: "no geometry"), .init(feature: "c", reason: "empty geometry"),
        .init(feature: "d", reason: "a Point has no area"),
      ])
    #expect(areal.netAreaSquareMeters == 100)
    #expect(areal.geometries.count == 4)
  }

  @Test func aLayerOfPointsIsRefused() {
    let error = #expect(throws: InputError.self) {
      try Study.areal(Study.layer("stops", Study.points([(0, 0)])))
    }
    #expect(error?.reason.contains("has no polygons") == true)
    #expect(error?.path == "stops.geojson")
  }

  @Test func aLayerOfNothingIsEmpty() throws {
    var geometries = Geometries(crs: .laeaEurope)
    #expect(try Study.areal(Study.layer("l", geometries)).netAreaSquareMeters == 0)
    geometries.beginFeature(.null)
    let areal = try Study.areal(Study.layer("l", geometries))
    #expect(areal.dropped.count == 1 && areal.grossAreaSquareMeters == 0)
  }

  @Test func invalidFeaturesAreRefusedOrLeftOut() throws {
    let (x, y) = (Study.x, Study.y)
    let bowTie = [(x, y), (x + 10, y + 10), (x + 10, y), (x, y + 10)]
    let study = Study.layer(
      "l", Study.polygons([Study.square(50, 0, 10), bowTie, Study.square(90, 0, 10), bowTie]),
      ids: ["a", "b", "c", "d"])
    let error = #expect(throws: FormatError.self) { try Study.areal(study) }
    #expect(error?.feature == "b")
    #expect(error?.reason.contains("Self-intersection at 3940005.0 2250005.0") == true)
    #expect(error?.reason.contains("2 features are invalid") == true)
    #expect(error?.remedy?.text.contains("lenient") == true)
    let lenient = try Study.areal(study, lenient: true)
    #expect(lenient.dropped.map(\.feature) == ["b", "d"])
    #expect(lenient.dropped[0].reason.hasPrefix("invalid polygon: Self-intersection"))
    #expect(lenient.netAreaSquareMeters == 200)
  }

  @Test func otherSystemsAreBroughtIn() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(5.4, 43.3), (5.41, 43.3), (5.41, 43.31), (5.4, 43.31)]])
    let areal = try Study.areal(Study.layer("l", geometries))
    #expect(areal.geometries.crs == .laeaEurope)
    #expect(areal.pipeline.contains("+proj=laea"))
    let geodesic = Geodesic.area(ofFeature: 0, in: geometries)
    #expect(abs(areal.netAreaSquareMeters / geodesic - 1) < 1e-6)
  }

  /// The net area is that of the union, whatever the order, on any number of threads.
  @Test(arguments: [1, 2, 3])
  func netIsTheUnionOfGEOS(seed: UInt64) throws {
    let stars = Geometries.stars(count: 40, radius: 900, vertices: 12, seed: seed)
    let areal = try Study.areal(Study.layer("l", stars))
    var union = Geometries(crs: .laeaEurope)
    try Overlay.appendUnion(of: Array(0..<stars.count), in: stars, to: &union)
    let expected = union.area(ofFeature: 0)
    #expect(abs(areal.netAreaSquareMeters - expected) < 1e-9 * expected + 0.1)
    let turned = try Study.areal(
      Study.layer("l", stars.selecting((0..<stars.count).reversed())), threads: 3)
    #expect(abs(turned.netAreaSquareMeters - areal.netAreaSquareMeters) < 1e-3)
    #expect(Set(areal.origins.joined()) == Set(0..<stars.count))
  }

  /// What is small counts once like all else: 2,000 strips of 1.9 mm, each half over the next, and 300
  /// squares of a tenth of a metre on one place.
  @Test func smallOverlapsCountOnceToo() throws {
    let strips = (0..<2000).map { Study.rectangle(0, Double($0) * 0.00095, 10, 0.0019) }
    let lying = try Study.areal(Study.layer("l", Study.polygons(strips)))
    #expect(abs(lying.netAreaSquareMeters - 10 * (1999 * 0.00095 + 0.0019)) < 1e-6)
    let squares = try Study.areal(
      Study.layer("l", Study.polygons(Array(repeating: Study.square(0, 0, 0.099), count: 300))))
    #expect(abs(squares.netAreaSquareMeters - 0.009801) < 1e-8)
  }

  private func collection(_ rings: [Study.Ring], _ kind: GeometryKind) -> Geometries {
    var shapes = Geometries(crs: .laeaEurope)
    shapes.beginFeature(kind)
    for ring in rings {
      shapes.beginPart()
      shapes.appendRing((ring + [ring[0]]).flatMap { [$0.0, $0.1] })
    }
    if kind == .geometryCollection {
      shapes.setMembers(rings.map { _ in Geometries.Member(kind: .polygon, partCount: 1) })
    }
    return shapes
  }

  /// The polygons of a collection are one area, however they lie to each other; in a multipolygon that
  /// is a fault.
  @Test func collectionsAreOneArea() throws {
    let adjacent = [Study.square(0, 0, 100), Study.rectangle(100, 0, 50, 70)]
    let overlapping = [Study.square(0, 0, 100), Study.square(50, 0, 100)]
    for (rings, area) in [(adjacent, 13_500.0), (overlapping, 15_000)] {
      let areal = try Study.areal(
        Study.layer("l", collection(rings, .geometryCollection), accuracy: 5))
      #expect(abs(areal.netAreaSquareMeters - area) < 1e-6)
      #expect(areal.geometries.parts(ofFeature: 0).count == 1)
      #expect(throws: FormatError.self) {
        try Study.areal(Study.layer("l", collection(rings, .multiPolygon)))
      }
    }
    let (x, y) = (Study.x, Study.y)
    let bowTie = [(x, y), (x + 10, y + 10), (x + 10, y), (x, y + 10)]
    #expect(throws: FormatError.self) {
      try Study.areal(
        Study.layer("l", collection([Study.square(50, 0, 10), bowTie], .geometryCollection)))
    }
  }
}
