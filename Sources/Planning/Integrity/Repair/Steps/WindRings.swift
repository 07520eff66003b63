internal import GeoAlgorithms
import GeoCore

/// Turns shells counterclockwise and holes clockwise (RFC 7946; OGC Simple Features for shells).
enum WindRings: RepairStep {
  static let name = "winding"
  static let summary = "Turn shells counterclockwise and holes clockwise."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { true }

  static func apply(to state: inout RepairState) {
    let (geometries, reversed) = state.geometries.wound()
    guard !reversed.isEmpty else { return }
    state.replaceCoordinates(geometries)
    for (feature, rings) in reversed { state.book(self, feature, [("rings turned", rings)]) }
  }
}
