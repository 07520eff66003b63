import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoProjection
@testable import GeoStreets

/// Places and isochrones of networks on several continents, across 180° and around a pole: as each
/// would be alone, and as geodesics say.
@Suite struct StreetFramesTests {
  /// Streets of two nodes each.
  private func network(_ streets: [((Double, Double), (Double, Double))]) throws -> StreetNetwork {
    var text = OSMText()
    for (i, street) in streets.enumerated() {
      let id = Int64(2 * i + 1)
      text.nodes.append((id, street.0.0, street.0.1, [:]))
      text.nodes.append((id + 1, street.1.0, street.1.1, [:]))
      text.way(id, [id, id + 1], ["highway": "residential"])
    }
    return try text.network(.walk)
  }

  private let auckland = ((174.76, -36.85), (174.77, -36.85))
  private let chatham = ((-176.56, -43.95), (-176.55, -43.95))
  private let monaco = ((7.42, 43.735), (7.43, 43.735))
  private let portoAlegre = ((-51.2, -30.03), (-51.19, -30.03))

  private func points(_ places: [(Double, Double)]) -> Geometries {
    var points = Geometries(crs: .wgs84)
    for (x, y) in places { points.appendPoint(x: x, y: y) }
    return points
  }

  private func doors(_ network: StreetNetwork, _ shapes: Geometries) throws -> [[NetworkDoor]] {
    let found = try StreetFrames(network, threads: 2).places(shapes, threads: 2)
    return (0..<found.count).map { Array(found.doors(ofPlace: $0)) }
  }

  @Test func connectorsAreGeodesicsHoweverWideTheNetwork() throws {
    let found = try doors(
      try network([auckland, chatham]),
      points([(174.756_636_251_5, -36.85), (174.765, -36.847_296_683_8), (-176.555, -43.949)]))
    let meters = found.map { $0.first?.connector.meters ?? -1 }
    #expect(abs(meters[0] - 300) < 0.02)
    #expect(abs(meters[1] - 300) < 0.02)
    let third = Geodesic.distance(from: (-176.555, -43.949), to: (-176.555, -43.95))
    // The street is a geodesic, 12 mm north of its parallel in the middle.
    #expect(abs(meters[2] - third) < 0.02)
  }

  @Test func placesAreJoinedAsIfTheirStreetsWereAlone() throws {
    let shapes = points([(7.424, 43.736), (7.431, 43.7349)])
    let alone = try doors(try network([monaco]), shapes)
    let together = try doors(try network([monaco, portoAlegre, auckland, chatham]), shapes)
    #expect(
      alone.map { $0.map { [$0.alongMillimeters, Int32($0.connector.milliseconds)] } }
        == together.map { $0.map { [$0.alongMillimeters, Int32($0.connector.milliseconds)] } })
    #expect(alone.allSatisfy { $0.count == 1 })
  }

  @Test func streetsAcross180AreWhole() throws {
    let street = ((179.999, 0.0), (-179.999, 0.0))
    let network = try network([street])
    #expect(abs(network.totalMeters - 222.639) < 0.001)
    let found = try doors(
      network, points([(179.9995, 0.001), (-179.9995, 0.001), (180, 0.001), (-180, 0.001)]))
    let along = [55_659.75, 166_979.25, 111_319.5, 111_319.5]
    for (doors, wanted) in zip(found, along) {
      #expect(abs(Double(doors.first?.alongMillimeters ?? -1) - wanted) <= 1.5)
    }
    #expect(found.allSatisfy { abs(($0.first?.connector.meters ?? 0) - 110.574) < 0.01 })
    // A polygon across 180°, with longitudes that go on and in two parts.
    var areas = Geometries(crs: .wgs84)
    let (low, high) = (-0.01, 0.01)
    areas.appendPolygon([
      [(179.9995, low), (180.0005, low), (180.0005, high), (179.9995, high)]
    ])
    areas.appendMultiPolygon([
      [[(179.9995, low), (180, low), (180, high), (179.9995, high)]],
      [[(-180, low), (-179.9995, low), (-179.9995, high), (-180, high)]],
    ])
    let doors = try doors(network, areas)
    for gates in doors {
      for wanted in along.prefix(2) {
        #expect(gates.contains { abs(Double($0.alongMillimeters) - wanted) <= 1.5 })
      }
    }
  }

  @Test func pointsAreInsidePolygonsAcross180() throws {
    var area = Geometries(crs: .wgs84)
    area.appendPolygon([[(179.9, -17.1), (180.1, -17.1), (180.1, -16.9), (179.9, -16.9)]])
    let places = points([(179.95, -17), (-179.95, -17), (-179.85, -17), (0, -17)])
    var doors = NetworkPlaces()
    for _ in 0..<4 { doors.append([]) }
    var gates = NetworkPlaces()
    gates.append([])
    let inside = try InsidePairs(
      onEarthFrom: places, through: doors, to: area, through: gates)
    #expect(
      (0..<4).map { inside.contains(NetworkPair(origin: $0, destination: 0)) }
        == [true, true, false, false])
  }

  @Test func theSamePlaceHasManyLongitudes() throws {
    var doors = NetworkPlaces()
    doors.append([NetworkDoor(edge: 0, alongMillimeters: 0)])
    func isSame(_ a: (Double, Double), _ b: (Double, Double)) throws -> Bool {
      try !InsidePairs(
        onEarthFrom: points([a]), through: doors, to: points([b]), through: doors
      ).isEmpty
    }
    #expect(try isSame((180, 10), (-180, 10)))
    #expect(try isSame((-179.999_999_999, 10), (180, 10)))
    #expect(try isSame((185, 10), (-175, 10)))
    #expect(try !isSame((180, 10), (-179.999_999_9, 10)))
  }

  // MARK: Areas

  private func clip(_ area: Geometries) throws -> ClipArea {
    try ClipArea(Layer(name: "area", geometries: area))
  }

  private func box(_ west: Double, _ east: Double) -> [(Double, Double)] {
    [(west, -1), (east, -1), (east, 1), (west, 1)]
  }

  @Test func streetsAreCutToAreasAcross180() throws {
    var text = OSMText()
    text.nodes = [(1, 179.99, 0, [:]), (2, 180, 0, [:]), (3, -179.99, 0, [:])]
    text.way(1, [1, 2, 3], ["highway": "path"])
    var areas = (0..<3).map { _ in Geometries(crs: .wgs84) }
    areas[0].appendMultiPolygon([[box(179.995, 180)], [box(-180, -179.995)]])
    areas[1].appendPolygon([box(179.995, 180.005)])
    areas[2].appendPolygon([box(-180.005, -179.995)])
    for area in areas {
      let (network, report) = try text.built(.walk, clip: clip(area))
      #expect(network.edgeCount == 1 && report.cuts == 2)
      #expect(abs(network.totalMeters - 1113.195) < 0.002)
      let whole = try text.network(.walk)
      let exits = try StreetFrames(whole, threads: 1).exits(from: clip(area), threads: 1)
      #expect(exits.places.doors.map { $0.alongMillimeters / 10 } == [55659, 166979])
      #expect(
        try clip(area).holdsAny(of: points([(-179.996, 0), (-179.994, 0)])) == [true, false])
    }
    var eastern = Geometries(crs: .wgs84)
    eastern.appendPolygon([box(-180, -179.995)])
    #expect(abs(try text.network(.walk, clip: clip(eastern)).totalMeters - 556.597) < 0.002)
  }

  @Test func sharesOfBoxesGoRoundTheEarth() throws {
    var area = Geometries(crs: .wgs84)
    area.appendPolygon([box(179, 181)])
    let share = try clip(area).shareOutside(
      EarthBox(Box(minX: 179.5, minY: -2, maxX: -179.5, maxY: 2)))
    #expect(abs(share - 0.5) < 1e-9)
  }

  // MARK: Isochrones

  private func bands(
    _ network: StreetNetwork, _ doors: [NetworkDoor], _ cutoffs: [Double],
    reach: Double = 75
  ) throws -> IsochroneBands {
    var places = NetworkPlaces()
    for door in doors { places.append([door]) }
    let saved = SavedStreetNetwork(network, facts: [])
    return try Isochrones(
      saved, StreetFrames(network, threads: 1), cutoffsMinutes: cutoffs, .fromPlaces,
      IsochroneSettings(reachMeters: reach, cellMeters: 10)
    ).bands(of: places, grounds: .null(count: doors.count), threads: 2)
  }

  private func areas(_ bands: IsochroneBands) -> [Double] {
    (0..<bands.geometries.count).map { feature in
      var sum = 0.0
      for part in bands.geometries.parts(ofFeature: feature) {
        var one = Geometries(crs: .wgs84)
        one.beginFeature(.polygon)
        one.beginPart()
        for ring in bands.geometries.rings(ofPart: part) {
          let vertices = bands.geometries.vertices(ofRing: ring)
          one.appendRing(
            bands.geometries.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
        }
        sum += Geodesic.area(ofFeature: 0, in: one)
      }
      return sum
    }
  }

  @Test func isochronesOfEachContinentAreAsAlone() throws {
    let (wide, alone) = (try network([monaco, portoAlegre]), try network([monaco]))
    func door(_ network: StreetNetwork) throws -> NetworkDoor {
      let shapes = points([(7.425, 43.735)])
      return try #require(
        Array(try StreetFrames(network, threads: 1).places(shapes, threads: 1).doors(ofPlace: 0))
          .first)
    }
    let one = try bands(alone, [try door(alone)], [2, 4])
    let same = try bands(wide, [try door(wide)], [2, 4])
    #expect(one.geometries == same.geometries && one.streetMeters == same.streetMeters)
    // Both places together: the parts of both.
    let other = try #require(
      Array(
        try StreetFrames(wide, threads: 1).places(points([(-51.195, -30.03)]), threads: 1)
          .doors(ofPlace: 0)
      ).first)
    let both = try bands(wide, [try door(wide), other], [2, 4])
    let second = try bands(wide, [other], [2, 4])
    for band in 0..<2 {
      #expect(
        abs(areas(both)[band] - areas(one)[band] - areas(second)[band]) < 1e-3)
      #expect(
        abs(both.streetMeters[band] - one.streetMeters[band] - second.streetMeters[band]) < 0.002)
    }
  }

  /// The same street on the equator, at the prime meridian and across 180°.
  @Test func isochronesAcross180AreCutThere() throws {
    let door = NetworkDoor(edge: 0, alongMillimeters: 1_113_195)
    let there = try bands(try network([((179.99, 0), (-179.99, 0))]), [door], [2, 5])
    let here = try bands(try network([((-0.01, 0), (0.01, 0))]), [door], [2, 5])
    #expect(there.streetMeters == here.streetMeters)
    for (a, b) in zip(areas(there), areas(here)) { #expect(abs(a - b) < 0.01) }
    for feature in 0..<2 {
      #expect(there.geometries.kinds[feature] == .multiPolygon)
      #expect(try Overlay.invalidity(of: feature, in: there.geometries) == nil)
      for ring in there.geometries.rings(ofFeature: feature) {
        let x = there.geometries.vertices(ofRing: ring).map { there.geometries.x($0) }
        #expect((x.max() ?? 0) - (x.min() ?? 0) < 1)
      }
    }
  }

  /// A ring of street around the north pole, 1,117 m from it: the ground within 200 m of it, with the
  /// pole a hole, and filled.
  @Test func isochronesAroundAPole() throws {
    var text = OSMText()
    for i in 0..<72 { text.nodes.append((Int64(i + 1), Double(5 * i) - 178, 89.99, [:])) }
    text.way(1, (1...72).map { Int64($0) } + [1], ["highway": "path"])
    let network = try text.network(.walk)
    let radius = Geodesic.distance(from: (0, 90), to: (0, 89.99))
    let found = try bands(
      network, [NetworkDoor(edge: 0, alongMillimeters: 0)], [10_000], reach: 200)
    #expect(try Overlay.invalidity(of: 0, in: found.geometries) == nil)
    // The street is a polygon of 72 sides, and the grid's cells are of 10 m.
    let wanted = 2 * .pi * radius * 400
    #expect(abs(areas(found)[0] - wanted) < 0.01 * wanted)
    let box = found.geometries.box
    #expect(box.minX == -180 && box.maxX == 180 && box.maxY < 90)
  }

  @Test func gridsThatDoNotFitAreRefusedBeforeTheyAreMade() throws {
    let place = Box(minX: -900_000, minY: -900_000, maxX: 900_000, maxY: 900_000)
    let error = #expect(throws: NetworkError.self) {
      try ReachGrid(IsochroneSettings(reachMeters: 75, cellMeters: 6), grounds: [place], limits: 3)
      {
        _ in
      }
    }
    #expect(error?.kind == .usage && error?.remedy?.text.contains("isochroneCell") == true)
  }

  /// Lengths at the rim of a plane as wide as half the earth are refused.
  @Test func planesThatAreTooWideAreRefused() throws {
    let error = #expect(throws: NetworkError.self) {
      try EdgeSnapper(try network([monaco, portoAlegre]), threads: 1)
    }
    #expect(error?.reason.contains("%") == true)
  }
}
