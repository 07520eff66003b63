import GeoCore

/// The picture around the features: the SVG element, texts, panels, legends, scale bar, north arrow.
struct MapFrame {
  let layout: MapLayout
  let title: String
  let summary: String
  let options: MapOptions
  let mark: LegendBlock.Mark

  private static let fonts =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

  /// The id of one of the hatchings that stand for no data.
  static func hatching(_ number: Int, _ prefix: String) -> String {
    number == 0 ? "\(prefix)-nodata" : "\(prefix)-nodata-\(number + 1)"
  }

  /// The whole document, with `features` drawn in each panel, from its top left corner, and `names` over
  /// it, in the picture's coordinates.
  func svg(
    features: (Int, inout SVGDocument) -> Void, names: (Int, inout SVGDocument) -> Void
  ) -> String {
    let number = SVGDocument.number
    var svg = SVGDocument()
    let (width, height) = (number(layout.width), number(layout.height))
    let page = options.page.size
    svg.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
        "width": page?.shownWidth ?? width, "height": page?.shownHeight ?? height, "role": "img",
        "lang": options.language.rawValue, "aria-label": title,
        "aria-describedby": "\(options.idPrefix)-desc", "font-family": Self.fonts,
      ])
    svg.element("title", text: title)
    svg.element("desc", ["id": "\(options.idPrefix)-desc"], text: summary)
    drawDefinitions(into: &svg)
    svg.element("rect", ["width": width, "height": height, "fill": Palette.page.hex])
    for block in layout.texts { draw(block, into: &svg) }
    for (i, panel) in layout.panels.enumerated() {
      svg.open(
        "g",
        [
          "transform": "translate(\(number(panel.minX)) \(number(panel.minY)))",
          "clip-path": "url(#\(options.idPrefix)-panel)",
        ])
      svg.element(
        "rect",
        [
          "width": number(panel.width), "height": number(panel.height), "rx": "3",
          "fill": Palette.ground.hex,
        ])
      features(i, &svg)
      svg.close()
      names(i, &svg)
    }
    for legend in layout.legends {
      legend.block.draw(
        into: &svg, x: legend.x, y: legend.y, mark: mark, prefix: options.idPrefix)
    }
    layout.scaleBar.draw(into: &svg, x: layout.scaleBarX, y: layout.scaleBarY)
    if let x = layout.northArrowX { drawNorthArrow(into: &svg, x: x, y: layout.scaleBarY) }
    svg.close()
    return svg.text
  }

  private func drawDefinitions(into svg: inout SVGDocument) {
    svg.open("defs")
    if let panel = layout.panels.first {
      let number = SVGDocument.number
      svg.open("clipPath", ["id": "\(options.idPrefix)-panel"])
      svg.element(
        "rect", ["width": number(panel.width), "height": number(panel.height), "rx": "3"])
      svg.close()
    }
    for (i, turn) in ["45", "-45", "0", "90"].enumerated() {
      svg.open(
        "pattern",
        [
          "id": Self.hatching(i, options.idPrefix), "width": "5", "height": "5",
          "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(\(turn))",
        ])
      svg.element("rect", ["width": "5", "height": "5", "fill": Palette.page.hex])
      svg.element("rect", ["width": "1.4", "height": "5", "fill": Palette.hatch.hex])
      svg.close()
    }
    svg.close()
  }

  private func draw(_ block: MapLayout.Block, into svg: inout SVGDocument) {
    let number = SVGDocument.number
    for (i, line) in block.lines.enumerated() {
      let baseline = block.top + Double(i) * block.lineHeight + block.size
      svg.element(
        "text",
        [
          "x": number(block.left), "y": number(baseline), "font-size": number(block.size),
          "font-weight": block.isBold ? "600" : "400", "fill": block.color.hex,
        ], text: line)
    }
  }

  private func drawNorthArrow(into svg: inout SVGDocument, x: Double, y: Double) {
    let number = SVGDocument.number
    svg.open("g", ["fill": Palette.text.hex, "role": "presentation"])
    svg.element(
      "text",
      [
        "x": number(x), "y": number(y - 2), "text-anchor": "middle", "font-size": "11",
        "font-weight": "600",
      ], text: MapWords.north[options.language])
    svg.element("path", ["d": "M\(number(x)) \(number(y + 1))l5.5 19-5.5-4-5.5 4z"])
    svg.close()
  }
}
