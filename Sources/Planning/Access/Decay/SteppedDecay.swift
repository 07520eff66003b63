internal import PlanningStudies

/// Steps that begin at their cost: `stepped(10:0.75,20:0.5,30:0)` weighs 1 below 10 minutes, 0.75
/// from 10, 0.5 from 20, 0 from 30 on. **Boundary rule:** a cost equal to a step's has that step's
/// weight; the last weight holds for ever. **Source:** Pereira and Herszenhut 2023, the R package
/// accessibility, `decay_stepped`.
struct SteppedDecay: Decay {
  let steps: [(minutes: Double, weight: Double)]

  static var about: DecayDescription {
    DecayDescription(
      name: "stepped", example: "stepped(10:0.75,20:0.5,30:0)",
      formula: "1 before the first step; from each step's cost on its weight",
      source: "R package accessibility")
  }

  init(_ arguments: DecayArguments) throws(InputError) { steps = try arguments.steps() }

  var end: Double {
    let last = steps.lastIndex { $0.weight > 0 }.map { $0 + 1 } ?? 0
    return last < steps.count ? steps[last].minutes : .infinity
  }

  func weight(_ minutes: Double) -> Double {
    var weight = 1.0
    for step in steps where minutes >= step.minutes { weight = step.weight }
    return weight
  }
}
