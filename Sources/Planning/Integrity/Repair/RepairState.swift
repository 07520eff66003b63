internal import GeoAlgorithms
package import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// A layer under repair: its features keep their places until the end, so that a number always
/// means the same feature.
package struct RepairState {
  package internal(set) var layer: Layer
  let options: RepairOptions
  /// What areas are measured in: one equal-area system, or `CRS.localFrames` where the layer is
  /// spread so widely that none serves.
  let measuring: CRS
  let scale: GroundScale
  /// What was done, by step, then feature.
  private(set) var actions: [String: [Int: RepairAction]] = [:]
  /// Features whose geometry was changed, winding aside.
  private(set) var changed: Set<Int> = []
  /// How reports name the features: by their ids as they came.
  let labels: [String]
  /// Where the vertices of borders came from.
  var history = BorderHistory()
  /// How much was done to which feature since the round began.
  private(set) var doneInRound: [Int: Int] = [:]
  /// Whether something was done since the round began.
  private(set) var isDirty = false
  /// Whether a step could not do its work since the round began.
  var isStuck = false

  init(_ layer: Layer, options: RepairOptions) throws {
    self.layer = layer
    self.options = options
    labels = (0..<layer.count).map(layer.label(ofFeature:))
    let box = layer.geometries.box
    let extent = try GeographicExtent(of: layer.geometries, threads: options.threads)
    let systems = try MeasuringSystems(for: extent)
    let isWide =
      try extent.box.width > MeasuringSystems.widestInOnePlaneDegrees
      && !layer.geometries.isInOnePiece(in: systems.area)
    measuring = systems.isWorldwide || isWide ? .localFrames : systems.area
    scale = try GroundScale(of: layer.crs, around: box)
  }

  var geometries: Geometries { layer.geometries }

  /// Begins a round of steps.
  mutating func beginRound() {
    doneInRound = [:]
    isDirty = false
    isStuck = false
    history.beginRound()
  }

  /// Books something done to a feature.
  mutating func book(
    _ step: any RepairStep.Type, _ feature: Int, _ counts: [(what: String, count: Int)],
    changedSquareMeters: Double = 0
  ) {
    isDirty = true
    doneInRound[feature, default: 0] += counts.map(\.count).reduce(0, +)
    var action = actions[step.name]?[feature] ?? RepairAction()
    for (what, count) in counts where count > 0 { action.add(count, what) }
    action.changedSquareMeters += changedSquareMeters
    actions[step.name, default: [:]][feature] = action
  }

  /// Books that a feature has got another id.
  mutating func book(_ step: any RepairStep.Type, _ feature: Int, newID: String) {
    book(step, feature, [("ids changed", 1)])
    actions[step.name]?[feature]?.newID = newID
  }

  /// Puts new shapes into the layer and books what each has changed.
  mutating func replace(
    _ step: any RepairStep.Type,
    _ changes: [(feature: Int, shape: EditableShape, counts: [(what: String, count: Int)])]
  ) throws {
    guard !changes.isEmpty else { return }
    let features = changes.map(\.feature)
    let before = layer.geometries.selecting(features)
    layer.geometries = layer.geometries.replacing(
      Dictionary(uniqueKeysWithValues: changes.map { ($0.feature, $0.shape) }))
    let after = layer.geometries.selecting(features)
    if step != SnapVertices.self, step != NodeEdges.self {
      for (i, change) in changes.enumerated() {
        history.follow(
          change.feature, from: before.shape(ofFeature: i), to: change.shape, scale: scale)
      }
    }
    let measures = try ChangedArea.measures(
      ofDoubtful: before, after, in: .system(measuring), threads: options.threads)
    for (change, measure) in zip(changes, measures) {
      changed.insert(change.feature)
      book(step, change.feature, change.counts, changedSquareMeters: measure.changed)
    }
  }

  /// Puts new shapes of members of collections into the layer, by feature and place in it, and
  /// books what each collection has changed.
  mutating func replaceMembers(
    _ step: any RepairStep.Type, _ changes: [(feature: Int, shapes: [Int: EditableShape])],
    what: String
  ) throws {
    guard !changes.isEmpty else { return }
    let crs = layer.geometries.crs
    var (before, after) = (Geometries(crs: crs), Geometries(crs: crs))
    for (feature, shapes) in changes {
      let old = layer.geometries.polygonalMembers(ofFeature: feature)
      for (place, shape) in shapes.sorted(by: { $0.key < $1.key }) {
        guard let given = old[place] else { continue }
        before.append(given)
        after.append(shape)
      }
    }
    layer.geometries = layer.geometries.replacingMembers(
      Dictionary(uniqueKeysWithValues: changes.map { ($0.feature, $0.shapes) }))
    let measures = try ChangedArea.measures(
      ofDoubtful: before, after, in: .system(measuring), threads: options.threads)
    var next = 0
    for (feature, shapes) in changes {
      let own = measures[next..<(next + shapes.count)]
      next += shapes.count
      changed.insert(feature)
      book(
        step, feature, [(what, shapes.count)],
        changedSquareMeters: own.map(\.changed).orderFreeSum)
    }
  }

  /// Puts other coordinates of the same features into the layer; what they are is booked apart.
  mutating func replaceCoordinates(_ geometries: Geometries) { layer.geometries = geometries }

  /// Gives the features new ids; what was booked names them by the old ones.
  mutating func renumber(_ ids: FeatureIDs) { layer.ids = ids }
}

/// What one step did to one feature.
public struct RepairAction: Sendable, Equatable {
  /// How many of what, in the order in which they came up: `spikes dropped`.
  public private(set) var counts: [Count] = []
  /// Ground lost and gained, together.
  public internal(set) var changedSquareMeters = 0.0
  /// The id that the feature has got; nil where it kept its own.
  public internal(set) var newID: String?

  /// A number of things of one kind.
  public struct Count: Sendable, Equatable {
    /// What was counted, in words: `spikes dropped`.
    public var what: String
    /// How many; above 0.
    public var count: Int
  }

  mutating func add(_ count: Int, _ what: String) {
    if let known = counts.firstIndex(where: { $0.what == what }) {
      counts[known].count += count
    } else {
      counts.append(Count(what: what, count: count))
    }
  }

  /// `2 spikes dropped, 1 repeated vertices dropped`.
  public var text: String {
    if let newID { return "new id: \(newID)" }
    return counts.map { "\($0.what): \($0.count)" }.joined(separator: ", ")
  }
}
