extension AccessRun {
  /// One measure's scores, before and after a scenario.
  public struct Outcome: Sendable {
    /// The name that results carry.
    public let name: String
    /// Whether less is better.
    public let isCost: Bool
    /// As things are.
    public private(set) var before: MeasureResult
    /// In the scenario; nil without one.
    public private(set) var after: MeasureResult?
    /// Whether each origin has a score in one state only; nil without a scenario. A 0 that fills in
    /// for a missing score is none.
    public let turns: [Turn]?

    init(name: String, isCost: Bool, before: MeasureResult, after: MeasureResult?) {
      self.name = name
      self.isCost = isCost
      self.before = before
      self.after = after
      turns = after.map { after in
        zip(before.scores, after.scores).map { before, after in
          switch (before, after) {
          case (.value, .missing): .loses
          case (.missing, .value): .gains
          default: .stays
          }
        }
      }
    }

    /// What becomes of an origin in a scenario.
    public enum Turn: Sendable {
      /// It has a score before and none after.
      case loses
      /// It has none before and one after.
      case gains
      /// It has a score in both states, or in neither.
      case stays
    }

    /// The outcome with 0 for origins that reach nothing, where scores are sums.
    func fillingMissing() -> Outcome {
      guard !isCost else { return self }
      func filled(_ scores: [Score]) -> [Score] {
        scores.map { $0.reason?.isOutOfReach == true ? .value(0) : $0 }
      }
      var outcome = self
      outcome.before.scores = filled(before.scores)
      if let after { outcome.after?.scores = filled(after.scores) }
      return outcome
    }

    /// What the measure found in a state; nil for `after` without a scenario.
    public func result(_ state: State) -> MeasureResult? { state == .before ? before : after }

    /// The scores of a state, made comparable with those of the other; nil without a scenario.
    ///
    /// Where scores are sums, an origin that has a score in one state and reaches nothing that
    /// offers anything in the other counts 0 there: it loses, or gains, all it has. Costs that are
    /// missing stay missing: no number stands for what cannot be reached.
    public func compared(_ state: State) -> [Score]? {
      guard let after else { return nil }
      let (own, other) = state == .before ? (before, after) : (after, before)
      guard !isCost else { return own.scores }
      return zip(own.scores, other.scores).map { own, other in
        guard let reason = own.reason, other.value != nil else { return own }
        return reason.isOutOfReach || reason == .noSupply ? .value(0) : own
      }
    }

    /// What the scenario changes at each origin, of scores as they are compared; nil where either is
    /// missing.
    public var changes: [Double?]? {
      guard let before = compared(.before), let after = compared(.after) else { return nil }
      return zip(before, after).map { before, after in
        guard let before = before.value, let after = after.value else { return nil }
        return after - before
      }
    }

    /// The scores that inequality is taken of: in a scenario, those of the origins that have one in
    /// both states as they are compared, so that both are over the same people.
    public func paired(_ state: State) -> [Score]? {
      guard let own = compared(state), let other = compared(state == .before ? .after : .before)
      else { return result(state)?.scores }
      return zip(own, other).map { own, other in
        own.value != nil && other.value == nil ? other : own
      }
    }
  }
}
