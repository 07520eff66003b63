public import GeoCore

/// A map that colours each feature by its value in one column, as a self-contained SVG picture.
///
/// Numbers are divided into classes with round limits and coloured from light to dark, on both
/// sides of zero when there are values on both; texts and booleans are categories. A feature whose value
/// is null, absent or not finite is hatched and counted as "no data", never coloured. The legend
/// counts the features that are drawn.
///
/// **CRS:** degrees are drawn in a local equirectangular projection, projected coordinates as they
/// are (see `MapProjection`). **Shapes:** all; holes by the even-odd rule; features without
/// geometry are counted in a note. **Classes:** from the lower limit, included, to the upper,
/// excluded. **Units:** those of the column's field (see `ValueFormat`).
///
/// **Texts** longer than 200 characters, of categories, names and titles, are cut and end with an
/// ellipsis.
///
/// Coordinates are rounded to a tenth of a pixel. Same layer and options, same bytes.
///
/// **Complexity:** O(v + n log n) for v vertices and n features.
///
/// ```swift
/// let map = try ChoroplethMap(layer: communes, column: "national_park_share")
/// let picture = map.svg()  // <svg xmlns="http://www.w3.org/2000/svg" …
/// ```
public struct ChoroplethMap: Sendable {
  private let layer: Layer
  private let options: MapOptions
  private let title: String
  private let bounds: ValueBounds?
  private let drawn: [Int]
  private let box: Box
  private let projection: MapProjection
  private let legend: Legend
  private let colors: [Color?]
  private let tooltips: [String]
  private let mark: LegendBlock.Mark

  /// Classifies the column's values; drawing cannot fail after that.
  /// - Throws: `MapError` for a column or geometry that is not there, coordinates out of range, or
  ///   options out of theirs.
  public init(layer: Layer, column name: String, options: MapOptions = MapOptions())
    throws(MapError)
  {
    try options.validate()
    let path = layer.path.isEmpty ? layer.name : layer.path
    guard let column = layer.attributes[name] else {
      throw .unknownColumn(name, known: layer.attributes.names, path: path)
    }
    let extents = layer.geometries.finiteBoxes()
    let drawn = extents.indices.filter { !extents[$0].isEmpty }
    guard !drawn.isEmpty else { throw .noGeometry(path: path) }
    let box = drawn.reduce(Box.empty) { $0.union(extents[$1]) }
    let projection = MapProjection(
      crs: layer.crs, box: box, metersPerUnit: options.metersPerUnit)
    try Self.checkRange(extents, layer: layer, path: path, isGeographic: projection.isGeographic)

    let mark = Self.mark(of: layer.geometries, drawn)
    let field = column.field ?? ResultCredits(of: layer, column: name).field
    let legendTitle = TextMetrics.shortened(
      options.legendTitle ?? field?.label.en ?? ValueFormat.title(ofColumn: name))
    let values = MapValues(column, features: drawn)
    guard
      let themed = values.themed(
        column: name, field: field, title: legendTitle, options: options, mark: mark)
    else { throw .noValues(column: name, path: path) }
    let names = layer.attributes[options.nameColumn]
    let featureCount = layer.count
    self.layer = layer
    self.options = options
    self.drawn = drawn
    self.box = box
    self.projection = projection
    self.mark = mark
    title = options.title.map { TextMetrics.shortened($0) } ?? legendTitle
    legend = themed.legend
    colors = themed.colors
    let bounds = ValueBounds(of: name, field, in: layer)
    self.bounds = bounds
    tooltips = (0..<featureCount).map { i in
      let name = names?.string(i) ?? ""
      let label = TextMetrics.shortened(name.isEmpty ? layer.label(ofFeature: i) : name)
      return label + ": " + themed.texts[i] + (bounds?.text(i) ?? "")
    }
  }

  /// What the map shows, as one paragraph: for readers who do not see it.
  public var summary: String {
    let count = drawn.count == 1 ? "1 feature" : "\(drawn.count) features"
    return "Map of \(count) by \(legend.title). Features by class: \(legend.summary)."
  }

  /// The picture.
  public func svg() -> String {
    let (east, north) = extentMeters()
    let hasPoints = mark == .point
    let layout = MapLayout(
      options: options, title: title, legend: legend, notes: notes(), eastMeters: east,
      northMeters: north, scaleNote: projection.scaleNote, inset: hasPoints ? 8 : 2)
    let viewport = Viewport(
      projection: projection, centerX: layout.panel.x + layout.panel.width / 2,
      centerY: layout.panel.y + layout.panel.height / 2, pixelsPerMeter: layout.pixelsPerMeter)
    let mapArea = east * north * layout.pixelsPerMeter * layout.pixelsPerMeter
    let drawing = MapDrawing(
      layer.geometries, features: drawn, viewport: viewport,
      pointRadius: MapDrawing.pointRadius(count: drawn.count, mapArea: mapArea),
      style: MapDrawing.Style(colors: colors, tooltips: tooltips, idPrefix: options.idPrefix))
    let frame = MapFrame(
      layout: layout, title: title, summary: summary, idPrefix: options.idPrefix, mark: mark)
    return frame.svg { drawing.draw(into: &$0) }
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

  private func notes() -> [(String, isWarning: Bool)] {
    var notes: [(String, isWarning: Bool)] = []
    if options.indicative {
      notes.append(("Indicative limits: orientation only, not a legal boundary.", true))
    }
    if let bounds { notes.append((bounds.note, false)) }
    let missing = layer.count - drawn.count
    if missing > 0 {
      let subject = missing == 1 ? "1 feature" : "\(missing) features"
      notes.append(("\(subject) without geometry: not drawn, not counted.", false))
    }
    if let source = options.source { notes.append(("Source: " + source, false)) }
    return notes
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
