internal import PlanningStudies

/// All or nothing: 1 up to the cutoff, 0 beyond. **Boundary rule:** a cost equal to the cutoff
/// counts. **Source:** Handy and Niemeier 1997, doi:10.1068/a291175.
struct BinaryDecay: Decay {
  let cutoff: Double

  static var about: DecayDescription {
    DecayDescription(
      name: "binary", aliases: ["cumulative"], example: "binary(30)",
      formula: "1 if c <= cutoff, else 0", source: "Handy and Niemeier 1997")
  }

  init(_ arguments: DecayArguments) throws(InputError) {
    try arguments.require(["cutoff"])
    cutoff = try arguments.nonNegative(0, "cutoff")
  }

  var end: Double { cutoff }

  func weight(_ minutes: Double) -> Double { minutes <= cutoff ? 1 : 0 }
}
