import GeoCore
import GeoFormats
import PlanningAccess
import PlanningStudies

/// The people at the origins, and the tables about them.
extension AccessibilityCommand {
  /// Who lives at the origins.
  struct People {
    /// At each origin; nil when nobody was counted.
    var counted: [Double]?
    var groups: [String?]?
    var incomes: [Double?]?

    func weights(_ count: Int) -> [Double] { counted ?? Array(repeating: 1, count: count) }
  }

  /// - Throws: `InputError` for columns that are not there or do not hold what they should, and for
  ///   such as the scores would replace.
  func people(_ origins: Places, _ measures: [String]) throws -> People {
    let explained = measured.explained
    for case (let option, let name?) in [
      ("--demand", measured.demand), ("--groups", explained.groups),
    ] where isTaken(name, measures) {
      throw InputError(
        path: origins.path,
        reason: "\(option) \(name): a column of the results has the same name",
        remedy: "give the column another name", kind: .usage)
    }
    let counted = try measured.demand.map { try origins.amounts($0) }
    if let note = counted?.note { global.note(note) }
    return People(
      counted: counted?.values,
      groups: try explained.groups.map { name in
        let column = try origins.column(name)
        return (0..<origins.count).map { column.key($0) }
      },
      incomes: try explained.income.map { try origins.numbers($0) })
  }

  /// Whether a column of this name is one of the results'.
  private func isTaken(_ name: String, _ measures: [String]) -> Bool {
    let endings = ["", "_reason", "_after", "_after_reason", "_change"]
    return name == "boundary_bias"
      || measures.contains { measure in endings.contains { measure + $0 == name } }
  }

  /// The scores of all origins, with the columns that were asked about.
  func scores(_ outcomes: [AccessRun.Outcome], _ origins: Places, _ costs: Costs) -> Layer {
    let kept = [measured.demand, measured.explained.groups].compactMap { $0 }
    return AccessTables.scores(
      outcomes, origins: origins, keeping: kept, boundaryBias: costs.boundaryBias)
  }

  /// Who has no score and why, whom the scenario concerns, whom the table of inequality leaves out,
  /// who lives too near to the border.
  func notes(
    on outcomes: [AccessRun.Outcome], _ run: AccessRun, _ people: People, _ bias: BoundaryBias?
  ) -> [String] {
    var notes =
      AccessNotes.missing(outcomes) + AccessNotes.turns(outcomes, people: people.counted)
    if measured.explained.inequality != nil {
      notes += AccessNotes.leftOut(outcomes, people: people.counted)
      notes += AccessNotes.unranked(
        people.incomes, people: people.counted, column: measured.explained.income)
      if people.counted == nil {
        notes.append("inequality counts every origin as one person; --demand names their number")
      }
    }
    return notes + (bias.flatMap(AccessNotes.border).map { [$0] } ?? [])
  }

  /// The tables of groups, of zones and of inequality, where they were asked for.
  func addPeople(
    _ outcomes: [AccessRun.Outcome], _ people: People, _ zones: ZoneMembers?, _ run: AccessRun,
    _ bias: BoundaryBias?, to batch: inout OutputBatch
  ) throws {
    let explained = measured.explained
    let weights = people.weights(run.study.originCount)
    func add(_ table: Layer, to path: String) throws {
      try batch.add(
        [table], as: try OutputOptions.format(ofPath: path), to: path,
        options: WriteOptions(csv: output.table.dialect, threads: global.threads))
    }
    if let path = explained.groupsOutput, let groups = people.groups {
      try add(
        AccessTables.groups(outcomes, groups: groups, people: weights, boundaryBias: bias),
        to: path)
    }
    if let path = explained.zonesOutput, let zones {
      try add(
        AccessTables.zones(outcomes, members: zones, people: weights, boundaryBias: bias),
        to: path)
    }
    if let path = explained.inequality {
      let indices = InequalityIndices.all(
        povertyLine: explained.povertyLine, quantiles: explained.palmaOf ?? .scored)
      try add(
        AccessTables.inequality(
          outcomes, people: weights, groups: people.groups ?? zones?.groups,
          incomes: people.incomes, indices: indices), to: path)
    }
  }
}
