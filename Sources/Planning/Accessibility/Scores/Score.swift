/// A place's score, or why it has none.
public enum Score: Sendable, Equatable {
  case value(Double)
  case missing(MissingReason)

  public var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  public var reason: MissingReason? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}

/// Why a place has no score.
public enum MissingReason: String, Sendable, CaseIterable {
  /// No pair leads from the place to any destination.
  case notConnected = "not_connected"
  /// The scenario leaves no destination, or there is none yet without it.
  case noDestinations = "no_destinations"
  /// Pairs lead from the place, and all lie beyond the cutoff or where the decay is 0.
  case outOfCutoff = "out_of_cutoff"
  /// Nobody competes for what is in reach, so that a ratio of supply to demand has no value.
  case noDemand = "no_demand"
  /// What is in reach supplies nothing.
  case noSupply = "no_supply"
  /// Less is in reach than was asked for.
  case notEnoughSupply = "not_enough_supply"

  /// Whether the place reaches no destination at all, so that a sum over those it reaches is 0.
  public var isOutOfReach: Bool {
    switch self {
    case .notConnected, .noDestinations, .outOfCutoff: true
    case .noDemand, .noSupply, .notEnoughSupply: false
    }
  }

  /// One line for documents and help.
  public var meaning: String {
    switch self {
    case .notConnected: "no pair leads from the origin to a destination"
    case .noDestinations: "no destination is there: all are closed, or not open yet"
    case .outOfCutoff: "all destinations lie beyond the cutoff, or where the decay is 0"
    case .noDemand: "nobody competes for what is in reach: the ratio has no value"
    case .noSupply: "what is in reach supplies nothing"
    case .notEnoughSupply: "less supply is in reach than --count asks for"
    }
  }
}
