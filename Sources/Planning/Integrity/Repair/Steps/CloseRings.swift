import GeoAlgorithms
internal import GeoCore

/// Closes rings whose last vertex is not their first, and drops those without any vertex, which the
/// reader has done, and drops those that have fewer than three different places.
enum CloseRings: RepairStep {
  static let name = "close"
  static let summary = "Close rings; drop those of fewer than three places."
  static let isRepeated = false

  static func isWanted(_ options: RepairOptions) -> Bool { true }

  static func apply(to state: inout RepairState) throws {
    for (feature, count) in state.layer.closedRings.sorted(by: { $0.key < $1.key }) {
      state.book(self, feature, [("rings closed", count)])
    }
    for (feature, count) in state.layer.emptyRings.sorted(by: { $0.key < $1.key }) {
      state.book(self, feature, [("rings without vertices dropped", count)])
    }
    let geometries = state.geometries
    let short = geometries.arealFeatures.filter { feature in
      geometries.rings(ofFeature: feature).contains { geometries.vertices(ofRing: $0).count < 4 }
    }
    try state.replace(
      self,
      short.map { feature in
        let before = geometries.shape(ofFeature: feature)
        let after = RingCleaning.droppingShortRings(before)
        let count = before.parts.joined().count - after.parts.joined().count
        return (feature, after, [(what: "rings without area dropped", count: count)])
      })
  }
}
