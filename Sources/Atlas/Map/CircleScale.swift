/// Circles whose area is in proportion to a value.
///
/// **Source:** Bertin 1967, Sémiologie graphique: amounts are for sizes, as rates are for shades.
struct CircleScale: Sendable, Equatable {
  private let largest: Double
  private let greatestRadius: Double

  /// - Parameters:
  ///   - largest: the greatest absolute value, above 0.
  ///   - count: how many features share the map; many get smaller circles.
  init(largest: Double, count: Int) {
    self.largest = largest
    let crowd = (150 / Double(max(count, 1))).squareRoot()
    greatestRadius = min(max(30 * min(crowd, 1), 6), 30)
  }

  /// The radius in pixels; never so small that it is not seen.
  func radius(of value: Double) -> Double {
    max(greatestRadius * (abs(value) / largest).squareRoot(), 0.7)
  }

  /// Round values for the legend, the greatest first: about all, a fourth and a twentieth of the largest.
  var samples: [Double] {
    var samples: [Double] = []
    for share in [1, 0.25, 0.05] {
      let value = RoundNumber.atMost(largest * share)
      if value > 0, value < samples.last ?? .infinity { samples.append(value) }
    }
    return samples
  }
}
