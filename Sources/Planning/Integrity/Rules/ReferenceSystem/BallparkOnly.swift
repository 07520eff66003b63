import GeoCore
internal import GeoProjection

/// A system from which no accurate way leads to longitude and latitude.
enum BallparkOnly: LayerCheck {
  static let rule = IntegrityRule(
    code: "R403", name: "ballpark-only", severity: .error,
    summary: "PROJ has no accurate transformation from the layer's system to WGS 84.",
    explanation: """
      What PROJ calls a ballpark transformation skips the shift between datums, and is off by up to \
      hundreds of metres; others need a grid that is not installed. amp-geo refuses both, and \
      projections without an inverse, or that PROJ does not know by the name in the definition. \
      Findings of such a layer have no place, rules that measure are not applied, and no other \
      command measures it. The message names the grid that is not there, where PROJ would have a way with it.
      """,
    remedy: "do what the message says; or convert the layer with a tool that has a way")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard let fault = layer.fit.fault, fault.kind == .ballpark else { return [] }
    return [layer.finding(rule, fault.error.advice(at: options.door))]
  }
}
