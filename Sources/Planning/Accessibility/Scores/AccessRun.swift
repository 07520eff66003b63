/// A run of measures over one study, with and without a change of destinations.
public struct AccessRun: Sendable {
  public var study: AccessStudy
  /// Destinations that the scenario closes.
  public var closed: [Int]
  /// Destinations that the scenario opens: without it they are not there.
  public var opened: [Int]
  /// Give 0 instead of null to origins that reach nothing, where scores are sums.
  public var fillsMissing: Bool

  public init(
    study: AccessStudy, closed: [Int] = [], opened: [Int] = [], fillsMissing: Bool = false
  ) {
    self.study = study
    self.closed = closed
    self.opened = opened
    self.fillsMissing = fillsMissing
  }

  /// One measure's scores.
  public struct Outcome: Sendable {
    /// The name that results carry.
    public var name: String
    public var isCost: Bool
    /// As things are.
    public var before: MeasureResult
    /// In the scenario; nil without one.
    public var after: MeasureResult?

    /// What the scenario changes at each origin; nil where either score is missing.
    public var changes: [Double?]? {
      after.map { after in
        zip(before.scores, after.scores).map { before, after in
          guard let before = before.value, let after = after.value else { return nil }
          return after - before
        }
      }
    }
  }

  public var hasScenario: Bool { !closed.isEmpty || !opened.isEmpty }

  /// The study as things are.
  public var present: AccessStudy { study.closing(opened) }

  /// Evaluates a measure, under the name that results shall carry.
  /// - Throws: what the measure throws.
  public func outcome(
    of type: any AccessibilityMeasure.Type, named name: String, _ parameters: MeasureParameters,
    threads: Int
  ) throws -> Outcome {
    let measure = try type.init(parameters)
    let isCost = type.about.isCost
    func filled(_ result: MeasureResult) -> MeasureResult {
      guard fillsMissing, !isCost else { return result }
      var result = result
      result.scores = result.scores.map { score in
        switch score {
        case .missing(.notConnected), .missing(.outOfCutoff): .value(0)
        default: score
        }
      }
      return result
    }
    let before = try measure.evaluate(present, threads: threads)
    let after =
      try hasScenario ? measure.evaluate(study.closing(closed), threads: threads) : nil
    return Outcome(name: name, isCost: isCost, before: filled(before), after: after.map(filled))
  }
}
