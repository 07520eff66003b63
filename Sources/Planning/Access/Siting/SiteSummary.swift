internal import GeoCore
internal import PlanningStudies

/// A choice of sites in a few lines, for people.
package enum SiteSummary {
  package static func lines(_ result: SiteResult) -> [String] {
    let study = result.study
    let count = result.sites.count
    var lines: [String] = []
    switch result.objective {
    case .coverage:
      let within = study.cutoff.map { " within \($0.text)" } ?? ""
      lines.append(
        "\(places(count)) of \(study.candidates.count) candidates: "
          + "\(people(result.peopleCovered)) of \(people(result.peopleTotal)) people\(within) "
          + "(\(percent(result.peopleCovered / result.peopleTotal))), "
          + "\(people(result.value)) newly")
      lines.append(
        result.search.isProvenOptimal
          ? "no choice of \(count) reaches more: optimality gap 0"
          : "no choice of \(count) reaches more than \(people(result.bound)) newly: "
            + "optimality gap \(percent(result.optimalityGap))")
    case .pMedian:
      lines.append(
        "\(places(count)) of \(study.candidates.count) candidates: mean "
          + "\(study.model.text(result.value)) a person, of \(people(result.peopleInReach)) people")
      lines.append(
        result.search.isProvenOptimal
          ? "no choice of \(count) has a smaller mean: optimality gap 0"
          : "no choice of \(count) has a mean below \(study.model.text(result.bound)): "
            + "optimality gap \(percent(result.optimalityGap))")
      let unserved = result.rounded(people: result.peopleInReach - result.peopleCovered)
      if let cost = result.unservedCost, unserved > 0 {
        lines.append(
          "\(people(unserved)) people are reached by none of them and count "
            + "\(study.model.text(cost)) each")
      }
    }
    if let existing = study.existing {
      let reach =
        existing.count == 1 ? "1 existing place reaches" : "\(existing.count) existing places reach"
      lines.append("\(reach) \(people(result.peopleCoveredByExisting)) people")
    }
    for one in result.outOfReach {
      lines.append(
        "out of every place's reach: \(people(one.people)) people (\(one.gap.rawValue))")
    }
    return lines
  }

  /// What there is to say of a choice that is not as it was asked for.
  package static func notes(_ result: SiteResult) -> [String] {
    var notes = result.study.notes
    let candidates = result.study.candidates.count
    if result.asked > candidates {
      notes.append("\(result.asked) sites are asked for; all \(candidates) candidates are chosen")
    }
    if result.study.demand.field == nil {
      notes.append(
        "no column of people is named (cells.gpkg:population): each demand place counts 1")
    }
    let idle = result.sites.reversed().prefix { $0.peopleNewlyCovered == 0 && !$0.isRequired }
    if !idle.isEmpty, result.objective == .coverage {
      let all = result.sites.count - idle.count
      notes.append(
        "\(all) sites reach all that can be reached; others, \(idle.count), reach nobody new")
    }
    if !result.search.isLocalOptimum {
      notes.append("swapping was stopped after \(SwapImprovement.mostRounds) rounds")
    }
    return notes
  }

  private static func places(_ count: Int) -> String {
    count == 1 ? "1 place" : "\(count) places"
  }

  private static func people(_ value: Double) -> String {
    if abs(value) >= 100 { return JSONText.number(value.rounded()) }
    return JSONText.number(abs(value) >= 1 ? (value * 10).rounded() / 10 : Rounding.digits(value))
  }

  private static func percent(_ share: Double) -> String {
    "\(JSONText.number((share * 10_000).rounded() / 100)) %"
  }
}
