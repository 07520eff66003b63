import ArgumentParser
import GeoCore
import PlanningIntegrity
import PlanningStudies

/// Whether `check` looks at layers as coverages, and how.
struct TopologyCheckOptions: ParsableArguments {
  @Flag(help: "Check that polygons neither overlap nor leave gaps (family C).")
  var coverage = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Voids up to this mean width are gaps, wider ones holes, in metres (default: 1).",
      valueName: "m"),
    transform: Quantity.meters.parse)
  var maxGap: Double?

  @Option(
    help: ArgumentHelp(
      "Polygons to fill and not to leave: an embedded layer, a file, or\nfile.gpkg:layer.",
      valueName: "layer"), completion: .layer)
  var boundary: String?

  mutating func validate() throws {
    guard coverage || (maxGap == nil && boundary == nil) else {
      throw ValidationError("--max-gap and --boundary go with --coverage.")
    }
    if let maxGap, !(maxGap >= 0 && maxGap <= 10_000) {
      throw ValidationError("--max-gap must be from 0 to 10000 metres.")
    }
  }

  /// What is asked for; nil without --coverage.
  func request(_ loader: LayerLoader) throws -> TopologyRequest? {
    guard coverage else { return nil }
    return TopologyRequest(
      maxGapMeters: maxGap ?? 1, boundary: try boundary.map { try loader.layer($0) })
  }
}
