package import GeoCore
internal import PlanningStudies

/// The results of a choice of sites as layers and as provenance.
package enum SiteTables {
  /// One feature a chosen site, in the order of choice: its id and attributes, its rank, what it does
  /// for people, and how good the whole choice is.
  package static func chosen(_ result: SiteResult) -> Layer {
    let places = result.study.candidates
    let order = result.sites.map(\.candidate)
    let sites = result.sites
    var table = Attributes(rowCount: order.count)
    table.set(AccessTables.ids(order.map { places.ids[$0] }))
    for column in places.attributes.selecting(order).columns where column.name != "id" {
      table.set(column)
    }
    func people(_ field: Field, _ value: (SiteResult.Site) -> Double) {
      table.set(Column(field, unrounded: sites.map { result.rounded(people: value($0)) }))
    }
    func cost(_ field: Field, _ value: (SiteResult.Site) -> Double?) {
      let costs = sites.map { value($0).map { result.study.model.rounded($0) } }
      table.set(Column(field.at(["mean": result.study.model.meanColumn]), unrounded: costs))
    }
    table.set(Column(SiteFields.rank, sites.indices.map { $0 + 1 }))
    if !result.study.required.isEmpty {
      var column = Column(SiteFields.required)
      for site in sites { column.append(site.isRequired) }
      table.set(column)
    }
    people(SiteFields.covered) { $0.peopleCovered }
    people(SiteFields.newlyCovered) { $0.peopleNewlyCovered }
    people(SiteFields.cumulativeCovered) { $0.cumulativePeopleCovered }
    let shares = sites.map { $0.cumulativePeopleCovered / result.peopleTotal }
    table.set(Column(SiteFields.shareCovered, shares))
    people(SiteFields.assigned) { $0.peopleAssigned }
    cost(SiteFields.mean) { $0.meanCost }
    if result.objective == .pMedian { cost(SiteFields.cumulativeMean) { $0.cumulativeMeanCost } }
    // Of the whole choice: a table has no other place for them.
    table.set(Column(SiteFields.bound, unrounded: sites.map { _ in result.roundedBound }))
    table.set(Column(SiteFields.gap, unrounded: sites.map { _ in result.optimalityGap }))
    return Layer(
      name: "sites", geometries: places.geometries.droppingElevations().selecting(order),
      attributes: table, ids: FeatureIDs(order.map { places.ids[$0] }), path: places.path)
  }

  /// One row a demand place: its people, the place that serves it, at what cost, or why none does.
  package static func assignments(_ result: SiteResult) -> Layer {
    let study = result.study
    var ids = Column(SiteFields.demand)
    var sites = Column(SiteFields.site)
    var kinds = Column(SiteFields.kind)
    var costs = Column(SiteFields.cost.at(["cost": study.model.costColumn]))
    var reasons = Column(SiteFields.reason)
    for (i, one) in result.assignments.enumerated() {
      ids.append(study.demand.places.ids[i].text)
      switch one.place {
      case .chosen(let rank)?:
        sites.append(study.candidates.ids[result.sites[rank].candidate].text)
        kinds.append("chosen")
      case .existing(let place)?:
        sites.append(study.existing?.ids[place].text)
        kinds.append("existing")
      case nil:
        sites.appendNull()
        kinds.appendNull()
      }
      costs.append(one.cost.map { study.model.rounded($0) })
      reasons.append(one.gap?.rawValue)
    }
    let people = Column(SiteFields.people, unrounded: study.demand.people)
    return Layer(
      name: "assignment", geometries: .null(count: result.assignments.count),
      attributes: Attributes(columns: [ids, people, sites, kinds, costs, reasons]))
  }

  /// What the result's provenance says of the choice: objective, value, bound, gap, demand.
  package static func provenance(_ result: SiteResult) -> [(name: String, value: JSONValue)] {
    let study = result.study
    var facts: [(name: String, value: JSONValue)] = [
      ("objective", .string(result.objective.rawValue)),
      ("model", .string(study.model.name)),
      ("n", .integer(result.asked)),
    ]
    switch study.cutoff {
    case .meters(let meters): facts.append(("cutoff_m", .number(meters)))
    case .minutes(let minutes): facts.append(("cutoff_min", .number(minutes)))
    case nil: break
    }
    if !study.required.isEmpty {
      facts.append(("required", .strings(study.required.map { study.candidates.ids[$0].text })))
    }
    facts += [
      ("demand_field", .optional(study.demand.field)),
      ("demand_point", .string(SiteDemand.pointRule)),
      ("candidates", .integer(study.candidates.count)),
      ("existing", .integer(study.existing?.count ?? 0)),
      ("chosen", .integer(result.sites.count)),
    ]
    facts.append(contentsOf: quality(result))
    let outside = result.outOfReach.map { one in
      JSONValue.object([
        "reason": .string(one.gap.rawValue), "demand_places": .integer(one.places),
        "people": .number(result.rounded(people: one.people)),
      ])
    }
    facts += [
      ("demand_total", .number(result.rounded(people: result.peopleTotal))),
      ("demand_in_reach", .number(result.rounded(people: result.peopleInReach))),
      (
        "demand_covered_by_existing",
        .number(result.rounded(people: result.peopleCoveredByExisting))
      ),
      ("demand_covered", .number(result.rounded(people: result.peopleCovered))),
      ("demand_out_of_reach", .array(outside)),
    ]
    return facts
  }

  /// Value, bound and gap, and how they were found.
  private static func quality(_ result: SiteResult) -> [(name: String, value: JSONValue)] {
    let model = result.study.model
    let quantity =
      result.objective == .coverage ? "people_newly_covered" : model.meanColumn
    func number(_ value: Double) -> JSONValue {
      .number(
        result.objective == .coverage ? result.rounded(people: value) : Rounding.people(value))
    }
    var facts: [(name: String, value: JSONValue)] = [
      ("quantity", .string(quantity)),
      ("value", number(result.value)),
      ("bound", .number(result.roundedBound)),
      ("optimality_gap", .number(result.optimalityGap)),
      ("proven_optimal", .bool(result.search.isProvenOptimal)),
      ("greedy_value", number(result.greedyValue)),
      ("swaps", .integer(result.search.swaps)),
      ("local_optimum", .bool(result.search.isLocalOptimum)),
      ("bound_steps", .integer(result.search.boundSteps)),
    ]
    if let unserved = result.unservedCost {
      facts.append(("unserved_cost" + model.suffix, .number(unserved)))
    }
    return facts
  }
}
