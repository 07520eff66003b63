public import Geo

/// Finds layers that lie elsewhere than the zones, and the usual reason for it.
public enum LocationCheck {
  /// - Returns: a note when the layer does not meet the zones' box at all.
  /// - Throws: `InputError` when it would if its coordinates were swapped.
  public static func note(on study: StudyLayer, zones: Layer) throws -> String? {
    let layer = study.layer
    let own = try GeographicExtent(of: layer.geometries)
    let others = try GeographicExtent(of: zones.geometries)
    guard !own.isEmpty, !own.meets(others) else { return nil }
    let swapped = own.box.swapped
    if swapped.minY >= -90, swapped.maxY <= 90,
      GeographicExtent(box: swapped).meets(others)
    {
      throw InputError(
        path: layer.path,
        reason: "latitude and longitude look swapped: the layer lies far from the zones, and on"
          + " them when its coordinates are exchanged",
        remedy: "write longitude first, in this layer or in the zones (\(zones.path))")
    }
    return "layer \"\(study.name)\" lies outside the zones' box"
  }
}
