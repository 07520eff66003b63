import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection

@Suite struct TransformationTests {
  /// The worked example for Lambert azimuthal equal area (EPSG method 9820): 50° N 5° E.
  ///
  /// **Source:** IOGP 2019, Geomatics guidance note 7, part 2, section 3.3.1.
  @Test func theExampleOfTheGuidanceNote() throws {
    let transformation = try Transformation(from: .wgs84, to: .laeaEurope)
    let point = try transformation.transform(x: 5, y: 50)
    #expect(abs(point.x - 3_962_799.45) < 0.01)
    #expect(abs(point.y - 2_999_718.85) < 0.01)
    let back = try Transformation(from: .laeaEurope, to: .wgs84).transform(x: point.x, y: point.y)
    #expect(abs(back.x - 5) < 1e-8 && abs(back.y - 50) < 1e-8)
  }

  @Test func originsAreWhereTheyAreDefined() throws {
    let lambert = try Transformation(from: .wgs84, to: .lambert93).transform(x: 3, y: 46.5)
    #expect(abs(lambert.x - 700_000) < 1e-6 && abs(lambert.y - 6_600_000) < 1e-6)
    let laea = try Transformation(from: .wgs84, to: .laeaEurope).transform(x: 10, y: 52)
    #expect(abs(laea.x - 4_321_000) < 1e-6 && abs(laea.y - 3_210_000) < 1e-6)
    // UTM zone 31: 0.9996 of the equator's length on the central meridian.
    let utm = CRS.utm(longitude: 5.4, latitude: 43.3)
    #expect(utm == CRS("EPSG:32631"))
    let onMeridian = try Transformation(from: .wgs84, to: utm).transform(x: 3, y: 0)
    #expect(abs(onMeridian.x - 500_000) < 1e-6 && abs(onMeridian.y) < 1e-6)
  }

  @Test func lambert93AgreesWithTheFormulas() throws {
    let formulas = ConformalConic()
    let transformation = try Transformation(from: .wgs84, to: .lambert93)
    var generator = SeededGenerator(seed: 93)
    for _ in 0..<500 {
      let longitude = Double.random(in: -5...10, using: &generator)
      let latitude = Double.random(in: 41...51.5, using: &generator)
      let point = try transformation.transform(x: longitude, y: latitude)
      let expected = formulas.project(longitude: longitude, latitude: latitude)
      #expect(abs(point.x - expected.x) < 1e-5, "\(longitude) \(latitude)")
      #expect(abs(point.y - expected.y) < 1e-5, "\(longitude) \(latitude)")
    }
  }

  /// EPSG states latitude before longitude for 4326, and northing before easting for 3035; layers
  /// hold x first whatever it says.
  @Test func xIsAlwaysEasting() throws {
    let a = try Transformation(from: CRS("EPSG:4326"), to: CRS("EPSG:3035"))
      .transform(x: 5.4, y: 43.3)
    let b = try Transformation(from: CRS("CRS84"), to: CRS("EPSG:3035")).transform(x: 5.4, y: 43.3)
    #expect(a == b)
    #expect(a.x > 3_900_000 && a.x < 4_000_000)
    #expect(a.y > 2_200_000 && a.y < 2_400_000)
    // ETRS89 (4258) is latitude first too, and the same as WGS 84 to a metre.
    let c = try Transformation(from: CRS("EPSG:4258"), to: .laeaEurope).transform(x: 5.4, y: 43.3)
    #expect(abs(a.x - c.x) < 1e-6 && abs(a.y - c.y) < 1e-6)
  }

  @Test(arguments: ["EPSG:3035", "EPSG:2154", "EPSG:32631", "EPSG:3857", "EPSG:27572"])
  func thereAndBack(code: String) throws {
    let there = try Transformation(from: .wgs84, to: CRS(code))
    let back = try Transformation(from: CRS(code), to: .wgs84)
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<200 {
      let longitude = Double.random(in: 0...7, using: &generator)
      let latitude = Double.random(in: 42.5...50, using: &generator)
      let point = try there.transform(x: longitude, y: latitude)
      let again = try back.transform(x: point.x, y: point.y)
      #expect(abs(again.x - longitude) < 1e-8 && abs(again.y - latitude) < 1e-8)
    }
  }

  @Test(arguments: [(Double.nan, 43.0), (5, .infinity), (5, 91)] as [(Double, Double)])
  func whatCannotBeProjectedIsAnError(_ x: Double, _ y: Double) throws {
    let transformation = try Transformation(from: .wgs84, to: .lambert93)
    let error = #expect(throws: PROJError.self) { try transformation.transform(x: x, y: y) }
    #expect(error?.reason.contains("OGC:CRS84") == true)
    #expect(error?.remedy != nil)
    // The next point is not harmed by the last one.
    #expect(abs(try transformation.transform(x: 3, y: 46.5).x - 700_000) < 1e-6)
  }

  @Test func unknownSystemsAreNamed() {
    let error = #expect(throws: PROJError.self) {
      _ = try Transformation(from: CRS("EPSG:123456"), to: .wgs84)
    }
    #expect(error?.reason.contains("EPSG:123456") == true)
    #expect(error?.remedy?.text.contains("EPSG:2154") == true)
    #expect(throws: PROJError.self) {
      _ = try Transformation(from: .wgs84, to: CRS("nonsense"))
    }
  }

  /// A system on an unknown datum has only a ballpark way to WGS 84.
  @Test func ballparkIsRefused() {
    let unknown = CRS("+proj=laea +lat_0=52 +lon_0=10 +ellps=bessel +units=m +type=crs")
    let error = #expect(throws: PROJError.self) {
      _ = try Transformation(from: unknown, to: .wgs84)
    }
    #expect(error?.reason.hasPrefix("no accurate transformation") == true)
  }

  @Test func thePipelineIsTold() throws {
    let transformation = try Transformation(from: .wgs84, to: .lambert93)
    #expect(transformation.lastPipeline.isEmpty)
    _ = try transformation.transform(x: 3, y: 46.5)
    #expect(transformation.lastPipeline.contains("+proj=lcc"))
  }
}
