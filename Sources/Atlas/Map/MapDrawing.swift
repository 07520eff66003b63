import GeoCore

/// The features of a map as SVG paths: areas, then lines, then points, each with its tooltip.
///
/// Within areas the large are drawn first, so that a small one inside a large one is seen and can
/// be pointed at. A collection gives a path to each of the three.
struct MapDrawing {
  /// How features look and read.
  struct Style {
    /// The colour of each feature; nil where it has no value.
    var colors: [Color?]
    var tooltips: [String]
    var idPrefix: String
  }

  /// The dashes of a line without a value.
  static let noDataDash = "3 3"

  private let geometries: Geometries
  private let viewport: Viewport
  private let style: Style
  private let pointRadius: Int
  private var areas: [(feature: Int, size: Double, data: String)] = []
  private var lines: [(feature: Int, data: String)] = []
  private var points: [(feature: Int, data: String)] = []

  init(
    _ geometries: Geometries, features: [Int], viewport: Viewport, pointRadius: Double,
    style: Style
  ) {
    self.geometries = geometries
    self.viewport = viewport
    self.pointRadius = Int(nearest: pointRadius * 10)
    self.style = style
    for feature in features { add(feature) }
    areas.sort { $0.size != $1.size ? $0.size > $1.size : $0.feature < $1.feature }
  }

  /// The radius of points so that all of them together cover a few percent of a map.
  static func pointRadius(count: Int, mapArea: Double) -> Double {
    let radius = (0.03 * mapArea / (.pi * Double(max(count, 1)))).squareRoot()
    return min(max(radius, 1.8), 5.5)
  }

  private func grid(_ ring: Int) -> [PathText.Point] {
    geometries.vertices(ofRing: ring).compactMap { vertex in
      let x = geometries.x(vertex)
      let y = geometries.y(vertex)
      return x.isFinite && y.isFinite ? viewport.point(x: x, y: y) : nil
    }
  }

  private mutating func add(_ feature: Int) {
    var area = PathText()
    var line = PathText()
    var point = PathText()
    var areaBox = Box.empty
    var firstOfLine: PathText.Point?
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
      for ring in geometries.rings(ofPart: part) {
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
    if !area.isEmpty { areas.append((feature, areaBox.width * areaBox.height, area.data)) }
    if !line.isEmpty { lines.append((feature, line.data)) }
    if !point.isEmpty { points.append((feature, point.data)) }
  }

  /// Borders as fine as the areas are small.
  private var borderWidth: Double {
    let sizes = areas.map(\.size).sorted()
    guard !sizes.isEmpty else { return 0.8 }
    let pixels = sizes[sizes.count / 2].squareRoot() / 10
    return min(max(pixels / 60, 0.15), 0.9)
  }

  func draw(into svg: inout SVGDocument) {
    let border = borderWidth
    if !areas.isEmpty {
      drawFilled(
        areas.map { ($0.feature, $0.data) }, name: "areas", border: border,
        edge: 2 * border + 0.3, noDataFill: "url(#\(style.idPrefix)-nodata)", into: &svg)
    }
    if !lines.isEmpty {
      svg.open(
        "g",
        [
          "id": "\(style.idPrefix)-lines", "fill": "none",
          "stroke-width": lines.count > 1000 ? "1.4" : "2.4", "stroke-linejoin": "round",
        ])
      for (feature, data) in lines {
        let color = style.colors[feature]
        svg.path(
          data, fill: nil, stroke: (color ?? Palette.hatch).hex,
          dash: color == nil ? Self.noDataDash : nil, title: style.tooltips[feature])
      }
      svg.close()
    }
    if !points.isEmpty {
      let isSmall = pointRadius < 30
      drawFilled(
        points, name: "points", border: isSmall ? 0.2 : 0.6, edge: isSmall ? 0.7 : 1.8,
        noDataFill: Palette.page.hex, into: &svg)
    }
  }

  /// Filled paths with borders, and below them the same again with a wider grey stroke, of which
  /// the outer edge is left to see.
  private func drawFilled(
    _ paths: [(feature: Int, data: String)], name: String, border: Double, edge: Double,
    noDataFill: String, into svg: inout SVGDocument
  ) {
    let id = "\(style.idPrefix)-\(name)"
    let number = SVGDocument.number
    svg.element(
      "use",
      [
        "href": "#\(id)", "aria-hidden": "true", "stroke": Palette.outline.hex,
        "stroke-width": number(edge), "stroke-linejoin": "round",
      ])
    svg.open(
      "g",
      [
        "stroke": Palette.border.hex, "stroke-width": number(border), "stroke-linejoin": "round",
      ])
    svg.open("g", ["id": id, "fill-rule": "evenodd"])
    for (feature, data) in paths {
      svg.path(
        data, fill: style.colors[feature]?.hex ?? noDataFill, stroke: nil, dash: nil,
        title: style.tooltips[feature])
    }
    svg.close()
    svg.close()
  }
}
