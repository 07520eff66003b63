import GeoAlgorithms
internal import GeoCore
internal import GeoFormats

/// A polygon that is not valid in the sense of OGC, for a reason that no other rule names; and the
/// search for all reasons.
enum InvalidPolygon: ManyFindingsCheck {
  static let rule = IntegrityRule(
    code: "V201", name: "invalid-polygon", severity: .error,
    summary: "A polygon is invalid for a reason that V203 to V213 do not name.",
    explanation: """
      A coordinate is not a finite number; or GEOS, which is asked about every polygon that is \
      not surely valid and in which no fault was found, refuses it in its own words; or so many \
      edges cross, or lie side by side, that the search for faults has stopped. Most invalid \
      polygons have findings of V203 to V210 and V213 instead, which name every fault. Each \
      polygonal member of a geometry collection is judged by itself, as OGC Simple Features has it.
      """,
    remedy: "amp-geo fix repairs it; look at the place named")

  /// All that the search decides at once.
  static let rules = ValidityRules.all

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    let count = layer.geometries.count
    for start in stride(from: 0, to: count, by: batch) {
      let faulty = try ValidityFaults.all(
        in: layer.geometries, features: start..<min(start + batch, count),
        threads: options.read.threads)
      for feature in faulty {
        visit(
          feature.faults.map { fault in
            layer.finding(
              ValidityRules.rule(for: fault.kind), fault.message, features: [feature.feature],
              at: (fault.x, fault.y))
          })
      }
    }
  }
}
