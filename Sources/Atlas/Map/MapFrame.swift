/// The picture around the features: the SVG element, texts, panel, legend, scale bar, north arrow.
struct MapFrame {
  let layout: MapLayout
  let title: String
  let summary: String
  let idPrefix: String
  let mark: LegendBlock.Mark

  private static let fonts =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

  /// The whole document, with `features` drawn in the panel.
  func svg(_ features: (inout SVGDocument) -> Void) -> String {
    let number = SVGDocument.number
    var svg = SVGDocument()
    let (width, height) = (number(layout.width), number(layout.height))
    svg.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
        "width": width, "height": height, "role": "img", "aria-label": title,
        "aria-describedby": "\(idPrefix)-desc", "font-family": Self.fonts,
      ])
    svg.element("title", text: title)
    svg.element("desc", ["id": "\(idPrefix)-desc"], text: summary)
    drawHatching(into: &svg)
    svg.element("rect", ["width": width, "height": height, "fill": Palette.page.hex])
    for block in layout.texts { draw(block, into: &svg) }
    drawPanel(into: &svg, features)
    layout.legend.draw(
      into: &svg, x: layout.legendX, y: layout.legendY, mark: mark, noData: noData)
    layout.scaleBar.draw(into: &svg, x: layout.scaleBarX, y: layout.scaleBarY)
    if let x = layout.northArrowX { drawNorthArrow(into: &svg, x: x, y: layout.scaleBarY) }
    svg.close()
    return svg.text
  }

  private var noData: String { "\(idPrefix)-nodata" }

  private func drawHatching(into svg: inout SVGDocument) {
    svg.open("defs")
    svg.open(
      "pattern",
      [
        "id": noData, "width": "5", "height": "5", "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
      ])
    svg.element("rect", ["width": "5", "height": "5", "fill": Palette.page.hex])
    svg.element("rect", ["width": "1.4", "height": "5", "fill": Palette.hatch.hex])
    svg.close()
    svg.close()
  }

  private func draw(_ block: MapLayout.Block, into svg: inout SVGDocument) {
    let number = SVGDocument.number
    for (i, line) in block.lines.enumerated() {
      let baseline = block.top + Double(i) * block.lineHeight + block.size
      svg.element(
        "text",
        [
          "x": number(MapLayout.margin), "y": number(baseline), "font-size": number(block.size),
          "font-weight": block.isBold ? "600" : "400", "fill": block.color.hex,
        ], text: line)
    }
  }

  private func drawPanel(into svg: inout SVGDocument, _ features: (inout SVGDocument) -> Void) {
    let number = SVGDocument.number
    let panel = layout.panel
    svg.element(
      "rect",
      [
        "x": number(panel.x), "y": number(panel.y), "width": number(panel.width),
        "height": number(panel.height), "rx": "3", "fill": Palette.ground.hex,
      ])
    features(&svg)
  }

  private func drawNorthArrow(into svg: inout SVGDocument, x: Double, y: Double) {
    let number = SVGDocument.number
    svg.open("g", ["fill": Palette.text.hex, "role": "presentation"])
    svg.element(
      "text",
      [
        "x": number(x), "y": number(y - 2), "text-anchor": "middle", "font-size": "11",
        "font-weight": "600",
      ], text: "N")
    svg.element("path", ["d": "M\(number(x)) \(number(y + 1))l5.5 19-5.5-4-5.5 4z"])
    svg.close()
  }
}
