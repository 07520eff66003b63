import Foundation
import FoundationXML
import GeoCore
import TestSupport
import Testing

@testable import Atlas

/// What a parser finds in a picture; nil from `read` when it is not well formed.
final class PictureReader: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var attributes: [[String: String]] = []
  var texts: [String] = []
  private var text = ""

  static func read(_ svg: String) -> PictureReader? {
    let reader = PictureReader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    return parser.parse() ? reader : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes found: [String: String]
  ) {
    counts[name, default: 0] += 1
    attributes.append(found)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" || name == "title" || name == "desc" { texts.append(text) }
    text = ""
  }
}

/// Squares of 0.01° in rows of ten from 5° E, 43° N.
func squares(_ count: Int) -> Geometries {
  var geometries = Geometries(crs: .wgs84)
  for i in 0..<count {
    let x = 5 + Double(i % 10) * 0.01
    let y = 43 + Double(i / 10) * 0.01
    geometries.appendPolygon([[(x, y), (x + 0.01, y), (x + 0.01, y + 0.01), (x, y + 0.01)]])
  }
  return geometries
}

func layer(_ geometries: Geometries, _ columns: Column...) -> Layer {
  Layer(
    name: "squares", geometries: geometries, attributes: Attributes(columns: columns),
    path: "squares.geojson")
}

@Suite struct ChoroplethMapTests {
  @Test func drawsEveryFeatureWithItsTooltip() throws {
    let map = try ChoroplethMap(
      layer: layer(
        squares(4), Column("name", ["Aix & Co", nil, "Cassis", "Fos"]),
        Column("park_share", [0.125, 0.5, nil, 0])),
      column: "park_share",
      options: MapOptions(
        title: "Parks <now>", subtitle: "Four squares", source: "Register", indicative: true))
    let picture = try #require(PictureReader.read(map.svg()))
    for text in [
      "Parks <now>", "Four squares", "Source: Register", "Aix & Co: 12.5%", "#2: 50%",
      "Cassis: no data", "Fos: 0%", "no data", "in %",
      "Indicative limits: orientation only, not a legal boundary.",
    ] {
      #expect(picture.texts.contains(text), "\(text)")
    }
    let root = picture.attributes[0]
    #expect(root["role"] == "img" && root["aria-label"] == "Parks <now>")
    #expect(picture.attributes.contains { $0["fill"] == "url(#map-nodata)" && $0["d"] != nil })
    #expect(map.summary.hasPrefix("Map of 4 features by Park share. Features by class: 0 %: 1;"))
  }

  @Test func isTheSameEveryTime() throws {
    let source = layer(
      squares(60), Column("kind", (0..<60).map { "kind \($0 * 7 % 13)" as String? }))
    let first = try ChoroplethMap(layer: source, column: "kind").svg()
    let second = try ChoroplethMap(layer: source, column: "kind").svg()
    #expect(first == second)
  }

  @Test func drawsHolesPartsLinesAndPoints() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendMultiPolygon([
      [
        [(0, 0), (4, 0), (4, 4), (0, 4)], [(1, 1), (1, 2), (2, 2), (2, 1)],
      ], [[(5, 0), (6, 0), (6, 1)]],
    ])
    geometries.beginFeature(.lineString)
    geometries.beginPart()
    geometries.appendRing([0, 0, 1, 1, 2, 0])
    geometries.appendPoint(x: 3, y: 3)
    geometries.beginFeature(.geometryCollection)
    geometries.beginPart()
    geometries.appendRing([2, 2])
    geometries.beginPart()
    geometries.appendRing([2, 2, 3, 2])
    geometries.setMembers([
      Geometries.Member(kind: .point, partCount: 1),
      Geometries.Member(kind: .lineString, partCount: 1),
    ])
    geometries.beginFeature(.null)
    let svg = try ChoroplethMap(
      layer: layer(geometries, Column("v", [1, 2, nil, 4, 5])), column: "v"
    ).svg()
    let picture = try #require(PictureReader.read(svg))
    let paths = picture.attributes.compactMap { $0["d"] }
    #expect(paths.contains { $0.count(where: { $0 == "z" }) == 3 })
    #expect(paths.count(where: { $0.contains("a") }) == 2)
    #expect(svg.contains("fill-rule=\"evenodd\""))
    #expect(picture.texts.count(where: { $0 == "#4: 4" }) == 2)
    #expect(picture.texts.contains("1 feature without geometry: not drawn, not counted."))
    // The value of the feature without geometry is in no class.
    #expect(!picture.texts.contains("5"))
  }

  @Test func theSmallLieOnTopOfTheLarge() throws {
    var geometries = Geometries(crs: .lambert93)
    geometries.appendPolygon([[(4, 4), (6, 4), (6, 6), (4, 6)]])
    geometries.appendPolygon([[(0, 0), (10, 0), (10, 10), (0, 10)]])
    let svg = try ChoroplethMap(
      layer: layer(geometries, Column("v", [1, 2])), column: "v"
    ).svg()
    let titles = try #require(PictureReader.read(svg)).texts.filter { $0.hasPrefix("#") }
    #expect(titles == ["#2: 2", "#1: 1"])
  }

  @Test func coordinatesLieWithinThePicture() throws {
    let svg = try ChoroplethMap(
      layer: layer(squares(100), Column("v", (0..<100).map { Double($0) })), column: "v"
    ).svg()
    let picture = try #require(PictureReader.read(svg))
    let root = picture.attributes[0]
    let width = try #require(Double(root["width"] ?? ""))
    let height = try #require(Double(root["height"] ?? ""))
    let paths = picture.attributes.compactMap { $0["d"] }
    var starts: [(Double?, Double?)] = []
    for path in paths {
      let start = path.dropFirst().prefix { $0 == " " || $0 == "." || $0.isNumber }
      let pair = start.split(separator: " ").map { Double($0) }
      if pair.count == 2 { starts.append((pair[0], pair[1])) }
    }
    #expect(starts.count >= 100)
    for (x, y) in starts {
      #expect((0...width).contains(x ?? -1) && (0...height).contains(y ?? -1))
    }
  }

  @Test(arguments: [
    [(5.0, 43.0)], [(5, 43), (5, 44)], [(-180, 0), (180, 0)], [(0, -90), (0, 90)],
    [(5, 90)], [(5, 43), (5.000_000_1, 43)],
  ])
  func drawsPointsOfAnyExtent(places: [(Double, Double)]) throws {
    var geometries = Geometries(crs: .wgs84)
    for (x, y) in places { geometries.appendPoint(x: x, y: y) }
    let values = places.indices.map { Double($0) as Double? }
    for width in [240.0, 600, 4000] {
      let svg = try ChoroplethMap(
        layer: layer(geometries, Column("v", values)), column: "v",
        options: MapOptions(title: String(repeating: "wide words ", count: 40), width: width)
      ).svg()
      let picture = try #require(PictureReader.read(svg))
      #expect(!svg.contains("nan") && !svg.contains("inf"))
      #expect(picture.counts["path", default: 0] >= places.count)
    }
  }

  @Test(arguments: ClassScheme.allCases)
  func drawsAnyValues(scheme: ClassScheme) throws {
    let sets: [[Double?]] = [
      [4.25, 4.25, 4.25], [nil, 7, nil], [-5, -4, -1e-9], [1e300, -1e300, .leastNonzeroMagnitude],
      [0, 0, 0],
      [0.1, 0.2, 0.3], [1e15, 1e16, 1e17],
    ]
    for values in sets {
      let map = try ChoroplethMap(
        layer: layer(squares(3), Column("v", values)), column: "v",
        options: MapOptions(scheme: scheme))
      let picture = try #require(PictureReader.read(map.svg()))
      #expect(picture.texts.count(where: { $0.hasPrefix("#") }) == 3)
    }
  }

  /// The least numbers have no halves, the greatest no sum: neither is a reason to stop.
  @Test(arguments: [
    "-4.9e-324 4.9e-324", "-4.9e-324 0 9.8e-324 1e-320", "-1.7e308 1.7e308",
    "-5e-324 1.7e308 0 3", "2.2e-308 -2.2e-308 1e-310",
  ])
  func drawsNumbersAtTheEndsOfTheirRange(written: String) throws {
    let values = written.split(separator: " ").map { Double($0) }
    for scheme in ClassScheme.allCases {
      for classes in [2, 5, 8] {
        let map = try ChoroplethMap(
          layer: layer(squares(values.count), Column("a", values)), column: "a",
          options: MapOptions(classes: classes, scheme: scheme))
        #expect(PictureReader.read(map.svg()) != nil)
      }
    }
  }

  @Test func theLeastNumbersAreToldFromZero() throws {
    let least = Double.leastNonzeroMagnitude
    let ends = layer(squares(2), Column("a", [-least, least]))
    #expect(try ChoroplethMap(layer: ends, column: "a").summary.contains("4.94e-324"))
  }

  /// One value of 10 MB, in words, in one, and as one character of countless marks.
  @Test(.timeLimit(.minutes(1)), arguments: ["ab ", "x", "\u{301}"])
  func longTextsAreCut(piece: String) throws {
    let long = "e" + String(repeating: piece, count: 10_000_000 / piece.utf8.count)
    let columns = [Column("use", [long, "b", nil]), Column("name", ["A", long, long])]
    let layer = Layer(
      name: "squares", geometries: squares(3), attributes: Attributes(columns: columns),
      path: "squares.geojson")
    let svg = try ChoroplethMap(
      layer: layer, column: "use", options: MapOptions(title: long, source: long)
    ).svg()
    let picture = try #require(PictureReader.read(svg))
    // By scalars: a letter and its marks are one character.
    #expect(
      picture.texts.contains { text in
        text.unicodeScalars.starts(with: "A: e".unicodeScalars)
          && text.unicodeScalars.last == "…"
      })
    #expect(svg.utf8.count < 100_000)
  }

  @Test func hostileTextStaysText() throws {
    let evil = "</title><script>alert(1)</script>\u{0}\u{8}]]>&#x0;\"'"
    let svg = try ChoroplethMap(
      layer: layer(squares(2), Column("name", [evil, evil]), Column(evil, [evil, "b"])),
      column: evil, options: MapOptions(title: evil, subtitle: evil, source: evil)
    ).svg()
    let picture = try #require(PictureReader.read(svg))
    #expect(picture.counts["script"] == nil)
  }

  @Test func booleansAndMixedValuesAreCategories() throws {
    var column = Column("v")
    column.append(true)
    column.append(12)
    column.append("12")
    column.append(["a"])
    let map = try ChoroplethMap(layer: layer(squares(4), column), column: "v")
    #expect(map.summary.hasSuffix("Features by class: 12: 2; [\"a\"]: 1; true: 1."))
  }

  @Test func numbersBeyondDoubleAreNoData() throws {
    var column = Column("v")
    column.append(1)
    column.append(json: "1e999".utf8, kind: .number)
    let map = try ChoroplethMap(layer: layer(squares(2), column), column: "v")
    #expect(map.summary.hasSuffix("1: 1; no data: 1."))
  }

  @Test func fiveThousandStayBounded() throws {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<5000).map { _ in Double.random(in: 0...1, using: &generator) as Double? }
    let svg = try ChoroplethMap(
      layer: layer(squares(5000), Column("v", values)), column: "v"
    ).svg()
    let picture = try #require(PictureReader.read(svg))
    #expect(picture.texts.count(where: { $0.hasPrefix("#") }) == 5000)
    #expect(svg.utf8.count < 500_000)
  }
}

@Suite struct MapErrorTests {
  private func failure(
    _ layer: Layer, _ column: String, _ options: MapOptions = MapOptions()
  ) -> MapError? {
    do {
      _ = try ChoroplethMap(layer: layer, column: column, options: options)
      return nil
    } catch {
      return error
    }
  }

  @Test func anUnknownColumnNamesThoseThereAre() {
    let found = failure(layer(squares(1), Column("a", [1]), Column("b", [2])), "c")
    #expect(found?.kind == .usage)
    #expect(found?.description == "squares.geojson: no column 'c'; it has: a, b")
    let bare = failure(Layer(name: "bare", geometries: squares(1)), "c")
    #expect(bare == .unknownColumn("c", known: [], path: "bare"))
  }

  @Test func aColumnWithoutValues() {
    let found = failure(layer(squares(2), Column("a", [nil, nil] as [Double?])), "a")
    #expect(found == .noValues(column: "a", path: "squares.geojson"))
    #expect(found?.kind == .badData)
  }

  /// A value counts only where there is something to draw.
  @Test func valuesWithoutGeometryDoNotCount() {
    var geometries = squares(1)
    geometries.beginFeature(.null)
    let found = failure(layer(geometries, Column("a", [nil, 5])), "a")
    #expect(found == .noValues(column: "a", path: "squares.geojson"))
  }

  @Test func aLayerWithoutGeometry() {
    var geometries = Geometries(crs: .wgs84)
    geometries.beginFeature(.null)
    geometries.beginFeature(.polygon)
    geometries.appendPoint(x: .nan, y: .nan)
    let found = failure(layer(geometries, Column("a", [1, 2, 3])), "a")
    #expect(found == .noGeometry(path: "squares.geojson"))
    #expect(found?.kind == .badData)
    #expect(failure(layer(Geometries(crs: .wgs84), Column("a")), "a")?.kind == .badData)
  }

  @Test func metresThatClaimToBeDegrees() {
    var geometries = squares(1)
    geometries.appendPoint(x: 892_000, y: 6_247_000)
    let found = failure(layer(geometries, Column("a", [1, 2])), "a")
    #expect(found?.kind == .badData)
    #expect(found?.description.contains("feature #2") == true)
    var far = Geometries(crs: .lambert93)
    far.appendPoint(x: 1e300, y: -1e300)
    #expect(failure(layer(far, Column("a", [1])), "a")?.kind == .badData)
  }

  @Test(arguments: [
    MapOptions(classes: 0), MapOptions(classes: 9), MapOptions(width: 100), MapOptions(width: .nan),
    MapOptions(metersPerUnit: 0), MapOptions(idPrefix: ""), MapOptions(idPrefix: "a\" b"),
    MapOptions(idPrefix: "1a"),
  ])
  func optionsOutOfRange(options: MapOptions) {
    #expect(failure(layer(squares(1), Column("a", [1])), "a", options)?.kind == .usage)
  }
}
