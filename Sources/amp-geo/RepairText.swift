import GeoCore
import PlanningIntegrity

/// The report of a repair, for people.
struct RepairText {
  /// Features listed of each step, unless all are wanted.
  private static let longestList = 20

  private let report: RepairReport
  private let listsAll: Bool
  private let isDryRun: Bool

  init(_ report: RepairReport, listsAll: Bool, isDryRun: Bool) {
    self.report = report
    self.listsAll = listsAll
    self.isDryRun = isDryRun
  }

  var text: String {
    var lines: [String] = []
    for step in report.steps where !step.entries.isEmpty {
      let features = Self.count(step.entries.count, "feature")
      lines.append("\(step.name): \(features)\(Self.changed(step.changedSquareMeters))")
      lines += list(step.entries) { entry in
        "  feature \(entry.feature): \(entry.action.text)"
          + Self.changed(entry.action.changedSquareMeters)
      }
    }
    if !report.changes.isEmpty {
      lines.append("changed area, all steps together:")
      lines += list(report.changes) { change in
        let share = Self.percent(change.share)
        let end = change.isDropped ? ", nothing is left of it: dropped" : ""
        return "  feature \(change.feature): \(Self.squareMeters(change.changedSquareMeters))"
          + " (\(share))\(end)"
      }
    }
    if !report.leftApart.isEmpty {
      lines.append("left apart:")
      lines += list(report.leftApart) { left in
        let noun = left.features.count == 1 ? "feature" : "features"
        return "  \(noun) \(left.features.joined(separator: ", ")): \(left.what)"
      }
    }
    if report.passedThrough > 0 {
      lines.append(
        "left as they are: \(Self.count(report.passedThrough, "geometry collection"))"
          + " (of these only invalid members are repaired)")
    }
    lines.append(ledger)
    lines += verdict
    // Ids of features may hold anything.
    return lines.map { VisibleText.escaped($0) + "\n" }.joined()
  }

  private func list<Item>(_ items: [Item], _ line: (Item) -> String) -> [String] {
    let shown = listsAll ? items.count : min(items.count, Self.longestList)
    var lines = items.prefix(shown).map(line)
    if shown < items.count {
      lines.append("  and \(items.count - shown) more (--verbose lists all)")
    }
    return lines
  }

  private var ledger: String {
    let ledger = report.ledger
    return "features: \(ledger.featuresIn) in = \(ledger.featuresOut) out +"
      + " \(ledger.featuresDropped) dropped; area: \(Self.squareMeters(ledger.beforeSquareMeters))"
      + " before, \(Self.squareMeters(ledger.afterSquareMeters)) after,"
      + " \(Self.squareMeters(ledger.changedSquareMeters)) lost or gained by a feature"
  }

  private var verdict: [String] {
    if report.isRefused {
      let limit = Self.percent(report.maxChange)
      return list(report.refusals) { change in
        "refused: feature \(change.feature) would change by \(Self.percent(change.share)),"
          + " more than \(limit)"
      } + ["nothing is written; allow more with --max-change, or repair these by hand"]
    }
    if !report.isSettled {
      return ["not settled: faults may be left; try other limits, or look at what check finds"]
    }
    if report.isEmpty { return ["nothing to repair"] }
    return isDryRun ? ["nothing is written: this was a dry run"] : []
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private static func changed(_ area: Double) -> String {
    area > 0 ? "; \(squareMeters(area)) changed" : ""
  }

  private static func squareMeters(_ area: Double) -> String {
    let digits = area < 0.1 && area > 0 ? 1e6 : 100
    return "\((area * digits).rounded() / digits) m²"
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 1e6).rounded() / 1e4) %"
  }
}
