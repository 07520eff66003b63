public import GeoCore
internal import PlanningStudies

/// What a repair did, step by step, and where the ground went.
public struct RepairReport: Sendable {
  /// The file that was read.
  public var path: String
  /// The steps that were taken, in their order, those that found nothing to do included.
  public var steps: [Step] = []
  /// Features that lost or gained ground, in their order.
  public var changes: [Change] = []
  /// The sums over all features.
  public var ledger = Ledger()
  /// The largest share of its area that a feature may change by.
  public var maxChange = 0.01
  /// Whether the last round of steps found nothing to do, and none had to give up.
  public var isSettled = true
  /// Where borders were matched, what is not matched all the same.
  public var leftApart: [LeftApart] = []
  /// Geometry collections that stay as they are: no more than their members' validity is repaired.
  public var passedThrough = 0

  init(path: String) { self.path = path }

  /// One step, and the features it changed.
  public struct Step: Sendable {
    /// The name that `--skip` takes.
    public var name: String
    /// What the step does, in one line.
    public var summary: String
    /// The features that it changed, in their order.
    public var entries: [Entry]

    /// The ground that features lost and gained by it, m².
    public var changedSquareMeters: Double {
      entries.map(\.action.changedSquareMeters).orderFreeSum
    }
  }

  /// What a step did to a feature.
  public struct Entry: Sendable {
    /// The feature, by id or as `#n`.
    public var feature: String
    /// What was done, and how much ground it changed.
    public var action: RepairAction
  }

  /// A feature's ground before and after all steps. That of an invalid feature before is
  /// what its lines enclose.
  public struct Change: Sendable {
    /// The feature, by id or as `#n`.
    public var feature: String
    /// Its area as it was, m².
    public var beforeSquareMeters: Double
    /// Its area as it is, m².
    public var afterSquareMeters: Double
    /// Lost and gained, together.
    public var changedSquareMeters: Double
    /// Of the area before.
    public var share: Double
    /// Nothing is left of it, and it is not written.
    public var isDropped: Bool
  }

  /// Vertices or lines of features that nearly meet and were left as they are.
  public struct LeftApart: Sendable, Equatable {
    /// The features concerned, by id or as `#n`.
    public var features: [String]
    /// What is apart, in words for a list.
    public var what: String
  }

  /// Features in = out + dropped; areas are sums over features.
  public struct Ledger: Sendable, Equatable {
    /// The features that were read.
    public var featuresIn = 0
    /// The features to be written.
    public var featuresOut = 0
    /// The features of which nothing is left.
    public var featuresDropped = 0
    /// Their area as it was, m²; shared ground counts for each.
    public var beforeSquareMeters = 0.0
    /// Their area as it is, m².
    public var afterSquareMeters = 0.0
    /// What features lost and what they gained, together, m².
    public var changedSquareMeters = 0.0
  }

  /// Features that would change by more than is allowed.
  public var refusals: [Change] { changes.filter { $0.share > maxChange } }
  /// Whether something was too much to be changed, so that nothing is to be written.
  public var isRefused: Bool { !refusals.isEmpty }

  /// Whether anything was repaired.
  public var isEmpty: Bool { steps.allSatisfy(\.entries.isEmpty) }

  /// The report for programs: docs/fix.md is its contract.
  public var json: JSONValue {
    let verdict = isRefused ? "refused" : !isSettled ? "unsettled" : isEmpty ? "unchanged" : "fixed"
    return .object([
      "verdict": .string(verdict),
      "path": .string(path),
      "max_change": .number(maxChange),
      "steps": .array(steps.map(Self.json(of:))),
      "changes": .array(changes.map(Self.json(of:))),
      "refused": .strings(refusals.map(\.feature)),
      "left_apart": .array(leftApart.map(Self.json(of:))),
      "collections_passed_through": .integer(passedThrough),
      "ledger": .object([
        "features_in": .integer(ledger.featuresIn),
        "features_out": .integer(ledger.featuresOut),
        "features_dropped": .integer(ledger.featuresDropped),
        "area_before_m2": .number(Rounding.area(ledger.beforeSquareMeters)),
        "area_after_m2": .number(Rounding.area(ledger.afterSquareMeters)),
        "area_changed_m2": .number(Rounding.area(ledger.changedSquareMeters)),
      ]),
    ])
  }

  private static func json(of step: Step) -> JSONValue {
    let features = step.entries.map { entry in
      let counts = entry.action.counts.map {
        JSONValue.object(["what": .string($0.what), "count": .integer($0.count)])
      }
      let newID = entry.action.newID
      return JSONValue.object([
        "feature": .string(entry.feature),
        "counts": .array(counts),
        "new_id": newID.map { .string($0) } ?? .null,
        "changed_m2": .number(Rounding.area(entry.action.changedSquareMeters)),
      ])
    }
    return .object(["name": .string(step.name), "features": .array(features)])
  }

  private static func json(of left: LeftApart) -> JSONValue {
    .object(["features": .strings(left.features), "what": .string(left.what)])
  }

  private static func json(of change: Change) -> JSONValue {
    .object([
      "feature": .string(change.feature),
      "before_m2": .number(Rounding.area(change.beforeSquareMeters)),
      "after_m2": .number(Rounding.area(change.afterSquareMeters)),
      "changed_m2": .number(Rounding.area(change.changedSquareMeters)),
      "changed_share": .number(Rounding.share(change.share)),
      "dropped": .bool(change.isDropped),
    ])
  }
}
