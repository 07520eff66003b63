internal import GeoCore
internal import PlanningStudies

/// What the cost between a demand place and a site is, and its whole units.
public enum SiteModel: Sendable, Equatable {
  /// A straight line in the metric system; millimetres.
  case straightLine
  /// The fastest way on streets; its time, in milliseconds.
  case streetTime
  /// The fastest way on streets; its length, in millimetres.
  case streetLength

  /// The model that a cutoff and streets ask for.
  ///
  /// - Parameter hasStreets: whether there is a network.
  public init(_ cutoff: SiteCutoff?, hasStreets: Bool) {
    guard hasStreets else {
      self = .straightLine
      return
    }
    if case .meters = cutoff { self = .streetLength } else { self = .streetTime }
  }

  /// The name that results carry, as those of accessibility do.
  public var name: String {
    self == .straightLine ? "straight_line" : "street_network"
  }

  /// The column of a cost: metres or minutes.
  public var costColumn: String { self == .streetTime ? "travel_time" : "distance_m" }

  /// The end of a column's name that tells the unit.
  var suffix: String { self == .streetTime ? "_min" : "_m" }

  /// The column of a mean cost.
  var meanColumn: String {
    self == .streetTime ? "mean_travel_time_min" : "mean_distance_m"
  }

  /// A cost as results give it.
  func rounded(_ cost: Double) -> Double {
    self == .streetTime ? Rounding.minutes(cost) : Rounding.meters(cost)
  }

  /// What one whole number is: metres or minutes.
  var unit: Double { self == .streetTime ? 1.0 / 60_000 : 1.0 / 1000 }

  /// A cost in metres or minutes.
  func cost(_ whole: Double) -> Double { whole * unit }

  /// `12.5 m`, `7.2 min`.
  func text(_ cost: Double) -> String {
    self == .streetTime
      ? "\(JSONText.number(Rounding.minutes(cost))) min"
      : "\(JSONText.number((cost * 10).rounded() / 10)) m"
  }
}
