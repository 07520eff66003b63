/// The colours of a map, made in OKLCH so that equal steps look equal.
///
/// Sequential and diverging colours are ordered by lightness, which every kind of colour vision
/// sees; categories differ in lightness as well as in hue, and keep apart under simulated
/// protanopia, deuteranopia and tritanopia (the tests check it).
///
/// **Source:** the colour space is Ottosson's (see `Color`); the simulation in the tests is by
/// Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113.
enum Palette {
  static let page = Color(red: 255, green: 255, blue: 255)
  /// Behind the features: sea, neighbours, holes.
  static let ground = Color(lightness: 0.972, chroma: 0.004, hue: 240)
  static let text = Color(lightness: 0.25, chroma: 0.02, hue: 250)
  static let quietText = Color(lightness: 0.47, chroma: 0.02, hue: 250)
  static let warningText = Color(lightness: 0.45, chroma: 0.12, hue: 45)
  static let border = Color(red: 255, green: 255, blue: 255)
  /// The outer edge of the features, against the ground.
  static let outline = Color(lightness: 0.62, chroma: 0.02, hue: 250)
  /// The class of zeros: no hue, still darker than the ground.
  static let zero = Color(lightness: 0.925, chroma: 0.008, hue: 95)
  /// Categories beyond those with a colour of their own.
  static let other = Color(lightness: 0.885, chroma: 0.006, hue: 250)
  /// The lines of the hatching that stands for "no data".
  static let hatch = Color(lightness: 0.72, chroma: 0.01, hue: 250)

  /// Sea, lakes and rivers of layers that say that they are water.
  static let water = Color(lightness: 0.87, chroma: 0.045, hue: 235)
  /// The banks of these.
  static let bank = Color(lightness: 0.74, chroma: 0.06, hue: 240)
  static let green = Color(lightness: 0.9, chroma: 0.05, hue: 140)
  static let road = Color(lightness: 0.6, chroma: 0.01, hue: 60)
  /// What lies over the areas, the most different first.
  static let overlays: [Color] = [
    Color(lightness: 0.35, chroma: 0.02, hue: 250), Color(lightness: 0.5, chroma: 0.19, hue: 350),
    Color(lightness: 0.52, chroma: 0.13, hue: 55), Color(lightness: 0.45, chroma: 0.14, hue: 300),
  ]
  /// Areas below circles.
  static let bare = Color(lightness: 0.945, chroma: 0.006, hue: 95)
  /// Circles of numbers from zero on, and of those below it.
  static let circle = Color(lightness: 0.57, chroma: 0.12, hue: 250)
  static let circleBelow = Color(lightness: 0.62, chroma: 0.14, hue: 50)
  /// The graticule.
  static let graticule = Color(lightness: 0.8, chroma: 0.015, hue: 240)

  /// From light green to dark blue. Points and thin lines start darker, to be seen on the ground.
  static func sequential(_ count: Int, forThinMarks: Bool = false) -> [Color] {
    let lightest = forThinMarks ? 0.80 : 0.90
    if count == 1 { return [blueRamp(at: 0.55, lightest: lightest)] }
    return (0..<count).map { blueRamp(at: Double($0) / Double(count - 1), lightest: lightest) }
  }

  private static func blueRamp(at t: Double, lightest: Double) -> Color {
    let lightness = lightest + (0.34 - lightest) * t
    let hue = 140 + 120 * t
    // Least at both ends, where sRGB has little to give.
    let chroma = 0.075 + 0.18 * t * (1 - t) + 0.025 * t
    return Color(lightness: lightness, chroma: chroma, hue: hue)
  }

  /// Orange below zero and blue above it, from the lowest class to the highest. A class as far from
  /// zero as another is as dark.
  static func diverging(below: Int, above: Int, forThinMarks: Bool = false) -> [Color] {
    let lightest = forThinMarks ? 0.80 : 0.90
    let most = max(below, above)
    func shade(_ rank: Int, hue: Double) -> Color {
      let t = most == 1 ? 0.55 : Double(rank) / Double(most - 1)
      return Color(
        lightness: lightest + (0.38 - lightest) * t, chroma: 0.05 + 0.09 * t, hue: hue)
    }
    return (0..<below).reversed().map { shade($0, hue: 50) }
      + (0..<above).map { shade($0, hue: 255) }
  }

  /// The colours of categories, the most different first.
  static let categories: [Color] = [
    Color(lightness: 0.57, chroma: 0.12, hue: 250),
    Color(lightness: 0.81, chroma: 0.15, hue: 98),
    Color(lightness: 0.42, chroma: 0.12, hue: 40),
    Color(lightness: 0.79, chroma: 0.12, hue: 225),
    Color(lightness: 0.57, chroma: 0.135, hue: 10),
    Color(lightness: 0.72, chroma: 0.06, hue: 170),
    Color(lightness: 0.42, chroma: 0.135, hue: 280),
    Color(lightness: 0.67, chroma: 0.13, hue: 90),
  ]
}
