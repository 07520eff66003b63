import GeoCore

/// A layer or attribute that the plan names and that is not there.
enum MissingLayer: PlanRule {
  static let rule = IntegrityRule(
    code: "X502", name: "missing-layer", severity: .error,
    summary: "The plan names a layer, a file or an attribute that is not there.",
    explanation: """
      Every source is tried, not only the first: names of embedded layers, paths (from the folder \
      of the plan), layers of GeoPackages, the attributes of zones, people and filters, whether \
      any feature passes a filter, and the street network. Files that are there and cannot be read are reported \
      with the reason.
      """,
    remedy: "correct the name in the plan, or bring the file where the plan expects it")

  static func findings(in plan: PlanUnderCheck) -> [Finding] {
    let network = plan.networkFailure.map {
      plan.finding(rule, "network: \($0.message(at: plan.door))", at: ["network", "source"])
    }
    return plan.sources.flatMap { source -> [Finding] in
      var found: [Finding] = []
      if let failure = source.failure {
        found.append(
          plan.finding(
            rule, "\(title(source)): \(failure.message(at: plan.door))",
            at: source.keys + ["source"]))
      }
      for attribute in source.missingAttributes {
        found.append(
          plan.finding(
            rule, "\(title(source)): \(source.reference) has no attribute \"\(attribute)\"",
            at: source.keys))
      }
      return found
    } + [network].compactMap { $0 }
  }

  private static func title(_ source: PlanUnderCheck.Source) -> String {
    source.keys.count > 1 ? "layer \(source.name)" : source.name
  }
}
