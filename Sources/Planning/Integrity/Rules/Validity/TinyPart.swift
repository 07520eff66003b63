internal import GeoCore
import GeoAlgorithms
internal import GeoFormats
internal import PlanningStudies

/// A part or hole of next to no area.
enum TinyPart: ManyFindingsCheck {
  /// Larger parts are no crumbs, m².
  static let smallestSquareMeters = 1.0

  static let rule = IntegrityRule(
    code: "V212", name: "tiny-part", severity: .warning,
    summary: "A part of a polygon, or a hole in one, has less than 1 m².",
    explanation: """
      Measured in an equal-area system in metres. Overlays leave such crumbs; no plan means them, \
      and rounding coordinates collapses them to rings that bound nothing (V213). Invalid polygons \
      have no certain area and are passed over.
      """,
    remedy: "remove the part, or fill the hole")

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) {
    guard let metric = layer.metric.geometries(threads: options.read.threads) else { return }
    let shapes = metric.ringShapes(threads: options.read.threads) {
      $0.area < smallestSquareMeters && $0.perimeter > 0
    }
    var soundness = layer.soundness()
    visitBatches(of: shapes, visit) { shape in
      soundness.isSound(feature: shape.feature) ? finding(shape, in: layer) : nil
    }
  }

  private static func finding(_ shape: RingShape, in layer: CheckedLayer) -> Finding {
    let area = Rounding.digits(shape.area)
    var finding = layer.finding(
      rule, "\(shape.name) has \(area) m²", features: [shape.feature],
      at: layer.place(ofVertex: shape.firstVertex))
    finding.areaSquareMeters = area
    return finding
  }
}

extension RingShape {
  /// `part 2`, or `hole 1 of part 2`, counted from 1.
  var name: String {
    let part = "part \(part + 1)"
    return hole.map { "hole \($0) of \(part)" } ?? part
  }
}
