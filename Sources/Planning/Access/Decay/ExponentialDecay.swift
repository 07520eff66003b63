internal import Glibc
internal import PlanningStudies

/// Negative exponential: f(c) = e^(−βc). **Source:** Kwan 1998,
/// doi:10.1111/j.1538-4632.1998.tb00396.x.
struct ExponentialDecay: Decay {
  let beta: Double

  static var about: DecayDescription {
    DecayDescription(
      name: "exponential", aliases: ["negative_exponential", "exp"], example: "exponential(0.1)",
      formula: "exp(-beta c)", source: "Kwan 1998")
  }

  init(_ arguments: DecayArguments) throws(InputError) {
    try arguments.require(["beta"])
    beta = try arguments.nonNegative(0, "beta")
  }

  func weight(_ minutes: Double) -> Double { exp(-beta * minutes) }
}
