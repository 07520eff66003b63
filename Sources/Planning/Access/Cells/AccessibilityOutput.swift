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

  /// A table of the sets.
  public var digest: [SummaryBlock] {
    [result.totals.contains { $0.travel != nil } ? timeTable : distanceTable]
  }

  private var distanceTable: SummaryBlock {
    var rows = [["nearest of", "count", "mean m", "median m", "within"]]
    for total in result.totals {
      let shares = total.shareWithin.map { cutoff, share in
        FigureText.unbroken("\(JSONText.number(cutoff)) m \(share.map(FigureText.percent) ?? "-")")
      }
      rows.append([
        total.destinations + (total.status == .indicative ? " *" : ""), String(total.count),
        total.meanMeters.map { FigureText.grouped(Int(nearest: $0)) } ?? "-",
        total.medianMeters.map { FigureText.grouped(Int(nearest: $0)) } ?? "-",
        shares.joined(separator: ", "),
      ])
    }
    return .table(rows: rows, rightAligned: [1, 2, 3], footnote: nil)
  }

  /// Over a network: times, with the share of the ground that has a way, of which the mean is.
  private var timeTable: SummaryBlock {
    var rows = [["nearest of", "count", "reached", "mean min", "median min", "within"]]
    for total in result.totals {
      guard let travel = total.travel else { continue }
      let shares = travel.shareWithin.map { cutoff, share in
        FigureText.unbroken(
          "\(JSONText.number(cutoff)) min \(share.map(FigureText.percent) ?? "-")")
      }
      func minutes(_ value: Double?) -> String {
        value.map { JSONText.number(($0 * 10).rounded() / 10) } ?? "-"
      }
      rows.append([
        total.destinations + (total.status == .indicative ? " *" : ""), String(total.count),
        travel.reachedShare.map(FigureText.percent) ?? "-", minutes(travel.meanMinutes),
        minutes(travel.medianMinutes), shares.joined(separator: ", "),
      ])
    }
    return .table(
      rows: rows, rightAligned: [1, 2, 3, 4],
      footnote: "mean minutes are those of the ground that is reached, medians those of all ground")
  }
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
