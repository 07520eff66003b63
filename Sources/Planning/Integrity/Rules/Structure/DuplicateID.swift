import Geo

/// An id that two features share.
enum DuplicateID: ManyFindingsCheck {
  static let rule = IntegrityRule(
    code: "S104", name: "duplicate-id", severity: .error,
    summary: "Two features have the same id.",
    explanation: """
      An id names one feature. Programs that join, update or compare by id take one of the two, \
      and which one is chance. Numbers are compared by value: 1 and 1.0 are one id; the number 1 \
      and the text "1" are two.
      """,
    remedy: "give every feature an id of its own: amp-geo fix --renumber duplicates")

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) {
    var seen: [FeatureID: Int] = [:]
    var found: [Finding] = []
    for (i, id) in layer.layer.ids.enumerated() {
      guard let id = id?.normalized else { continue }
      if let first = seen[id] {
        let message = "features \(first + 1) and \(i + 1) of the file share it"
        found.append(layer.finding(rule, message, features: [i, first]))
        if found.count == batch {
          visit(found)
          found.removeAll(keepingCapacity: true)
        }
      } else {
        seen[id] = i
      }
    }
    visit(found)
  }
}
