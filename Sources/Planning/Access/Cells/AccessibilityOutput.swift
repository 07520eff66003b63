public import GeoCore
public import PlanningStudies

/// What `AccessibilityStudy` has found.
public struct AccessibilityOutput: StudyOutput {
  var study: AccessibilityStudy
  /// The figures of zones, sets and, if asked for, cells.
  public var result: AccessibilityAnalysis.Result
  var systems: MeasuringSystems
  var hasNetwork: Bool

  /// One feature a zone, and one a cell when cells are asked for.
  public var tables: [StudyTable] {
    [StudyTable("accessibility.geojson", result.layer)]
      + (result.cells.map {
        [StudyTable(AccessibilityStudy.cellsFile.name, $0, isInGeoPackage: false)]
      } ?? [])
  }

  /// The cells, and the model with its parameters.
  public var parameters: [(name: String, value: JSONValue)] {
    var list: [(name: String, value: JSONValue)] = [
      ("accessibility_model", .string(result.model)),
      ("cell_size_m", study.cellSizeMeters.map { .number($0) } ?? .string("by zone")),
      ("cutoffs_m", .array(study.cutoffsMeters.map { .number($0) })),
    ]
    list += result.provenance
    list.append(("distance_scale_error", .number(scaleError)))
    if result.lengthCheck.lengths > 0 { list.append(("length_check", result.lengthCheck.json)) }
    return list
  }

  private var scaleError: Double { (systems.distanceScaleError * 1e6).rounded() / 1e6 }

  /// The PROJ pipelines of cells and destinations.
  public var pipelines: [String] { result.pipelines }
  /// What a reader must know, a sentence each.
  public var notes: [String] { result.notes }

  /// The figures of each set over all zones.
  public var totals: [JSONValue.Member] {
    let network: JSONValue? =
      hasNetwork
      ? .object(result.provenance.map { JSONValue.Member(name: $0.name, value: $0.value) }) : nil
    let figures = JSONValue.object([
      "model": .string(result.model),
      "network": network,
      "sample_cells": .integer(result.cellCount),
      "distance_crs": .string(systems.distance.definition),
      "distance_scale_error": .number(scaleError),
      "length_check": result.lengthCheck.lengths > 0 ? result.lengthCheck.json : nil,
      "destinations": .array(result.totals.map(\.json)),
    ])
    return [JSONValue.Member(name: "accessibility", value: figures)]
  }

  /// The mean way of people to each set, and for how many it is shorter or longer.
  public func effects(since before: any StudyOutput) -> [ScenarioEffect] {
    guard let earlier = before as? AccessibilityOutput else { return [] }
    let moved = result.ways.flatMap { new in earlier.result.ways.flatMap { new.changes(since: $0) }
    }
    return zip(earlier.result.totals, result.totals).enumerated().map { set, totals in
      let isTimed = totals.1.travel != nil
      func mean(_ total: AccessibilityAnalysis.Total) -> Double? {
        guard let people = total.people else {
          return isTimed ? total.travel?.meanMinutes : total.meanMeters
        }
        return isTimed ? people.travel?.meanMinutes : people.meanMeters
      }
      let unit = isTimed ? "travel_mean" : "distance_mean"
      let whose = totals.1.people == nil ? "" : "_person"
      return ScenarioEffect(
        analysis: AccessibilityStudy.analysis, subject: totals.1.destinations,
        figure: unit + whose + (isTimed ? "_min" : "_m"),
        winners: moved?[set].winners, losers: moved?[set].losers, before: mean(totals.0),
        after: mean(totals.1))
    }
  }
}
