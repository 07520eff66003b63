/// A place's score, or why it has none.
public enum Score: Sendable, Equatable {
  /// A score, in the unit of its measure: never NaN or infinite.
  case value(Double)
  /// No score, and why.
  case missing(MissingReason)

  /// The score; nil when it is missing.
  public var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Why it is missing; nil for a score.
  public var reason: MissingReason? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}

/// What a pair adds to the score of its origin.
public enum Contribution: Sendable, Equatable {
  /// It does not count.
  case none
  /// What it adds, in the unit of the measure.
  case amount(Double)
  /// It counts, and what it adds is not known: then nor is the score.
  case missing(MissingReason)

  /// What it adds; nil when it does not count or is not known.
  public var amount: Double? {
    if case .amount(let amount) = self { amount } else { nil }
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
  /// Nobody competes for what is in reach, so that a ratio of supply to demand has no value; in the
  /// rational agent model: nobody lives there.
  case noDemand = "no_demand"
  /// Nothing is offered anywhere; of costs: by what is in reach.
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

  /// The same in French.
  var sens: String {
    switch self {
    case .notConnected: "aucun coût, ou aucune rue, ne mène de l’origine à une destination"
    case .noDestinations:
      "il n’y a pas de destination : toutes sont fermées, ou pas encore ouvertes"
    case .outOfCutoff:
      "toutes les destinations sont au-delà du seuil, ou là où la décroissance vaut 0"
    case .noDemand:
      "personne n’est en concurrence pour ce qui est à portée : le rapport n’a pas de valeur"
    case .noSupply: "rien n’est offert nulle part ; pour les coûts : par ce qui est à portée"
    case .notEnoughSupply: "il y a moins d’offre à portée que demandé"
    }
  }

  /// One line for documents and help.
  public var meaning: String {
    switch self {
    case .notConnected: "no pair of costs, or no street, leads from the origin to a destination"
    case .noDestinations: "no destination is there: all are closed, or not open yet"
    case .outOfCutoff: "all destinations lie beyond the cutoff, or where the decay is 0"
    case .noDemand:
      "nobody competes for something in reach: the ratio has no value; raam: no people"
    case .noSupply: "nothing is offered anywhere; of costs: by what is in reach"
    case .notEnoughSupply: "less supply is in reach than is asked for"
    }
  }
}
