public import GeoCore

/// Where people live: `PeopleModel` for plans and commands.
public struct PeopleStudy: Study {
  /// `people`.
  public static let analysis = "people"

  /// A study of the people that the request names.
  public init() {}

  /// - Throws: `InputError` when nobody is counted, and for evidence that is none.
  public func run(in context: StudyContext) throws -> PeopleOutput {
    guard let model = try context.compute({ try context.peopleModel() }) else {
      throw InputError(
        reason: "nobody is counted", remedy: "name a layer that counts people, and its attribute")
    }
    return PeopleOutput(model: model)
  }
}

extension PeopleStudy: PlannedStudy {
  package static let planKeys: [String] = []
  package static let files = [StudyFile("people.gpkg")]

  /// The plan says it under `people`, which all studies share.
  package static func read(_ plan: PlanSections) -> PeopleStudy? {
    plan.people?.isRefined == true ? PeopleStudy() : nil
  }
}

/// What `PeopleStudy` has found.
public struct PeopleOutput: StudyOutput {
  let model: PeopleModel

  /// The fragments of cells with their people.
  public var tables: [StudyTable] {
    [StudyTable("people.gpkg", model.layer, isInGeoPackage: false)]
  }

  /// Known totals beside what was counted and fitted.
  public var totalsLedger: Layer { model.ledger }

  /// How far zones that were held out are from what is predicted; nil when none were.
  public var heldOut: HeldOutError? { model.heldOut }

  /// The counts, the totals they meet, and the measured error.
  public var parameters: [(name: String, value: JSONValue)] {
    [
      ("people_field", .string(model.counted.field)),
      ("people_counted", .number(Rounding.people(model.sums.counted))),
      ("people_fitted", .number(Rounding.people(model.sums.fitted))),
      ("people_totals", .strings(model.totals.map { "\($0.name):\($0.field)" })),
      ("people_totals_missed", .integer(model.fitting.conflicts.count)),
      ("people_fitting_rounds", .integer(model.fitting.rounds)),
      ("people_held_out", model.heldOut?.json ?? .null),
    ]
  }

  /// People counted where nobody lives, and totals that are not met.
  public var notes: [String] { model.notes }

  /// The sums and the measured error, for `summary.json`.
  public var totals: [JSONValue.Member] {
    let figures = parameters.map { JSONValue.Member(name: $0.name, value: $0.value) }
    return [JSONValue.Member(name: "people", value: .object(figures))]
  }

  /// Two lines: who is counted and fitted, and how exact predictions are.
  public var digest: [SummaryBlock] {
    let sums = model.sums
    var lines = [
      "people: \(FigureText.grouped(Int(nearest: sums.counted))) counted,"
        + " \(FigureText.grouped(Int(nearest: sums.fitted))) once known totals are met"
    ]
    if let heldOut, let mean = heldOut.mean, let worst = heldOut.worst {
      let error = worst.relativeError.map { FigureText.percent(abs($0)) } ?? "-"
      lines.append(
        "\(heldOut.layer) predicted without their totals: mean error"
          + " \(FigureText.percent(mean)), worst \(error) (\(worst.id))")
    }
    return lines.map { .line($0) }
  }
}
