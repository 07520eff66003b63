internal import GeoCore
public import PlanningStudies

/// What people read of accessibility on a terminal.
extension AccessibilityOutput {
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
