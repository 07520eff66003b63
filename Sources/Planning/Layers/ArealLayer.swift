public import Geo

/// A layer's polygons, ready for measuring: in the equal-area system, checked, and with features
/// that overlap each other merged, so that every place counts once.
public struct ArealLayer: Sendable {
  /// What was left out, and why.
  public struct Dropped: Sendable, Equatable {
    public var feature: String
    public var reason: String
  }

  public let study: StudyLayer
  /// The features in the equal-area system, as they came, empty where dropped.
  public let geometries: Geometries
  public let index: PolygonIndex
  public let dropped: [Dropped]
  /// Sum of the features' areas, m²: what overlaps counts as often as it is there.
  public let grossAreaSquareMeters: Double
  /// Area of all features together, m²: what overlaps counts once.
  public let netAreaSquareMeters: Double
  /// The merged features, m² counted once; the same as `index` when nothing overlaps.
  public let dissolved: PolygonIndex
  /// The features that went into each merged one.
  public let origins: [[Int]]
  public let pipeline: String

  /// What overlaps within the layer, counted as often as it is there too much, m².
  public var doubleCountedAreaSquareMeters: Double {
    max(0, grossAreaSquareMeters - netAreaSquareMeters)
  }

  /// Overlaps smaller than this, in m², are left as they are: borders digitised twice.
  public static let smallestOverlapSquareMeters = 0.01

  /// - Parameters:
  ///   - lenient: leaves invalid features out, with a reason, instead of refusing them.
  ///   - phases: books the time that validating, projecting, indexing and merging take.
  ///   - dissolves: merges features that overlap; without it, gross and net area are the same.
  /// - Throws: `InputError` for an invalid feature, or a layer that has features but no polygons;
  ///   `PROJError` when the layer cannot be brought into the system.
  public init(
    _ study: StudyLayer, in crs: CRS, lenient: Bool = false, dissolves: Bool = true, threads: Int,
    phases: Phases = Phases()
  ) throws {
    self.study = study
    let layer = study.layer
    var dropped: [Dropped] = []
    var kept: [Int] = []
    for feature in 0..<layer.count {
      if layer.geometries.partKinds(ofFeature: feature).contains(.polygon) {
        kept.append(feature)
      } else {
        let kind = layer.geometries.kinds[feature]
        let reason =
          layer.leftOut[feature].map { "invalid polygon: \($0)" }
          ?? (kind == .null
            ? "no geometry"
            : kind.isAreal ? "empty geometry" : "a \(kind.name) has no area")
        dropped.append(Dropped(feature: layer.label(ofFeature: feature), reason: reason))
      }
    }
    let isAnyLinear = layer.geometries.kinds.contains { $0 != .null && !$0.isAreal }
    guard !kept.isEmpty || !isAnyLinear else {
      throw InputError(
        path: layer.path, reason: "layer \"\(study.name)\" has no polygons, and areas need them",
        remedy: "points and lines can be destinations of accessibility")
    }
    let areal = kept
    let invalid = try phases.measure("validate") {
      try Overlay.invalidFeatures(areal, in: layer.geometries, threads: threads)
    }
    guard invalid.isEmpty || lenient else {
      throw FormatError(
        invalid, of: layer,
        remedy: "repair it with amp-geo fix, or leave invalid features out with --lenient")
    }
    for one in invalid {
      dropped.append(
        Dropped(
          feature: layer.label(ofFeature: one.feature),
          reason: "invalid polygon: \(one.reason) at \(one.x) \(one.y)"))
    }
    let refused = Set(invalid.map(\.feature))
    kept.removeAll { refused.contains($0) }
    let transformed = try phases.measure("project") {
      do {
        return try layer.geometries.droppingElevations().transformed(to: crs, threads: threads)
      } catch let error as PROJError {
        throw FormatError(path: layer.path, reason: error.reason, remedy: error.remedy)
      }
    }
    var usable = transformed.geometries
    if kept.count < layer.count {
      var thinned = Geometries(crs: crs)
      let keeps = Set(kept)
      for feature in 0..<layer.count {
        if keeps.contains(feature) {
          thinned.append(feature: feature, of: usable)
        } else {
          thinned.beginFeature(.polygon)
        }
      }
      usable = thinned
    }
    geometries = usable
    pipeline = transformed.pipeline
    self.dropped = dropped
    let ready = usable
    let index = phases.measure("index") { PolygonIndex(ready, threads: threads) }
    self.index = index
    grossAreaSquareMeters = index.areas.orderFreeSum
    let members = kept
    let merged = try phases.measure("dissolve") {
      dissolves ? try Self.dissolve(ready, members, index, layer, threads: threads) : nil
    }
    origins = merged?.origins ?? (0..<layer.count).map { [$0] }
    dissolved = merged.map { PolygonIndex($0.geometries, threads: threads) } ?? index
    netAreaSquareMeters = dissolved.areas.orderFreeSum
  }

  /// Merges clusters of features that share area; nil when there are none.
  private static func dissolve(
    _ geometries: Geometries, _ kept: [Int], _ index: PolygonIndex, _ layer: Layer, threads: Int
  ) throws -> (geometries: Geometries, origins: [[Int]])? {
    let pairs = OverlapPairs.within(
      index, minArea: smallestOverlapSquareMeters, threads: threads)
    if pairs.isEmpty { return nil }
    var clusters = DisjointSets(count: geometries.count)
    for pair in pairs { clusters.join(pair.a, pair.b) }
    let origins = clusters.groups(of: kept)
    var merged = Geometries(crs: geometries.crs)
    for group in origins {
      if group.count == 1 {
        merged.append(feature: group[0], of: geometries)
        continue
      }
      do {
        try Overlay.appendUnion(of: group, in: geometries, to: &merged)
      } catch {
        let labels = group.map { layer.label(ofFeature: $0) }.joined(separator: ", ")
        throw InputError(
          path: layer.path, reason: "overlapping features cannot be merged (\(labels)): \(error)")
      }
    }
    return (merged, origins)
  }
}
