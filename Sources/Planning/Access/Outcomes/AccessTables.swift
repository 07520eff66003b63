package import GeoCore
internal import PlanningStudies

/// The results of measures as layers.
package enum AccessTables {
  /// One feature an origin: its id, the columns that are kept, and for each measure its score under
  /// the measure's name and the reason where it has none; in a scenario also the score `_after` and
  /// the `_change`. `boundary_bias` comes last, when it is known.
  package static func scores(
    _ outcomes: [AccessRun.Outcome], origins: Places, keeping kept: [String] = [],
    boundaryBias: BoundaryBias? = nil
  ) -> Layer {
    var table = Attributes(rowCount: origins.count)
    table.set(ids(origins.ids))
    for name in kept {
      if let column = origins.attributes[name], name != "id" { table.set(column) }
    }
    for outcome in outcomes {
      append(outcome.before.scores, as: outcome.name, to: &table)
      guard let after = outcome.after, let changes = outcome.changes else { continue }
      append(after.scores, as: outcome.name + "_after", to: &table)
      table.set(
        Column(ScoreFields.change.at(["measure": outcome.name]), unrounded: changes))
    }
    if let boundaryBias {
      var column = Column(ScoreFields.boundaryBias)
      for isAffected in boundaryBias.isAffected { column.append(isAffected) }
      table.set(column)
    }
    return Layer(
      name: "accessibility", geometries: origins.geometries.droppingElevations(),
      attributes: table, ids: FeatureIDs(origins.ids), path: origins.path)
  }

  private static func append(_ scores: [Score], as name: String, to table: inout Attributes) {
    let places = ["measure": name]
    table.set(Column(ScoreFields.score.at(places), unrounded: scores.map(\.value)))
    table.set(Column(ScoreFields.reason.at(places), scores.map { $0.reason?.rawValue }))
  }

  /// The ids of places as a column, numbers as numbers.
  static func ids(_ ids: [FeatureID]) -> Column {
    var column = Column(ScoreFields.id)
    for id in ids {
      if id.isNumber {
        column.append(json: id.text.utf8, kind: Int(id.text) == nil ? .number : .integer)
      } else {
        column.append(id.text)
      }
    }
    return column
  }

  /// One row a measure and group: people, the mean score of a person, and in a scenario the mean
  /// after it, the mean change of those of whom it is known, and how many people lose their score
  /// and gain one; the share of people near the border, when it is known. Groups are in the order of
  /// their names; origins without one come last.
  ///
  /// In a scenario means are of scores as they are compared, see `AccessRun.Outcome.compared(_:)`;
  /// people without a score are those whose score is null.
  package static func groups(
    _ outcomes: [AccessRun.Outcome], groups: [String?], people: [Double],
    boundaryBias: BoundaryBias? = nil
  ) -> Layer {
    let names = Set(groups).sorted { a, b in
      guard let a, let b else { return a != nil && b == nil }
      return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    var members: [String?: [Int]] = [:]
    for (origin, group) in groups.enumerated() { members[group, default: []].append(origin) }
    var rows = TableOfNumbers([ScoreFields.measure, ScoreFields.group])
    for outcome in outcomes {
      let columns = GroupColumns(outcome, people: people)
      for name in names {
        let origins = members[name] ?? []
        var values = columns.values(origins)
        if let boundaryBias {
          let share = boundaryBias.share(ofOrigins: origins, weights: people)
          values.append(("boundary_bias_share", share.map { Rounding.share($0) }))
        }
        rows.append([outcome.name, name], values)
      }
    }
    return rows.layer(named: "groups")
  }

  /// One feature a zone, in the order of their ids: how many people start from it, and for each
  /// measure the figures of `groups` under the measure's name: `2sfca_mean`. The share of people
  /// near the border comes last, when it is known.
  package static func zones(
    _ outcomes: [AccessRun.Outcome], members: ZoneMembers, people: [Double],
    boundaryBias: BoundaryBias? = nil
  ) -> Layer {
    let zones = members.zones
    let origins = members.placesByZone
    var table = Attributes(rowCount: zones.count)
    table.set(ids(zones.ids))
    table.set(Column(ScoreFields.zoneName, zones.names))
    table.set(
      Column(
        ScoreFields.people, unrounded: origins.map { $0.reduce(0) { $0 + people[$1] } as Double? }))
    for outcome in outcomes {
      let columns = GroupColumns(outcome, people: people)
      let rows = origins.map { columns.values($0) }
      for (k, figure) in (rows.first ?? []).enumerated() where figure.name != "people" {
        let field = ScoreFields.figure(named: figure.name, of: outcome.name)
        table.set(Column(field, unrounded: rows.map { $0[k].value }))
      }
    }
    if let boundaryBias {
      let shares = origins.map { origins in
        boundaryBias.share(ofOrigins: origins, weights: people)
      }
      table.set(Column(ScoreFields.biasShare, shares))
    }
    return Layer(
      name: "zones", geometries: zones.layer.geometries.droppingElevations(), attributes: table,
      ids: FeatureIDs(zones.ids), path: zones.layer.path)
  }

  /// One row a measure, and in a scenario another, over the same people: people, percentiles and
  /// indices of inequality.
  package static func inequality(
    _ outcomes: [AccessRun.Outcome], people: [Double], groups: [String?]? = nil,
    incomes: [Double?]? = nil, indices: [any InequalityIndex]
  ) -> Layer {
    var rows = TableOfNumbers([ScoreFields.measure, ScoreFields.scenario])
    for outcome in outcomes {
      for state in AccessRun.State.allCases {
        guard let scores = outcome.paired(state) else { continue }
        let scored = ScoredPeople(scores, people: people, groups: groups, incomes: incomes)
        rows.append(
          [outcome.name, state.rawValue],
          InequalityIndices.table(of: scored, isCost: outcome.isCost, indices: indices))
      }
    }
    return rows.layer(named: "inequality")
  }

  /// One row a destination that counts in an origin's score, in the order of the destinations: its
  /// cost, its supply, what it adds to the score, the share of the score that it is, and the reason
  /// when it is not known what it adds. A score that is null though no destination counts has one row,
  /// with its reason. In a scenario a column says of which state.
  /// - Throws: `InputError` of kind `usage` for a score that is no sum over destinations.
  package static func explanation(
    of outcome: AccessRun.Outcome, _ state: AccessRun.State, in run: AccessRun, origin: Int
  ) throws -> Layer {
    guard let result = outcome.result(state), let contributions = result.contributions?(origin)
    else {
      throw InputError(
        reason: "\(outcome.name): a median is no sum over destinations and cannot be explained",
        remedy: "take the mean: \(AccessSetting.intervalSummary, "mean")", kind: .usage)
    }
    let (study, score) = (run.study(state), result.scores[origin].value)
    var rows = TableOfNumbers(
      [ScoreFields.measure] + (run.hasScenario ? [ScoreFields.scenario] : [])
        + [ScoreFields.origin, ScoreFields.destination],
      numbers: [
        ScoreFields.cost, ScoreFields.supply, ScoreFields.contribution, ScoreFields.share,
      ],
      remark: ScoreFields.why)
    let words =
      [outcome.name] + (run.hasScenario ? [state.rawValue] : []) + [study.originIDs[origin].text]
    for (pair, contribution) in zip(study.costs.pairs(ofOrigin: origin), contributions) {
      var reason: MissingReason?
      if case .missing(let why) = contribution { reason = why }
      guard contribution.amount != nil || reason != nil else { continue }
      let destination = Int(study.costs.destinations[pair])
      let share = score.flatMap { score in
        contribution.amount.map { score > 0 ? $0 / score : 0 }
      }
      rows.append(
        words + [study.destinationIDs[destination].text],
        [
          ("cost", study.costs.minutes[pair]), ("supply", study.supply[destination]),
          ("contribution", contribution.amount), ("share", share),
        ], remark: reason?.rawValue)
    }
    if rows.count == 0, let reason = result.scores[origin].reason {
      let nothing = ["cost", "supply", "contribution", "share"].map {
        (name: $0, value: nil as Double?)
      }
      rows.append(words + [nil], nothing, remark: reason.rawValue)
    }
    return rows.layer(named: "explanation")
  }
}
