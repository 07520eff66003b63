/// A run of measures over one study, with and without a change of destinations.
///
/// **Units:** minutes, people, and what is offered; scores are in the unit of the measure.
/// **Boundary rule:** a cost of exactly the cutoff counts. **Complexity:** that of the measure, for
/// each state. The same on any number of threads.
///
/// ```swift
/// // Two villages of 100 and 300 people, 10 and 20 minutes from a surgery with 2 doctors.
/// let costs = try CostTable(
///   originCount: 2, destinationCount: 1, origins: [0, 1], destinations: [0, 0], minutes: [10, 20])
/// let study = try AccessStudy(costs: costs, demand: [100, 300], supply: [2])
/// let outcome = try AccessRun(study: study).outcome(
///   of: try Measures.named("2sfca"), named: "doctors",
///   MeasureParameters(cutoffMinutes: 15), threads: 1)
/// let scores = outcome.before.scores  // 0.02 doctors a head; the other is out of reach
/// ```
public struct AccessRun: Sendable {
  /// Costs, people and supply with all destinations: those that close and those that open.
  public var study: AccessStudy
  /// Destinations that the scenario closes.
  public var closed: [Int]
  /// Destinations that the scenario opens: without it they are not there.
  public var opened: [Int]
  /// Give 0 instead of null to origins that reach nothing, where scores are sums.
  public var fillsMissing: Bool

  /// A run over a study. Closed and opened destinations, by their numbers, are the scenario.
  public init(
    study: AccessStudy, closed: [Int] = [], opened: [Int] = [], fillsMissing: Bool = false
  ) {
    self.study = study
    self.closed = closed
    self.opened = opened
    self.fillsMissing = fillsMissing
  }

  /// What a scenario tells apart.
  public enum State: String, Sendable, CaseIterable {
    /// As things are.
    case before
    /// In the scenario.
    case after
  }

  /// Whether anything closes or opens.
  public var hasScenario: Bool { !closed.isEmpty || !opened.isEmpty }

  /// The states that there are: without a scenario, things as they are.
  public var states: [State] { hasScenario ? State.allCases : [.before] }

  /// The study in a state: only the destinations that are there then.
  public func study(_ state: State) -> AccessStudy { study.closing(absent(state)) }

  /// The destinations that are not there.
  private func absent(_ state: State) -> [Int] { state == .before ? opened : closed }

  /// Evaluates a measure, under the name that results shall carry.
  /// - Throws: what the measure throws.
  public func outcome(
    of type: any AccessibilityMeasure.Type, named name: String, _ parameters: MeasureParameters,
    threads: Int
  ) throws -> Outcome {
    let measure = try type.init(parameters)
    func result(_ state: State) throws -> MeasureResult {
      var result = try measure.evaluate(study(state), threads: threads)
      if absent(state).count == study.destinationCount {
        result.scores = result.scores.map { score in
          score.reason == .notConnected ? .missing(.noDestinations) : score
        }
      }
      return result
    }
    let outcome = Outcome(
      name: name, isCost: type.about.isCost, before: try result(.before),
      after: try hasScenario ? result(.after) : nil)
    return fillsMissing ? outcome.fillingMissing() : outcome
  }
}
