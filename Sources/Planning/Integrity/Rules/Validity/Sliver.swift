internal import GeoCore
import GeoAlgorithms
internal import GeoFormats
internal import PlanningStudies

/// A part or hole that is a thin strip.
enum Sliver: ManyFindingsCheck {
  /// Wider strips are no slivers, metres.
  static let widestMeters = 1.0
  /// Shapes more compact than this are no strips: a strip 31 times as long as wide has it.
  static let mostCompact = 0.1

  static let rule = IntegrityRule(
    code: "V211", name: "sliver", severity: .warning,
    summary: "A part of a polygon, or a hole in one, is a thin strip.",
    explanation: """
      Its mean width 2 A / P is below 1 m, and its compactness 4 π A / P² (Polsby & Popper 1991) \
      below 0.1, which a strip has that is 31 times as long as wide; A is the area and P the \
      perimeter with that of holes. Both are measured in an equal-area system in metres. Slivers \
      remain where borders digitised twice were laid over each other. Invalid polygons have no \
      certain area and are passed over.
      """,
    remedy: "merge the strip with the neighbour that it was cut from, or fill the hole")

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) {
    guard let metric = layer.metric.geometries(threads: options.read.threads) else { return }
    let shapes = metric.ringShapes(threads: options.read.threads) {
      $0.meanWidth < widestMeters && $0.compactness < mostCompact && $0.area > 0
    }
    var soundness = layer.soundness()
    visitBatches(of: shapes, visit) { shape in
      soundness.isSound(feature: shape.feature) ? finding(shape, in: layer) : nil
    }
  }

  private static func finding(_ shape: RingShape, in layer: CheckedLayer) -> Finding {
    let width = Rounding.digits(shape.meanWidth)
    let compactness = Rounding.digits(shape.compactness)
    var finding = layer.finding(
      rule, "\(shape.name) is \(width) m wide on average, of compactness \(compactness)",
      features: [shape.feature], at: layer.place(ofVertex: shape.firstVertex))
    finding.widthMeters = width
    finding.areaSquareMeters = Rounding.digits(shape.area)
    finding.lengthMeters = Rounding.digits(shape.perimeter / 2)
    return finding
  }
}
