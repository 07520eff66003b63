import GeoCore
import GeoProjection

/// Meridians and parallels at round degrees, a handful each way.
///
/// **CRS:** lines are drawn as they run in the system of the map's layer. **Limits:** parallels end at
/// 85°; a map across the 180th meridian has those of its first side.
struct Graticule {
  struct Line {
    /// Degrees: east or north above zero.
    var degrees: Double
    var isMeridian: Bool
  }

  private(set) var lines: [Line] = []
  /// A line string for each, in the system of the layer.
  private(set) var geometries: Geometries

  /// Steps in minutes of arc.
  private static let steps: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600]

  /// - Parameters:
  ///   - box: what is drawn, in the system of the layer; not empty.
  /// - Throws: `PROJError` for a system that is not known, or where it does not reach.
  init(box: Box, crs: CRS, isGeographic: Bool) throws {
    let around = box.expanded(by: max(box.width, box.height, 1e-6))
    let degrees = isGeographic ? box : try Box.longitudeLatitude(of: box, in: crs)
    var all = isGeographic ? around : try Box.longitudeLatitude(of: around, in: crs)
    all = Box(
      minX: max(all.minX, -180), minY: max(all.minY, -85), maxX: min(all.maxX, 180),
      maxY: min(all.maxY, 85))
    geometries = Geometries(crs: .wgs84)
    guard !all.isEmpty else { return }
    let wanted = max(degrees.width, degrees.height, 1e-6) * 60 / 4
    let step = (Self.steps.first { $0 >= wanted } ?? 3600) / 60
    for isMeridian in [true, false] {
      let (low, high) = isMeridian ? (all.minX, all.maxX) : (all.minY, all.maxY)
      let (from, to) = isMeridian ? (all.minY, all.maxY) : (all.minX, all.maxX)
      let first = Int(nearest: (low / step).rounded(.up))
      let last = Int(nearest: (high / step).rounded(.down))
      guard first <= last, last - first < 200 else { continue }
      for i in first...last {
        let value = Double(i) * step
        lines.append(Line(degrees: value, isMeridian: isMeridian))
        geometries.beginFeature(.lineString)
        geometries.beginPart()
        geometries.appendRing(
          (0...48).flatMap { k -> [Double] in
            let along = from + (to - from) * Double(k) / 48
            return isMeridian ? [value, along] : [along, value]
          })
      }
    }
    if !isGeographic { geometries = try geometries.transformed(to: crs).geometries }
  }

  /// `5°30′ E`
  static func text(_ line: Line, _ language: Wording.Language) -> String {
    let minutes = Int(nearest: abs(line.degrees) * 60)
    let west = Wording(en: "W", fr: "O")[language]
    let side =
      minutes == 0
      ? "" : line.isMeridian ? line.degrees < 0 ? west : "E" : line.degrees < 0 ? "S" : "N"
    let rest = minutes % 60 == 0 ? "" : minutes % 60 < 10 ? "0\(minutes % 60)′" : "\(minutes % 60)′"
    return "\(minutes / 60)°\(rest)" + (side.isEmpty ? "" : "\u{A0}" + side)
  }
}

/// A graticule set in a panel: its lines, and their degrees at the lower and the left edge.
struct GraticuleDrawing {
  struct Label {
    var text: String
    var x: Double
    var baseline: Double
    var box: Box
  }

  private let path: PathText
  private(set) var labels: [Label] = []
  static let size = 9.5

  init(_ graticule: Graticule, viewport: Viewport, panel: Box, language: Wording.Language) {
    var path = PathText()
    let pixels = viewport.pixels(of: graticule.geometries)
    for (feature, line) in graticule.lines.enumerated() where feature < pixels.count {
      let vertices = pixels.vertices(ofFeature: feature).map { (pixels.x($0), pixels.y($0)) }
      guard pixels.box(ofFeature: feature).meets(panel) else { continue }
      path.line(
        vertices.map { PathText.Point(x: Int(nearest: $0.0 * 10), y: Int(nearest: $0.1 * 10)) })
      let text = Graticule.text(line, language)
      let width = TextMetrics.width(text, size: Self.size)
      let edge = line.isMeridian ? panel.maxY - 1 : panel.minX + 1
      guard let at = Self.crossing(vertices, edge, isLevel: line.isMeridian) else { continue }
      let label =
        line.isMeridian
        ? Label(
          text: text, x: at + 3, baseline: panel.maxY - 5,
          box: Box(
            minX: at + 2, minY: panel.maxY - 15, maxX: at + 4 + width, maxY: panel.maxY - 2))
        : Label(
          text: text, x: panel.minX + 4, baseline: at - 3,
          box: Box(minX: panel.minX + 3, minY: at - 13, maxX: panel.minX + 5 + width, maxY: at))
      if panel.contains(label.box), !labels.contains(where: { $0.box.meets(label.box) }) {
        labels.append(label)
      }
    }
    self.path = path
  }

  /// Where a line crosses a level (y) or an upright (x) edge: its other coordinate.
  private static func crossing(
    _ line: [(Double, Double)], _ edge: Double, isLevel: Bool
  ) -> Double? {
    for (a, b) in zip(line, line.dropFirst()) {
      let (from, to) = isLevel ? (a.1, b.1) : (a.0, b.0)
      guard from != to, (from - edge) * (to - edge) <= 0 else { continue }
      let t = (edge - from) / (to - from)
      return isLevel ? a.0 + t * (b.0 - a.0) : a.1 + t * (b.1 - a.1)
    }
    return nil
  }

  func drawLines(into svg: inout SVGDocument) {
    guard !path.isEmpty else { return }
    svg.element(
      "path",
      [
        "d": path.data, "fill": "none", "stroke": Palette.graticule.hex, "stroke-width": "0.5",
      ])
  }

  func drawLabels(into svg: inout SVGDocument) {
    let number = SVGDocument.number
    for label in labels {
      svg.element(
        "text",
        [
          "x": number(label.x), "y": number(label.baseline), "font-size": number(Self.size),
          "fill": Palette.quietText.hex,
        ], text: label.text)
    }
  }
}
