import GeoCore
import GeoProjection
import Testing

@Suite struct CRSDescriptionTests {
  @Test func namesUnitsAndKinds() throws {
    let lambert = try CRSDescription(of: .lambert93)
    #expect(lambert.name.contains("Lambert-93"))
    #expect(!lambert.isGeographic)
    #expect(lambert.metersPerUnit == 1)
    #expect(lambert.wkt1.hasPrefix("PROJCS["))
    let degrees = try CRSDescription(of: .wgs84)
    #expect(degrees.isGeographic)
    #expect(degrees.metersPerUnit == nil)
    // The US survey foot is 1200/3937 m.
    let feet = try CRSDescription(of: CRS("EPSG:2263"))
    #expect(abs((feet.metersPerUnit ?? 0) - 1200.0 / 3937) < 1e-12)
    #expect(try CRSDescription(of: CRS("EPSG:4979")).isGeographic)
  }

  @Test func areasOfUse() throws {
    let area = try #require(try CRSDescription(of: .lambert93).areaOfUse)
    #expect(area.contains(x: 5.4, y: 43.3))
    #expect(!area.contains(x: -43.2, y: -22.9))
    #expect(
      try CRSDescription(of: .localEqualArea(longitude: -43.2, latitude: -22.9)).areaOfUse == nil)
  }

  @Test func whatIsNoSystemIsRefused() {
    for text in ["EPSG:123456", "", "hello", "+proj=nothing +type=crs", "+proj=pipeline"] {
      let error = #expect(throws: PROJError.self) { try CRSDescription(of: CRS(text)) }
      #expect(error?.kind == .badData)
      #expect(error?.remedy?.text.contains("AUTHORITY:CODE") == true)
    }
  }

  /// Metres, but from the middle of the earth, or upwards: nothing that a map is drawn in.
  @Test(arguments: ["EPSG:4978", "EPSG:5720"])
  func systemsWithoutAPlaneAreRefused(code: String) {
    let error = #expect(throws: PROJError.self) { try CRSDescription(of: CRS(code)) }
    #expect(error?.reason.contains("has no plane") == true)
  }

  @Test func coveringAllowsAMargin() throws {
    let lambert = try CRSDescription(of: .lambert93)
    let area = try #require(lambert.areaOfUse)
    #expect(lambert.covers(area))
    #expect(lambert.covers(area.expanded(by: 0.9)))
    #expect(!lambert.covers(area.expanded(by: 0.9), marginDegrees: 0.5))
    #expect(!lambert.covers(area.expanded(by: 1.1)))
    #expect(lambert.covers(.empty))
  }

  /// Fiji's map grid lies on both sides of the antimeridian.
  @Test func areasAcrossTheAntimeridian() throws {
    let fiji = try CRSDescription(of: CRS("EPSG:3460"))
    let area = try #require(fiji.areaOfUse)
    #expect(area.minX > area.maxX)
    #expect(fiji.covers(Box(minX: 177, minY: -18, maxX: 178, maxY: -17)))
    #expect(fiji.covers(Box(minX: -179.9, minY: -18, maxX: -179, maxY: -17)))
    #expect(!fiji.covers(Box(minX: 5, minY: -18, maxX: 6, maxY: -17)))
  }

  /// 182° is −178°, and a box may name its sides either way.
  @Test func coveringOnTheCircle() throws {
    let fiji = try CRSDescription(of: CRS("EPSG:3460"))
    let area = try #require(fiji.areaOfUse)
    #expect(fiji.covers(Box(minX: 179, minY: -18, maxX: 181, maxY: -17)))
    #expect(fiji.covers(Box(minX: -181, minY: -18, maxX: -179, maxY: -17)))
    #expect(fiji.covers(Box(minX: 179, minY: -18, maxX: -179, maxY: -17)))
    #expect(!fiji.covers(Box(minX: -179, minY: -18, maxX: 179, maxY: -17)))
    #expect(!fiji.covers(Box(minX: 170, minY: -18, maxX: 190, maxY: -17)))
    #expect(fiji.covers(area, marginDegrees: 0))
    #expect(fiji.covers(Box(minX: 537, minY: -18, maxX: 538, maxY: -17)))
    let zealand = try CRSDescription(of: CRS("EPSG:2193"))
    #expect(zealand.covers(Box(minX: -193, minY: -47, maxX: -182, maxY: -34)))
    #expect(!zealand.covers(Box(minX: 140, minY: -47, maxX: 150, maxY: -34)))
    // The whole world has no end to be beyond.
    let world = try CRSDescription(of: CRS("EPSG:6933"))
    #expect(world.covers(Box(minX: 170, minY: -10, maxX: 190, maxY: 10), marginDegrees: 0))
    #expect(world.covers(Box(minX: -180, minY: -80, maxX: 180, maxY: 80), marginDegrees: 0))
    let france = try CRSDescription(of: .lambert93)
    #expect(france.covers(Box(minX: 365, minY: 43, maxX: 366, maxY: 44)))
    #expect(!france.covers(Box(minX: 175, minY: 43, maxX: 185, maxY: 44)))
  }
}
