import GeoCore
import GeoFormats
import TestSupport

@testable import PlanningIntegrity
@testable import PlanningRun

/// Layers and files under check.
enum Checked {
  /// A layer as `check` sees it, without a file.
  static func layer(
    _ geometries: Geometries, columns: [Column] = [], name: String = "layer",
    ids: [String]? = nil, format: any LayerFormat = GeoJSONFormat()
  ) -> CheckedLayer {
    var table = Attributes(rowCount: geometries.count)
    for column in columns { table.set(column) }
    let layer = Layer(
      name: name, geometries: geometries, attributes: table,
      ids: ids.map { list in FeatureIDs(list.map { FeatureID($0) }) }, path: "\(name).geojson")
    return CheckedLayer(layer, of: LayerSource(path: "\(name).geojson"), format: format)
  }

  /// All findings in a layer.
  static func findings(_ layer: CheckedLayer, schema: LayerSchema? = nil) throws -> [Finding] {
    try IntegrityCheck.findings(in: layer, options: CheckOptions(schema: schema))
  }

  /// All findings of some rules in files.
  static func report(_ paths: [String], only: [String] = []) throws -> CheckReport {
    var report = CheckReport()
    var options = CheckOptions(
      rules: try RuleSelection(only: only, ignored: [], severities: []))
    options.plans = .standard
    for path in paths {
      try IntegrityCheck.check(CheckTarget(path), options: options, into: &report)
    }
    return report
  }
}
