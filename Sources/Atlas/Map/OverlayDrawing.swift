import GeoCore

/// Layers around the zones as SVG paths, and their rows in the legend.
struct OverlayDrawing {
  let overlays: [MapOverlay]
  let language: Wording.Language

  static let dash = "5 3"
  private static let roadWidths = [1.7, 1.2, 0.8, 0.5]

  /// The colour of each layer of the user's own, in their order.
  private func color(_ place: Int) -> Color {
    let own = overlays[..<place].count { $0.role == .over }
    return Palette.overlays[own % Palette.overlays.count]
  }

  /// One row for each title.
  var rows: [Legend.Row] {
    var rows: [Legend.Row] = []
    for (place, overlay) in overlays.enumerated() {
      let words =
        overlay.isIndicative
        ? "\(overlay.title) (\(MapWords.indicative[language]))" : overlay.title
      let row = Legend.Row(label: words, count: nil, swatch: swatch(overlay, color(place)))
      if !rows.contains(where: { $0.label == row.label }) { rows.append(row) }
    }
    return rows
  }

  private func swatch(_ overlay: MapOverlay, _ color: Color) -> Legend.Swatch {
    switch overlay.role {
    case .water: return .area(Palette.water, isDashed: false)
    case .green: return .area(Palette.green, isDashed: false)
    case .roads: return .line(Palette.road, width: 1.2, isDashed: false)
    case .over:
      let isPoints = overlay.geometries.kinds.allSatisfy {
        $0 == .point || $0 == .multiPoint || $0 == .null
      }
      return isPoints
        ? .dot(color) : .line(color, width: 1.6, isDashed: overlay.isIndicative)
    }
  }

  /// Draws those that lie below the zones, or those over them.
  func draw(
    below: Bool, viewport: Viewport, panel: Box, pointRadius: Double, into svg: inout SVGDocument
  ) {
    for (place, overlay) in overlays.enumerated() where overlay.isBelowZones == below {
      var shapes = (area: PathText(), line: PathText(), point: PathText())
      let pixels = viewport.pixels(of: overlay.geometries)
      for feature in 0..<pixels.count where pixels.box(ofFeature: feature).meets(panel) {
        add(feature, of: pixels, panel: panel, pointRadius: pointRadius, to: &shapes)
      }
      draw(shapes, overlay, color(place), into: &svg)
    }
  }

  private func add(
    _ feature: Int, of pixels: Geometries, panel: Box, pointRadius: Double,
    to shapes: inout (area: PathText, line: PathText, point: PathText)
  ) {
    let kinds = pixels.partKinds(ofFeature: feature)
    for (part, kind) in zip(pixels.parts(ofFeature: feature), kinds) {
      for ring in pixels.rings(ofPart: part) {
        let vertices = pixels.vertices(ofRing: ring).map {
          PathText.Point(
            x: Int(nearest: pixels.x($0) * 10), y: Int(nearest: pixels.y($0) * 10))
        }
        switch kind {
        case .polygon: shapes.area.ring(vertices)
        case .lineString: shapes.line.line(vertices)
        default:
          for vertex in vertices
          where panel.contains(x: Double(vertex.x) / 10, y: Double(vertex.y) / 10) {
            shapes.point.circle(vertex, radius: Int(nearest: pointRadius * 10))
          }
        }
      }
    }
  }

  private func draw(
    _ shapes: (area: PathText, line: PathText, point: PathText), _ overlay: MapOverlay,
    _ color: Color, into svg: inout SVGDocument
  ) {
    let number = SVGDocument.number
    let dash = overlay.isIndicative ? Self.dash : "none"
    if !shapes.area.isEmpty {
      let isOwn = overlay.role == .over
      svg.element(
        "path",
        [
          "d": shapes.area.data, "fill-rule": "evenodd",
          "fill": isOwn
            ? "none" : overlay.role == .green ? Palette.green.hex : Palette.water.hex,
          "stroke": isOwn
            ? color.hex : overlay.role == .green ? "none" : Palette.bank.hex,
          "stroke-width": isOwn ? "1.6" : "0.5", "stroke-dasharray": dash,
        ])
    }
    if !shapes.line.isEmpty {
      var (stroke, width) = (color.hex, 1.6)
      switch overlay.role {
      case .water: (stroke, width) = (Palette.bank.hex, 0.9)
      case .roads(let rank):
        (stroke, width) = (Palette.road.hex, Self.roadWidths[min(max(rank, 0), 3)])
      case .over, .green: break
      }
      svg.element(
        "path",
        [
          "d": shapes.line.data, "fill": "none", "stroke": stroke, "stroke-width": number(width),
          "stroke-linejoin": "round", "stroke-dasharray": dash,
        ])
    }
    if !shapes.point.isEmpty {
      svg.element(
        "path",
        [
          "d": shapes.point.data, "fill": color.hex, "stroke": Palette.page.hex,
          "stroke-width": "0.8",
        ])
    }
  }
}
