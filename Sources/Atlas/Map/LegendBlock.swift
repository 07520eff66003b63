import GeoCore

/// A legend set in type: lines broken, sizes known.
struct LegendBlock {
  /// What the swatches look like: as the features do.
  enum Mark: Sendable {
    case area, line, point
  }

  private let legend: Legend
  private let titleLines: [String]
  private let noteLines: [String]
  private let labelLines: [[String]]
  private let columns: Int
  private let rowsPerColumn: Int
  private let columnWidth: Double
  private let rowHeight: Double
  let width: Double
  let height: Double

  private static let titleSize = 13.0
  private static let size = 12.0
  private static let smallSize = 11.0
  private static let gap = 28.0
  private static let labelLeft = 32.0

  /// One column no wider than `maxWidth`; or, when `isSpread`, as many as fit in it.
  init(_ legend: Legend, maxWidth: Double, isSpread: Bool) {
    self.legend = legend
    let counts = legend.rows.map { TextMetrics.width(Self.count($0.count), size: Self.size) }
    let countWidth = counts.max() ?? 0
    let labels = legend.rows.map { TextMetrics.width($0.label, size: Self.size) }
    let around = Self.labelLeft + 14 + countWidth
    let heading =
      TextMetrics.width(Self.unitText(legend), size: Self.smallSize) + 14
      + TextMetrics.width(Self.countHeading, size: Self.smallSize)
    // A pixel more, so that the widest label is not broken by a rounding error.
    let natural = max(around + (labels.max() ?? 0), heading) + 1
    let oneWidth = min(max(natural, 150), min(maxWidth, 260))
    columnWidth = oneWidth
    let labelWidth = max(oneWidth - around, 30)
    let broken = legend.rows.map {
      TextMetrics.wrap($0.label, width: labelWidth, size: Self.size, maxLines: 2)
    }
    labelLines = broken
    rowHeight = broken.contains { $0.count > 1 } ? 33 : 21
    let fitting = max(
      Int(nearest: ((maxWidth + Self.gap) / (oneWidth + Self.gap)).rounded(.down)), 1)
    let perColumn =
      isSpread ? (legend.rows.count + fitting - 1) / fitting : legend.rows.count
    rowsPerColumn = max(perColumn, 1)
    columns = (legend.rows.count + rowsPerColumn - 1) / rowsPerColumn
    width = isSpread ? maxWidth : oneWidth
    titleLines = TextMetrics.wrap(
      legend.title, width: width, size: Self.titleSize, bold: true, maxLines: 4)
    noteLines = TextMetrics.wrap(
      legend.note ?? "", width: width, size: Self.smallSize, maxLines: 3)
    height =
      Double(titleLines.count) * 17 + 20 + Double(rowsPerColumn) * rowHeight
      + Double(noteLines.count) * 15
  }

  private static let countHeading = "features"

  private static func unitText(_ legend: Legend) -> String {
    legend.unit.map { $0.hasPrefix("per ") ? $0 : "in \($0)" } ?? ""
  }

  private static func count(_ value: Int) -> String {
    ValueFormat(unit: nil, shift: 0).number(Double(value), decimals: 0)
  }

  /// Draws the block with its top left corner at the place given.
  func draw(into svg: inout SVGDocument, x: Double, y: Double, mark: Mark, noData: String) {
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
    svg.element("text", small(x + columnWidth, "end"), text: Self.countHeading)
    top += 20
    for (i, row) in legend.rows.enumerated() {
      let left = x + Double(i / rowsPerColumn) * (columnWidth + Self.gap)
      let middle = top + (Double(i % rowsPerColumn) + 0.5) * rowHeight
      drawSwatch(into: &svg, x: left, middle: middle, row: row, mark: mark, noData: noData)
      drawLabels(into: &svg, row: i, x: left, middle: middle)
    }
    top += Double(rowsPerColumn) * rowHeight
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
        "text", ["x": number(x + Self.labelLeft), "y": number(middle + 4 + offset)], text: line)
    }
    svg.element(
      "text",
      [
        "x": number(x + columnWidth), "y": number(middle + 4), "text-anchor": "end",
        "fill": Palette.quietText.hex,
      ], text: Self.count(legend.rows[row].count))
  }

  private func drawSwatch(
    into svg: inout SVGDocument, x: Double, middle: Double, row: Legend.Row, mark: Mark,
    noData: String
  ) {
    let number = SVGDocument.number
    let outline = Palette.outline.hex
    switch mark {
    case .area:
      svg.element(
        "rect",
        [
          "x": number(x + 0.5), "y": number(middle - 7.5), "width": "23", "height": "15",
          "fill": row.color?.hex ?? "url(#\(noData))", "stroke": outline, "stroke-width": "0.8",
        ])
    case .line:
      let line = "M\(number(x)) \(number(middle))h24"
      if let color = row.color {
        svg.element("path", ["d": line, "stroke": color.hex, "stroke-width": "3"])
      } else {
        svg.element(
          "path",
          [
            "d": line, "stroke": Palette.hatch.hex, "stroke-width": "2",
            "stroke-dasharray": MapDrawing.noDataDash,
          ])
      }
    case .point:
      svg.element(
        "circle",
        [
          "cx": number(x + 12), "cy": number(middle), "r": "5.5",
          "fill": row.color?.hex ?? Palette.page.hex, "stroke": outline, "stroke-width": "1",
        ])
    }
  }
}
