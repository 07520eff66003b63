/// Where everything stands: title, map panel, legend, scale bar, notes.
///
/// The legend stands to the right of the map; below it when the map is wide or the picture narrow.
struct MapLayout {
  struct Block {
    var lines: [String]
    var size: Double
    var lineHeight: Double
    var color: Color
    var isBold: Bool
    /// The top of the first line.
    var top: Double
  }

  let width: Double
  let height: Double
  /// Texts from the left margin.
  let texts: [Block]
  let panel: (x: Double, y: Double, width: Double, height: Double)
  let pixelsPerMeter: Double
  let legend: LegendBlock
  let legendX: Double
  let legendY: Double
  let scaleBar: ScaleBar
  let scaleBarX: Double
  let scaleBarY: Double
  /// The middle of the arrow; nil without one.
  let northArrowX: Double?

  static let margin = 24.0
  private static let padding = 14.0

  /// - Parameters:
  ///   - eastMeters, northMeters: the extent of what is drawn, each above 0.
  ///   - inset: pixels that marks may reach beyond it.
  init(
    options: MapOptions, title: String, legend content: Legend, notes: [(String, isWarning: Bool)],
    eastMeters: Double, northMeters: Double, scaleNote: String?, inset: Double
  ) {
    let full = options.width - 2 * Self.margin
    var texts: [Block] = []
    var top = Self.margin
    func add(
      _ text: String, size: Double, lineHeight: Double, color: Color, bold: Bool = false,
      maxLines: Int = 4
    ) {
      let lines = TextMetrics.wrap(text, width: full, size: size, bold: bold, maxLines: maxLines)
      guard !lines.isEmpty else { return }
      texts.append(
        Block(
          lines: lines, size: size, lineHeight: lineHeight, color: color, isBold: bold, top: top))
      top += Double(lines.count) * lineHeight
    }
    let titleSize = options.width < 520 ? 17.0 : 22.0
    add(title, size: titleSize, lineHeight: titleSize * 1.27, color: Palette.text, bold: true)
    add(options.subtitle ?? "", size: 14, lineHeight: 20, color: Palette.quietText)
    if !texts.isEmpty { top += 12 }

    // The map.
    let around = 2 * (Self.padding + inset)
    let aspect = eastMeters / northMeters
    let side = LegendBlock(content, maxWidth: min(full * 0.32, 260), isSpread: false)
    let isBeside = aspect < 1.9 && options.width >= 560
    let legend = isBeside ? side : LegendBlock(content, maxWidth: full, isSpread: true)
    self.legend = legend
    let panelWidth = isBeside ? full - side.width - 24 : full
    let wanted = (panelWidth - around) / aspect + around
    let least = isBeside ? max(side.height + 76, 220) : min(160, panelWidth)
    let panelHeight = min(max(wanted, least), max(1.2 * panelWidth, least)).rounded(.up)
    panel = (Self.margin, top, panelWidth, panelHeight)
    let scale = min(
      (panelWidth - around) / eastMeters, (panelHeight - around) / northMeters)
    pixelsPerMeter = scale

    // The legend and the scale bar.
    let arrowRoom = options.northArrow ? 34.0 : 0
    let barRoom = (isBeside ? side.width : min(full, 260)) - arrowRoom - 34
    scaleBar = ScaleBar(pixelsPerMeter: scale, maxPixels: max(barRoom, 40), note: scaleNote)
    if isBeside {
      legendX = Self.margin + panelWidth + 24
      legendY = top
      scaleBarX = legendX
      scaleBarY = top + panelHeight - ScaleBar.height
      top += panelHeight
    } else {
      scaleBarX = Self.margin
      scaleBarY = top + panelHeight + 12
      legendX = Self.margin
      legendY = scaleBarY + ScaleBar.height + 14
      top = legendY + legend.height
    }
    northArrowX =
      options.northArrow
      ? isBeside ? legendX + side.width - 10 : scaleBarX + scaleBar.width + 26 : nil

    // The notes.
    top += 12
    for (text, isWarning) in notes {
      add(
        text, size: isWarning ? 12 : 11, lineHeight: isWarning ? 18 : 16,
        color: isWarning ? Palette.warningText : Palette.quietText, bold: isWarning)
    }
    if notes.isEmpty { top -= 12 }
    width = options.width
    height = (top + Self.margin).rounded(.up)
    self.texts = texts
  }
}
