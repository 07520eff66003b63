import GeoCore
import GeoProjection
internal import PlanningStudies

/// A figure of ours that is not the published one.
enum FigureDiffers: PlanRule {
  static let rule = IntegrityRule(
    code: "X506", name: "published-figure", severity: .warning,
    summary: "A layer of the plan does not have the figure that its publisher gives.",
    explanation: """
      The catalogue of embedded layers cites counts, sums and areas. Counts and sums must be equal; \
      areas may differ by the layer's perimeter times its stated accuracy, as much as moving every \
      border by that distance could change. Where the catalogue states what may differ, that counts. \
      A warning: the publisher may mean something else. \
      Totals of people are X504.
      """,
    remedy: "read the catalogue's note on the figure; replace the layer if it is the one at fault")

  static func findings(in plan: PlanUnderCheck) throws -> [Finding] {
    guard
      let extent = plan.zones?.study.flatMap({ study in
        try? GeographicExtent(of: study.layer.geometries, threads: plan.threads)
      })
    else { return [] }
    let crs = try plan.plan.measuring.areaCRS ?? MeasuringSystems.equalArea(for: extent)
    let people = [plan.plan.zones.population, plan.plan.people?.field].compactMap { $0 }
    return plan.usedEntries.flatMap { entry -> [Finding] in
      let keys = plan.sources.first { $0.reference == entry.name }?.keys ?? []
      return entry.references.compactMap { figure in
        guard !people.contains(where: figure.isTotal) else { return nil }
        let message = difference(entry, figure, plan, crs)
        return message.map { plan.finding(rule, $0, at: keys) }
      }
    }
  }

  private static func difference(
    _ entry: Catalogue.Entry, _ figure: PublishedFigure, _ plan: PlanUnderCheck, _ crs: CRS
  ) -> String? {
    do {
      let study = try plan.loader.load(entry.name, name: "figure", filter: figure.filter)
      let check = try FigureCheck(entry.name, figure, study, in: crs, threads: plan.threads)
      if check.agrees { return nil }
      let unit = figure.measure == .areaHectares ? " ha" : ""
      let allowed = check.allowedDifference
      let band = allowed > 0 ? ", and \(JSONText.number(allowed))\(unit) may lie between" : ""
      return "\(entry.name): \(figure.what) is \(JSONText.number(check.computed))\(unit) here and"
        + " \(JSONText.number(figure.published))\(unit) as published\(band)"
    } catch {
      return "\(entry.name): \(figure.what) cannot be computed: \(error)"
    }
  }
}
