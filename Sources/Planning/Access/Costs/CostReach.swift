/// Which pairs of origin and destination measures look at.
///
/// A source that gives all of these, and from every origin that has none of them the nearest
/// destination if there is a way to any, gives the same scores and reasons as one that gives all
/// pairs.
///
/// **Units:** those of the costs, minutes on networks. **Boundary rule:** a cost equal to a limit
/// is within it.
public struct CostReach: Sendable, Equatable {
  /// All pairs up to this cost count; nil when none are asked for by their cost.
  public private(set) var limitMinutes: Double?
  /// So much supply is looked for from every origin, the nearest first; nil when none is.
  public private(set) var supply: Double?
  /// No farther than that.
  public private(set) var supplyLimitMinutes = Double.infinity

  /// All pairs, whatever they cost.
  public static var everything: CostReach { within(.infinity) }

  /// All pairs up to a cost.
  public static func within(_ minutes: Double) -> CostReach {
    CostReach(limitMinutes: minutes, supply: nil)
  }

  /// All pairs up to the cutoff that have a weight.
  static func within(_ decay: (any Decay)?, _ cutoff: Double?) -> CostReach {
    .within(min(decay?.end ?? .infinity, cutoff ?? .infinity))
  }

  /// The nearest destinations that together offer so much.
  public static func nearest(supply: Double, within minutes: Double) -> CostReach {
    CostReach(limitMinutes: nil, supply: supply, supplyLimitMinutes: minutes)
  }

  private init(limitMinutes: Double?, supply: Double?, supplyLimitMinutes: Double = .infinity) {
    self.limitMinutes = limitMinutes
    self.supply = supply
    self.supplyLimitMinutes = supplyLimitMinutes
  }

  /// What several look at together; everything when there are none.
  init(joining all: [CostReach]) {
    guard !all.isEmpty else {
      self = .everything
      return
    }
    limitMinutes = all.compactMap(\.limitMinutes).max()
    supply = all.compactMap(\.supply).max()
    supplyLimitMinutes =
      all.filter { $0.supply != nil }.map(\.supplyLimitMinutes).max() ?? .infinity
  }

  /// How many nearest destinations hold the supply that is looked for, as far as each offers at
  /// least `leastSupply`; nil when none is looked for, or more than `most` may be needed.
  func nearestCount(leastSupply: Double, most: Int) -> Int? {
    guard let supply, leastSupply > 0 else { return nil }
    let count = (supply / leastSupply).rounded(.up)
    return count <= Double(most) ? max(1, Int(count)) : nil
  }
}
