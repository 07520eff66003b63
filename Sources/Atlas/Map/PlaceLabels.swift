import GeoCore

/// Names on a map: the most important first, each beside or on its place, none over another.
///
/// A name is tried on its place, then above, below, right and left of it, and is left out where all of
/// these are taken or reach beyond the panel.
struct PlaceLabels {
  struct Candidate {
    var text: String
    var x: Double
    var y: Double
    /// Pixels around the place that stay free: the radius of its circle or point.
    var clearance: Double
    /// The greater, the earlier it is placed.
    var importance: Double
    /// The width of its zone; names that are much wider are left out when only fitting ones are wanted.
    var room: Double
  }

  struct Placed {
    var lines: [String]
    /// The middle of the text.
    var x: Double
    /// The baseline of the first line.
    var baseline: Double
    var box: Box
  }

  static let size = 10.5
  private static let lineHeight = 12.0
  private(set) var placed: [Placed] = []
  private var taken: [Box]
  private let panel: Box

  /// - Parameter taken: boxes of other texts.
  init(panel: Box, taken: [Box]) {
    self.panel = panel
    self.taken = taken
  }

  /// Places names. Equally important ones in the order given.
  /// - Parameter onlyFitting: whether a name has to fit into its zone, nearly.
  mutating func place(_ candidates: [Candidate], onlyFitting: Bool) {
    let order = candidates.indices.sorted {
      candidates[$0].importance != candidates[$1].importance
        ? candidates[$0].importance > candidates[$1].importance : $0 < $1
    }
    for i in order {
      let candidate = candidates[i]
      let lines = Self.lines(candidate.text)
      let width = lines.map { TextMetrics.width($0, size: Self.size) }.max() ?? 0
      guard !lines.isEmpty, !onlyFitting || width <= 1.15 * candidate.room else { continue }
      let height = Double(lines.count) * Self.lineHeight
      let away = candidate.clearance + 2
      let spots: [(Double, Double)] =
        (candidate.clearance < 4 && candidate.room > 0 ? [(0, 0)] : []) + [
          (0, -away - height / 2), (0, away + height / 2), (away + width / 2, 0),
          (-away - width / 2, 0),
        ]
      for (dx, dy) in spots.prefix(onlyFitting && candidate.clearance < 4 ? 1 : spots.count) {
        let x = candidate.x + dx
        let y = candidate.y + dy
        let box = Box(
          minX: x - width / 2 - 1, minY: y - height / 2 - 1, maxX: x + width / 2 + 1,
          maxY: y + height / 2 + 1)
        guard panel.contains(box), !taken.contains(where: { $0.meets(box) }) else { continue }
        taken.append(box)
        placed.append(
          Placed(lines: lines, x: x, baseline: y - height / 2 + 9.5, box: box))
        break
      }
    }
  }

  /// A name in one line, or in two of about equal width, broken at a space or behind a hyphen; nothing for
  /// one that is too long for that.
  static func lines(_ text: String) -> [String] {
    let widest = 110.0
    func width(_ text: String) -> Double { TextMetrics.width(text, size: size) }
    if width(text) <= 70 { return [text] }
    var best: [String]?
    for place in text.indices where text[place] == " " || text[place] == "-" {
      let end = text[place] == "-" ? text.index(after: place) : place
      let lines = [String(text[..<end]), String(text[text.index(after: place)...])]
      let isBetter = best.map { $0.map(width).max() ?? 0 > lines.map(width).max() ?? 0 } ?? true
      if lines.allSatisfy({ !$0.isEmpty && $0 != "-" }), isBetter { best = lines }
    }
    if let best, best.allSatisfy({ width($0) <= widest }) { return best }
    return width(text) <= widest ? [text] : []
  }

  /// Draws the names, on a white edge that keeps them readable on any shade.
  func draw(into svg: inout SVGDocument, prefix: String) {
    guard !placed.isEmpty else { return }
    let number = SVGDocument.number
    svg.open(
      "g",
      [
        "id": "\(prefix)-names", "font-size": number(Self.size), "text-anchor": "middle",
        "fill": Palette.text.hex, "stroke": Palette.page.hex, "stroke-width": "2.4",
        "stroke-linejoin": "round", "paint-order": "stroke", "pointer-events": "none",
      ])
    for name in placed {
      for (i, line) in name.lines.enumerated() {
        svg.element(
          "text",
          [
            "x": number(name.x), "y": number(name.baseline + Double(i) * Self.lineHeight),
          ], text: line)
      }
    }
    svg.close()
  }
}
