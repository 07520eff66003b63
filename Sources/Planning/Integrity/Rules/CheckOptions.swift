public import GeoCore
public import GeoFormats
public import PlanningStudies

/// What to check, and how.
public struct CheckOptions: Sendable {
  /// How files are read.
  public var read: ReadOptions
  /// Which rules are applied, and how bad their findings are.
  public var rules: RuleSelection
  /// What attributes must be; nil does not check them.
  public var schema: LayerSchema?
  /// What of coverages is checked; nil for nothing.
  public var coverage: TopologyRequest?
  /// Reads the plans that are among the files; nil when there are none.
  public var plans: PlanReader?
  /// Where findings are read: how they spell what can be set.
  public var door: any Door = LibraryDoor()
  /// Where the time is booked.
  public var phases = Phases()

  /// What to check. Nothing is asked of attributes or of coverage, unless it is given.
  public init(
    read: ReadOptions = ReadOptions(), rules: RuleSelection = RuleSelection(),
    schema: LayerSchema? = nil, coverage: TopologyRequest? = nil
  ) {
    self.read = read
    self.rules = rules
    self.schema = schema
    self.coverage = coverage
  }

  /// The rules that are applied, in the order of their codes.
  public var checkedRules: [IntegrityRule] {
    IntegrityRules.all.filter { rules.contains($0) && isAskedFor($0) }
  }

  /// Whether what the rule looks at is checked at all.
  private func isAskedFor(_ rule: IntegrityRule) -> Bool {
    switch rule.family {
    case .structure, .validity, .referenceSystem: return true
    case .attributes: return schema != nil
    case .plan: return plans != nil
    case .coverage:
      let needsBoundary = IntegrityRules.boundaryRules.contains(rule)
      return coverage != nil && (!needsBoundary || coverage?.boundary != nil)
    }
  }
}
