import Geo

/// A vertex where a ring runs out and comes back nearly the same way.
enum NearSpikeRule: LayerCheck {
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

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard let metric = layer.metric.geometries(threads: options.read.threads) else { return [] }
    return metric.nearSpikes(
      degrees: widestDegrees, width: widestMeters, threads: options.read.threads
    ).filter { !isNamedAlready($0.vertex, of: $0.feature, in: layer) }.map { spike in
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

  /// Whether the spike folds back exactly, so that V210 names it.
  private static func isNamedAlready(
    _ vertex: Int, of feature: Int, in layer: CheckedLayer
  ) -> Bool {
    let place = layer.place(ofVertex: vertex)
    return ValidityFaults.find(feature, in: layer.geometries).contains {
      $0.kind == .spike && $0.x == place.x && $0.y == place.y
    }
  }
}
