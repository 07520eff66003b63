public import Geo

/// The results of measures as layers.
public enum AccessTables {
  /// One feature an origin: its id, the columns that are kept, and for each measure its score under
  /// the measure's name and the reason where it has none; in a scenario also the score `_after` and
  /// the `_change`. `boundary_bias` comes last, when it is known.
  public static func scores(
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
      table.set(Column(outcome.name + "_change", changes))
    }
    if let boundaryBias {
      var column = Column("boundary_bias")
      for isAffected in boundaryBias.isAffected { column.append(isAffected) }
      table.set(column)
    }
    return Layer(
      name: "accessibility", geometries: origins.geometries.droppingElevations(),
      attributes: table, ids: origins.ids, path: origins.path)
  }

  private static func append(_ scores: [Score], as name: String, to table: inout Attributes) {
    table.set(Column(name, scores.map(\.value)))
    table.set(Column(name + "_reason", scores.map { $0.reason?.rawValue }))
  }

  /// The ids of places as a column, numbers as numbers.
  static func ids(_ ids: [FeatureID]) -> Column {
    var column = Column("id")
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
  /// after it and the change; the share of people near the border, when it is known. Groups are in
  /// the order of their names; origins without one come last.
  public static func groups(
    _ outcomes: [AccessRun.Outcome], groups: [String?], people: [Double],
    boundaryBias: BoundaryBias? = nil
  ) -> Layer {
    let names = Set(groups).sorted { a, b in
      guard let a, let b else { return a != nil && b == nil }
      return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    var members: [String?: [Int]] = [:]
    for (origin, group) in groups.enumerated() { members[group, default: []].append(origin) }
    var rows = TableOfNumbers(["measure", "group"])
    for outcome in outcomes {
      for name in names {
        let origins = members[name] ?? []
        let weights = origins.map { people[$0] }
        let before = ScoredPeople(origins.map { outcome.before.scores[$0] }, people: weights)
        var values: [(name: String, value: Double?)] = [
          ("people", before.totalPeople + before.unscoredPeople),
          ("people_without_score", before.unscoredPeople), ("mean", before.mean),
        ]
        if let after = outcome.after {
          let after = ScoredPeople(origins.map { after.scores[$0] }, people: weights)
          let change = after.mean.flatMap { mean in before.mean.map { mean - $0 } }
          values += [
            ("people_without_score_after", after.unscoredPeople), ("mean_after", after.mean),
            ("mean_change", change),
          ]
        }
        if let boundaryBias {
          let share = boundaryBias.share(ofOrigins: origins, people: people)
          values.append(("boundary_bias_share", share.map { Rounding.share($0) }))
        }
        rows.append([outcome.name, name], values)
      }
    }
    return rows.layer(named: "groups")
  }

  /// One row a measure, and in a scenario another: people, percentiles and indices of inequality.
  public static func inequality(
    _ outcomes: [AccessRun.Outcome], people: [Double], groups: [String?]? = nil,
    incomes: [Double?]? = nil, indices: [any InequalityIndex]
  ) -> Layer {
    var rows = TableOfNumbers(["measure", "scenario"])
    for outcome in outcomes {
      let states = [("before", Optional(outcome.before)), ("after", outcome.after)]
      for (state, result) in states {
        guard let result else { continue }
        let scored = ScoredPeople(
          result.scores, people: people, groups: groups, incomes: incomes)
        rows.append(
          [outcome.name, state],
          InequalityIndices.table(of: scored, isCost: outcome.isCost, indices: indices))
      }
    }
    return rows.layer(named: "inequality")
  }

  /// One row a destination that counts in an origin's score, in the order of the destinations: its
  /// cost, its supply, what it adds to the score, and the share of the score that it is.
  /// - Throws: `InputError` of kind `usage` for a score that is no sum over destinations.
  public static func explanation(
    of outcome: AccessRun.Outcome, origin: Int, study: AccessStudy, origins: Places,
    destinations: Places
  ) throws -> Layer {
    guard let contributions = outcome.before.contributions?(origin) else {
      throw InputError(
        reason: "\(outcome.name): a median is no sum over destinations and cannot be explained",
        remedy: "take the mean: --interval-summary mean", kind: .usage)
    }
    var rows = TableOfNumbers(["measure", "origin_id", "destination_id"])
    let score = outcome.before.scores[origin].value
    for (pair, contribution) in zip(study.costs.pairs(ofOrigin: origin), contributions) {
      guard let added = contribution else { continue }
      let destination = Int(study.costs.destinations[pair])
      rows.append(
        [outcome.name, origins.ids[origin].text, destinations.ids[destination].text],
        [
          ("cost", study.costs.minutes[pair]), ("supply", study.supply[destination]),
          ("contribution", added), ("share", score.map { $0 > 0 ? added / $0 : 0 }),
        ])
    }
    return rows.layer(named: "explanation")
  }
}

/// Rows of a few words and then numbers, the columns named by the first row.
private struct TableOfNumbers {
  private var words: [Column]
  private var numbers: [Column] = []

  init(_ names: [String]) { words = names.map { Column($0) } }

  mutating func append(_ texts: [String?], _ values: [(name: String, value: Double?)]) {
    if numbers.isEmpty { numbers = values.map { Column($0.name) } }
    for (i, text) in texts.enumerated() { words[i].append(text) }
    for (i, value) in values.enumerated() { numbers[i].append(value.value) }
  }

  func layer(named name: String) -> Layer {
    var geometries = Geometries(crs: .wgs84)
    for _ in 0..<words[0].count { geometries.beginFeature(.null) }
    return Layer(
      name: name, geometries: geometries, attributes: Attributes(columns: words + numbers))
  }
}
