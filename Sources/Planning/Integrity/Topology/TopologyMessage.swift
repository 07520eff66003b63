import GeoAlgorithms
import GeoCore

/// What a finding about a coverage says.
enum TopologyMessage {
  /// Features that are named before the rest is counted.
  private static let mostNames = 4

  static func text(_ fault: TopologyFault, in layer: Layer) -> String {
    let names = names(fault.features, in: layer)
    let area = SizeText.area(fault.area)
    let width = SizeText.length(fault.meanWidth)
    let length = SizeText.length(fault.length)
    switch fault.kind {
    case .overlap:
      return "\(names) overlap by \(area), \(width) wide over \(length)"
    case .gap:
      let size = "\(area), \(width) wide over \(length)"
      if fault.isOpen { return "a gap between \(names) that is open to the outside: \(size)" }
      return "a gap \(around(fault.features, names)): \(size)"
    case .hole:
      return "a void \(around(fault.features, names)): \(area), \(width) wide in the mean"
    case .unmatchedEdge:
      let lacking = fault.lacking.filter(fault.features.contains)
      if fault.isTouch, let first = lacking.first {
        let own = self.names([first], in: layer)
        return "\(names) touch inside an edge of \(own), which lacks the vertex here"
      }
      let verb = lacking.count == 1 ? "lacks" : "lack"
      let end = lacking.isEmpty ? "" : ": \(self.names(lacking, in: layer)) \(verb) the one here"
      return "\(names) run together over \(length), but not with the same vertices\(end)"
    case .duplicate:
      return "\(names) have the same polygons, \(area)"
    case .outsideBoundary:
      return "\(area) of \(names) lie outside the boundary, \(width) wide over \(length)"
    case .boundaryNotCovered:
      let place = fault.features.isEmpty ? "" : " beside \(names)"
      return "\(area) of the boundary are not covered\(place), \(width) wide over \(length)"
    }
  }

  /// Says that features were left out.
  static func leftOut(_ count: Int) -> String {
    let verb = count == 1 ? "1 feature is" : "\(count) features are"
    return "\(verb) left out of the coverage, with polygons that are not valid; what it overlaps or"
      + " leaves is not known"
  }

  /// Says that nothing was looked at.
  static let notPlaced =
    "the coverage is not checked: the layer names no coordinate reference system, or one that is not"
    + " known (R401), so that nothing has a size"

  /// Says what was not looked at; nil when all was.
  static func text(_ extent: CoverageExtent) -> String? {
    switch extent {
    case .everything: nil
    case .notAllOverlaps:
      "more features overlap in one place than can be compared in pairs: further overlaps are not"
        + " listed"
    case .overlapsAlone:
      "edges cross too often to tell the places between them apart: gaps, holes and unmatched"
        + " edges are not looked for, and of overlaps only as many as are listed"
    }
  }

  private static func around(_ features: [Int], _ names: String) -> String {
    features.count == 1 ? "inside \(names)" : "between \(names)"
  }

  /// `A`, `A and B`, `A, B and C`, `A, B, C, D and 3 more`.
  private static func names(_ features: [Int], in layer: Layer) -> String {
    var names = features.prefix(mostNames).map(layer.label(ofFeature:))
    if features.count > mostNames { names.append("\(features.count - mostNames) more") }
    guard let last = names.last, names.count > 1 else { return names.first ?? "no feature" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
