/// Where what was found near the border of a study area may not be true: the nearest facility may
/// lie outside it, where nobody looked.
///
/// An origin is affected when leaving the area costs less than its nearest facility, or when it
/// has none and the area can be left. An origin outside the area has left it, at no cost.
///
/// **Units:** any, the same for both costs.
/// **Boundary rule:** an origin that is as near to the border as to its facility is not affected.
/// **Source:** Sadler, Gilliland and Arku 2011, doi:10.1186/1476-072X-10-34, on the edge effect.
public struct BoundaryBias: Sendable, Equatable {
  /// For each origin; nil where nothing is known of it.
  public let isAffected: [Bool?]

  /// Holds facilities against the border, origin by origin.
  ///
  /// - Parameters:
  ///   - facility: the cost from each origin to its nearest facility; nil when it has none.
  ///   - border: the cost to the nearest place where the area ends; nil when it cannot be left.
  ///   - isKnown: whether anything is known of the origin.
  public init(facility: [Double?], border: [Double?], isKnown: [Bool]) {
    precondition(facility.count == border.count && facility.count == isKnown.count)
    isAffected = facility.indices.map { i in
      guard isKnown[i] else { return nil }
      guard let border = border[i] else { return false }
      return facility[i].map { border < $0 } ?? true
    }
  }

  /// How many origins are affected.
  public var affectedCount: Int { isAffected.count { $0 == true } }

  /// The share of some origins that is affected, of those of which it is known, by their weights:
  /// people, or areas. nil when there is none.
  public func share(ofOrigins origins: some Sequence<Int>, weights: [Double]) -> Double? {
    var known = 0.0
    var affected = 0.0
    for origin in origins {
      guard let isAffected = isAffected[origin] else { continue }
      known += weights[origin]
      if isAffected { affected += weights[origin] }
    }
    return known > 0 ? affected / known : nil
  }
}
