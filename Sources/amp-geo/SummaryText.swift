import GeoCore
import GeoFormats
import PlanningAccess
import PlanningRun
import PlanningStudies

/// The table that `run` prints: for each layer its area, the zones it touches, the most covered.
enum SummaryText {
  static func print(_ job: MainJob, _ publication: RunPublication) throws {
    let written = publication.written
    let output = try OutputFile("-")
    let area = hectares(job.zones.areal.netAreaSquareMeters)
    var text = "\(job.plan.title): \(job.zones.count) zones, \(area) ha"
    let people = job.zones.populations.compactMap { $0 }
    if !people.isEmpty { text += ", \(grouped(people.reduce(0, +))) people" }
    text += "\n\n"
    text += coverage(job) + "\n"
    if let accessibility = job.accessibility { text += table(of: accessibility) + "\n" }
    let audits = job.overlaps.audits
    text += "\(job.overlaps.layer.count) zoning overlaps; audit: \(audits.agreed) agreed, "
    text += "\(audits.regridded) regridded, \(audits.disputed) disputed\n\n"
    for note in job.notes + publication.notes {
      text += wrapped("note:", note.split(separator: " ").map(String.init)) + "\n"
    }
    text += "\n" + wrapped("written:", written) + "\n"
    try output.write(text)
    try output.commit()
  }

  /// A label and words, in lines that fit.
  private static func wrapped(_ label: String, _ words: [String]) -> String {
    TextTable.lines(of: [label] + words, StandardStreams.outputColumns).joined(separator: "\n  ")
  }

  private static func coverage(_ job: MainJob) -> String {
    var rows = [["layer", "area ha", "inside ha", "zones", "most covered"]]
    for total in job.coverage.totals {
      let most = total.mostCovered.map { one in
        TextTable.unbroken("\(one.name ?? one.id) \(percent(one.share, one.band))")
      }
      rows.append([
        total.layer + (total.status == .indicative ? " *" : ""),
        total.reason == nil ? hectares(total.netAreaSquareMeters) : "-",
        total.reason == nil
          ? hectares(total.insideSquareMeters, total.insideBandSquareMeters) : "-",
        total.reason == nil ? String(total.zonesTouched) : "-", most.joined(separator: ", "),
      ])
    }
    var notes: [String] = []
    let totals = job.coverage.totals
    if totals.contains(where: { $0.status == .indicative }) { notes.append("* indicative shapes") }
    if totals.contains(where: { $0.mostCovered.contains { $0.band != nil } }) {
      notes.append("in brackets what the stated accuracies leave open")
    }
    let footnote = notes.isEmpty ? "" : notes.joined(separator: "; ") + "\n"
    return TextTable.render(rows, rightAligned: [1, 2, 3]) + footnote
  }

  private static func table(of result: AccessibilityAnalysis.Result) -> String {
    if result.totals.contains(where: { $0.travel != nil }) { return table(ofTravel: result) }
    var rows = [["nearest of", "count", "mean m", "median m", "within"]]
    for total in result.totals {
      let shares = total.shareWithin.map { cutoff, share in
        TextTable.unbroken("\(JSONText.number(cutoff)) m \(share.map(percent) ?? "-")")
      }
      rows.append([
        total.destinations + (total.status == .indicative ? " *" : ""), String(total.count),
        total.meanMeters.map { grouped(Int(nearest: $0)) } ?? "-",
        total.medianMeters.map { grouped(Int(nearest: $0)) } ?? "-",
        shares.joined(separator: ", "),
      ])
    }
    return TextTable.render(rows, rightAligned: [1, 2, 3])
  }

  /// Over a network: times, with the share of the ground that has a way, of which the mean is.
  private static func table(ofTravel result: AccessibilityAnalysis.Result) -> String {
    var rows = [["nearest of", "count", "reached", "mean min", "median min", "within"]]
    for total in result.totals {
      guard let travel = total.travel else { continue }
      let shares = travel.shareWithin.map { cutoff, share in
        TextTable.unbroken("\(JSONText.number(cutoff)) min \(share.map(percent) ?? "-")")
      }
      func minutes(_ value: Double?) -> String {
        value.map { JSONText.number(($0 * 10).rounded() / 10) } ?? "-"
      }
      rows.append([
        total.destinations + (total.status == .indicative ? " *" : ""), String(total.count),
        travel.reachedShare.map(percent) ?? "-", minutes(travel.meanMinutes),
        minutes(travel.medianMinutes), shares.joined(separator: ", "),
      ])
    }
    return TextTable.render(rows, rightAligned: [1, 2, 3, 4])
      + "mean minutes are those of the ground that is reached, medians those of all ground\n"
  }

  private static func hectares(_ squareMeters: Double) -> String {
    grouped(Int(nearest: squareMeters / 10_000))
  }

  private static func hectares(
    _ squareMeters: Double, _ band: (low: Double, high: Double)?
  ) -> String {
    let value = hectares(squareMeters)
    return band.map { "\(value) (\(hectares($0.low))–\(hectares($0.high)))" } ?? value
  }

  private static func percent(_ share: Double, _ band: (low: Double, high: Double)?) -> String {
    guard let band else { return percent(share) }
    func number(_ share: Double) -> String { String(percent(share).dropLast(2)) }
    return "\(percent(share)) (\(number(band.low))–\(number(band.high)))"
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int(nearest: share * 1000)
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// Digits in groups of three.
  private static func grouped(_ value: Int) -> String {
    var text = ""
    for (i, digit) in String(value.magnitude).reversed().enumerated() {
      if i > 0, i % 3 == 0 { text = " " + text }
      text = String(digit) + text
    }
    return value < 0 ? "-" + text : text
  }
}
