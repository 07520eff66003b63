import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoFormats

@Suite struct GeoJSONWriterTests {
  private func polygon(_ rings: [[(Double, Double)]]) -> Layer {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon(rings)
    return Layer(name: "p", geometries: geometries)
  }

  /// Shells counterclockwise, holes clockwise (RFC 7946, 3.1.6), whatever was given.
  @Test func ringsAreTurnedTheRightWay() throws {
    let shell = [(0.0, 0.0), (4, 0), (4, 4), (0, 4)]
    let hole = [(1.0, 1.0), (1, 2), (2, 2), (2, 1)]
    let right =
      #"{"type":"FeatureCollection","bbox":[0,0,4,4],"features":["#
      + "\n"
      + #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":"#
      + "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}}\n]}\n"
    #expect(try GeoJSONText.written(polygon([shell, hole])) == right)
    let turned = polygon([
      [(0, 0), (0, 4), (4, 4), (4, 0)], [(1, 1), (2, 1), (2, 2), (1, 2)],
    ])
    #expect(try GeoJSONText.written(turned) == right)
  }

  /// A sliver turns the other way once it is rounded, or is nothing: what is written decides.
  @Test(arguments: [7, 6, 4, 2])
  func ringsAreTurnedByWhatIsWritten(_ decimals: Int) throws {
    var random = SeededGenerator(seed: 7)
    let step = OutputGrid(decimals: decimals).step
    var geometries = Geometries(crs: .wgs84)
    for _ in 0..<400 {
      let x = Double.random(in: 0...9, using: &random)
      let y = Double.random(in: 40...49, using: &random)
      let (dx, dy) = (
        Double.random(in: -3000...3000, using: &random) * step,
        Double.random(in: -3000...3000, using: &random) * step
      )
      let t = Double.random(in: 0.2...0.8, using: &random)
      let aside = Double.random(in: -1...1, using: &random) * step
      geometries.appendPolygon([[(x, y), (x + dx, y + dy), (x + t * dx + aside, y + t * dy)]])
    }
    let text = try GeoJSONText.written(
      Layer(name: "p", geometries: geometries), options: WriteOptions(decimals: decimals))
    let read = try GeoJSONText.layer(text).geometries
    var gone = 0
    for feature in 0..<read.count {
      if read.kinds[feature] == .null {
        gone += 1
        continue
      }
      #expect(Self.wholeTurn(read, feature, decimals) > 0)
    }
    #expect(gone < read.count / 2)
  }

  /// Twice the signed area in whole steps.
  private static func wholeTurn(_ layer: Geometries, _ feature: Int, _ decimals: Int) -> Int128 {
    let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let places = layer.vertices(ofFeature: feature).map {
      (Int128((layer.x($0) * scale).rounded()), Int128((layer.y($0) * scale).rounded()))
    }
    return zip(places, places.dropFirst()).map { $0.0 * $1.1 - $1.0 * $0.1 }.reduce(0, +)
  }

  @Test func ringsThatCollapseAreLeftOutWithANote() throws {
    let shell = [(0.0, 0.0), (4, 0), (4, 4), (0, 4)]
    let speck = [(1.0, 1.0), (1, 1.00000002), (1.00000002, 1.00000002)]
    let thread = [(1.0, 1.0), (2, 2), (3.00000001, 3), (2.00000001, 2)]
    let hole = [(1.0, 1.0), (1, 2), (2, 2), (2, 1)]
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([shell, speck, thread])
    geometries.appendPolygon([speck, hole])
    geometries.appendMultiPolygon([[speck], [shell]])
    geometries.beginFeature(.geometryCollection)
    geometries.appendParts(ofFeature: 1, of: geometries)
    geometries.beginPart()
    geometries.beginRing()
    geometries.appendVertex(x: 9, y: 9)
    geometries.setMembers([.init(kind: .polygon, partCount: 1), .init(kind: .point, partCount: 1)])
    let scratch = try Scratch()
    let file = try OutputFile(scratch.file("t.geojson"))
    try GeoJSONFormat().write(
      [Layer(name: "p", geometries: geometries)], to: file, options: WriteOptions())
    try file.commit()
    let read = try LayerFormats.read(LayerSource(path: scratch.file("t.geojson"))).geometries
    #expect(read.kinds == [.polygon, .null, .multiPolygon, .geometryCollection])
    #expect((0..<4).map { read.rings(ofFeature: $0).count } == [1, 0, 1, 1])
    #expect(read.members[3] == [.init(kind: .point, partCount: 1)])
    #expect(file.notes.count == 1)
    #expect(file.notes.first?.contains("feature #1, #2, #3, #4") == true)
    #expect(file.notes.first?.contains("nothing is left of #2") == true)
  }

  /// A ring that bounds nothing as it came, digit by digit, is no loss of the writer's.
  @Test func ringsThatBoundNothingAsTheyAreStay() throws {
    let flat = polygon([[(0, 0), (1, 1), (2, 2)]])
    #expect(try GeoJSONText.written(flat).contains("[[[0,0],[1,1],[2,2],[0,0]]]"))
    let bow = polygon([[(0, 0), (1, 1), (1, 0), (0, 1)]])
    #expect(try GeoJSONText.written(bow).contains("[[[0,0],[1,1],[1,0],[0,1],[0,0]]]"))
  }

  @Test func linesKeepTheirDirection() throws {
    let layer = try GeoJSONText.layer(
      #"{"type":"LineString","coordinates":[[0,0],[0,4],[4,4],[4,0],[0,0]]}"#)
    let text = try GeoJSONText.written(layer)
    #expect(text.contains("[[0,0],[0,4],[4,4],[4,0],[0,0]]"))
  }

  @Test func coordinatesAreRoundedToTheDecimals() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 5.123456789, y: -0.00000004)
    geometries.appendPoint(x: -12.5, y: 43.00000006)
    let layer = Layer(name: "p", geometries: geometries)
    let seven = try GeoJSONText.written(layer)
    #expect(seven.contains("[5.1234568,0]"))
    #expect(seven.contains("[-12.5,43.0000001]"))
    let two = try GeoJSONText.written(layer, options: WriteOptions(decimals: 2))
    #expect(two.contains("[5.12,0]"))
    #expect(two.contains("[-12.5,43]"))
    #expect(two.contains(#""bbox":[-12.5,0,5.12,43]"#))
    #expect(!two.contains("-0,") && !two.contains("-0]"))
  }

  /// RFC 7946, section 5.2: Fiji, cut at the antimeridian, and the whole Earth.
  @Test func boxesAcrossTheAntimeridian() throws {
    func box(_ spans: [(Double, Double)]) throws -> String {
      var geometries = Geometries(crs: .wgs84)
      for (west, east) in spans {
        geometries.appendPolygon([[(west, -20), (east, -20), (east, -16), (west, -20)]])
      }
      let text = try GeoJSONText.written(Layer(name: "l", geometries: geometries))
      let start = try #require(text.firstRange(of: "\"bbox\":"))
      return String(text[start.upperBound...].prefix { $0 != "]" })
    }
    #expect(try box([(177, 180), (-180, -178)]) == "[177,-20,-178,-16")
    #expect(try box([(-180, -178), (5, 6), (177, 180)]) == "[5,-20,-178,-16")
    #expect(try box([(-180, 180)]) == "[-180,-20,180,-16")
    #expect(try box([(-180, 0), (0, 180)]) == "[-180,-20,180,-16")
  }

  @Test func otherSystemsAreTransformed() throws {
    var geometries = Geometries(crs: .lambert93)
    geometries.appendPoint(x: 700_000, y: 6_600_000)
    let text = try GeoJSONText.written(Layer(name: "p", geometries: geometries))
    #expect(text.contains(#""coordinates":[3,46.5]"#))
    #expect(!text.contains("crs"))
  }

  @Test func everyFeatureIsALine() throws {
    let layer = try GeoJSONText.layer(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","geometry":null,"properties":{"list":[\r
        1,
        2 ],"text":"a\\nb"},
        "more": {
          "x": 1}}]}
      """)
    let lines = try GeoJSONText.written(layer).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[1] == #"{"type":"Feature","properties":{"list":[  1,  2 ],"text":"a\nb"},"#
        + #""more":{    "x": 1},"geometry":null}"#)
    let again = try GeoJSONText.layer(lines.joined(separator: "\n"))
    #expect(again.attributes["text"]?.string(0) == "a\nb")
  }

  @Test func provenanceTakesThePlaceOfTheOld() throws {
    var layer = polygon([[(0, 0), (1, 0), (1, 1)]])
    layer.foreignMembers = [(name: "amp_geo", json: "1"), (name: "bbox", json: "[9]")]
    let kept = try GeoJSONText.written(layer)
    #expect(kept.contains(#""amp_geo":1"#))
    #expect(!kept.contains("[9]"))
    let text = try GeoJSONText.written(layer, options: WriteOptions(provenance: "{\"a\":2}"))
    #expect(text.contains(#""amp_geo":{"a":2}"#))
    #expect(!text.contains(#""amp_geo":1"#))
  }

  @Test func nothingIsAnEmptyCollection() throws {
    let text = try GeoJSONText.written(Layer(name: "n", geometries: Geometries(crs: .wgs84)))
    #expect(text.replacing("\n", with: "") == #"{"type":"FeatureCollection","features":[]}"#)
  }

  @Test(arguments: [1, 2, 3, 4])
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    let layer = Layer.mixed(count: 700, elevated: seed % 2 == 0, seed: seed)
    for name in ["out.geojson", "out.geojsonl", "out.geojsons"] {
      let text = try GeoJSONText.written(layer, as: name)
      let again =
        name == "out.geojson" ? try GeoJSONText.layer(text) : try GeoJSONText.records(text)
      #expect(again.geometries == layer.geometries)
      #expect(again.ids == layer.ids)
      #expect(again.attributes.names.sorted() == layer.attributes.names.sorted())
      for column in layer.attributes.columns { #expect(again.attributes[column.name] == column) }
      #expect(again.featureMembers == layer.featureMembers)
      #expect(again.notices.isEmpty)
      if name == "out.geojson" {
        #expect(again.foreignMembers.map(\.json) == layer.foreignMembers.map(\.json))
      }
      #expect(try GeoJSONText.written(again, as: name) == text)
    }
  }

  @Test func threadsAndChunksChangeNothing() throws {
    let layer = Layer.mixed(count: 256 * 64 + 300, seed: 9)
    let one = try GeoJSONText.written(layer, options: WriteOptions(threads: 1))
    #expect(try GeoJSONText.written(layer, options: WriteOptions(threads: 4)) == one)
    // The lines are those of the sequence, which has no commas between them.
    let lines = try GeoJSONText.written(layer, as: "out.geojsonl").split(separator: "\n")
    let inner = one.split(separator: "\n").dropFirst().dropLast().map {
      $0.hasSuffix(",") ? $0.dropLast() : $0
    }
    #expect(lines == inner)
  }

  @Test func onlyOneLayerFits() throws {
    let layer = polygon([[(0, 0), (1, 0), (1, 1)]])
    let scratch = try Scratch()
    let file = try OutputFile(scratch.file("two.geojson"))
    let error = #expect(throws: FormatError.self) {
      try GeoJSONFormat().write([layer, layer], to: file, options: WriteOptions())
    }
    #expect(error?.kind == .usage)
  }

  /// A layer in degrees whose numbers are none, as broken Shapefiles have them.
  @Test func whatIsNoDegreesIsNotWritten() throws {
    let scratch = try Scratch()
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 5, y: 43)
    geometries.appendPoint(x: 1e214, y: 9)
    let layer = Layer(name: "t", geometries: geometries, path: "t.shp")
    let error = #expect(throws: FormatError.self) {
      try GeoJSONFormat().write(
        [layer], to: OutputFile(scratch.file("t.geojson")), options: WriteOptions())
    }
    #expect(error?.feature == "#2" && error?.reason.contains("1e+214") == true)
  }
}
