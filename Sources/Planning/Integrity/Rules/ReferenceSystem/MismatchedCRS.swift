import GeoCore
import GeoFormats
import GeoProjection
internal import PlanningStudies

/// Coordinates that are not in the system stated.
enum MismatchedCRS: LayerCheck {
  static let rule = IntegrityRule(
    code: "R402", name: "mismatched-crs", severity: .error,
    summary: "The coordinates do not fit the system stated.",
    explanation: """
      Found when a system in degrees has values that are none (beyond 360 and 90, or 400 and 100 \
      where angles may be grads); when a system in metres has only values that look like degrees, \
      and lies elsewhere than the system is made for; when PROJ does not find its way to longitude \
      and latitude and back to 5 cm; when coordinates in lengths are greater than any place on Earth \
      has (100,000 km); when all of the layer lies more than 30 degrees from the area that the \
      system is made for; and, unless \(FileSetting.crs) says which holds, when a GeoPackage \
      gives a layer two systems that place its middle more than 1 m apart: one in gpkg_contents and \
      another in gpkg_geometry_columns, or a definition that is not that of the EPSG code beside \
      it. What S114 or S115 says of a layer in WGS 84 is not said again.
      """,
    remedy: "find out which system the coordinates are in, and state that one")

  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    guard layer.geometries.vertexCount > 0 else { return [] }
    if let fault = layer.fit.fault, faults.contains(fault.kind) {
      // In WGS 84 these rules name every such position.
      let other = fault.kind == .swapped ? SwappedAxes.rule : OutOfRange.rule
      let isNamed =
        (layer.layer.crs == .wgs84 || fault.kind == .swapped) && options.rules.contains(other)
      return isNamed ? [] : [layer.finding(rule, fault.reason)]
    }
    // What the user says holds, whatever the file says.
    guard options.read.crs == nil, layer.format is GeoPackageFormat,
      let stated = try GeoPackageFormat.spatialReference(of: layer.source)
    else { return [] }
    return stated.contradictions(around: layer.geometries.box).map { layer.finding(rule, $0) }
  }

  private static let faults: Set<SystemFault.Kind> = [
    .notAngles, .degreesAsLengths, .swapped, .unplaceable, .elsewhere,
  ]
}
