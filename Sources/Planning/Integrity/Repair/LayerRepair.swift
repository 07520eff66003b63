internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Repairs a layer: the steps of `RepairSteps`, in their order.
///
/// What one step does may give an earlier one something to do, so that all but the first and the
/// last are done again until a round of them changes nothing: that round is the proof that the
/// result is in order, and that a second run would change nothing.
///
/// **Units:** metres and square metres. **CRS:** geometry is decided on in the layer's own system,
/// where its edges are straight; distances are converted to metres on the ground, areas are
/// measured in an equal-area system.
/// **Shapes:** polygons and multipolygons; lines lose repeated points; the polygons of collections
/// are made valid, member by member, and otherwise stay as they are, one area to their neighbours;
/// points
/// and null geometries pass through.
public enum LayerRepair {
  /// Repairs a layer, and accounts for it.
  ///
  /// - Throws: `FormatError` or `InputError` when the layer cannot be measured or an attribute
  ///   asked for is not there.
  public static func repaired(_ layer: Layer, options: RepairOptions) throws -> RepairResult {
    if let field = options.preferredField, layer.attributes[field] == nil {
      throw InputError(
        path: layer.path, reason: "there is no attribute \"\(field)\" to prefer by",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))", kind: .usage)
    }
    var state: RepairState
    do {
      state = try RepairState(layer, options: options)
    } catch let error as PROJError {
      throw FormatError(path: layer.path, reason: error.reason, remedy: error.remedy)
    }
    let steps = RepairSteps.wanted(options)
    let first = steps.prefix { !$0.isRepeated }
    let last = steps.drop { !$0.isRepeated }.drop { $0.isRepeated }
    let repeated = steps.filter { $0.isRepeated }
    let given = state.geometries
    for step in first { try step.apply(to: &state) }
    let original = state.geometries
    let ending = try RepairRounds(steps: repeated).run(&state)
    for step in last { try step.apply(to: &state) }
    return try RepairResult(
      state, given: given, original: original, steps: steps, ending: ending)
  }
}

/// A repaired layer and the account of its repair.
public struct RepairResult: Sendable {
  /// The layer to be written, without the features of which nothing is left.
  public var layer: Layer
  /// What was done to it.
  public var report: RepairReport

  /// - Parameters:
  ///   - given: the geometries as they came.
  ///   - original: those with rings closed and coordinates rounded, which what is changed is measured
  ///     from.
  init(
    _ state: RepairState, given: Geometries, original: Geometries, steps: [any RepairStep.Type],
    ending: RepairRounds.Ending
  ) throws {
    let options = state.options
    let geometries = state.geometries
    let features = state.changed.sorted()
    let measures = try ChangedArea.measures(
      ofDoubtful: try Self.areas(of: features, in: original, threads: options.threads),
      try Self.areas(of: features, in: geometries, threads: options.threads),
      in: .system(state.measuring), threads: options.threads)
    let dropped = features.filter {
      geometries.kinds[$0].isAreal && geometries.isEmpty(feature: $0)
        && !given.isEmpty(feature: $0)
    }
    let gone = Set(dropped)
    var report = RepairReport(path: state.layer.path)
    report.maxChange = options.maxChange
    report.isSettled = ending.isSettled
    report.leftApart = try UnmatchedBorders.left(in: state, ending)
    report.steps = steps.map { step in
      let done = (state.actions[step.name] ?? [:]).sorted { $0.key < $1.key }
      return RepairReport.Step(
        name: step.name, summary: step.summary,
        entries: done.map { feature, action in
          RepairReport.Entry(feature: state.labels[feature], action: action)
        })
    }
    let rounded = try Self.rounded(state, given: given, original: original)
    for (feature, measure) in zip(features, measures) {
      let isGone = gone.contains(feature)
      let share =
        measure.before > 0
        ? measure.changed / measure.before : isGone || measure.changed > 0 ? 1 : 0
      guard measure.changed > 0 || isGone else { continue }
      report.changes.append(
        RepairReport.Change(
          feature: state.labels[feature],
          beforeSquareMeters: measure.before - (rounded[feature] ?? 0),
          afterSquareMeters: measure.after, changedSquareMeters: measure.changed, share: share,
          isDropped: isGone))
    }
    report.passedThrough = geometries.kinds.indices.count { feature in
      geometries.kinds[feature] == .geometryCollection && !state.changed.contains(feature)
    }
    let untouched = Set(features)
    let rest = try Self.areas(
      of: original.featuresWithPolygons.filter { !untouched.contains($0) }, in: original,
      threads: options.threads)
    let unchanged = try Self.areas(of: rest, state).orderFreeSum
    let before = unchanged + measures.map(\.before).orderFreeSum
    report.ledger = RepairReport.Ledger(
      featuresIn: original.count, featuresOut: original.count - dropped.count,
      featuresDropped: dropped.count,
      beforeSquareMeters: before - Array(rounded.values).orderFreeSum,
      afterSquareMeters: unchanged + measures.map(\.after).orderFreeSum,
      changedSquareMeters: measures.map(\.changed).orderFreeSum)
    self.report = report
    layer =
      dropped.isEmpty
      ? state.layer
      : state.layer.selecting((0..<state.layer.count).filter { !gone.contains($0) })
  }

  /// What rounding coordinates to the digits of the output has added to the area of each feature that
  /// it moved, m².
  private static func rounded(
    _ state: RepairState, given: Geometries, original: Geometries
  ) throws -> [Int: Double] {
    let features = (state.actions[RoundDigits.name] ?? [:]).keys.sorted()
    let areas = try [given, original].map {
      try Self.areas(of: Self.areas(of: features, in: $0, threads: state.options.threads), state)
    }
    return Dictionary(
      uniqueKeysWithValues: features.indices.map { (features[$0], areas[1][$0] - areas[0][$0]) })
  }

  /// The areas of shapes, their edges straight in the layer's system, m².
  private static func areas(of shapes: Geometries, _ state: RepairState) throws -> [Double] {
    let frames = SystemFrames(in: state.measuring)
    let threads = state.options.threads
    return try frames.measured(
      frames.dividingLongEdges(of: shapes.droppingElevations(), threads: threads), threads: threads
    ).areas(threads: threads)
  }

  /// Some features as areas: of collections their polygons, what several of them cover once.
  private static func areas(
    of features: [Int], in geometries: Geometries, threads: Int
  ) throws -> Geometries {
    let some = geometries.selecting(features)
    guard some.kinds.contains(.geometryCollection) else { return some }
    let flat = some.droppingElevations()
    return (try CollectionAreas.merged(flat, threads: threads)?.geometries ?? flat)
      .withPolygonsOfCollections()
  }
}
