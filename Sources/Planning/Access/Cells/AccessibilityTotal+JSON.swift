internal import GeoCore
internal import PlanningStudies

/// The figures of a set in `summary.json`.
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
