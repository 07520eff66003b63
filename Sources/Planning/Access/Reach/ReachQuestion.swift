internal import GeoCore
public import PlanningStudies

/// Who and what lies within which distances of a layer.
public struct ReachQuestion: Sendable, Equatable {
  /// How rings share the ground.
  public enum Rings: String, Sendable, CaseIterable {
    /// Each begins where the one before it ends: every place is in one.
    case disjoint
    /// Each holds all those before it.
    case nested
  }

  /// The name of the layer.
  public var layer: String
  /// Where rings end, ascending, metres; 0 is the ground of the layer's own polygons.
  public var withinMeters: [Double]
  /// How rings share the ground.
  public var rings: Rings
  /// The names of layers whose features are counted in each ring.
  public var counted: [String]

  /// Disjoint rings around a layer, in which nothing but people is counted.
  public init(
    layer: String, withinMeters: [Double], rings: Rings = .disjoint, counted: [String] = []
  ) {
    self.layer = layer
    self.withinMeters = withinMeters
    self.rings = rings
    self.counted = counted
  }

  /// The distances, as plans and commands take them.
  public static let within = Parameter(
    key: "within_m", option: "within", units: Quantity.meters, in: 0...1_000_000, isList: true,
    usual: "required",
    meaning: "Distances in metres at which rings end, separated by commas; 0 is the layer itself")

  /// Where ring `k` begins, metres; nil when it holds the ground of the layer itself.
  func start(ofRing k: Int) -> Double? {
    rings == .nested || k == 0 ? nil : withinMeters[k - 1]
  }

  /// What is wrong with the distances; nil when nothing is.
  public static func fault(of distances: [Double]) -> String? {
    if distances.isEmpty { return "names no distance" }
    let ascends = zip(distances, distances.dropFirst()).allSatisfy { $0 < $1 }
    return ascends ? nil : "must ascend"
  }
}
