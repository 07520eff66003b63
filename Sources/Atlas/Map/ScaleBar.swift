import GeoCore

/// A metric scale bar of a round length: 1, 2 or 5 times a power of ten.
struct ScaleBar: Sendable, Equatable {
  let meters: Double
  /// Its length in the picture.
  let pixels: Double
  /// At the start, the middle and the end; the last names the unit.
  let labels: [String]
  /// `Scale at 46° N`: where it holds, when it does not all over the map.
  let note: String?

  /// The longest round bar that is not longer than `maxPixels`.
  /// - Parameter pixelsPerMeter: at the middle of the map; above 0.
  init(
    pixelsPerMeter: Double, maxPixels: Double, note: String?, language: Wording.Language = .en
  ) {
    meters = RoundNumber.atMost(maxPixels / pixelsPerMeter)
    pixels = meters * pixelsPerMeter
    self.note = note.map { MapWords.scale[language] + $0 }
    let plain =
      meters >= 1000 ? ValueFormat(unit: "km", shift: -3) : ValueFormat(unit: "m", shift: 0)
    let format = plain.in(language)
    let decimals = format.decimals(for: [meters / 2, meters]) ?? 9
    let ends = format.decimals(for: [meters]) ?? 9
    labels = [
      "0", format.number(meters / 2, decimals: decimals),
      format.withUnit(format.number(meters, decimals: ends)),
    ]
  }

  static let height = 32.0
  private static let size = 11.0

  /// How far the picture of the bar reaches to the right.
  var width: Double { pixels + TextMetrics.width(labels[2], size: Self.size) / 2 + 4 }

  /// Draws the bar with its top left corner at the place given.
  func draw(into svg: inout SVGDocument, x: Double, y: Double) {
    let number = SVGDocument.number
    svg.open("g", ["fill": Palette.text.hex, "font-size": number(Self.size)])
    let left = x + 3
    let widths = labels.map { TextMetrics.width($0, size: Self.size) }
    let isTight = pixels / 2 < widths[1] / 2 + max(widths[0], widths[2]) / 2 + 3
    for (i, label) in labels.enumerated() where i != 1 || !isTight {
      svg.element(
        "text",
        [
          "x": number(left + pixels * Double(i) / 2), "y": number(y + 10),
          "text-anchor": "middle",
        ], text: label)
    }
    let top = number(y + 15)
    svg.element(
      "rect",
      [
        "x": number(left), "y": top, "width": number(pixels), "height": "5",
        "fill": Palette.page.hex, "stroke": Palette.text.hex, "stroke-width": "1",
      ])
    svg.element(
      "rect", ["x": number(left), "y": top, "width": number(pixels / 2), "height": "5"])
    if let note {
      svg.element("text", ["x": number(x), "y": number(y + 32)], text: note)
    }
    svg.close()
  }
}
