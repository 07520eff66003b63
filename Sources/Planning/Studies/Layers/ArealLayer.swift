public import GeoAlgorithms
public import GeoCore
internal import GeoProjection

/// A layer's polygons, ready for measuring: in the equal-area system, checked, and with features
/// that overlap each other merged, so that every place counts once.
///
/// **Units:** m². **CRS:** the equal-area one that it was made for. **Shapes:** polygons,
/// multipolygons, the polygons of collections, which are merged into one area; points and lines are
/// left out. Invalid ones are refused, or left out with a reason.
/// **Complexity:** O(n log n) for n vertices, and an overlay of the features that overlap.
public struct ArealLayer: Sendable {
  /// What was left out, and why.
  public struct Dropped: Sendable, Equatable {
    /// The feature, by id or as `#n`.
    public var feature: String
    /// Why it has no area.
    public var reason: String
  }

  /// The layer as it was loaded.
  public let study: StudyLayer
  /// The features in the equal-area system, as they came, empty where dropped.
  public let geometries: Geometries
  /// The features in the equal-area system, ready to be measured; empty where dropped.
  public let index: PolygonIndex
  /// The features that were left out, in their order.
  public let dropped: [Dropped]
  /// Why each feature that was left out has no area.
  package let reasons: [Int: UnknownReason]
  /// Features that are another shape than they came as: collections merged into one area.
  let mergedCollections: Set<Int>
  /// Sum of the features' areas, m²: what overlaps counts as often as it is there.
  public let grossAreaSquareMeters: Double
  /// Area of all features together, m²: what overlaps counts once.
  public let netAreaSquareMeters: Double
  /// The merged features, m² counted once; the same as `index` when nothing overlaps.
  public let dissolved: PolygonIndex
  /// The features that went into each merged one.
  public let origins: [[Int]]
  /// How the layer came into the equal-area system; empty when it was in it.
  public let pipeline: String
  /// The area of each feature, m², whether all of it is in `geometries` or only what lies in the
  /// neighbourhood of the system.
  public let wholeAreasSquareMeters: [Double]
  /// A sample of the areas held against geodesics.
  public let areaCheck: AreaCheck

  /// What overlaps within the layer, counted as often as it is there too much, m².
  public var doubleCountedAreaSquareMeters: Double {
    max(0, grossAreaSquareMeters - netAreaSquareMeters)
  }

  /// Whether there are features and none of them has an area, so that nothing is known of what the
  /// layer covers. A layer without features covers nothing, which is known.
  var hasNoPositions: Bool { study.layer.count > 0 && dropped.count == study.layer.count }

  /// Overlaps smaller than this, in m², and than `smallestOverlapShare` of the smaller feature, are left
  /// as they are: borders digitised twice.
  public static let smallestOverlapSquareMeters = 0.01
  /// However small features are, what they share is not counted twice but for so small a part.
  public static let smallestOverlapShare = 1e-9

  /// Checks a layer's polygons, and makes them ready in an equal-area system.
  ///
  /// - Parameters:
  ///   - points: places, such as of people, that are to keep their side of each border; in any system.
  ///   - lenient: leaves invalid features out, with a reason, instead of refusing them.
  ///   - phases: books the time that validating, projecting, indexing and merging take.
  ///   - dissolves: merges features that overlap; without it, gross and net area are the same.
  /// - Throws: `InputError` for an invalid feature, or a layer that has features but no polygons;
  ///   `PROJError` when the layer cannot be brought into the system.
  public init(
    _ study: StudyLayer, in crs: CRS, besides points: Geometries? = nil, lenient: Bool = false,
    dissolves: Bool = true, threads: Int, phases: Phases = Phases()
  ) throws {
    self.study = study
    let layer = study.layer
    let flat = layer.geometries.droppingElevations()
    let collections = try phases.measure("validate") {
      try CollectionAreas.merged(flat, threads: threads)
    }
    let given = collections?.geometries ?? flat
    mergedCollections = collections?.features ?? []
    let sorted = try phases.measure("validate") {
      try Sorted(layer, given, named: study.name, lenient: lenient, threads: threads)
    }
    dropped = sorted.dropped
    reasons = sorted.reasons
    let placed = try phases.measure("project") {
      do {
        return try given.placed(
          in: crs, leavingOut: Set(0..<layer.count).subtracting(sorted.kept), besides: points,
          threads: threads)
      } catch let error as PROJError {
        throw FormatError(path: layer.path, reason: error.reason, remedy: error.remedy)
      }
    }
    let ready = sorted.thinned(placed.geometries)
    geometries = ready
    pipeline = placed.pipeline
    let index = phases.measure("index") { PolygonIndex(ready, threads: threads) }
    self.index = index
    var wholeAreas = index.areas
    for (feature, area) in placed.wholeAreas { wholeAreas[feature] = area }
    wholeAreasSquareMeters = wholeAreas
    grossAreaSquareMeters = wholeAreas.orderFreeSum
    let merged = try phases.measure("dissolve") {
      dissolves ? try Self.dissolve(ready, sorted.kept, index, layer, threads: threads) : nil
    }
    origins = merged?.origins ?? (0..<layer.count).map { [$0] }
    dissolved = merged.map { PolygonIndex($0.geometries, threads: threads) } ?? index
    if placed.wholeAreas.isEmpty {
      netAreaSquareMeters = dissolved.areas.orderFreeSum
    } else if dissolves {
      let twice = try Self.repeatedArea(of: layer, given, sorted.kept, threads: threads)
      netAreaSquareMeters = grossAreaSquareMeters - twice
    } else {
      netAreaSquareMeters = grossAreaSquareMeters
    }
    let areas = wholeAreas
    areaCheck = try phases.measure("audit") {
      try AreaCheck(
        layer, given, features: sorted.kept, areas: areas, measuredIn: crs, threads: threads)
    }
  }

  /// What overlaps within a layer of which only a neighbourhood is at hand, counted as often as it
  /// is there too much, m²: in a world-wide system.
  private static func repeatedArea(
    of layer: Layer, _ given: Geometries, _ kept: [Int], threads: Int
  ) throws -> Double {
    var chosen = layer.selecting(kept)
    chosen.geometries = given.selecting(kept)
    let extent = try GeographicExtent(of: chosen.geometries, threads: threads)
    let world = try chosen.geometries.placed(
      in: MeasuringSystems.worldwide(around: extent), threads: threads
    ).geometries
    let index = PolygonIndex(world, threads: threads)
    let merged = try dissolve(world, Array(0..<world.count), index, chosen, threads: threads)
    guard let merged else { return 0 }
    let dissolved = PolygonIndex(merged.geometries, threads: threads)
    return max(0, index.areas.orderFreeSum - dissolved.areas.orderFreeSum)
  }

  /// Merges clusters of features that share area; nil when there are none.
  private static func dissolve(
    _ geometries: Geometries, _ kept: [Int], _ index: PolygonIndex, _ layer: Layer, threads: Int
  ) throws -> (geometries: Geometries, origins: [[Int]])? {
    guard
      var clusters = OverlapClusters.sets(
        of: index, minArea: smallestOverlapSquareMeters, minShare: smallestOverlapShare,
        threads: threads)
    else { return nil }
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

extension ArealLayer {
  /// The features of a layer that have an area, and why the others do not.
  struct Sorted {
    private(set) var kept: [Int] = []
    private(set) var dropped: [Dropped] = []
    private(set) var reasons: [Int: UnknownReason] = [:]

    /// - Parameter geometries: those of the layer, collections merged.
    /// - Throws: `InputError` for a layer that has features but no polygons, `FormatError` for an
    ///   invalid polygon that is not to be left out.
    fileprivate init(
      _ layer: Layer, _ geometries: Geometries, named name: String, lenient: Bool, threads: Int
    ) throws {
      for feature in 0..<layer.count {
        if geometries.partKinds(ofFeature: feature).contains(.polygon) {
          kept.append(feature)
        } else {
          let kind = geometries.kinds[feature]
          let isNowhere = kind == .null || geometries.isEmpty(feature: feature)
          if let fault = layer.leftOut[feature] {
            drop(
              feature, of: layer, fault.isLine ? .noArea : .invalidPolygon,
              "invalid \(fault.isLine ? "line" : "polygon"): \(fault.reason)")
            continue
          }
          drop(
            feature, of: layer, isNowhere ? .noGeometry : .noArea,
            kind == .null
              ? "no geometry" : isNowhere ? "empty geometry" : "a \(kind.name) has no area")
        }
      }
      let isAnyLinear = geometries.kinds.contains { $0 != .null && !$0.isAreal }
      guard !kept.isEmpty || !isAnyLinear else {
        throw InputError(
          path: layer.path, reason: "layer \"\(name)\" has no polygons, and areas need them",
          remedy: "points and lines can be destinations of accessibility")
      }
      let invalid = try Overlay.invalidFeatures(kept, in: geometries, threads: threads)
      guard invalid.isEmpty || lenient else {
        throw FormatError(
          invalid, of: layer,
          remedy: InvalidPolygonRemedy.feature)
      }
      for one in invalid {
        drop(
          one.feature, of: layer, .invalidPolygon,
          "invalid polygon: \(one.reason) at \(one.x) \(one.y)")
      }
      kept.removeAll { reasons[$0] != nil }
    }

    private mutating func drop(
      _ feature: Int, of layer: Layer, _ reason: UnknownReason, _ text: String
    ) {
      dropped.append(Dropped(feature: layer.label(ofFeature: feature), reason: text))
      reasons[feature] = reason
    }

    /// The layer with what was left out empty.
    fileprivate func thinned(_ geometries: Geometries) -> Geometries {
      guard kept.count < geometries.count else { return geometries }
      var thinned = Geometries(crs: geometries.crs)
      for feature in 0..<geometries.count {
        if reasons[feature] == nil {
          thinned.append(feature: feature, of: geometries)
        } else {
          thinned.beginFeature(.polygon)
        }
      }
      return thinned
    }
  }

  /// Refuses a layer of whose features none has a position: nothing can be said of it.
  /// - Throws: `InputError` naming what a table needs.
  public func requirePositions() throws(InputError) {
    guard hasNoPositions else { return }
    throw InputError(
      path: study.layer.path, reason: "no feature of layer \"\(study.name)\" has a position",
      remedy: PositionRemedy.table)
  }
}

/// What to do about a table without positions.
package enum PositionRemedy {
  package static let table: Remedy = .anyOf(
    "a table needs the columns lon and lat", "x and y with \(FileSetting.crs)")
}
