internal import PlanningStudies

/// Falls evenly from 1 at no cost to 0 at the cutoff, and stays there.
/// **Source:** Kwan 1998, doi:10.1111/j.1538-4632.1998.tb00396.x.
struct LinearDecay: Decay {
  let cutoff: Double

  static var about: DecayDescription {
    DecayDescription(
      name: "linear", aliases: ["negative_linear"], example: "linear(30)",
      formula: "1 - c / cutoff if c < cutoff, else 0", source: "Kwan 1998")
  }

  init(_ arguments: DecayArguments) throws(InputError) {
    try arguments.require(["cutoff"])
    cutoff = try arguments.positive(0, "cutoff")
  }

  var end: Double { cutoff }

  func weight(_ minutes: Double) -> Double {
    minutes < cutoff ? 1 - minutes / cutoff : 0
  }
}
