import GeoAlgorithms
import GeoCore

/// The features of a map as SVG paths: areas, then lines, then points, each with its tooltip.
///
/// Areas are simplified to half a pixel, neighbours alike, so that no gap opens between them. Within areas
/// the large are drawn first, so that a small one inside a large one is seen and can be pointed at. A
/// collection gives a path to each of the three. Of more than `mostTooltips` features those of one look are
/// one path, without tooltips: the picture stays small.
struct MapDrawing {
  /// The dashes of a line without a value.
  static let noDataDash = "3 3"
  static let mostTooltips = 5000
  /// In squares of a pixel: what is smaller than a triangle of half a pixel's height is not seen.
  private static let leastTriangle = 0.25

  private struct Shape {
    var feature: Int
    var size: Double
    var data: String
  }

  /// The features in pixels from the panel's corner.
  let shapes: Geometries
  /// Where the circle and the name of each feature stand, in pixels from the panel's corner; empty when
  /// nobody asks for them, nil for what has no place.
  let places: [(x: Double, y: Double)?]
  private let features: [Int]
  private let pointRadius: Int
  private let idPrefix: String
  private let isDashed: Bool
  private var areas: [Shape] = []
  private var lines: [Shape] = []
  private var points: [Shape] = []

  /// - Parameters:
  ///   - viewport: from the layer's coordinates to those of the panel.
  ///   - isDashed: whether borders are orientation only.
  ///   - needsPlaces: whether circles or names are to be set.
  init(
    _ geometries: Geometries, features: [Int], viewport: Viewport, pointRadius: Double,
    idPrefix: String, isDashed: Bool, needsPlaces: Bool
  ) {
    shapes = CoverageSimplification.simplified(
      viewport.pixels(of: geometries), leastArea: Self.leastTriangle)
    places = needsPlaces ? Self.places(of: shapes) : []
    self.features = features
    self.pointRadius = Int(nearest: pointRadius * 10)
    self.idPrefix = idPrefix
    self.isDashed = isDashed
    for feature in features { add(feature) }
    areas.sort { $0.size != $1.size ? $0.size > $1.size : $0.feature < $1.feature }
  }

  /// The radius of points so that all of them together cover a few percent of a map.
  static func pointRadius(count: Int, mapArea: Double) -> Double {
    let radius = (0.03 * mapArea / (.pi * Double(max(count, 1)))).squareRoot()
    return min(max(radius, 1.8), 5.5)
  }

  private static func places(of shapes: Geometries) -> [(x: Double, y: Double)?] {
    let points = RepresentativePoint.points(of: shapes)
    return (0..<points.count).map { feature in
      guard let vertex = points.vertices(ofFeature: feature).first else { return nil }
      return (points.x(vertex), points.y(vertex))
    }
  }

  private func grid(_ ring: Int) -> [PathText.Point] {
    shapes.vertices(ofRing: ring).map {
      PathText.Point(x: Int(nearest: shapes.x($0) * 10), y: Int(nearest: shapes.y($0) * 10))
    }
  }

  private mutating func add(_ feature: Int) {
    var area = PathText()
    var line = PathText()
    var point = PathText()
    var areaBox = Box.empty
    var firstOfLine: PathText.Point?
    let kinds = shapes.partKinds(ofFeature: feature)
    for (part, kind) in zip(shapes.parts(ofFeature: feature), kinds) {
      for ring in shapes.rings(ofPart: part) {
        let vertices = grid(ring)
        guard let first = vertices.first else { continue }
        switch kind {
        case .polygon:
          area.ring(vertices)
          for vertex in vertices { areaBox.extend(x: Double(vertex.x), y: Double(vertex.y)) }
        case .lineString:
          line.line(vertices)
          firstOfLine = firstOfLine ?? first
        default:
          for vertex in vertices { point.circle(vertex, radius: pointRadius) }
        }
      }
    }
    if area.isEmpty, !areaBox.isEmpty {
      area.speck(PathText.Point(x: Int(areaBox.minX), y: Int(areaBox.minY)))
    }
    if line.isEmpty, let firstOfLine { line.dash(firstOfLine) }
    let size = areaBox.width * areaBox.height
    if !area.isEmpty { areas.append(Shape(feature: feature, size: size, data: area.data)) }
    if !line.isEmpty { lines.append(Shape(feature: feature, size: 0, data: line.data)) }
    if !point.isEmpty { points.append(Shape(feature: feature, size: 0, data: point.data)) }
  }

  /// Borders as fine as the areas are small.
  private var borderWidth: Double {
    let sizes = areas.map(\.size).sorted()
    guard !sizes.isEmpty else { return 0.8 }
    let pixels = sizes[sizes.count / 2].squareRoot() / 10
    return min(max(pixels / 60, 0.15), 0.9)
  }

  private var hasTooltips: Bool { features.count <= Self.mostTooltips }

  // MARK: Drawing

  /// Draws a theme's features.
  /// - Parameters:
  ///   - panel: its number, which ids end with.
  ///   - opacity: of areas, below 1 where something below them is to be seen.
  func draw(
    _ theme: MapTheme, tooltips: [String], panel: Int, opacity: Double,
    into svg: inout SVGDocument
  ) {
    let hasCircles = !theme.circles.isEmpty
    let border = borderWidth
    let suffix = panel == 0 ? "" : "-\(panel + 1)"
    if !areas.isEmpty {
      drawFilled(
        areas, theme, tooltips, id: "\(idPrefix)-areas\(suffix)", border: border,
        edge: 2 * border + 0.3, opacity: opacity, isArea: true, into: &svg)
    }
    if !lines.isEmpty { drawLines(theme, tooltips, id: "\(idPrefix)-lines\(suffix)", into: &svg) }
    if !points.isEmpty, !hasCircles {
      let isSmall = pointRadius < 30
      drawFilled(
        points, theme, tooltips, id: "\(idPrefix)-points\(suffix)", border: isSmall ? 0.2 : 0.6,
        edge: isSmall ? 0.7 : 1.8, opacity: 1, isArea: false, into: &svg)
    }
    if hasCircles { drawCircles(theme, tooltips, into: &svg) }
  }

  private func fill(_ theme: MapTheme, _ feature: Int, isArea: Bool) -> String {
    switch theme.fills[feature] {
    case .color(let color): color.hex
    case .missing(let hatching):
      isArea ? "url(#\(MapFrame.hatching(hatching, idPrefix)))" : Palette.page.hex
    case .bare: Palette.bare.hex
    }
  }

  /// Filled paths with borders, and below them the same again with a wider grey stroke, of which
  /// the outer edge is left to see.
  private func drawFilled(
    _ paths: [Shape], _ theme: MapTheme, _ tooltips: [String], id: String, border: Double,
    edge: Double, opacity: Double, isArea: Bool, into svg: inout SVGDocument
  ) {
    let number = SVGDocument.number
    // Below circles and where shades are see-through, white borders would not be seen.
    let isBare = isArea && !theme.circles.isEmpty
    svg.element(
      "use",
      [
        "href": "#\(id)", "aria-hidden": "true", "stroke": Palette.outline.hex,
        "stroke-width": number(edge), "stroke-linejoin": "round", "fill-opacity": number(opacity),
      ])
    let isDashedArea = isArea && isDashed
    svg.open(
      "g",
      [
        "stroke": isBare || isDashedArea ? Palette.outline.hex : Palette.border.hex,
        "stroke-width": number(isDashedArea ? max(border, 0.8) : border),
        "stroke-linejoin": "round",
        "stroke-dasharray": isDashedArea ? OverlayDrawing.dash : "none",
        "fill-opacity": number(opacity),
      ])
    svg.open("g", ["id": id, "fill-rule": "evenodd"])
    let looks = paths.map { fill(theme, $0.feature, isArea: isArea) }
    if hasTooltips {
      for (path, look) in zip(paths, looks) {
        svg.path(
          path.data, fill: look, stroke: ownBorder(look), dash: nil, title: tooltips[path.feature])
      }
    } else {
      for (look, data) in Self.merged(paths, looks) {
        svg.path(data, fill: look, stroke: ownBorder(look), dash: nil, title: nil)
      }
    }
    svg.close()
    svg.close()
  }

  /// A border that is seen between areas without a value; nil for others, which have that of all.
  private func ownBorder(_ look: String) -> String? {
    look.hasPrefix("url") ? Palette.hatch.hex : nil
  }

  /// One path for each look, in the order in which the looks are met.
  private static func merged(_ paths: [Shape], _ looks: [String]) -> [(String, String)] {
    var places: [String: Int] = [:]
    var merged: [(String, String)] = []
    for (path, look) in zip(paths, looks) {
      if let place = places[look] {
        merged[place].1 += path.data
      } else {
        places[look] = merged.count
        merged.append((look, path.data))
      }
    }
    return merged
  }

  private func drawLines(
    _ theme: MapTheme, _ tooltips: [String], id: String, into svg: inout SVGDocument
  ) {
    svg.open(
      "g",
      [
        "id": id, "fill": "none", "stroke-width": lines.count > 1000 ? "1.4" : "2.4",
        "stroke-linejoin": "round",
      ])
    for line in lines {
      var color: Color?
      if case .color(let found) = theme.fills[line.feature] { color = found }
      svg.path(
        line.data, fill: nil, stroke: (color ?? Palette.hatch).hex,
        dash: color == nil ? Self.noDataDash : isDashed ? OverlayDrawing.dash : nil,
        title: hasTooltips ? tooltips[line.feature] : nil)
    }
    svg.close()
  }

  private func drawCircles(
    _ theme: MapTheme, _ tooltips: [String], into svg: inout SVGDocument
  ) {
    svg.open(
      "g",
      ["fill-opacity": "0.8", "stroke": Palette.page.hex, "stroke-width": "0.7"])
    for circle in theme.circles {
      guard let place = places[circle.feature] else { continue }
      var path = PathText()
      path.circle(
        PathText.Point(x: Int(nearest: place.x * 10), y: Int(nearest: place.y * 10)),
        radius: max(Int(nearest: circle.radius * 10), 1))
      svg.path(
        path.data, fill: circle.color.hex, stroke: nil, dash: nil,
        title: hasTooltips ? tooltips[circle.feature] : nil)
    }
    svg.close()
  }
}
