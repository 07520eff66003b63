import GeoCore
import GeoProjection
import Testing

@testable import GeoAlgorithms
@testable import PlanningStudies

@Suite struct MeasuringSystemsTests {
  private let marseille = Box(minX: 4.7, minY: 43.1, maxX: 5.8, maxY: 43.8)
  private let rio = Box(minX: -43.8, minY: -23.1, maxX: -43.1, maxY: -22.7)

  /// Lambert-93 is 0.99905 at 46.5° and grows southwards; 1.000 at 44°: at 43.1° it is about
  /// 1 + (43.1 − 44)(43.1 − 49)/2 · (π/180)² = 1.0008.
  @Test func inFrance() throws {
    let systems = try MeasuringSystems(for: marseille)
    #expect(systems.area == .laeaEurope)
    #expect(systems.distance == .lambert93)
    #expect(systems.distanceScaleError > 0.0007 && systems.distanceScaleError < 0.001)
  }

  @Test func inBrazil() throws {
    let systems = try MeasuringSystems(for: rio)
    #expect(systems.area == CRS.localEqualArea(longitude: -43, latitude: -23))
    #expect(systems.distance == CRS("EPSG:32723"))
    // UTM is 0.9996 on its central meridian, 45° W, and near it.
    #expect(systems.distanceScaleError > 0.00005 && systems.distanceScaleError < 0.0004)
  }

  /// Germany: inside the area of EPSG:3035, outside that of Lambert-93.
  @Test func inGermany() throws {
    let systems = try MeasuringSystems(for: Box(minX: 11.2, minY: 48, maxX: 11.8, maxY: 48.3))
    #expect(systems.area == .laeaEurope)
    #expect(systems.distance == CRS("EPSG:32632"))
  }

  @Test func whatIsAskedForIsTaken() throws {
    let systems = try MeasuringSystems(
      for: marseille, areaCRS: CRS("EPSG:6933"), distanceCRS: CRS("EPSG:32631"))
    #expect(systems.area == CRS("EPSG:6933"))
    #expect(systems.distance == CRS("EPSG:32631"))
  }

  @Test(arguments: [
    ("EPSG:4326", "degrees"), ("EPSG:4258", "degrees"), ("EPSG:3857", "Web Mercator"),
    ("EPSG:900913", "Web Mercator"), ("EPSG:2154", "not an equal-area system"),
    ("EPSG:32631", "not an equal-area system"), ("EPSG:2263", "metres"), ("EPSG:1", "unknown"),
    ("EPSG:4978", "has no plane"), ("ESRI:102100", "not an equal-area system"),
  ])
  func unfitForAreas(_ code: String, _ reason: String) {
    #expect {
      try MeasuringSystems(for: marseille, areaCRS: CRS(code))
    } throws: { error in
      let failure = error as? any GeoFailure
      return failure?.description.contains(reason) == true
        && failure?.description.contains("; ") == true
    }
  }

  @Test(arguments: ["EPSG:4326", "EPSG:3857", "EPSG:2263"])
  func unfitForDistances(code: String) {
    let error = #expect(throws: InputError.self) {
      try MeasuringSystems(for: marseille, distanceCRS: CRS(code))
    }
    #expect(error?.kind == .usage)
  }

  @Test func nowhereIsEverywhere() throws {
    #expect(try MeasuringSystems(for: .empty).distanceScaleError == 0)
  }
}

/// Studies that are spread over the Earth, or lie where it ends on a map.
@Suite struct SpreadSystemsTests {
  private func systems(
    _ west: Double, _ south: Double, _ east: Double, _ north: Double
  ) throws -> MeasuringSystems {
    try MeasuringSystems(
      for: GeographicExtent(box: Box(minX: west, minY: south, maxX: east, maxY: north)))
  }

  @Test func acrossTheAntimeridian() throws {
    let fiji = try systems(177, -19, 182, -16)
    #expect(fiji.area == CRS.localEqualArea(longitude: 180, latitude: -18))
    #expect(!fiji.isWorldwide)
    #expect(fiji.distanceScaleError < 0.01)
  }

  @Test func aroundThePole() throws {
    let antarctica = try systems(-180, -90, 180, -60)
    #expect(antarctica.area == CRS.localEqualArea(longitude: 0, latitude: -90))
    #expect(antarctica.distance == .localFrames)
    // However near to the pole; as far north as people live, a zone of UTM serves.
    #expect(try systems(0, 89.9, 180, 89.99).distance == .localFrames)
    #expect(try systems(15, 78, 16, 79).distance == .utm(longitude: 15.5, latitude: 78.5))
  }

  @Test func overseasAndTheWorld() throws {
    let overseas = try systems(3, -28, 216, 51)
    #expect(overseas.area == .worldEqualArea(centralMeridian: 109.5))
    #expect(overseas.isWorldwide)
    #expect(overseas.distance == .localFrames)
    let world = try systems(-180, -90, 180, 90)
    #expect(world.area == .worldEqualArea(centralMeridian: 0))
    #expect(world.distance == .localFrames)
  }

  /// One UTM zone is off by more than 1 % over Brazil.
  @Test func aLargeCountry() throws {
    let brazil = try systems(-74, -34, -35, 5)
    #expect(brazil.area == CRS.localEqualArea(longitude: -54.5, latitude: -14.5))
    #expect(brazil.distance == .localFrames)
    #expect(brazil.distanceScaleError <= 0.001)
  }

  /// An area that the projected one cannot be is refused, with both figures.
  @Test func theAuditStopsARun() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(5, 43), (5.1, 43), (5.1, 43.1), (5, 43.1)]])
    let layer = Layer(name: "l", geometries: geometries, path: "l.geojson")
    let right = try geometries.placed(in: .laeaEurope, threads: 1).geometries.areas()
    let check = try AreaCheck(
      layer, geometries, features: [0], areas: right, measuredIn: .laeaEurope, threads: 1)
    #expect(check.features == 1 && check.largestDeviation < 1e-5)
    // A ten-thousandth may differ, and as much again for edges of 1.3 to 1.7 km.
    func checked(_ factor: Double) throws {
      _ = try AreaCheck(
        layer, geometries, features: [0], areas: [right[0] * factor], measuredIn: .laeaEurope,
        threads: 1)
    }
    try checked(1.000_09)
    try checked(0.999_91)
    for factor in [1.000_2, 0.999_8] {
      let error = #expect(throws: InputError.self) { try checked(factor) }
      #expect(error?.reason.contains("along geodesics") == true)
    }
  }
}
