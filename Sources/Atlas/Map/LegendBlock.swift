import GeoCore

/// A legend set in type: lines broken, sizes known.
struct LegendBlock {
  /// What the swatches of classes look like: as the features do.
  enum Mark: Sendable {
    case area, line, point
  }

  private let legend: Legend
  private let titleLines: [String]
  private let noteLines: [String]
  private let labelLines: [[String]]
  private let rowHeights: [Double]
  private let columns: Int
  private let rowsPerColumn: Int
  private let columnWidth: Double
  private let labelLeft: Double
  let width: Double
  let height: Double

  private static let titleSize = 13.0
  private static let size = 12.0
  private static let smallSize = 11.0
  private static let gap = 28.0

  /// One column no wider than `maxWidth`; or, when `isSpread`, as many as fit in it.
  init(_ legend: Legend, maxWidth: Double, isSpread: Bool) {
    self.legend = legend
    let radius = legend.rows.map { Self.radius($0.swatch) }.max() ?? 0
    labelLeft = max(32, 2 * radius + 8)
    let counts = legend.rows.map { row in
      row.count.map { TextMetrics.width(Self.count($0, legend), size: Self.size) } ?? 0
    }
    let countWidth = counts.max() ?? 0
    let labels = legend.rows.map { TextMetrics.width($0.label, size: Self.size) }
    let around = labelLeft + (countWidth > 0 ? 14 + countWidth : 0)
    let heading = Self.headingWidth(legend)
    // A pixel more, so that the widest label is not broken by a rounding error.
    let natural = max(around + (labels.max() ?? 0), heading) + 1
    let oneWidth = min(max(natural, 150), min(maxWidth, 260))
    columnWidth = oneWidth
    let labelWidth = max(oneWidth - around, 30)
    let broken = legend.rows.map {
      TextMetrics.wrap($0.label, width: labelWidth, size: Self.size, maxLines: 3)
    }
    labelLines = broken
    let heights = zip(legend.rows, broken).map { row, lines in
      max(lines.count > 1 ? 5 + 14 * Double(lines.count) : 21, 2 * Self.radius(row.swatch) + 5)
    }
    let fitting = max(
      Int(nearest: ((maxWidth + Self.gap) / (oneWidth + Self.gap)).rounded(.down)), 1)
    let perColumn =
      isSpread ? (legend.rows.count + fitting - 1) / fitting : legend.rows.count
    rowsPerColumn = max(perColumn, 1)
    columns = (legend.rows.count + rowsPerColumn - 1) / rowsPerColumn
    // Side by side, all rows are as high as the highest.
    let highest = heights.max() ?? 0
    rowHeights = columns > 1 ? heights.map { _ in highest } : heights
    width = isSpread ? maxWidth : oneWidth
    titleLines = TextMetrics.wrap(
      legend.title, width: width, size: Self.titleSize, bold: true, maxLines: 4)
    let noteWidth = isSpread ? maxWidth : oneWidth
    noteLines = legend.notes.flatMap {
      TextMetrics.wrap($0, width: noteWidth, size: Self.smallSize, maxLines: 3)
    }
    let rows = rowHeights.prefix(rowsPerColumn).reduce(0, +)
    height =
      Double(titleLines.count) * 17 + (Self.hasHeading(legend) ? 20 : 4) + rows
      + Double(noteLines.count) * 15
  }

  private static func radius(_ swatch: Legend.Swatch) -> Double {
    if case .circle(let radius, _) = swatch { radius } else { 0 }
  }

  private static func hasCounts(_ legend: Legend) -> Bool {
    legend.rows.contains { $0.count != nil }
  }

  private static func hasHeading(_ legend: Legend) -> Bool {
    hasCounts(legend) || !unitText(legend).isEmpty
  }

  private static func headingWidth(_ legend: Legend) -> Double {
    let counts = hasCounts(legend) ? MapWords.features[legend.language] : ""
    return TextMetrics.width(unitText(legend), size: smallSize) + 14
      + TextMetrics.width(counts, size: smallSize)
  }

  private static func unitText(_ legend: Legend) -> String {
    legend.unit.map { MapWords.inUnit($0)[legend.language] } ?? ""
  }

  private static func count(_ value: Int, _ legend: Legend) -> String {
    ValueFormat(unit: nil, shift: 0).in(legend.language).number(Double(value), decimals: 0)
  }

  /// Draws the block with its top left corner at the place given.
  func draw(into svg: inout SVGDocument, x: Double, y: Double, mark: Mark, prefix: String) {
    let number = SVGDocument.number
    svg.open("g", ["fill": Palette.text.hex, "font-size": number(Self.size)])
    var top = y
    for line in titleLines {
      svg.element(
        "text",
        [
          "x": number(x), "y": number(top + 12), "font-size": number(Self.titleSize),
          "font-weight": "600",
        ], text: line)
      top += 17
    }
    let small: (Double, String) -> SVGDocument.Attributes = { left, anchor in
      [
        "x": number(left), "y": number(top + 12), "font-size": number(Self.smallSize),
        "fill": Palette.quietText.hex, "text-anchor": anchor,
      ]
    }
    let unit = Self.unitText(legend)
    if !unit.isEmpty { svg.element("text", small(x, "start"), text: unit) }
    if Self.hasCounts(legend) {
      svg.element(
        "text", small(x + columnWidth, "end"), text: MapWords.features[legend.language])
    }
    top += Self.hasHeading(legend) ? 20 : 4
    for column in 0..<columns {
      let left = x + Double(column) * (columnWidth + Self.gap)
      var middle = top
      let rows = (column * rowsPerColumn)..<min((column + 1) * rowsPerColumn, legend.rows.count)
      for row in rows {
        middle += rowHeights[row] / 2
        drawSwatch(into: &svg, x: left, middle: middle, row: row, mark: mark, prefix: prefix)
        drawLabels(into: &svg, row: row, x: left, middle: middle)
        middle += rowHeights[row] / 2
      }
    }
    top += rowHeights.prefix(rowsPerColumn).reduce(0, +)
    for line in noteLines {
      svg.element("text", small(x, "start"), text: line)
      top += 15
    }
    svg.close()
  }

  private func drawLabels(into svg: inout SVGDocument, row: Int, x: Double, middle: Double) {
    let number = SVGDocument.number
    let lines = labelLines[row]
    for (i, line) in lines.enumerated() {
      let offset = (Double(i) - Double(lines.count - 1) / 2) * 14
      svg.element(
        "text", ["x": number(x + labelLeft), "y": number(middle + 4 + offset)], text: line)
    }
    guard let count = legend.rows[row].count else { return }
    svg.element(
      "text",
      [
        "x": number(x + columnWidth), "y": number(middle + 4), "text-anchor": "end",
        "fill": Palette.quietText.hex,
      ], text: Self.count(count, legend))
  }

  private func drawSwatch(
    into svg: inout SVGDocument, x: Double, middle: Double, row: Int, mark: Mark, prefix: String
  ) {
    switch legend.rows[row].swatch {
    case .shade(let color):
      switch mark {
      case .area: drawArea(into: &svg, x: x, middle: middle, fill: color.hex, dash: "none")
      case .line: drawLine(into: &svg, x: x, middle: middle, color, width: 3, dash: "none")
      case .point: drawDot(into: &svg, x: x + 12, middle: middle, radius: 5.5, fill: color)
      }
    case .missing(let hatching):
      switch mark {
      case .area:
        let fill = "url(#\(MapFrame.hatching(hatching, prefix)))"
        drawArea(into: &svg, x: x, middle: middle, fill: fill, dash: "none")
      case .line:
        drawLine(
          into: &svg, x: x, middle: middle, Palette.hatch, width: 2, dash: MapDrawing.noDataDash)
      case .point: drawDot(into: &svg, x: x + 12, middle: middle, radius: 5.5, fill: Palette.page)
      }
    case .circle(let radius, let color):
      drawDot(
        into: &svg, x: x + (labelLeft - 8) / 2, middle: middle, radius: radius, fill: color)
    case .area(let color, let isDashed):
      drawArea(
        into: &svg, x: x, middle: middle, fill: color.hex,
        dash: isDashed ? OverlayDrawing.dash : "none")
    case .line(let color, let width, let isDashed):
      drawLine(
        into: &svg, x: x, middle: middle, color, width: width,
        dash: isDashed ? OverlayDrawing.dash : "none")
    case .dot(let color):
      drawDot(into: &svg, x: x + 12, middle: middle, radius: 4, fill: color)
    }
  }

  private func drawArea(
    into svg: inout SVGDocument, x: Double, middle: Double, fill: String, dash: String
  ) {
    let number = SVGDocument.number
    svg.element(
      "rect",
      [
        "x": number(x + 0.5), "y": number(middle - 7.5), "width": "23", "height": "15",
        "fill": fill, "stroke": Palette.outline.hex, "stroke-width": "0.8",
        "stroke-dasharray": dash,
      ])
  }

  private func drawLine(
    into svg: inout SVGDocument, x: Double, middle: Double, _ color: Color, width: Double,
    dash: String
  ) {
    let number = SVGDocument.number
    svg.element(
      "path",
      [
        "d": "M\(number(x)) \(number(middle))h24", "stroke": color.hex,
        "stroke-width": number(width), "stroke-dasharray": dash,
      ])
  }

  private func drawDot(
    into svg: inout SVGDocument, x: Double, middle: Double, radius: Double, fill: Color
  ) {
    let number = SVGDocument.number
    svg.element(
      "circle",
      [
        "cx": number(x), "cy": number(middle), "r": number(radius), "fill": fill.hex,
        "stroke": Palette.outline.hex, "stroke-width": "0.8",
      ])
  }
}
