internal import Glibc
internal import PlanningStudies

/// Inverse power: f(c) = c^(−α), or max(c, least)^(−α) when a least cost is given.
///
/// **Boundary rule:** without a least cost, a cost of 0 has no weight (it would be infinite) and is
/// an error where it occurs: name a least cost, `power(1,0.5)`. `power(1,1)` caps weights at 1.
/// **Source:** Hansen 1959, doi:10.1080/01944365908978307.
struct PowerDecay: Decay {
  let alpha: Double
  let least: Double

  static var about: DecayDescription {
    DecayDescription(
      name: "power", aliases: ["inverse_power"], example: "power(1)",
      formula: "c^-alpha; power(alpha,least): max(c, least)^-alpha", source: "Hansen 1959")
  }

  init(_ arguments: DecayArguments) throws(InputError) {
    try arguments.require(["alpha", "least cost"], optional: 1)
    alpha = try arguments.nonNegative(0, "alpha")
    least = arguments.values.count > 1 ? try arguments.positive(1, "least cost") : 0
  }

  func weight(_ minutes: Double) -> Double {
    let cost = max(minutes, least)
    return alpha == 1 ? 1 / cost : pow(cost, -alpha)
  }
}
