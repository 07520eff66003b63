import GeoCore
internal import PlanningStudies

/// An embedded file that is not the one the catalogue describes.
enum Checksum: PlanRule {
  static let rule = IntegrityRule(
    code: "X507", name: "checksum", severity: .error,
    summary: "An embedded layer is not the file that the catalogue describes.",
    explanation: """
      The catalogue has the SHA-256 of every embedded file, and credits, accuracy and figures that \
      hold for that file alone. `run` refuses another one. Nothing else of such a layer is checked.
      """,
    remedy: "after replacing a layer, refresh its catalogue entry (scripts/catalogue-sums --write)")

  static func findings(in plan: PlanUnderCheck) -> [Finding] {
    plan.catalogue.entries.compactMap { entry in
      guard let digest = plan.changedFiles[entry.name] else { return nil }
      let keys = plan.sources.first { $0.reference == entry.name }?.keys ?? []
      return plan.finding(
        rule, "\(entry.file) has the SHA-256 \(digest), the catalogue says \(entry.sha256)",
        at: keys + ["source"])
    }
  }
}
