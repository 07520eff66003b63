internal import GeoCore
import GeoAlgorithms
internal import GeoFormats
internal import PlanningStudies

/// A vertex where a ring runs out and comes back nearly the same way.
enum NearSpikeRule: ManyFindingsCheck {
  /// Wider angles are no spikes.
  static let widestDegrees = 1.0
  /// Ways further apart are no spikes, metres.
  static let widestMeters = 0.1

  static let rule = IntegrityRule(
    code: "V215", name: "near-spike", severity: .warning,
    summary: "A ring runs out to a vertex and comes back nearly the same way.",
    explanation: """
      The edges at a vertex make an angle below 1°, and the nearer of their other ends lies less \
      than 0.1 m off the other edge. Measured in an equal-area system in metres. The polygon is \
      valid; but rounding its coordinates makes the spike a self-intersection, and buffers grow \
      around it. Spikes that fold back exactly are V210.
      """,
    remedy: "remove the vertex at the tip")

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) {
    guard let metric = layer.metric.geometries(threads: options.read.threads) else { return }
    let spikes = metric.nearSpikes(
      degrees: widestDegrees, width: widestMeters, threads: options.read.threads)
    visitBatches(of: spikes, visit) { spike in
      // What folds back exactly is V210, its foot with it.
      layer.geometries.foldsBack(atVertex: spike.vertex, ofRing: spike.ring)
        || layer.geometries.isFootOfFold(atVertex: spike.vertex, ofRing: spike.ring)
        ? nil : finding(spike, in: layer)
    }
  }

  private static func finding(_ spike: NearSpike, in layer: CheckedLayer) -> Finding {
    let width = Rounding.digits(spike.width)
    let length = Rounding.digits(spike.length)
    var finding = layer.finding(
      rule, "a spike \(length) m long and \(width) m wide", features: [spike.feature],
      at: layer.place(ofVertex: spike.vertex))
    finding.widthMeters = width
    finding.lengthMeters = length
    return finding
  }
}
