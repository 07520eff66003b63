public import GeoCore
public import PlanningAccess
public import PlanningStudies

extension MainJob {
  /// The totals, the ledger, the checks against published figures, and where all came from.
  public var summary: JSONValue {
    let zoneArea = zones.areasSquareMeters.reduce(0, +)
    let people = zones.populations.compactMap { $0 }
    let population: JSONValue =
      zones.populationField == nil ? .null : .integer(people.reduce(0, +))
    let zoneTotals = JSONValue.object([
      "layer": .string(zones.study.name),
      "count": .integer(zones.count),
      "area_m2": .number(Rounding.area(zoneArea)),
      "net_area_m2": .number(Rounding.area(zones.areal.netAreaSquareMeters)),
      "geodesic_area_m2": .number(Rounding.area(geodesicZoneArea)),
      "area_check": areaCheck.json,
      "population_field": .optional(zones.populationField),
      "population": population,
      "zones_without_population": .integer(zones.count - people.count),
    ])
    let distances: JSONValue? = accessibility.map { distanceTotals($0) }
    let pairs = overlaps.totals.map { total in
      JSONValue.object([
        "a": .string(total.a), "b": .string(total.b), "pairs": .integer(total.pairs),
        "area_m2": .number(Rounding.area(total.areaSquareMeters)),
      ])
    }
    return .object([
      "title": .string(plan.title),
      "zones": zoneTotals,
      "coverage": .array(coverage.totals.map(\.json)),
      "accessibility": distances,
      "overlaps": .array(pairs),
      "audit": .object([
        "agreed": .integer(overlaps.audits.agreed),
        "regridded": .integer(overlaps.audits.regridded),
        "disputed": .integer(overlaps.audits.disputed),
      ]),
      "ledger": .array(coverage.ledger.map(\.json)),
      "people_ledger": coverage.people?.json,
      "published_figures": .array(figures.map(\.json)),
      "indicative_layers": .strings(indicativeLayers.map(\.name)),
      "notes": .strings(notes),
      "amp_geo": provenance(of: "run").json,
    ])
  }

  private func distanceTotals(_ result: AccessibilityAnalysis.Result) -> JSONValue {
    let network: JSONValue? = plan.network.map { _ in
      .object(result.provenance.map { JSONValue.Member(name: $0.name, value: $0.value) })
    }
    return .object([
      "model": .string(result.model),
      "network": network,
      "sample_cells": .integer(result.cellCount),
      "distance_crs": .string(systems.distance.definition),
      "distance_scale_error": .number((systems.distanceScaleError * 1e6).rounded() / 1e6),
      "length_check": result.lengthCheck.lengths > 0 ? result.lengthCheck.json : nil,
      "destinations": .array(result.totals.map(\.json)),
    ])
  }

  /// What a reader of the results must know.
  public var notes: [String] {
    var notes = coverage.notes + (accessibility?.notes ?? [])
    if !indicativeLayers.isEmpty {
      notes.append(
        "indicative (drawn, not a legal limit): "
          + indicativeLayers.map(\.name).joined(separator: ", "))
    }
    for check in figures where !check.agrees {
      notes.append(
        "\(check.layer): \(check.figure.what) is \(JSONText.number(check.computed)) here and"
          + " \(JSONText.number(check.figure.published)) as published")
    }
    return notes
  }

  /// Where one of the analyses comes from.
  public func provenance(of analysis: String) -> Provenance {
    var parameters: [(name: String, value: JSONValue)] = [
      ("area_crs", .string(systems.area.definition)),
      ("distance_crs", .string(systems.distance.definition)),
    ]
    if let chosen = plan.accessibility, let accessibility,
      ["accessibility", "run"].contains(analysis)
    {
      parameters += accessibility.parameters(
        chosen, scaleError: systems.distanceScaleError)
    }
    if analysis != "accessibility" { parameters.append(("share_of", .string(plan.shareOf))) }
    parameters.append(("area_check", areaCheck.json))
    let used = inputs.filter { study in
      study.name == zones.study.name || uses(study.name, in: analysis)
    }
    return Provenance(
      analysis: analysis, plan: plan, parameters: parameters, inputs: used, pipelines: pipelines,
      notes: notes)
  }

  private func uses(_ layer: String, in analysis: String) -> Bool {
    switch analysis {
    case "coverage":
      plan.coverage.contains(layer) || [plan.shareOf, plan.water, "people"].contains(layer)
    case "accessibility": plan.accessibility?.destinations.contains(layer) ?? false
    case "zoning-overlaps":
      plan.overlaps.contains { entry in
        switch entry {
        case .between(let a, let b): layer == a || layer == b
        case .within(let name): layer == name
        }
      }
    default: true
    }
  }

  /// The summary as a table: one row a layer.
  public var summaryTable: Layer {
    var attributes = Attributes(rowCount: coverage.totals.count)
    let totals = coverage.totals
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
        zip(totals, coverage.ledger).map { $0.known($1.outsideSquareMeters) }))
    attributes.set(Column(SummaryFields.touched, totals.map { $0.known($0.zonesTouched) }))
    attributes.set(Column(SummaryFields.mostID, most.map { $0?.id }))
    attributes.set(Column(SummaryFields.mostName, most.map { $0?.name }))
    attributes.set(Column(SummaryFields.mostShare, most.map { $0?.share }))
    attributes.set(Column(SummaryFields.mostShare.lowest, most.map { $0?.band?.low }))
    attributes.set(Column(SummaryFields.mostShare.highest, most.map { $0?.band?.high }))
    return Layer(name: "summary", geometries: .null(count: totals.count), attributes: attributes)
  }
}

extension AccessibilityAnalysis.Result {
  /// The parameters as provenance records them.
  public func parameters(
    _ chosen: Plan.Accessibility, scaleError: Double
  ) -> [(name: String, value: JSONValue)] {
    [
      ("accessibility_model", .string(model)),
      ("cell_size_m", chosen.cellSizeMeters.map { .number($0) } ?? .string("by zone")),
      ("cutoffs_m", .array(chosen.cutoffsMeters.map { .number($0) })),
    ] + provenance + [
      ("distance_scale_error", .number((scaleError * 1e6).rounded() / 1e6))
    ] + (lengthCheck.lengths > 0 ? [("length_check", lengthCheck.json)] : [])
  }
}

extension CoverageAnalysis.Total {
  var json: JSONValue {
    let most = mostCovered.map { zone in
      JSONValue.object([
        "id": .string(zone.id), "name": .optional(zone.name), "share": .number(zone.share),
        "share_low": .optional(zone.band?.low), "share_high": .optional(zone.band?.high),
      ])
    }
    let low = insideBandSquareMeters.map { Rounding.area($0.low) }
    let high = insideBandSquareMeters.map { Rounding.area($0.high) }
    let inhabitants: JSONValue? = population.map { count in
      .object([
        "expected": .number(Rounding.people(count.expected)),
        "low": .number(Rounding.people(count.low)), "high": .number(Rounding.people(count.high)),
      ])
    }
    return .object([
      "layer": .string(layer),
      "title": .string(title),
      "status": .string(status.rawValue),
      "net_area_m2": .optional(known(Rounding.area(netAreaSquareMeters))),
      "inside_zones_area_m2": .optional(known(Rounding.area(insideSquareMeters))),
      "inside_zones_area_low_m2": .optional(low),
      "inside_zones_area_high_m2": .optional(high),
      "population": inhabitants,
      "zones_touched": known(zonesTouched).map { .integer($0) } ?? .null,
      "most_covered": .array(most),
      "reason": reason.map { .string($0) },
    ])
  }

  /// The figure; nil when nothing is known of what the layer covers.
  func known<Figure>(_ figure: Figure) -> Figure? { reason == nil ? figure : nil }
}

extension AccessibilityAnalysis.Total {
  var json: JSONValue {
    let within = shareWithin.enumerated().map { place, one in
      let bounds = place < shareBounds.count ? shareBounds[place] : nil
      return JSONValue.object([
        "cutoff_m": .number(one.cutoffMeters), "share": .optional(one.share),
        "share_low": shareBounds.isEmpty ? nil : .optional(bounds?.low),
        "share_high": shareBounds.isEmpty ? nil : .optional(bounds?.high),
      ])
    }
    return .object([
      "layer": .string(destinations),
      "title": .string(title),
      "status": .string(status.rawValue),
      "count": .integer(count),
      "distance_mean_m": .optional(meanMeters),
      "distance_p50_m": .optional(medianMeters),
      "within": .array(within),
      "reached_share": travel.map { .optional($0.reachedShare) },
      "travel_mean_min": travel.map { .optional($0.meanMinutes) },
      "travel_p50_min": travel.map { .optional($0.medianMinutes) },
      "within_minutes": travel.map { travel in
        .array(
          travel.shareWithin.map { cutoff, share in
            .object(["cutoff_min": .number(cutoff), "share": .optional(share)])
          })
      },
      "reason": reason.map { .string($0) },
    ])
  }
}
