import GeoCore
import TestSupport
import Testing

@testable import Atlas

/// What a map shows for kinds of columns, and in which words.
@Suite struct MapContentsTests {
  private func picture(
    _ layer: Layer, _ columns: [String], _ options: MapOptions = MapOptions(),
    overlays: [MapOverlay] = []
  ) throws -> PictureReader {
    let map = try ChoroplethMap(
      layer: layer, columns: columns, overlays: overlays, options: options)
    return try #require(PictureReader.read(map.svg()))
  }

  private var french: MapOptions {
    var options = MapOptions()
    options.language = .fr
    return options
  }

  // MARK: Marks

  /// Areas of circles are as the values: 400 has twice the radius of 100.
  @Test func amountsAreCircles() throws {
    let source = layer(squares(3), Column("population", [100, 400, nil]))
    let found = try picture(source, ["population"])
    let radii = found.attributes.compactMap { $0["d"] }.filter { $0.contains("a") }
      .compactMap { $0.split(separator: "a").last?.split(separator: " ").first }
      .compactMap { Double($0) }
    #expect(radii.count == 2)
    #expect(abs((radii.max() ?? 0) / (radii.min() ?? 1) - 2) < 0.05)
    #expect(found.attributes.contains { $0["fill"] == "url(#map-nodata)" })
    #expect(found.counts["circle", default: 0] >= 2)
    var options = MapOptions()
    options.marks = .shades
    #expect(try picture(source, ["population"], options).counts["circle"] == nil)
  }

  @Test func zerosHaveNoCircleAndAreCounted() throws {
    let found = try picture(
      layer(squares(3), Column("jobs_count", [0, 0, 5])), ["jobs_count"])
    #expect(found.texts.contains("0 (no circle)"))
    #expect(found.texts.contains("2"))
  }

  @Test func numbersMayBeCategories() throws {
    var options = MapOptions()
    options.marks = .categories
    let map = try ChoroplethMap(
      layer: layer(squares(3), Column("code", [1, 2, 2])), column: "code", options: options)
    #expect(map.summary.hasSuffix("2: 2; 1: 1."))
  }

  // MARK: Words

  @Test func yearsAreNotGrouped() throws {
    for name in ["year_built", "annee", "opened"] {
      let source = layer(squares(4), Column(name, [1990, 1999, 2004, 2021]))
      let texts = try picture(source, [name]).texts
      #expect(texts.contains("#1: 1990"))
      #expect(!texts.contains { $0.contains("1,990") || $0.contains("2,021") })
    }
    let people = layer(squares(2), Column("population", [1990, 2004]))
    #expect(try picture(people, ["population"]).texts.contains("#1: 1,990"))
  }

  @Test func changesOfSharesAreInPoints() throws {
    let source = layer(squares(3), Column("park_share_change", [0.125, -0.25, nil]))
    let texts = try picture(source, ["park_share_change"]).texts
    #expect(texts.contains("#1: 12.5\u{A0}points"))
    #expect(texts.contains("in points"))
    #expect(!texts.contains { $0.contains("%") })
  }

  @Test func frenchMapsAreFrench() throws {
    var options = french
    options.indicative = true
    options.source = "Sources : IGN"
    let source = layer(squares(3), Column("park_share", [0.125, 0.5, nil]))
    let texts = try picture(source, ["park_share"], options).texts
    for text in [
      "#1: 12,5\u{202F}%", "en %", "entités", "sans donnée", "Source : IGN",
      "Limites indicatives : pour s’orienter, sans valeur juridique.",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
  }

  @Test(arguments: [
    ("IGN", "Source: IGN"), ("Source : IGN", "Source: IGN"), ("Sources: IGN", "Source: IGN"),
    ("IGN; INSEE; IGN", "Sources: IGN; INSEE"), ("sources : Source: IGN", "Source: IGN"),
    ("IGN: BD TOPO", "Source: IGN: BD TOPO"),
  ])
  func sourcesAreNamedOnce(given: String, line: String) {
    #expect(ResultCredits.line(given, .en) == line)
  }

  @Test func missingValuesSayWhy() throws {
    let source = layer(
      squares(5), Column("a_share", [0.5, nil, nil, nil, nil]),
      Column("a_share_reason", [nil, "not_covered", "not_covered", "no_data", nil]))
    let found = try picture(source, ["a_share"])
    for text in ["no data: not covered", "no data: no data", "no data"] {
      #expect(found.texts.contains(text), "\(text)")
    }
    let fills = Set(found.attributes.compactMap { $0["fill"] }.filter { $0.hasPrefix("url") })
    #expect(fills.count == 3)
  }

  /// The dictionary of results names what a result of this program holds, in both languages.
  @Test func labelsAreThoseOfTheDictionary() throws {
    var source = layer(squares(2), Column("park_share", [0.1, 0.2]))
    source.foreignMembers = [
      (
        "amp_geo",
        #"{"inputs":[{"name":"zones","source":"IGN","status":"official"},"#
          + #"{"name":"park","source":"Décret","status":"indicative"}]}"#
      )
    ]
    #expect(try ChoroplethMap(layer: source, column: "park_share").title == "Share under park")
    let map = try ChoroplethMap(layer: source, column: "park_share", options: french)
    #expect(map.title != "Share under park" && !map.title.contains("_"))
    let credits = ResultCredits(of: source, column: "park_share")
    #expect(credits.sourceLine == "IGN; Décret")
    #expect(credits.isIndicative)
  }

  @Test func aFileBesideSaysWhatColumnsAre() throws {
    let folder = try Scratch()
    _ = try folder.write(
      "fields.json",
      #"{"resources":[{"name":"r","path":"r.csv","schema":{"fields":[{"name":"q","#
        + #""title":"Share of q","title_fr":"Part de q","kind":"share"}]}}]}"#)
    var source = layer(squares(2), Column("q", [0.1, 0.25]))
    source.path = folder.file("r.csv")
    let map = try ChoroplethMap(layer: source, column: "q", options: french)
    #expect(map.title == "Part de q")
    #expect(map.svg().contains("25\u{202F}%"))
  }

  // MARK: Side by side

  @Test func columnsOfOneKindShareALegend() throws {
    let source = layer(
      squares(4), Column("a_share", [0.1, 0.2, 0.3, 0.4]), Column("b_share", [0.5, 0.6, 0.7, nil]))
    let found = try picture(source, ["a_share", "b_share"])
    #expect(found.texts.count { $0 == "in %" } == 1)
    #expect(found.texts.contains("A share") && found.texts.contains("B share"))
    #expect(found.texts.contains("no data"))
  }

  @Test func columnsOfSeveralKindsHaveOneEach() throws {
    let source = layer(
      squares(4), Column("a_share", [0.1, 0.2, 0.3, 0.4]), Column("walk_min", [5, 6, 7, 8]))
    let found = try picture(source, ["a_share", "walk_min"])
    #expect(found.texts.contains("in %") && found.texts.contains("in min"))
  }

  @Test func beforeAndAfterStandSideBySide() throws {
    let source = layer(
      squares(3), Column("a_share_before", [0.1, 0.2, 0.3]),
      Column("a_share_after", [0.2, 0.2, 0.5]))
    let found = try picture(source, ["a_share"])
    #expect(found.texts.contains("Before") && found.texts.contains("After"))
    #expect(found.texts.contains("A share"))
    #expect(found.texts.count { $0 == "in %" } == 1)
  }

  // MARK: Around the zones

  @Test func layersLieOverTheZones() throws {
    var stations = Geometries(crs: .wgs84)
    stations.appendPoint(x: 5.005, y: 43.005)
    var lake = Geometries(crs: .wgs84)
    lake.appendPolygon([[(5.001, 43.001), (5.004, 43.001), (5.004, 43.004)]])
    let overlays = [
      MapOverlay(lake, title: "Water", role: .water),
      MapOverlay(stations, title: "Stations", isIndicative: true),
      MapOverlay(lake, title: "Plan", isIndicative: true),
    ]
    let found = try picture(
      layer(squares(4), Column("a_share", [0.1, 0.2, 0.3, 0.4])), ["a_share"], overlays: overlays)
    for text in ["Water", "Stations (indicative)", "Plan (indicative)"] {
      #expect(found.texts.contains(text))
    }
    #expect(found.attributes.contains { $0["fill"] == Palette.water.hex && $0["d"] != nil })
    #expect(found.attributes.contains { $0["stroke-dasharray"] == OverlayDrawing.dash })
  }

  @Test func theGraticuleSaysItsDegrees() throws {
    var options = MapOptions()
    options.graticule = true
    let found = try picture(
      layer(squares(100), Column("v", (0..<100).map { Double($0) })), ["v"], options)
    #expect(found.texts.contains { $0.hasSuffix("\u{A0}N") })
    #expect(found.texts.contains { $0.hasSuffix("\u{A0}E") })
    #expect(
      Graticule.text(Graticule.Line(degrees: -5.5, isMeridian: true), .fr) == "5°30′\u{A0}O")
    #expect(Graticule.text(Graticule.Line(degrees: 0, isMeridian: false), .en) == "0°")
  }

  @Test(arguments: MapPage.allCases)
  func pagesHaveTheirSize(page: MapPage) throws {
    var options = MapOptions()
    options.page = page
    let found = try picture(
      layer(squares(100), Column("v", (0..<100).map { Double($0) })), ["v"], options)
    let root = found.attributes[0]
    switch page {
    case .auto: #expect(root["width"] == "960")
    case .a4: #expect(root["width"] == "297mm" && root["height"] == "210mm")
    case .slide: #expect(root["width"] == "1920" && root["height"] == "1080")
    case .square: #expect(root["width"] == "1080" && root["height"] == "1080")
    case .poster: #expect(root["width"] == "594mm" && root["height"] == "841mm")
    }
  }

  /// Columns of a wide table: the nearest names are offered, not all of them.
  @Test func theNearestNamesAreOffered() {
    var source = layer(squares(1), Column("park_share", [0.1]))
    for i in 0..<40 { source.attributes.set(Column("column_\(i)", [Double(i)])) }
    let error = #expect(throws: MapError.self) {
      try ChoroplethMap(layer: source, column: "parc_share")
    }
    let text = error?.description ?? ""
    #expect(text.contains("of its 41 columns the most like it are: park_share,"))
    #expect(!text.contains("column_39, column_38, column_37"))
  }

  /// Zones that are a point each are drawn; so is one zone alone.
  @Test func degenerateZonesAreDrawn() throws {
    var points = Geometries(crs: .wgs84)
    for x in [5.0, 5.1] { points.appendPolygon([[(x, 43), (x, 43), (x, 43), (x, 43)]]) }
    #expect(try picture(layer(points, Column("v", [1, 2])), ["v"]).texts.contains("#1: 1"))
    #expect(try picture(layer(squares(1), Column("v", [1])), ["v"]).texts.contains("#1: 1"))
  }
}
