extension Layer {
  /// Takes the geometry of each feature away whose rings were closed by the reader, or are too short to
  /// bound anything, and says why in `leftOut`: for layers read with `ReadOptions.closesRings`.
  public mutating func leaveOutFaultyRings() {
    for feature in 0..<count {
      guard closedRings[feature] == nil else {
        leftOut[feature] = "a ring is not closed"
        continue
      }
      let kinds = geometries.partKinds(ofFeature: feature)
      for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
        let counts = geometries.rings(ofPart: part).map { geometries.vertices(ofRing: $0).count }
        if let short = counts.first(where: { $0 < 4 }) {
          leftOut[feature] = "a ring has \(short) vertices"
        }
      }
    }
    guard !leftOut.isEmpty else { return }
    var kept = Geometries(crs: crs)
    for feature in 0..<count {
      if leftOut[feature] == nil {
        kept.append(feature: feature, of: geometries)
      } else {
        kept.beginFeature(.null)
      }
    }
    geometries = kept
  }
}
