internal import GeoCore

/// What a PROJ pipeline's text says of its smoothness: whether it is made of steps that are
/// analytic wherever they are not torn, and along which meridians they are torn.
///
/// A step that is not known here, and any step with a grid, makes the pipeline not smooth. So does
/// a pipeline of units and axes only: PROJ does these exactly and fast.
struct SmoothPipeline: Equatable {
  /// Longitudes in degrees, above −180 to 180, across which coordinates may jump.
  let cuts: [Double]

  /// Projections that are analytic on the ellipsoid, but for poles, antipodes and the meridian
  /// opposite to the central one.
  private static let projections: Set<Substring> = [
    "aea", "cea", "laea", "lcc", "merc", "somerc", "stere", "sterea", "tmerc", "utm", "webmerc",
  ]
  private static let datumShifts: Set<Substring> = ["helmert", "molodensky"]
  private static let plain: Set<Substring> = [
    "axisswap", "cart", "latlong", "longlat", "noop", "pop", "push", "unitconvert",
  ]
  /// Parameters that bring in a file, a time or a switch between formulas.
  private static let refused: Set<Substring> = [
    "algo", "geoidgrids", "grids", "lon_wrap", "nadgrids", "over", "t_epoch", "t_final",
  ]

  /// Nil when the pipeline is not known to be smooth.
  init?(_ text: String) {
    var cuts = [180.0]
    var bends = false
    for step in Self.steps(of: text) {
      guard let name = step["proj"], Self.refused.isDisjoint(with: step.keys) else { return nil }
      guard let prime = Self.primeMeridian(step["pm"]) else { return nil }
      if Self.projections.contains(name) {
        guard let center = Self.centralMeridian(of: step) else { return nil }
        cuts.append(center + prime + 180)
        bends = true
      } else if Self.datumShifts.contains(name) {
        bends = true
      } else if Self.plain.contains(name) {
        cuts.append(prime + 180)
      } else {
        return nil
      }
    }
    guard bends else { return nil }
    let turned = cuts.map { $0.remainder(dividingBy: 360) }
    self.cuts = Set(turned.map { $0 == -180 ? 180 : $0 }).sorted()
  }

  /// Whether coordinates cannot jump in or around a box of degrees. The box is widened by its own
  /// size: it comes from points of a curved outline, which bulges less than that.
  func isSmooth(around box: Box) -> Bool {
    guard !box.isEmpty, box.width < 45, box.minY - box.height > -85, box.maxY + box.height < 85
    else { return false }
    let west = box.minX - box.width
    let east = box.maxX + box.width
    return west > -180 && east < 180 && !cuts.contains { $0 >= west && $0 <= east }
  }

  /// The parameters of each step; a parameter without a value has an empty one.
  static func steps(of text: String) -> [[Substring: Substring]] {
    var steps: [[Substring: Substring]] = [[:]]
    for word in text.split(separator: " ") {
      let parameter = word.drop { $0 == "+" }
      if parameter == "step" {
        steps.append([:])
        continue
      }
      let halves = parameter.split(separator: "=", maxSplits: 1)
      guard let key = halves.first else { continue }
      steps[steps.count - 1][key] = halves.count > 1 ? halves[1] : ""
    }
    if steps[0]["proj"] == "pipeline" { steps.removeFirst() }
    return steps
  }

  private static func centralMeridian(of step: [Substring: Substring]) -> Double? {
    if step["proj"] == "utm" {
      return step["zone"].flatMap { Double($0) }.map { 6 * $0 - 183 }
    }
    guard let text = step["lon_0"] else { return 0 }
    return Double(text)
  }

  private static func primeMeridian(_ text: Substring?) -> Double? {
    switch text {
    case nil, "greenwich": 0
    case "paris": 2.337_229_166_666_667
    case .some(let other): Double(other)
    }
  }
}
