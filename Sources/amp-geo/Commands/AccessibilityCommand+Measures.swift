import ArgumentParser
import Geo
import Planning

/// Measures from costs between origins and destinations.
extension AccessibilityCommand {
  mutating func runMeasures() throws {
    if measured.measures == ["list"] { return try MeasureListText.print() }
    try global.perform("accessibility") { phases in
      let chosen = try measured.chosenMeasures()
      let parameters = try measured.parameters()
      let explained = measured.explained
      try explained.check()
      let source = try measured.costSource()
      let printsText = explained.explain != nil && output.output == "-" && output.format == nil
      let format = try printsText ? CSVFormat() : output.chosenFormat()
      let (layers, places) = try phases.measure("read") { try readPlaces() }
      let costs = try phases.measure("read") {
        try source.costs(
          from: places.origins, to: places.destinations, threads: global.threads)
      }
      for note in costs.notes { global.note(note) }
      let run = try phases.measure("prepare") { try accessRun(costs.table, places) }
      let outcomes = try phases.measure("compute") {
        try chosen.map { one in
          try run.outcome(of: one.type, named: one.name, parameters, threads: global.threads)
        }
      }
      for note in notes(on: outcomes, chosen) { global.note(note) }
      let provenance = Provenance(
        analysis: "accessibility",
        parameters: [("model", .string(source.model))] + costs.provenance + measured.provenance,
        inputs: layers, notes: costs.notes)
      try phases.measure("write") {
        try writePeople(outcomes, places.origins, run)
        if let id = explained.explain {
          let explanations = try explanations(of: id, outcomes, run, places)
          if printsText { return try ExplanationText.print(explanations) }
          return try output.write(
            [explanations.table], as: format, provenance: provenance, threads: global.threads)
        }
        let kept = [measured.demand, explained.groups].compactMap { $0 }
        let layer = AccessTables.scores(outcomes, origins: places.origins, keeping: kept)
        try output.write([layer], as: format, provenance: provenance, threads: global.threads)
      }
    }
  }

  private func readPlaces() throws -> (
    layers: [StudyLayer], places: (origins: Places, destinations: Places)
  ) {
    guard let origins = measured.origins, let destinations = measured.destinations else {
      throw InputError(
        reason: "measures are taken of origins and destinations",
        remedy: "name both: --origins homes.csv --destinations clinics.geojson", kind: .usage)
    }
    let loader = try input.loader(threads: global.threads)
    let layers = try [(origins, "origins"), (destinations, "destinations")].map {
      try loader.load($0.0, name: $0.1)
    }
    for layer in layers { global.notes(of: layer.layer) }
    return (
      layers,
      (
        try Places(layers[0].layer, role: .origin, idColumn: measured.originID),
        try Places(layers[1].layer, role: .destination, idColumn: measured.destinationID)
      )
    )
  }

  private func accessRun(
    _ table: CostTable, _ places: (origins: Places, destinations: Places)
  ) throws -> AccessRun {
    let study = try AccessStudy(
      costs: table, demand: try measured.demand.map { try places.origins.amounts($0) },
      supply: try measured.supply.map { try places.destinations.amounts($0) })
    return AccessRun(
      study: study,
      closed: try measured.explained.closed.map { try places.destinations.place($0) },
      opened: try measured.explained.opened.map { try places.destinations.place($0) },
      fillsMissing: measured.fillMissing)
  }

  /// How many origins have no score, and why.
  private func notes(
    on outcomes: [AccessRun.Outcome],
    _ chosen: [(name: String, type: any AccessibilityMeasure.Type)]
  ) -> [String] {
    outcomes.flatMap { outcome in
      MissingReason.allCases.compactMap { reason in
        let count = outcome.before.scores.count { $0.reason == reason }
        return count == 0
          ? nil : "\(outcome.name): \(count) origins without a score, \(reason.rawValue)"
      }
    }
  }

  /// The tables of groups and of inequality.
  private func writePeople(
    _ outcomes: [AccessRun.Outcome], _ origins: Places, _ run: AccessRun
  ) throws {
    let explained = measured.explained
    let people = run.study.demand ?? Array(repeating: 1, count: origins.count)
    let groups = try explained.groups.map { name in
      let column = try origins.column(name)
      return (0..<origins.count).map { column.string($0) }
    }
    if let path = explained.groupsOutput, let groups {
      try writeTable(AccessTables.groups(outcomes, groups: groups, people: people), to: path)
    }
    guard let path = explained.inequality else { return }
    let incomes = try explained.income.map { name in
      let column = try origins.column(name)
      return (0..<origins.count).map { column.double($0) }
    }
    let indices = InequalityIndices.all(povertyLine: explained.povertyLine)
    try writeTable(
      AccessTables.inequality(
        outcomes, people: people, groups: groups, incomes: incomes, indices: indices), to: path)
  }

  private func writeTable(_ table: Layer, to path: String) throws {
    let file = try OutputFile(path)
    try CSVFormat().write([table], to: file, options: WriteOptions())
    try file.commit()
  }

  private func explanations(
    of id: String, _ outcomes: [AccessRun.Outcome], _ run: AccessRun,
    _ places: (origins: Places, destinations: Places)
  ) throws -> Explanations {
    let origin = try places.origins.place(id)
    let tables = try outcomes.map { outcome in
      try AccessTables.explanation(
        of: outcome, origin: origin, study: run.present, origins: places.origins,
        destinations: places.destinations)
    }
    return Explanations(
      origin: id, names: outcomes.map(\.name),
      scores: outcomes.map { $0.before.scores[origin] }, tables: tables)
  }
}

/// What lies behind the scores of one origin, a table for each measure.
struct Explanations {
  var origin: String
  var names: [String]
  var scores: [Score]
  var tables: [Layer]

  /// All tables as one.
  var table: Layer {
    var geometries = Geometries(crs: .wgs84)
    var columns =
      tables.max { $0.attributes.columns.count < $1.attributes.columns.count }?
      .attributes.columns.map { Column($0.name) } ?? []
    for one in tables where one.count > 0 {
      for i in columns.indices { columns[i].append(contentsOf: one.attributes.columns[i]) }
      for _ in 0..<one.count { geometries.beginFeature(.null) }
    }
    return Layer(
      name: "explanation", geometries: geometries, attributes: Attributes(columns: columns))
  }
}
