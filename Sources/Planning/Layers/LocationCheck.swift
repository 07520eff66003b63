public import Geo

/// Finds layers that lie elsewhere than the zones, and the usual reason for it.
public enum LocationCheck {
  /// - Returns: a note when the layer does not meet the zones' box at all.
  /// - Throws: `InputError` when exchanged coordinates would put all of it on or around the zones. One
  ///   that is larger than their surroundings may be a far country that is written as it should be.
  public static func note(on study: StudyLayer, zones: Layer) throws -> String? {
    let layer = study.layer
    let own = try GeographicExtent(of: layer.geometries)
    let others = try GeographicExtent(of: zones.geometries)
    guard !own.isEmpty, !own.meets(others) else { return nil }
    if others.box.surroundings.contains(own.box.swapped) {
      throw InputError(
        path: layer.path,
        reason: "latitude and longitude look swapped: the layer lies far from the zones, and on"
          + " them when its coordinates are exchanged",
        remedy: "write longitude first, in this layer or in the zones (\(zones.path))")
    }
    let hint =
      own.box.swapped.meets(others.box)
      ? "; with latitude and longitude exchanged it would not" : ""
    return "layer \"\(study.name)\" lies outside the zones' box\(hint)"
  }
}

extension Box {
  /// The box with as much again on each side, at least a degree.
  fileprivate var surroundings: Box {
    let (width, height) = (max(1, maxX - minX), max(1, maxY - minY))
    return Box(minX: minX - width, minY: minY - height, maxX: maxX + width, maxY: maxY + height)
  }
}
