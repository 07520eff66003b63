public import GeoCore

/// What `CoverageStudy` has found.
public struct CoverageOutput: StudyOutput {
  /// The figures of zones and layers.
  public var result: CoverageAnalysis.Result
  /// What shares are of: `zone`, `land`, or a layer's name.
  public var shareOf: String

  /// One feature a zone.
  public var tables: [StudyTable] { [StudyTable("coverage.geojson", result.layer)] }
  /// What shares are of.
  public var parameters: [(name: String, value: JSONValue)] { [("share_of", .string(shareOf))] }
  /// What a reader must know, a sentence each.
  public var notes: [String] { result.notes }
  /// Where each layer's ground went.
  public var ledger: [LedgerEntry] { result.ledger }
  /// Where people went; nil when nobody was counted.
  public var people: PeopleLedger? { result.people }
  /// Each layer's figures over all zones.
  public var totals: [JSONValue.Member] {
    [JSONValue.Member(name: "coverage", value: .array(result.totals.map(\.json)))]
  }

  /// A table of layers, with the most covered zones.
  public var digest: [SummaryBlock] {
    let counts = result.totals.contains { $0.population != nil }
    var rows = [
      ["layer"] + (counts ? ["people"] : []) + ["area ha", "inside ha", "zones", "most covered"]
    ]
    for total in result.totals {
      let most = total.mostCovered.map { one in
        FigureText.unbroken("\(one.name ?? one.id) \(FigureText.percent(one.share, one.band))")
      }
      let name = total.layer + (total.status == .indicative ? " *" : "")
      let people = total.population.map { FigureText.grouped(Int(nearest: $0.expected)) } ?? "-"
      let area = [
        total.reason == nil ? FigureText.hectares(total.netAreaSquareMeters) : "-",
        total.reason == nil
          ? FigureText.hectares(total.insideSquareMeters, total.insideBandSquareMeters) : "-",
        total.reason == nil ? String(total.zonesTouched) : "-", most.joined(separator: ", "),
      ]
      rows.append([name] + (counts ? [people] : []) + area)
    }
    var notes: [String] = []
    let totals = result.totals
    if totals.contains(where: { $0.status == .indicative }) { notes.append("* indicative shapes") }
    if totals.contains(where: { $0.mostCovered.contains { $0.band != nil } }) {
      notes.append("in brackets what the stated accuracies leave open")
    }
    return [
      .table(
        rows: rows, rightAligned: counts ? [1, 2, 3, 4] : [1, 2, 3],
        footnote: notes.isEmpty ? nil : notes.joined(separator: "; "))
    ]
  }

  /// The ground and the people under each layer. Whether it is good to live there is not for us to say.
  public func effects(since before: any StudyOutput) -> [ScenarioEffect] {
    guard let earlier = before as? CoverageOutput else { return [] }
    return zip(earlier.result.totals, result.totals).flatMap { old, new in
      func effect(_ figure: String, _ value: (CoverageAnalysis.Total) -> Double?) -> ScenarioEffect
      {
        ScenarioEffect(
          analysis: CoverageStudy.analysis, subject: new.layer, figure: figure, winners: nil,
          losers: nil, before: value(old), after: value(new))
      }
      let ground = effect("area_m2") { $0.known(Rounding.area($0.insideSquareMeters)) }
      let people = effect("population") { $0.population.map { Rounding.people($0.expected) } }
      return new.population == nil ? [ground] : [ground, people]
    }
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
        "low_90": populationInterval.map { .number(Rounding.people($0.low)) },
        "high_90": populationInterval.map { .number(Rounding.people($0.high)) },
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
  package func known<Figure>(_ figure: Figure) -> Figure? { reason == nil ? figure : nil }
}
