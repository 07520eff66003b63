internal import Glibc
internal import PlanningStudies

/// An S-shaped fall around a mean, 1 at no cost: f(c) = g(0) / g(c) with
/// g(x) = 1 + e^(π (x − mean) / (√3 sd)), the logistic distribution of that mean and standard
/// deviation. **Source:** Bauer and Groneberg 2016, doi:10.1371/journal.pone.0159148.
struct LogisticDecay: Decay {
  let mean: Double
  let deviation: Double

  static var about: DecayDescription {
    DecayDescription(
      name: "logistic", example: "logistic(30,10)",
      formula: "g(0) / g(c), g(x) = 1 + exp(pi (x - mean) / (sqrt(3) sd))",
      source: "Bauer and Groneberg 2016")
  }

  init(_ arguments: DecayArguments) throws(InputError) {
    try arguments.require(["mean", "sd"])
    mean = try arguments.positive(0, "mean")
    deviation = try arguments.positive(1, "sd")
  }

  func weight(_ minutes: Double) -> Double { g(0) / g(minutes) }

  /// At least 1, and infinite for very large x: the weight is then 0.
  private func g(_ x: Double) -> Double {
    1 + exp((x - mean) / deviation * (Double.pi / 3.0.squareRoot()))
  }
}
