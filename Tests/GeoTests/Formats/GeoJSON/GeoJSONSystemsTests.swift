import Testing

@testable import GeoCore
@testable import GeoFormats

/// Members `crs` of features and geometries, read and scanned alike.
@Suite struct GeoJSONSystemsTests {
  private func crs(_ name: String) -> String {
    #""crs":{"type":"name","properties":{"name":"\#(name)"}}"#
  }

  private func feature(_ member: String = "", _ geometry: String) -> String {
    #"{"type":"Feature",\#(member)"properties":{"a":1},"geometry":\#(geometry)}"#
  }

  private func collection(_ features: [String], _ member: String = "") -> String {
    #"{"type":"FeatureCollection",\#(member)"features":[\#(features.joined(separator: ","))]}"#
  }

  private func point(_ x: Double, _ y: Double, _ member: String = "") -> String {
    #"{\#(member)"type":"Point","coordinates":[\#(x),\#(y)]}"#
  }

  /// The layer, which a scan must hold alike.
  private func layer(_ text: String) throws -> Layer {
    let layer = try GeoJSONText.layer(text)
    let scan = GeoJSONText.scan(text)
    #expect(scan.layer.crs == layer.crs)
    #expect(scan.layer.geometries.coordinates == layer.geometries.coordinates)
    #expect(scan.faults.contains { $0.kind == .legacyCRS })
    return layer
  }

  private func expect(_ layer: Layer, _ expected: [Double], within tolerance: Double = 1e-7) {
    #expect(layer.geometries.coordinates.count == expected.count)
    for (found, wanted) in zip(layer.geometries.coordinates, expected) {
      #expect(abs(found - wanted) <= tolerance, "\(found) is not \(wanted)")
    }
  }

  /// NTF (EPSG:4275) to WGS 84, as IGN and `cs2cs` have it: 43 m away.
  private static let ntf = [5.3694669, 43.3000237]

  /// What names no system and is none in degrees is in the one that the caller gives, beside features
  /// that name another; one that PROJ has no way from gives way to it.
  @Test func theSystemGivenHoldsWhereNoneOfUseIsNamed() throws {
    let given = ReadOptions(crs: CRS("EPSG:2154"))
    let ntf = crs("EPSG:4275") + ","
    let place = [5.3847, 43.2836]
    for member in ["\"crs\":null,", ""] {
      let text = collection(
        [feature("", point(893_500, 6_245_000)), feature(ntf, point(5.37, 43.3))], member)
      let mixed = try GeoJSONText.layer(text, options: given)
      #expect(mixed.crs == .wgs84 && mixed.isReadInGivenCRS)
      expect(mixed, place + Self.ntf, within: 0.01)
      #expect(mixed.notices.contains { $0.contains("as asked for") })
    }
    let own = collection(
      [
        feature("", point(893_500, 6_245_000)),
        feature(crs("EPSG:2154") + ",", point(893_000, 6_245_000)),
      ], "\"crs\":null,")
    let one = try GeoJSONText.layer(own, options: given)
    #expect(one.crs == CRS("EPSG:2154") && one.isReadInGivenCRS)
    for name in ["EPSG:4001", "EPSG:999999", "mystery"] {
      let text = collection([feature("", point(893_500, 6_245_000))], crs(name) + ",")
      let layer = try GeoJSONText.layer(text, options: given)
      #expect(layer.crs == CRS("EPSG:2154") && layer.isReadInGivenCRS)
      #expect(layer.notices.contains { $0.contains("no use") })
    }
    // Degrees are degrees, whatever is given.
    let degrees = collection([feature("", point(5, 43)), feature(ntf, point(5.37, 43.3))])
    #expect(try !GeoJSONText.layer(degrees, options: given).isReadInGivenCRS)
  }

  @Test func aFeatureIsInTheSystemThatItNames() throws {
    let member = crs("urn:ogc:def:crs:EPSG::4275") + ","
    for text in [
      feature(member, point(5.37, 43.3)), point(5.37, 43.3, member),
      feature("", point(5.37, 43.3, member)),
      collection([feature(member, point(5.37, 43.3))]),
      // Behind the coordinates.
      #"{"type":"Point","coordinates":[5.37,43.3],\#(crs("EPSG:4275"))}"#,
      #"{"coordinates":[5.37,43.3],\#(crs("EPSG:4275")),"type":"Point"}"#,
    ] {
      let layer = try layer(text)
      #expect(layer.crs == CRS("EPSG:4275"), "\(text)")
      #expect(layer.notices.count == 1)
      let written = try GeoJSONText.written(layer)
      #expect(written.contains("[5.3694669,43.3000237]"), "\(written)")
      #expect(!written.contains("crs"))
    }
  }

  @Test func severalSystemsAreBroughtToOne() throws {
    let layer = try layer(
      collection([
        feature(crs("EPSG:4275") + ",", point(5.37, 43.3)), feature("", point(5.37, 43.3)),
        feature(crs("EPSG:2154") + ",", point(892_390, 6_247_035)),
      ]))
    #expect(layer.crs == .wgs84)
    expect(layer, Self.ntf + [5.37, 43.3, 5.3697972, 43.2964978])
    #expect(layer.notices.contains { $0.contains("several systems") })
  }

  @Test func whatIsInsideHasTheLastWord() throws {
    let lambert = crs("EPSG:2154") + ","
    let members = [
      point(892_390, 6_247_035), point(5.37, 43.3, crs("EPSG:4275") + ","),
      point(5.37, 43.3, crs("urn:ogc:def:crs:OGC::CRS84") + ","),
    ].joined(separator: ",")
    let group = #"{"type":"GeometryCollection","geometries":[\#(members)]}"#
    for text in [
      feature(lambert, group), collection([feature("", group)], lambert),
      collection([feature(lambert, group)], crs("EPSG:4275") + ","),
    ] {
      expect(try layer(text), [5.3697972, 43.2964978] + Self.ntf + [5.37, 43.3])
    }
  }

  @Test func nullNamesNone() throws {
    let layer = try layer(collection([feature(#""crs":null,"#, point(5.37, 43.3))]))
    #expect(layer.crs == .wgs84)
    expect(layer, [5.37, 43.3])
    #expect(layer.notices.contains { $0.contains("null") })
    let inside = try self.layer(
      collection([feature(#""crs":null,"#, point(892_390, 6_247_035))], crs("EPSG:2154") + ","))
    #expect(inside.crs == .lambert93)
  }

  @Test func aRecordMayNameItsOwn() throws {
    let layer = try GeoJSONText.records(
      feature(crs("EPSG:4275") + ",", point(5.37, 43.3)) + "\n" + feature("", point(5, 43)))
    expect(layer, Self.ntf + [5, 43])
  }

  @Test func wrongMembersNameTheirFeature() throws {
    for member in [#""crs":{},"#, #""crs":"EPSG:2154","#, crs("EPSG:99999") + ","] {
      let text = collection([feature("", point(5, 43)), feature(member, point(5.37, 43.3))])
      let failure = GeoJSONText.failure(text)
      #expect(failure?.feature == "#2")
      #expect(failure?.reason.contains("\"crs\"") == true)
    }
    let scan = GeoJSONText.scan(feature(#""crs":{},"#, point(5, 43)))
    #expect(scan.faults.map(\.kind).contains(.mistypedMember))
  }

  @Test func placesOfJSONFGAreNamed() throws {
    let text = collection([feature(#""place":\#(point(892_390, 6_247_035)),"#, point(5.37, 43.3))])
    let layer = try GeoJSONText.layer(text)
    #expect(layer.notices.count == 1)
    #expect(layer.notices[0].contains("\"place\" of 1 features"))
    #expect(GeoJSONText.scan(text).layer.notices == layer.notices)
  }

  @Test func aScanCountsNamesAsTheReaderDoes() throws {
    let features = (0..<70_000).map { i in
      #"{"type":"Feature","properties":{"n\#(i)":1},"geometry":null}"#
    }
    let text = collection(features)
    #expect(GeoJSONText.failure(text)?.reason.contains("different names") == true)
    #expect(GeoJSONText.scan(text).hasTooManyNames)
    let usual = collection(Array(repeating: feature("", point(5, 43)), count: 100))
    #expect(GeoJSONText.scan(usual).propertyNameCount == 1)
    #expect(!GeoJSONText.scan(usual).hasTooManyNames)
  }
}
