import GeoCore
import GeoProjection
import Testing

@Suite struct CRSTests {
  @Test(arguments: [
    ("EPSG:2154", "EPSG:2154"), ("epsg:2154", "EPSG:2154"), ("  EPSG:2154\n", "EPSG:2154"),
    ("urn:ogc:def:crs:EPSG::2154", "EPSG:2154"), ("URN:OGC:DEF:CRS:EPSG::2154", "EPSG:2154"),
    ("urn:ogc:def:crs:EPSG:10.0:2154", "EPSG:2154"), ("urn:x-ogc:def:crs:EPSG:2154", "EPSG:2154"),
    ("http://www.opengis.net/def/crs/EPSG/0/2154", "EPSG:2154"),
    ("https://www.opengis.net/def/crs/EPSG/0/2154", "EPSG:2154"),
    ("CRS84", "OGC:CRS84"), ("OGC:CRS84", "OGC:CRS84"), ("WGS84", "OGC:CRS84"),
    ("EPSG:4326", "OGC:CRS84"), ("urn:ogc:def:crs:EPSG::4326", "OGC:CRS84"),
    ("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84"), ("urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84"),
    ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84"), ("esri:54009", "ESRI:54009"),
    ("+proj=laea +lat_0=52 +type=crs", "+proj=laea +lat_0=52 +type=crs"), ("", ""),
    ("+proj=laea +lat_0=52", "+proj=laea +lat_0=52 +type=crs"),
    (" +proj=utm  +zone=31 +datum=WGS84 ", "+proj=utm  +zone=31 +datum=WGS84 +type=crs"),
    ("proj=utm zone=31", "proj=utm zone=31 type=crs"), ("+init=epsg:2154", "EPSG:2154"),
    ("+init=epsg:4326 +type=crs", "OGC:CRS84"), ("2154", "EPSG:2154"), (" 4326 ", "OGC:CRS84"),
    ("21", "21"), ("2154.0", "2154.0"), ("-2154", "-2154"),
    ("EPSG:", "EPSG:"), (":2154", ":2154"), ("urn:ogc:def:crs:EPSG", "urn:ogc:def:crs:EPSG"),
  ])
  func spellings(_ text: String, _ definition: String) {
    #expect(CRS(text).definition == definition)
  }

  @Test func shortNames() {
    #expect(CRS("epsg:2154").shortName == "EPSG:2154")
    #expect(CRS("PROJCS[\"Our grid\",GEOGCS[\"x\"]]").shortName == "\"Our grid\"")
    #expect(CRS("+proj=laea +lat_0=52").shortName == "+proj=laea +lat_0=52 +type=crs")
    #expect(CRS(String(repeating: "x", count: 200)).shortName.count == 80)
  }

  /// What PROJ makes of the spellings: the same places.
  @Test func spellingsAreSystems() throws {
    for text in ["2154", "+init=epsg:2154", "EPSG:2154"] {
      #expect(try CRSDescription(of: CRS(text)).name == "RGF93 v1 / Lambert-93")
    }
    let zone = CRS("+proj=utm +zone=31 +datum=WGS84")
    let place = try Transformation(from: .wgs84, to: zone).transform(x: 5.4, y: 43.3)
    let known = try Transformation(from: .wgs84, to: CRS("32631")).transform(x: 5.4, y: 43.3)
    #expect(abs(place.x - known.x) < 1e-6 && abs(place.y - known.y) < 1e-6)
  }

  @Test func codes() throws {
    let pair = try #require(CRS("epsg:2154").authorityCode)
    #expect(pair == ("EPSG", "2154"))
    #expect(CRS("+proj=laea +type=crs").authorityCode == nil)
    #expect(CRS("GEOGCRS[\"x: y\"]").authorityCode == nil)
  }

  @Test(
    arguments: [
      (5.4, 43.3, "EPSG:32631"), (-43.2, -22.9, "EPSG:32723"), (-180, 10, "EPSG:32601"),
      (180, -10, "EPSG:32760"), (0, 0, "EPSG:32631"), (-0.1, 5, "EPSG:32630"),
    ] as [(Double, Double, String)])
  func zonesOfUTM(_ longitude: Double, _ latitude: Double, _ code: String) {
    #expect(CRS.utm(longitude: longitude, latitude: latitude) == CRS(code))
  }

  /// The centre of a Lambert azimuthal system is at 0 0; area is true there and far around.
  @Test func theLocalSystemIsEqualArea() throws {
    let crs = CRS.localEqualArea(longitude: -43.4, latitude: -22.7)
    #expect(crs == CRS.localEqualArea(longitude: -42.6, latitude: -23.4))
    let centre = try Transformation(from: .wgs84, to: crs).transform(x: -43, y: -23)
    #expect(abs(centre.x) < 1e-6 && abs(centre.y) < 1e-6)
    for (longitude, latitude) in [(-43.0, -23.0), (-40, -20), (-50, -30)] {
      let error = try Geodesic.scaleErrors(of: crs, longitude: longitude, latitude: latitude)
      #expect(error.area < 1e-7)
    }
  }
}
