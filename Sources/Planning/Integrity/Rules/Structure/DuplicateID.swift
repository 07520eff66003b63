import GeoCore
import GeoFormats
internal import PlanningStudies

/// An id that two features share.
enum DuplicateID: ManyFindingsCheck {
  static let rule = IntegrityRule(
    code: "S104", name: "duplicate-id", severity: .error,
    summary: "Two features have the same id.",
    explanation: """
      An id names one feature. Programs that join, update or compare by id take one of the two, \
      and which one is chance. Numbers are compared by value, and with the text that writes them: \
      1, 1.0 and "1" are one id, as in every analysis; "01" and " 1" are others. Where \
      features have no ids of their own, a column "id" gives them.
      """,
    remedy: "give every feature an id of its own: amp-geo fix --renumber duplicates")

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) {
    var seen: [FeatureID: Int] = [:]
    var found: [Finding] = []
    let column = layer.layer.givesIDs ? nil : layer.layer.identityColumn
    let ids =
      column.map { column in (0..<layer.layer.count).map { column.featureID($0) } }
      ?? Array(layer.layer.ids)
    for (i, id) in ids.enumerated() {
      guard let id else { continue }
      if let first = seen[id] {
        let pair = "features \(first + 1) and \(i + 1) of the file share"
        let message =
          column.map { "\(pair) the id \"\(id.text)\" of column \($0.name)" } ?? "\(pair) it"
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
