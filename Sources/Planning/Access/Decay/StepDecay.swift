internal import PlanningStudies

/// A weight for each zone of cost, 0 beyond the last: `step(10:1,20:0.68,30:0.22)` weighs 1 up to
/// 10 minutes, 0.68 up to 20, 0.22 up to 30. **Boundary rule:** a cost equal to a zone's bound is in
/// that zone. **Source:** Luo and Qi 2009, doi:10.1016/j.healthplace.2009.06.002.
struct StepDecay: Decay {
  let steps: [(minutes: Double, weight: Double)]

  static var about: DecayDescription {
    DecayDescription(
      name: "step", aliases: ["steps"], example: "step(10:1,20:0.68,30:0.22)",
      formula: "the weight of the first step with c <= its cost; 0 beyond the last",
      source: "Luo and Qi 2009")
  }

  init(_ arguments: DecayArguments) throws(InputError) { steps = try arguments.steps() }

  var end: Double { steps.last { $0.weight > 0 }?.minutes ?? 0 }

  func weight(_ minutes: Double) -> Double {
    for step in steps where minutes <= step.minutes { return step.weight }
    return 0
  }
}
