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

  /// A table of the sets: by people where they are counted, else by ground.
  public var digest: [SummaryBlock] {
    [result.totals.contains { $0.travel != nil } ? timeTable : distanceTable] + contrast
  }

  private var countsPeople: Bool { result.totals.contains { $0.people != nil } }

  private var distanceTable: SummaryBlock {
    var rows = [
      ["nearest of", "count", "mean m", "median m", countsPeople ? "people within" : "within"]
    ]
    for total in result.totals {
      let within =
        total.people.map { $0.within.map { ($0.cutoffMeters, $0.share) } } ?? total.shareWithin
      let shares = within.map { cutoff, share in
        FigureText.unbroken("\(JSONText.number(cutoff)) m \(share.map(FigureText.percent) ?? "-")")
      }
      let (mean, median) =
        total.people.map { ($0.meanMeters, $0.medianMeters) }
        ?? (total.meanMeters, total.medianMeters)
      rows.append([
        total.destinations + (total.status == .indicative ? " *" : ""), String(total.count),
        mean.map { FigureText.grouped(Int(nearest: $0)) } ?? "-",
        median.map { FigureText.grouped(Int(nearest: $0)) } ?? "-",
        shares.joined(separator: ", "),
      ])
    }
    return .table(
      rows: rows, rightAligned: [1, 2, 3],
      footnote: countsPeople ? "means, medians and shares are those of people, not of ground" : nil)
  }

  /// Who has the longer ways: the mean of each group, and how unequal the distances are.
  private var contrast: [SummaryBlock] {
    let people = result.totals.compactMap { total in total.people.map { (total, $0) } }
    guard people.contains(where: { !$0.1.groups.isEmpty }) else { return [] }
    var rows = [["nearest of", "Gini", "by income", "mean m of groups"]]
    for (total, people) in people {
      func index(_ name: String) -> String {
        let value = people.inequality.first { $0.name == name }?.value
        return value.map(Self.hundredths) ?? "-"
      }
      let groups = people.groups.map { group in
        let mean = group.meanMeters.map { FigureText.grouped(Int(nearest: $0)) } ?? "-"
        return FigureText.unbroken("\(group.name) \(mean)")
      }
      rows.append([
        total.destinations + (total.status == .indicative ? " *" : ""), index("gini"),
        index("concentration"), groups.joined(separator: ", "),
      ])
    }
    return [
      .table(
        rows: rows, rightAligned: [1, 2],
        footnote: "by income: above 0 where the better off have the longer ways, below 0 the poorer"
      )
    ]
  }

  private static func hundredths(_ value: Double) -> String {
    let count = Int(nearest: abs(value) * 100)
    let sign = value < 0 && count > 0 ? "-" : ""
    return "\(sign)\(count / 100).\(count % 100 < 10 ? "0" : "")\(count % 100)"
  }

  /// Over a network: times, with the share of the people, or of the ground, that has a way, of which the
  /// mean is.
  private var timeTable: SummaryBlock {
    var rows = [["nearest of", "count", "reached", "mean min", "median min", "within"]]
    for total in result.totals {
      guard let travel = total.people?.travel ?? total.travel else { continue }
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
    let whose = countsPeople ? "people" : "ground"
    return .table(
      rows: rows, rightAligned: [1, 2, 3, 4],
      footnote:
        "mean minutes are those of the \(whose) that \(countsPeople ? "are" : "is") reached, medians"
        + " those of all \(whose)")
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
      "people": people?.json,
      "distance_mean_m": .optional(meanMeters),
      "distance_p50_m": .optional(medianMeters),
      "within": .array(within),
      "reached_share": travel.map { .optional($0.reachedShare) },
      "travel_mean_min": travel.map { .optional($0.meanMinutes) },
      "travel_p50_min": travel.map { .optional($0.medianMinutes) },
      "within_minutes": travel?.within,
      "reason": reason.map { .string($0) },
    ])
  }
}

extension AccessibilityAnalysis.Travel {
  fileprivate var within: JSONValue {
    .array(
      shareWithin.map { cutoff, share in
        .object(["cutoff_min": .number(cutoff), "share": .optional(share)])
      })
  }
}

extension AccessibilityAnalysis.GroupTotal {
  fileprivate var json: JSONValue {
    let within = within.map { cutoff, people, share in
      JSONValue.object([
        "cutoff_m": .number(cutoff), "population": .optional(people),
        "population_share": .optional(share),
      ])
    }
    return .object([
      "group": .string(name), "population": .optional(people),
      "distance_mean_person_m": .optional(meanMeters), "within": .array(within),
    ])
  }
}

extension AccessibilityAnalysis.PeopleTotal {
  fileprivate var json: JSONValue {
    let within = within.map { one in
      JSONValue.object([
        "cutoff_m": .number(one.cutoffMeters), "population": .optional(one.people),
        "population_low": one.bounds.map { .number($0.low) },
        "population_high": one.bounds.map { .number($0.high) },
        "population_share": .optional(one.share),
      ])
    }
    return .object([
      "population": .optional(people),
      "distance_mean_person_m": .optional(meanMeters),
      "distance_p50_person_m": .optional(medianMeters),
      "within": .array(within),
      "groups": groups.isEmpty ? nil : .array(groups.map(\.json)),
      "inequality": inequality.isEmpty
        ? nil
        : .object(
          inequality.map { one in
            JSONValue.Member(name: one.name, value: .optional(one.value.map(Rounding.share)))
          }),
      "reached_share": travel.map { .optional($0.reachedShare) },
      "travel_mean_person_min": travel.map { .optional($0.meanMinutes) },
      "travel_p50_person_min": travel.map { .optional($0.medianMinutes) },
      "within_minutes": travel?.within,
      "reason": reason.map { .string($0) },
    ])
  }
}
