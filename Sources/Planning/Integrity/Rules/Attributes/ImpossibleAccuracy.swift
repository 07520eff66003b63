import GeoCore
internal import PlanningStudies

/// An accuracy that no border can have.
enum ImpossibleAccuracy: FeatureCheck {
  static let rule = IntegrityRule(
    code: "A309", name: "impossible-accuracy", severity: .error,
    summary: "`accuracy_m` is no number, negative, or above 100,000 metres.",
    explanation: """
      The attribute `accuracy_m` says how far the borders of a feature may be from their true place. \
      Analyses make their error bands from it and refuse a layer in which it is no distance from 0 to \
      100,000 metres: text such as `5 m` is none.
      """,
    remedy: "correct it, or leave it empty where it is unknown")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    guard let column = layer.layer.attributes[StatedAccuracy.field],
      StatedAccuracy.isFault(column, feature)
    else { return [] }
    return [
      layer.finding(
        rule, "\"\(StatedAccuracy.field)\" is \(column.shown(feature)), not an accuracy in metres",
        features: [feature])
    ]
  }
}
