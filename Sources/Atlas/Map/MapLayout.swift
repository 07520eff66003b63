import GeoCore

/// Where everything stands: title, panels, legends, scale bar, notes.
///
/// Legends stand to the right of the map; below it when the map is wide or the picture narrow. Legends of
/// one panel only stand below it.
struct MapLayout {
  /// A text from the left margin, in lines.
  struct Block {
    var lines: [String]
    var size: Double
    var lineHeight: Double
    var color: Color
    var isBold: Bool
    var left: Double
    /// The top of the first line.
    var top: Double
  }

  /// What is laid out.
  struct Content {
    var title: String
    var subtitle: String?
    /// For each panel its heading and its own legend, if it has one.
    var panels: [(heading: String?, legend: Legend?)]
    /// Legends of all panels.
    var legends: [Legend]
    var notes: [(text: String, isWarning: Bool)]
    /// The extent of what is drawn, each above 0.
    var eastMeters: Double
    var northMeters: Double
    var scaleNote: String?
    /// Pixels that marks may reach beyond the extent.
    var inset: Double
  }

  struct PlacedLegend {
    var block: LegendBlock
    var x: Double
    var y: Double
  }

  let width: Double
  private(set) var height = 0.0
  private(set) var texts: [Block] = []
  private(set) var panels: [Box] = []
  private(set) var pixelsPerMeter = 1.0
  private(set) var legends: [PlacedLegend] = []
  private(set) var scaleBar = ScaleBar(pixelsPerMeter: 1, maxPixels: 40, note: nil)
  private(set) var scaleBarX = 0.0
  private(set) var scaleBarY = 0.0
  /// The middle of the arrow; nil without one.
  private(set) var northArrowX: Double?

  static let margin = 24.0
  private static let padding = 14.0
  private static let gap = 24.0
  private static let panelGap = 18.0

  init(_ content: Content, options: MapOptions) {
    let page = options.page.size
    let width = page?.width ?? options.width
    self.width = width
    let full = width - 2 * Self.margin

    // The title, and the notes, whose height is wanted early.
    var top = Self.margin
    let titleSize = width < 520 ? 17.0 : 22.0
    Self.add(
      content.title, size: titleSize, lineHeight: titleSize * 1.27, color: Palette.text,
      isBold: true, width: full, top: &top, to: &texts)
    Self.add(
      content.subtitle ?? "", size: 14, lineHeight: 20, color: Palette.quietText, width: full,
      top: &top, to: &texts)
    if !texts.isEmpty { top += 12 }
    var notes: [Block] = []
    var notesHeight = 0.0
    for note in content.notes {
      Self.add(
        note.text, size: note.isWarning ? 12 : 11, lineHeight: note.isWarning ? 18 : 16,
        color: note.isWarning ? Palette.warningText : Palette.quietText, isBold: note.isWarning,
        width: full, top: &notesHeight, to: &notes)
    }
    let bottomRoom = Self.margin + (notesHeight > 0 ? notesHeight + 12 : 0)

    // The legends of all panels: beside the map if they fit there.
    let sideWidth = min(full * 0.32, 260)
    let side = content.legends.map { LegendBlock($0, maxWidth: sideWidth, isSpread: false) }
    let sideHeight = Self.stacked(side)
    let grid = PanelGrid(content, options: options, page: page, width: full)
    let widest = max(side.map(\.width).max() ?? 0, 150)
    let spread = content.legends.map { LegendBlock($0, maxWidth: full, isSpread: true) }
    let belowHeight = ScaleBar.height + 26 + Self.stacked(spread)
    let free = page.map { $0.height - top - bottomRoom }
    let isBeside: Bool
    if let free {
      // Where the map gets larger.
      let beside = grid.cells(
        width: full - widest - Self.gap, height: max(free, 120), least: 0)
      let below = grid.cells(width: full, height: max(free - belowHeight, 120), least: 0)
      isBeside =
        sideHeight + 76 <= free && beside.pixelsPerMeter >= 0.9 * below.pixelsPerMeter
    } else {
      isBeside = grid.aspect < 1.9 && width >= 560
    }
    let areaWidth = isBeside ? full - widest - Self.gap : full
    let areaHeight = free.map { max($0 - (isBeside ? 0 : belowHeight), 120) }
    let least = isBeside ? max(sideHeight + 76, 220) : min(160, areaWidth)
    let cells = grid.cells(width: areaWidth, height: areaHeight, least: least)
    pixelsPerMeter = cells.pixelsPerMeter
    place(cells, content, left: Self.margin, top: top)
    let bottom = top + cells.height

    // The legends and the scale bar.
    let arrowRoom = options.northArrow ? 34.0 : 0
    let barRoom = (isBeside ? widest : min(full, 260)) - arrowRoom - 34
    scaleBar = ScaleBar(
      pixelsPerMeter: cells.pixelsPerMeter, maxPixels: max(barRoom, 40), note: content.scaleNote,
      language: options.language)
    var end: Double
    if isBeside {
      let left = Self.margin + areaWidth + Self.gap
      stack(side, x: left, y: top)
      (scaleBarX, scaleBarY) = (left, bottom - ScaleBar.height)
      if options.northArrow { northArrowX = left + widest - 10 }
      end = bottom
    } else {
      (scaleBarX, scaleBarY) = (Self.margin, bottom + 12)
      if options.northArrow { northArrowX = scaleBarX + scaleBar.width + 26 }
      end = stack(spread, x: Self.margin, y: scaleBarY + ScaleBar.height + 14)
    }
    if notesHeight > 0 { end += 12 }
    if let page { end = max(end, page.height - Self.margin - notesHeight) }
    for note in notes {
      var note = note
      note.top += end
      texts.append(note)
    }
    height = page?.height ?? (end + notesHeight + Self.margin).rounded(.up)
  }

  private static func add(
    _ text: String, size: Double, lineHeight: Double, color: Color, isBold: Bool = false,
    width: Double, left: Double = margin, maxLines: Int = 4, top: inout Double,
    to texts: inout [Block]
  ) {
    let lines = TextMetrics.wrap(text, width: width, size: size, bold: isBold, maxLines: maxLines)
    guard !lines.isEmpty else { return }
    texts.append(
      Block(
        lines: lines, size: size, lineHeight: lineHeight, color: color, isBold: isBold,
        left: left, top: top))
    top += Double(lines.count) * lineHeight
  }

  private static let legendGap = 16.0

  private static func stacked(_ blocks: [LegendBlock]) -> Double {
    blocks.reduce(0) { $0 + $1.height } + legendGap * Double(max(blocks.count - 1, 0))
  }

  @discardableResult
  private mutating func stack(_ blocks: [LegendBlock], x: Double, y: Double) -> Double {
    var y = y
    for block in blocks {
      legends.append(PlacedLegend(block: block, x: x, y: y))
      y += block.height + Self.legendGap
    }
    return blocks.isEmpty ? y : y - Self.legendGap
  }

  private mutating func place(
    _ cells: PanelGrid.Cells, _ content: Content, left: Double, top: Double
  ) {
    for (i, panel) in content.panels.enumerated() {
      let x = left + Double(i % cells.columns) * (cells.cellWidth + Self.panelGap)
      let y = top + Double(i / cells.columns) * (cells.cellHeight + Self.panelGap)
      var textTop = y
      Self.add(
        panel.heading ?? "", size: 13, lineHeight: 17, color: Palette.text, isBold: true,
        width: cells.cellWidth, left: x, maxLines: 3, top: &textTop, to: &texts)
      let panelTop = y + cells.headingHeight
      panels.append(
        Box(
          minX: x, minY: panelTop, maxX: x + cells.cellWidth, maxY: panelTop + cells.panelHeight))
      if panel.legend != nil, let block = cells.legends[i] {
        legends.append(
          PlacedLegend(block: block, x: x, y: panelTop + cells.panelHeight + 8))
      }
    }
  }

  /// How panels of one extent share an area.
  struct PanelGrid {
    struct Cells {
      var columns: Int
      var rows: Int
      var cellWidth: Double
      var cellHeight: Double
      var headingHeight: Double
      var panelHeight: Double
      var legends: [LegendBlock?]
      var pixelsPerMeter: Double
      var height: Double { Double(rows) * cellHeight + Double(rows - 1) * MapLayout.panelGap }
    }

    private let content: Content
    private let around: Double
    private let columnChoices: ClosedRange<Int>

    init(
      _ content: Content, options: MapOptions,
      page: (width: Double, height: Double, shownWidth: String, shownHeight: String)?,
      width: Double
    ) {
      self.content = content
      around = 2 * (MapLayout.padding + content.inset)
      let count = content.panels.count
      if page != nil {
        columnChoices = 1...max(count, 1)
      } else {
        let isWide = content.eastMeters / content.northMeters >= 1.9
        let usual = isWide ? min(count, 2) : count <= 3 ? count : count == 4 ? 2 : 3
        let most = max(1, Int(width / 200))
        columnChoices = min(max(usual, 1), most)...min(max(usual, 1), most)
      }
    }

    /// How much wider than high the map is as a whole, on a page of no fixed height.
    var aspect: Double {
      let columns = columnChoices.upperBound
      let rows = (content.panels.count + columns - 1) / columns
      return content.eastMeters * Double(columns) / (content.northMeters * Double(rows))
    }

    /// The division with the largest scale; `height` is nil where the page grows with the map.
    func cells(width: Double, height: Double?, least: Double) -> Cells {
      let all = columnChoices.map { cells($0, width: width, height: height, least: least) }
      return all.max { $0.pixelsPerMeter < $1.pixelsPerMeter } ?? all[0]
    }

    private func cells(
      _ columns: Int, width: Double, height: Double?, least: Double
    ) -> Cells {
      let rows = (content.panels.count + columns - 1) / columns
      let cellWidth = (width - Double(columns - 1) * MapLayout.panelGap) / Double(columns)
      let headings = content.panels.map { panel in
        TextMetrics.wrap(
          panel.heading ?? "", width: cellWidth, size: 13, bold: true, maxLines: 3
        ).count
      }
      let lines = headings.max() ?? 0
      let headingHeight = lines > 0 ? Double(lines) * 17 + 5 : 0
      let legends = content.panels.map { panel in
        panel.legend.map { LegendBlock($0, maxWidth: cellWidth, isSpread: true) }
      }
      let legendHeight = legends.compactMap { $0.map { $0.height + 8 } }.max() ?? 0
      let extra = headingHeight + legendHeight
      let panelHeight: Double
      if let height {
        let cellHeight = (height - Double(rows - 1) * MapLayout.panelGap) / Double(rows)
        panelHeight = max(cellHeight - extra, 40)
      } else {
        let wanted =
          (cellWidth - around) / (content.eastMeters / content.northMeters) + around
        let floor = content.panels.count == 1 ? least : max(least / Double(rows) - extra, 120)
        panelHeight = min(max(wanted, floor), max(1.2 * cellWidth, floor)).rounded(.up)
      }
      let scale = min(
        (cellWidth - around) / content.eastMeters, (panelHeight - around) / content.northMeters)
      return Cells(
        columns: columns, rows: rows, cellWidth: cellWidth, cellHeight: panelHeight + extra,
        headingHeight: headingHeight, panelHeight: panelHeight, legends: legends,
        pixelsPerMeter: max(scale, .leastNormalMagnitude))
    }
  }
}
