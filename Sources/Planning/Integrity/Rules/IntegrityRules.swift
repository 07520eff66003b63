/// The one list of rules. Help, `--list-rules`, `--explain` and the reports read it.
public enum IntegrityRules {
  static let definitions: [any RuleDefinition.Type] = [
    Unreadable.self, ReaderNotice.self, NullGeometry.self, DuplicateID.self, Winding.self,
    NotJSON.self, NotGeoJSON.self, MissingMember.self, MistypedMember.self, WrongNesting.self,
    TooFewPositions.self, UnclosedRing.self, NonFiniteNumber.self, OutOfRange.self,
    SwappedAxes.self, WrongBoundingBox.self, DuplicateKey.self, LegacyCRS.self,
    NeedlessDigits.self, AmbiguousMember.self, ForbiddenMember.self, BeyondAntimeridian.self,
    AntimeridianCrossing.self, ExtraOrdinates.self, NestedCollection.self,
    NeedlessCollection.self, SinglePartMulti.self, TooDeep.self, ByteOrderMark.self,
    BareGeometry.self, MissingFile.self, EmptyRing.self, MixedResults.self,
    PassedOver.self,
    InvalidPolygon.self, RepeatedPoints.self, SelfIntersection.self, SelfTouchingRing.self,
    HoleOutsideShell.self, NestedHoles.self, NestedShells.self, DisconnectedInterior.self,
    DuplicateRings.self, Spike.self, Sliver.self, TinyPart.self, TooFewPoints.self,
    ZeroLengthLine.self, NearSpikeRule.self,
    MissingField.self, WrongType.self, MissingValue.self, NotUnique.self, NotInList.self,
    ValueOutOfRange.self, PatternMismatch.self, UnexpectedField.self, ImpossibleAccuracy.self,
    PlanUnreadable.self, MissingLayer.self, ZoneCount.self, PopulationTotal.self,
    ZoneIdentity.self, FigureDiffers.self, Checksum.self,
    UnknownCRS.self, MismatchedCRS.self, BallparkOnly.self, OutsideAreaOfUse.self, MixedCRS.self,
    CoverageOverlap.self, CoverageGap.self, CoverageHole.self, UnmatchedEdge.self,
    DuplicateFeature.self, OutsideBoundary.self,
    BoundaryNotCovered.self,
  ]

  /// The rule of files that are not there.
  public static var missingFile: IntegrityRule { MissingFile.rule }

  /// The rules of coverages.
  public static var coverageRules: [IntegrityRule] { all.filter { $0.family == .coverage } }

  /// Those of them that need a boundary.
  public static var boundaryRules: [IntegrityRule] {
    [OutsideBoundary.rule, BoundaryNotCovered.rule]
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
  public static let all: [IntegrityRule] = definitions.map { $0.rule }.sorted { $0.code < $1.code }

  /// The rule with that code, in any case of letters, or that name.
  public static func named(_ text: String) -> IntegrityRule? {
    let code = text.uppercased()
    let name = text.lowercased()
    return all.first { $0.code == code || $0.name == name }
  }

  static let layerChecks: [any LayerCheck.Type] = definitions.compactMap {
    $0 as? any LayerCheck.Type
  }
  static let planRules: [any PlanRule.Type] = definitions.compactMap { $0 as? any PlanRule.Type }
  static let featureChecks: [any FeatureCheck.Type] = definitions.compactMap {
    $0 as? any FeatureCheck.Type
  }
}
