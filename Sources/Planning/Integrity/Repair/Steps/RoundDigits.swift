internal import GeoAlgorithms
import GeoCore

/// Rounds coordinates to the digits that the output holds, so that all that follows is decided on
/// what will be written. Vertices shared by neighbours round alike.
enum RoundDigits: RepairStep {
  static let name = "digits"
  static let summary = "Round coordinates to the digits that the output can hold."
  static let isRepeated = false

  static func isWanted(_ options: RepairOptions) -> Bool { options.grid != nil }

  static func apply(to state: inout RepairState) {
    guard let grid = state.options.grid else { return }
    let (geometries, features) = grid.rounded(state.geometries)
    state.replaceCoordinates(geometries)
    for feature in features { state.book(self, feature, [("features rounded", 1)]) }
  }
}
