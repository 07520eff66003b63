/// The one list of rules. Help, `--list-rules`, `--explain` and the reports read it.
public enum IntegrityRules {
  /// The rules with code of their own, a file each.
  static let definitions: [any RuleDefinition.Type] = [
    ReaderNotice.self, NullGeometry.self, DuplicateID.self, Winding.self, OutOfRange.self,
    SwappedAxes.self, NeedlessDigits.self, BeyondAntimeridian.self, AntimeridianCrossing.self,
    NeedlessCollection.self, SinglePartMulti.self, EmptyRing.self,
    InvalidPolygon.self, RepeatedPoints.self, Sliver.self, TinyPart.self, ZeroLengthLine.self,
    NearSpikeRule.self,
    MissingField.self, WrongType.self, MissingValue.self, NotUnique.self, NotInList.self,
    ValueOutOfRange.self, PatternMismatch.self, UnexpectedField.self, ImpossibleAccuracy.self,
    PlanUnreadable.self, MissingLayer.self, ZoneCount.self, PopulationTotal.self,
    ZoneIdentity.self, FigureDiffers.self, Checksum.self,
    UnknownCRS.self, MismatchedCRS.self, BallparkOnly.self, OutsideAreaOfUse.self, MixedCRS.self,
    CoverageCheck.self,
  ]

  /// The rules that are words alone, of the families' tables.
  private static let tables: [[IntegrityRule]] = [
    StructureFaults.all.map(\.rule), FileRules.all, ValidityRules.named.map(\.rule),
    CoverageRules.all.filter { $0 != CoverageCheck.rule },
  ]

  /// The rule of files that are not there.
  public static var missingFile: IntegrityRule { FileRules.missing }

  /// The rules of coverages.
  public static var coverageRules: [IntegrityRule] { all.filter { $0.family == .coverage } }

  /// Those of them that need a boundary.
  public static var boundaryRules: [IntegrityRule] {
    [CoverageRules.outsideBoundary, CoverageRules.boundaryNotCovered]
  }

  /// The rules that need a schema.
  public static var schemaRules: [IntegrityRule] {
    all.filter { $0.family == .attributes && $0 != ImpossibleAccuracy.rule }
  }

  /// The rules that a text names: by a code, a name, or the letter of a family.
  public static func all(named text: String) -> [IntegrityRule] {
    if let rule = named(text) { return [rule] }
    return all.filter { $0.family == RuleFamily(rawValue: text.uppercased()) }
  }

  /// All rules, in the order of their codes.
  public static let all: [IntegrityRule] = (definitions.map { $0.rule } + tables.joined())
    .sorted { $0.code < $1.code }

  /// The rule with that code, in any case of letters, or that name.
  public static func named(_ text: String) -> IntegrityRule? {
    let code = text.uppercased()
    let name = text.lowercased()
    return all.first { $0.code == code || $0.name == name }
  }

  /// What is decided on a layer as a whole, in the order of findings: the structure of its text by
  /// the codes of rules, then as they are listed.
  static let layerChecks: [LayerDecision] = {
    let own = definitions.compactMap { $0 as? any LayerCheck.Type }
    let structure =
      own.filter { $0.rule.family == .structure }.map { LayerDecision($0) }
      + StructureFaults.all.map { LayerDecision($0) }
    return structure.sorted { $0.rules[0].code < $1.rules[0].code }
      + own.filter { $0.rule.family != .structure }.map { LayerDecision($0) }
  }()
  static let planRules: [any PlanRule.Type] = definitions.compactMap { $0 as? any PlanRule.Type }
  static let featureChecks: [any FeatureCheck.Type] = definitions.compactMap {
    $0 as? any FeatureCheck.Type
  }
}
