import GeoAlgorithms
public import GeoCore
import GeoProjection

/// A map that shows each feature's value in one column, or in several side by side, as a self-contained
/// SVG picture.
///
/// Amounts (counts, people, areas) are circles whose area is in proportion to them; other numbers are
/// divided into classes and shaded from light to dark, on both sides of zero when there are values on both
/// or the column holds changes; texts and booleans are categories. A feature whose value is null, absent or
/// not finite is hatched and counted as "no data", by reason where the layer gives one, never coloured. The
/// legend counts the features that are drawn, and says how classes were made.
///
/// **Side by side:** columns of one kind and unit share their classes and one legend; others have one each.
/// A column `x` that is not there, where `x_before` and `x_after` are, is these two.
///
/// **CRS:** degrees are drawn in a local equirectangular projection, projected coordinates as they
/// are (see `MapProjection`). **Shapes:** all; holes by the even-odd rule; features without
/// geometry are counted in a note; areas are simplified to half a pixel, neighbours alike
/// (`CoverageSimplification`). **Classes:** from the lower limit, included, to the upper, excluded.
/// **Units:** those of the column's field (see `ValueFormat`); changes of shares are in points.
///
/// **Texts** longer than 200 characters, of categories, names and titles, are cut and end with an
/// ellipsis. No text lies over another.
///
/// Coordinates are rounded to a tenth of a pixel. Same layer and options, same bytes.
///
/// **Complexity:** O(v log v + n log n) for v vertices and n features.
///
/// ```swift
/// let map = try ChoroplethMap(layer: communes, column: "national_park_share")
/// let picture = map.svg()  // <svg xmlns="http://www.w3.org/2000/svg" …
/// ```
public struct ChoroplethMap: Sendable {
  private let layer: Layer
  private let options: MapOptions
  /// The heading of the picture.
  public let title: String
  private let bounds: ValueBounds?
  private let drawn: [Int]
  private let box: Box
  private let projection: MapProjection
  private let themes: [MapTheme]
  private let isShared: Bool
  private let headings: [String?]
  private let names: [String]
  private let mark: LegendBlock.Mark
  private let overlays: [MapOverlay]
  private let graticule: Graticule?

  /// Classifies the column's values; drawing cannot fail after that.
  /// - Throws: `MapError` for a column or geometry that is not there, coordinates out of range, or
  ///   options out of theirs.
  public init(layer: Layer, column name: String, options: MapOptions = MapOptions())
    throws(MapError)
  {
    try self.init(layer: layer, columns: [name], options: options)
  }

  /// Several columns side by side, and layers around them.
  /// - Parameter overlays: in the CRS of the layer, from the lowest to the highest.
  /// - Throws: as `init(layer:column:options:)`.
  public init(
    layer: Layer, columns given: [String], overlays: [MapOverlay] = [],
    options: MapOptions = MapOptions()
  ) throws(MapError) {
    try options.validate()
    let path = layer.path.isEmpty ? layer.name : layer.path
    let columns = try Self.resolved(given, in: layer, path: path)
    let extents = layer.geometries.finiteBoxes()
    let drawn = extents.indices.filter { !extents[$0].isEmpty }
    guard !drawn.isEmpty else { throw .noGeometry(path: path) }
    let box = drawn.reduce(Box.empty) { $0.union(extents[$1]) }
    let projection = MapProjection(
      crs: layer.crs, box: box, metersPerUnit: options.metersPerUnit)
    try Self.checkRange(extents, layer: layer, path: path, isGeographic: projection.isGeographic)

    let mark = Self.mark(of: layer.geometries, drawn)
    let credits = ResultCredits(of: layer, columns: columns.map(\.name))
    let variables = columns.map {
      MapVariable($0.name, $0.column, in: layer, credits: credits, language: options.language)
    }
    var (themes, isShared) = try MapThemes(features: drawn, options: options, mark: mark)
      .themes(variables, path: path)
    if themes.count == 1, let title = options.legendTitle {
      themes[0].legend.title = TextMetrics.shortened(title)
    }
    self.layer = layer
    self.options = options
    self.drawn = drawn
    self.box = box
    self.projection = projection
    self.mark = mark
    self.overlays = overlays
    self.themes = themes
    self.isShared = isShared
    let isComparison = given.count == 1 && columns.count == 2
    headings = themes.map { theme in
      if themes.count == 1 { return nil }
      guard isComparison else { return theme.variable.label }
      let words = theme.variable.name.hasSuffix("_before") ? MapWords.before : MapWords.after
      return words[options.language].capitalizedFirst
    }
    title =
      options.title.map { TextMetrics.shortened($0) }
      ?? Self.title(themes, layer, credits, compared: isComparison ? given.first : nil, options)
    bounds =
      themes.count > 1
      ? nil
      : ValueBounds(
        of: variables[0].name, variables[0].field, in: layer, language: options.language)
    names = Self.names(layer, options)
    do {
      graticule =
        options.graticule
        ? try Graticule(box: box, crs: layer.crs, isGeographic: projection.isGeographic) : nil
    } catch {
      throw .badOption(
        name: "graticule", reason: "cannot be drawn in \(layer.crs.definition): \(error)")
    }
  }

  /// What the map shows, as one paragraph: for readers who do not see it.
  public var summary: String {
    themes.map { theme in
      MapWords.summary(
        drawn.count, by: theme.variable.label, theme.legend.summary)[options.language]
    }.joined(separator: " ")
  }

  /// Why the classes are what they are, a sentence for each column.
  public var classReasons: [String] {
    themes.compactMap { theme in
      theme.choice.map { "\(theme.variable.name): \($0.reason[options.language])" }
    }
  }

  /// The picture.
  public func svg() -> String {
    let (east, north) = extentMeters()
    let largest = themes.flatMap { $0.circles.prefix(1) }.map(\.radius).max() ?? 0
    let overlay = OverlayDrawing(overlays: overlays, language: options.language)
    let layout = MapLayout(
      content(east, north, inset: max(mark == .point ? 8 : 2, largest / 2)),
      options: options)
    let first = layout.panels[0]
    let panel = Box(minX: 0, minY: 0, maxX: first.width, maxY: first.height)
    let viewport = Viewport(
      projection: projection, centerX: panel.width / 2, centerY: panel.height / 2,
      pixelsPerMeter: layout.pixelsPerMeter)
    let mapArea = east * north * layout.pixelsPerMeter * layout.pixelsPerMeter
    let radius = MapDrawing.pointRadius(count: drawn.count, mapArea: mapArea)
    let hasCircles = themes.contains { !$0.circles.isEmpty }
    let drawing = MapDrawing(
      layer.geometries, features: drawn, viewport: viewport, pointRadius: radius,
      idPrefix: options.idPrefix, isDashed: options.hasIndicativeShapes,
      needsPlaces: hasCircles || options.labels != .none)
    let meshes = graticule.map {
      GraticuleDrawing($0, viewport: viewport, panel: panel, language: options.language)
    }
    let frame = MapFrame(
      layout: layout, title: title, summary: summary, options: options, mark: mark)
    let opacity = overlays.contains { $0.isBelowZones } ? 0.82 : 1
    return frame.svg(
      features: { i, svg in
        meshes?.drawLines(into: &svg)
        overlay.draw(below: true, viewport: viewport, panel: panel, pointRadius: 3, into: &svg)
        drawing.draw(
          themes[i], tooltips: tooltips(themes[i]), panel: i, opacity: opacity, into: &svg)
        overlay.draw(below: false, viewport: viewport, panel: panel, pointRadius: 3, into: &svg)
      },
      names: { i, svg in
        let corner = layout.panels[i]
        svg.open(
          "g",
          [
            "transform": "translate(\(SVGDocument.number(corner.minX)) "
              + "\(SVGDocument.number(corner.minY)))"
          ])
        meshes?.drawLabels(into: &svg)
        var labels = PlaceLabels(panel: panel, taken: meshes?.labels.map(\.box) ?? [])
        labels.place(candidates(themes[i], drawing, radius), onlyFitting: options.labels == .auto)
        labels.draw(into: &svg, prefix: "\(options.idPrefix)\(i == 0 ? "" : "-\(i + 1)")")
        svg.close()
      })
  }

  // MARK: Contents

  private func content(_ east: Double, _ north: Double, inset: Double) -> MapLayout.Content {
    let rows = OverlayDrawing(overlays: overlays, language: options.language).rows
    let key =
      rows.isEmpty ? [] : [Legend(title: "", rows: rows, language: options.language)]
    let hasOwnLegends = themes.count > 1 && !isShared
    return MapLayout.Content(
      title: title, subtitle: options.subtitle,
      panels: zip(headings, themes).map { ($0, hasOwnLegends ? $1.legend : nil) },
      legends: (hasOwnLegends ? [] : [sharedLegend]) + key, notes: notes(), eastMeters: east,
      northMeters: north, scaleNote: projection.scaleNote?[options.language], inset: inset)
  }

  /// The legend of all panels: that of the first, with the reasons for missing values of all.
  private var sharedLegend: Legend {
    var legend = themes[0].legend
    // The heading of the picture says it already.
    if legend.title == title { legend.title = "" }
    for theme in themes.dropFirst() {
      for row in theme.legend.rows where !legend.rows.contains(where: { $0.label == row.label }) {
        legend.rows.append(row)
      }
    }
    return legend
  }

  private func tooltips(_ theme: MapTheme) -> [String] {
    (0..<layer.count).map { i in
      names[i] + ": " + theme.texts[i] + (bounds?.text(i) ?? "")
    }
  }

  private func candidates(
    _ theme: MapTheme, _ drawing: MapDrawing, _ pointRadius: Double
  ) -> [PlaceLabels.Candidate] {
    guard options.labels != .none else { return [] }
    var radii: [Int: Double] = [:]
    for circle in theme.circles { radii[circle.feature] = circle.radius }
    return drawn.compactMap { feature in
      guard let place = drawing.places[feature] else { return nil }
      let box = drawing.shapes.box(ofFeature: feature)
      let isArea = box.width > 0 && box.height > 0
      let radius = radii[feature] ?? (isArea ? 0 : pointRadius)
      return PlaceLabels.Candidate(
        text: names[feature], x: place.x, y: place.y, clearance: radius,
        importance: radii[feature].map { $0 * 1e6 } ?? box.width * box.height,
        room: isArea ? box.width : 1000)
    }
  }

  private func notes() -> [(text: String, isWarning: Bool)] {
    var notes: [(text: String, isWarning: Bool)] = []
    if options.indicative {
      notes.append((MapWords.indicativeLimits[options.language], true))
    }
    if let note = bounds?.note { notes.append((note, false)) }
    let missing = layer.count - drawn.count
    if missing > 0 { notes.append((MapWords.withoutGeometry(missing)[options.language], false)) }
    if let line = options.source.flatMap({ ResultCredits.line($0, options.language) }) {
      notes.append((line, false))
    }
    return notes
  }

  /// Less than that is a point.
  private static let leastExtentMeters = 1e-6

  /// The extent on the ground; a kilometre about what is but a point, and no side so short beside
  /// the other that nothing could be drawn.
  private func extentMeters() -> (east: Double, north: Double) {
    let east = box.width * projection.metersPerX
    let north = box.height * projection.metersPerY
    let longest = max(east, north)
    if longest < Self.leastExtentMeters { return (1000, 1000) }
    return (max(east, longest / 1000), max(north, longest / 1000))
  }

  // MARK: What is asked for

  private static func resolved(
    _ names: [String], in layer: Layer, path: String
  ) throws(MapError) -> [(name: String, column: Column)] {
    guard !names.isEmpty, names.count <= 16 else {
      throw .badOption(name: "columns", reason: "\(names.count) columns are not from 1 to 16")
    }
    var found: [(name: String, column: Column)] = []
    for name in names {
      if let column = layer.attributes[name] {
        found.append((name, column))
      } else if names.count == 1, let before = layer.attributes[name + "_before"],
        let after = layer.attributes[name + "_after"]
      {
        found = [(name + "_before", before), (name + "_after", after)]
      } else {
        throw .unknownColumn(name, known: layer.attributes.names, path: path)
      }
    }
    return found
  }

  private static func title(
    _ themes: [MapTheme], _ layer: Layer, _ credits: ResultCredits, compared: String?,
    _ options: MapOptions
  ) -> String {
    if themes.count == 1 { return options.legendTitle ?? themes[0].variable.label }
    if let compared {
      return credits.field(compared)?.label[options.language]
        ?? ValueFormat.title(ofColumn: compared)
    }
    // What the labels have in common, in whole words.
    let words = themes.map { $0.variable.label.split(separator: " ") }
    func shared(_ words: [[Substring]]) -> [Substring] {
      words.dropFirst().reduce(words[0]) { common, other in
        Array(zip(common, other).prefix { $0 == $1 }.map(\.0))
      }
    }
    let start = shared(words)
    let end = shared(words.map { $0.dropFirst(start.count).reversed() }).reversed()
    if start.count >= 2 {
      return (start + ["…"] + end).joined(separator: " ")
    }
    return layer.title ?? ValueFormat.title(ofColumn: layer.name)
  }

  /// Columns that name features where the one asked for is not there.
  private static let nameColumns = [
    "name", "zone_name", "nom", "NOM", "libelle", "libgeo", "label",
  ]

  private static func names(_ layer: Layer, _ options: MapOptions) -> [String] {
    let columns = [options.nameColumn] + nameColumns
    let names = columns.lazy.compactMap { layer.attributes[$0] }.first
    return (0..<layer.count).map { i in
      let name = names?.string(i) ?? ""
      return TextMetrics.shortened(name.isEmpty ? layer.label(ofFeature: i) : name)
    }
  }

  private static func mark(of geometries: Geometries, _ drawn: [Int]) -> LegendBlock.Mark {
    var kinds = Set(drawn.map { geometries.kinds[$0] })
    for feature in drawn where geometries.kinds[feature] == .geometryCollection {
      kinds.formUnion(geometries.partKinds(ofFeature: feature))
    }
    let parts = Set(kinds.map(\.partKind))
    return parts.contains(.polygon) ? .area : parts.contains(.lineString) ? .line : .point
  }

  private static func checkRange(
    _ extents: [Box], layer: Layer, path: String, isGeographic: Bool
  ) throws(MapError) {
    // Far beyond any place on Earth in any unit, and far below where arithmetic fails.
    let limit =
      isGeographic
      ? Box(minX: -720, minY: -90, maxX: 720, maxY: 90)
      : Box(minX: -1e12, minY: -1e12, maxX: 1e12, maxY: 1e12)
    guard
      let bad = extents.indices.first(where: { i in
        !extents[i].isEmpty && !limit.contains(extents[i])
      })
    else { return }
    let extent = extents[bad]
    let reason =
      isGeographic
      ? "reaches from \(extent.minX), \(extent.minY) to \(extent.maxX), \(extent.maxY), "
        + "which are no degrees; name the CRS that the coordinates are in"
      : "has a coordinate beyond 1e12, which is nowhere on Earth; correct or leave it out"
    throw .badCoordinate(path: path, feature: layer.label(ofFeature: bad), reason: reason)
  }
}

extension String {
  /// The same with a capital at its start.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Geometries {
  /// The boxes of all features, of their finite vertices only.
  fileprivate func finiteBoxes() -> [Box] {
    (0..<count).map { feature in
      var box = Box.empty
      for vertex in vertices(ofFeature: feature)
      where x(vertex).isFinite && y(vertex).isFinite {
        box.extend(x: x(vertex), y: y(vertex))
      }
      return box
    }
  }
}
