import GeoCore
import Testing

@testable import Atlas

@Suite struct MapProjectionTests {
  private let provence = Box(minX: 4.7, minY: 43.2, maxX: 5.8, maxY: 43.8)

  /// Snyder 1987, table 21: a degree at 45° is 111.1 km of latitude and 78.8 km of longitude.
  @Test func degreesHaveTheirLength() {
    let half = DegreeLength.at(latitude: 45)
    #expect(abs(half.y - 111_132) < 2)
    #expect(abs(half.x - 78_847) < 2)
    let equator = DegreeLength.at(latitude: 0)
    #expect(abs(equator.x - 111_319.5) < 0.1)
    #expect(abs(equator.y - 110_574.3) < 0.1)
  }

  @Test func theMiddleIsTheOrigin() {
    let projection = MapProjection(crs: .wgs84, box: provence)
    let middle = projection.meters(x: 5.25, y: 43.5)
    #expect(abs(middle.east) < 1e-6 && abs(middle.north) < 1e-6)
    let east = projection.meters(x: 6.25, y: 43.5)
    #expect(abs(east.east - DegreeLength.at(latitude: 43.5).x) < 1e-6)
    #expect(projection.meters(x: 5, y: 44).north > 0)
    #expect(projection.scaleNote == nil)
  }

  @Test(arguments: [
    "OGC:CRS84", "EPSG:4326", "EPSG:4258", "+proj=longlat +datum=WGS84", "GEOGCS[\"x\"]",
  ])
  func degreesAreKnownByName(text: String) {
    #expect(MapProjection(crs: CRS(text), box: provence).isGeographic)
  }

  @Test func projectedIsDrawnAsItIs() {
    let box = Box(minX: 880_000, minY: 6_230_000, maxX: 900_000, maxY: 6_250_000)
    let projection = MapProjection(crs: .lambert93, box: box)
    #expect(!projection.isGeographic)
    #expect(projection.meters(x: 900_000, y: 6_240_000) == (10_000, 0))
    let feet = MapProjection(crs: CRS("EPSG:2263"), box: box, metersPerUnit: 0.3048)
    #expect(feet.metersPerX == 0.3048)
    // EPSG:4647 is a projected system among the codes of geographic ones.
    #expect(!MapProjection(crs: CRS("EPSG:4647"), box: box).isGeographic)
  }

  /// Web Mercator doubles lengths at 60° of latitude, which is y = 8,399,738 m.
  @Test func webMercatorTellsItsTrueScale() {
    let box = Box(minX: 0, minY: 8_399_638, maxX: 100, maxY: 8_399_838)
    let projection = MapProjection(crs: CRS("EPSG:3857"), box: box)
    #expect(abs(projection.metersPerX - 0.5) < 1e-4)
    #expect(projection.scaleNote == nil)
  }

  @Test(arguments: [
    (Box(minX: -5, minY: 42, maxX: 8, maxY: 51), "at 47° N"),
    (Box(minX: -5, minY: -51, maxX: 8, maxY: -42), "at 47° S"),
    (Box(minX: -180, minY: -90, maxX: 180, maxY: 90), "at the equator"),
  ])
  func aWideMapSaysWhereItsScaleHolds(box: Box, note: String) {
    #expect(MapProjection(crs: .wgs84, box: box).scaleNote?.en == note)
  }

  @Test func thePolesHaveAScale() {
    let box = Box(minX: -180, minY: 90, maxX: 180, maxY: 90)
    #expect(MapProjection(crs: .wgs84, box: box).metersPerX > 1000)
  }
}
