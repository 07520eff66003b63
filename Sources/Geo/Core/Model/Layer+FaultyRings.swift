/// Why a feature has no geometry that can be used, though its file has one.
public struct FaultyGeometry: Sendable, Equatable {
  /// What is wrong with it, in words for a message.
  public var reason: String
  /// Whether a line is at fault, which would have no area anyway; else a ring.
  public var isLine: Bool

  init(_ reason: String, isLine: Bool) {
    self.reason = reason
    self.isLine = isLine
  }
}

extension Layer {
  /// Takes the geometry of each feature away whose rings were closed by the reader, or are too short to
  /// bound anything, or whose lines have fewer than two vertices, and says why in `leftOut`: for layers
  /// read with `ReadOptions.closesRings` and `takesShortLines`.
  public mutating func leaveOutFaultyRings() {
    for feature in 0..<count {
      guard closedRings[feature] == nil else {
        leftOut[feature] = FaultyGeometry("a ring is not closed", isLine: false)
        continue
      }
      let kinds = geometries.partKinds(ofFeature: feature)
      for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind != .point {
        let (what, least) = kind == .polygon ? ("ring", 4) : ("line", 2)
        let counts = geometries.rings(ofPart: part).map { geometries.vertices(ofRing: $0).count }
        if let short = counts.first(where: { $0 < least }) {
          leftOut[feature] = FaultyGeometry(
            "a \(what) has \(short) \(short == 1 ? "vertex" : "vertices")", isLine: what == "line")
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
