internal import Glibc
internal import PlanningStudies

/// The bell curve, 1 at no cost: f(c) = e^(−c²/2σ²), σ the width. **Source:** Kwan 1998,
/// doi:10.1111/j.1538-4632.1998.tb00396.x.
struct GaussianDecay: Decay {
  let width: Double

  static var about: DecayDescription {
    DecayDescription(
      name: "gaussian", aliases: ["gauss"], example: "gaussian(20)",
      formula: "exp(-c^2 / (2 width^2))", source: "Kwan 1998")
  }

  init(_ arguments: DecayArguments) throws(InputError) {
    try arguments.require(["width"])
    width = try arguments.positive(0, "width")
  }

  func weight(_ minutes: Double) -> Double {
    // The ratio first: the squares of small widths and of large costs leave the range of doubles.
    let ratio = minutes / width
    return exp(-ratio * ratio / 2)
  }
}
