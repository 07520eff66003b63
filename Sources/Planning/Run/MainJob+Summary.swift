public import GeoCore
internal import GeoFormats
public import PlanningStudies

extension MainJob {
  /// The totals, the ledger, the checks against published figures, and where all came from.
  public var summary: JSONValue {
    let totals = studies.flatMap { $0.findings.totals }
    let ledger = studies.flatMap { $0.findings.ledger }
    let people = studies.lazy.compactMap { $0.findings.people }.first
    return .object(
      [
        JSONValue.Member(name: "title", value: .string(plan.title)),
        JSONValue.Member(name: "zones", value: zoneTotals),
      ] + totals
        + [
          JSONValue.Member(name: "ledger", value: .array(ledger.map(\.json))),
          JSONValue.Member(name: "people_ledger", value: people?.json ?? .null),
          JSONValue.Member(name: "published_figures", value: .array(figures.map(\.json))),
          JSONValue.Member(
            name: "indicative_layers", value: .strings(indicativeLayers.map(\.name))),
          JSONValue.Member(name: "notes", value: .strings(notes)),
          JSONValue.Member(name: "amp_geo", value: provenance.json),
        ].filter { people != nil || $0.name != "people_ledger" })
  }

  private var zoneTotals: JSONValue {
    let area = zones.areasSquareMeters.reduce(0, +)
    let people = zones.populations.compactMap { $0 }
    let population: JSONValue =
      zones.populationField == nil ? .null : .integer(people.reduce(0, +))
    return .object([
      "layer": .string(zones.study.name),
      "count": .integer(zones.count),
      "area_m2": .number(Rounding.area(area)),
      "net_area_m2": .number(Rounding.area(zones.areal.netAreaSquareMeters)),
      "geodesic_area_m2": .number(Rounding.area(geodesicZoneArea)),
      "area_check": areaCheck.json,
      "population_field": .optional(zones.populationField),
      "population": population,
      "zones_without_population": .integer(zones.count - people.count),
    ])
  }

  /// What a reader of the results must know.
  public var notes: [String] {
    studies.flatMap { $0.findings.notes } + notes(on: inputs)
  }

  /// What is to be known of layers, whichever study takes them.
  private func notes(on layers: [StudyLayer]) -> [String] {
    let drawn = layers.filter { $0.weakestStatus == .indicative }.map(\.name)
    let references = Set(layers.map(\.reference))
    let apart = figures.filter { !$0.agrees && references.contains($0.layer) }
    return
      (drawn.isEmpty
      ? [] : ["indicative (drawn, not a legal limit): " + drawn.joined(separator: ", ")])
      + apart.map { check in
        "\(check.layer): \(check.figure.what) is \(JSONText.number(check.computed)) here and"
          + " \(JSONText.number(check.figure.published)) as published"
      }
  }

  /// Where the results of one study come from.
  func provenance(of study: any FinishedAnalysis, _ table: StudyTable) -> Provenance {
    var provenance = study.provenance(plan: plan.identity, notes: notes(on: study.inputs))
    // In a run, results go by the names of their files.
    provenance.analysis = LayerSource(path: study.findings.tables[0].file).stem
    provenance.fields = table.legend
    provenance.parameters += scenarioParameter
    return provenance
  }

  /// The scenario that layers are changed by; none for layers as they are.
  private var scenarioParameter: [(name: String, value: JSONValue)] {
    plan.scenario.map { [("scenario", $0.json)] } ?? []
  }

  /// Where all results come from.
  public var provenance: Provenance {
    var parameters = systems.parameters(ofAreas: true, ofDistances: true)
    for parameter in studies.flatMap({ $0.findings.parameters })
    where !parameters.contains(where: { $0.name == parameter.name }) {
      parameters.append(parameter)
    }
    parameters.append(("area_check", areaCheck.json))
    parameters += scenarioParameter
    return Provenance(
      analysis: "run", plan: plan.identity, parameters: parameters, inputs: inputs,
      pipelines: studies.flatMap(\.pipelines).distinct(), notes: notes)
  }

  /// The summary as a table: one row a layer.
  public var summaryTable: Layer {
    let coverage = output(of: CoverageStudy.self)?.result
    let totals = coverage?.totals ?? []
    let ledger = coverage?.ledger ?? []
    var attributes = Attributes(rowCount: totals.count)
    let most = totals.map { $0.mostCovered.first }
    attributes.set(Column(SummaryFields.layer, totals.map { $0.layer }))
    attributes.set(Column(SummaryFields.title, totals.map { $0.title }))
    attributes.set(Column(SummaryFields.status, totals.map { $0.status.rawValue }))
    attributes.set(Column(SummaryFields.net, totals.map { $0.known($0.netAreaSquareMeters) }))
    attributes.set(Column(SummaryFields.inside, totals.map { $0.known($0.insideSquareMeters) }))
    attributes.set(
      Column(SummaryFields.inside.lowest, totals.map { $0.insideBandSquareMeters?.low }))
    attributes.set(
      Column(SummaryFields.inside.highest, totals.map { $0.insideBandSquareMeters?.high }))
    attributes.set(
      Column(
        SummaryFields.outside,
        zip(totals, ledger).map { $0.known($1.outsideSquareMeters) }))
    attributes.set(Column(SummaryFields.touched, totals.map { $0.known($0.zonesTouched) }))
    attributes.set(Column(SummaryFields.mostID, most.map { $0?.id }))
    attributes.set(Column(SummaryFields.mostName, most.map { $0?.name }))
    attributes.set(Column(SummaryFields.mostShare, most.map { $0?.share }))
    attributes.set(Column(SummaryFields.mostShare.lowest, most.map { $0?.band?.low }))
    attributes.set(Column(SummaryFields.mostShare.highest, most.map { $0?.band?.high }))
    return Layer(name: "summary", geometries: .null(count: totals.count), attributes: attributes)
  }
}
