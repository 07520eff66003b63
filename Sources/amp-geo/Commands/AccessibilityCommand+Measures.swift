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
      let reach = CostReach(of: try chosen.map { try $0.type.init(parameters) })
      let explained = measured.explained
      try explained.check()
      let added = try explained.added.map { try NewDestination($0) }
      try measured.checkSource()
      let printsText = explained.explain != nil && output.output == "-" && output.format == nil
      let format = try printsText ? CSVFormat() : output.chosenFormat()
      let inputs = try phases.measure("read") { try readInputs() }
      let places = (origins: inputs.origins, destinations: inputs.destinations)
      let source = try phases.measure("read") {
        try measured.costSource(entrances: inputs.entrances, threads: global.threads)
      }
      var request = try request(inputs, reach)
      request.added = added
      let costs = try phases.measure("costs") {
        try source.costs(request, threads: global.threads)
      }
      for note in costs.notes { global.note(note) }
      let run = try phases.measure("prepare") { try accessRun(costs, request) }
      let outcomes = try phases.measure("compute") {
        try chosen.map { one in
          try run.outcome(of: one.type, named: one.name, parameters, threads: global.threads)
        }
      }
      for note in notes(on: outcomes, run, costs.boundaryBias) { global.note(note) }
      let provenance = Provenance(
        analysis: "accessibility",
        parameters: [("model", .string(source.model))] + costs.provenance + measured.provenance,
        inputs: inputs.layers, notes: costs.notes)
      try phases.measure("write") {
        try writePeople(outcomes, places.origins, run, costs.boundaryBias)
        if let id = explained.explain {
          let explanations = try explanations(of: id, outcomes, run, request)
          if printsText { return try ExplanationText.print(explanations) }
          return try output.write(
            [explanations.table], as: format, provenance: provenance, threads: global.threads)
        }
        let kept = [measured.demand, explained.groups].compactMap { $0 }
        let layer = AccessTables.scores(
          outcomes, origins: places.origins, keeping: kept, boundaryBias: costs.boundaryBias)
        try output.write([layer], as: format, provenance: provenance, threads: global.threads)
      }
    }
  }

  /// What was read for measures.
  private struct Inputs {
    var layers: [StudyLayer]
    var origins: Places
    var destinations: Places
    var entrances: NetworkJoining.GivenEntrances?
    var studyArea: Layer?
  }

  private func readInputs() throws -> Inputs {
    guard let origins = measured.origins, let destinations = measured.destinations else {
      throw InputError(
        reason: "measures are taken of origins and destinations",
        remedy: "name both: --origins homes.csv --destinations clinics.geojson", kind: .usage)
    }
    let loader = try input.loader(threads: global.threads)
    let sides = try [(origins, "origins"), (destinations, "destinations")].map {
      try loader.load($0.0, name: $0.1)
    }
    let entrances = try measured.joining.givenEntrances(loader)
    let area = try measured.explained.boundary.map { try loader.load($0, name: "boundary") }
    let layers = sides + [entrances?.layer, area].compactMap { $0 }
    for layer in layers { global.notes(of: layer.layer) }
    return Inputs(
      layers: layers,
      origins: try Places(sides[0].layer, role: .origin, idColumn: measured.originID),
      destinations: try Places(
        sides[1].layer, role: .destination, idColumn: measured.destinationID),
      entrances: entrances, studyArea: area?.layer)
  }

  private func request(_ inputs: Inputs, _ reach: CostReach) throws -> CostRequest {
    var request = CostRequest(from: inputs.origins, to: inputs.destinations)
    request.supply = try measured.supply.map { try inputs.destinations.amounts($0) }
    request.reach = reach
    request.closed = try measured.explained.closed.map { try inputs.destinations.place($0) }
    request.opened = try measured.explained.opened.map { try inputs.destinations.place($0) }
    request.studyArea = inputs.studyArea
    return request
  }

  private func accessRun(_ costs: Costs, _ request: CostRequest) throws -> AccessRun {
    var study = try AccessStudy(
      costs: costs.table, demand: try measured.demand.map { try request.origins.amounts($0) },
      supply: request.supply)
    var opened = request.opened
    for (new, minutes) in zip(request.added, costs.added) {
      opened.append(study.destinationCount)
      study = try study.adding(supply: new.supply, minutes: minutes)
    }
    return AccessRun(
      study: study, closed: request.closed, opened: opened, fillsMissing: measured.fillMissing)
  }

  /// Who has no score and why, whom the scenario concerns, whom the table of inequality leaves out,
  /// who lives too near to the border.
  private func notes(
    on outcomes: [AccessRun.Outcome], _ run: AccessRun, _ bias: BoundaryBias?
  ) -> [String] {
    let people = run.study.demand
    var notes = AccessNotes.missing(outcomes) + AccessNotes.turns(outcomes, people: people)
    if measured.explained.inequality != nil {
      notes += AccessNotes.leftOut(outcomes, people: people)
    }
    return notes + (bias.flatMap(AccessNotes.border).map { [$0] } ?? [])
  }

  /// The tables of groups and of inequality.
  private func writePeople(
    _ outcomes: [AccessRun.Outcome], _ origins: Places, _ run: AccessRun, _ bias: BoundaryBias?
  ) throws {
    let explained = measured.explained
    let people = run.study.demand ?? Array(repeating: 1, count: origins.count)
    let groups = try explained.groups.map { name in
      let column = try origins.column(name)
      return (0..<origins.count).map { column.string($0) }
    }
    if let path = explained.groupsOutput, let groups {
      try writeTable(
        AccessTables.groups(outcomes, groups: groups, people: people, boundaryBias: bias), to: path)
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
    of id: String, _ outcomes: [AccessRun.Outcome], _ run: AccessRun, _ request: CostRequest
  ) throws -> Explanations {
    let origin = try request.origins.place(id)
    let destinations = request.destinations.ids + request.added.map { FeatureID($0.text) }
    let parts = try outcomes.flatMap { outcome in
      try run.states.map { state in
        Explanations.Part(
          measure: outcome.name, state: run.hasScenario ? state : nil,
          score: (outcome.result(state) ?? outcome.before).scores[origin],
          table: try AccessTables.explanation(
            of: outcome, state, in: run, origin: origin, origins: request.origins.ids,
            destinations: destinations))
      }
    }
    return Explanations(origin: id, parts: parts)
  }
}

/// What lies behind the scores of one origin.
struct Explanations {
  var origin: String
  var parts: [Part]

  /// What lies behind one score.
  struct Part {
    var measure: String
    /// Of which state it is; nil without a scenario.
    var state: AccessRun.State?
    var score: Score
    var table: Layer
  }

  /// The tables of all parts as one.
  var table: Layer {
    var geometries = Geometries(crs: .wgs84)
    var columns = parts.first?.table.attributes.columns ?? []
    for part in parts.dropFirst() {
      for i in columns.indices {
        columns[i].append(contentsOf: part.table.attributes.columns[i])
      }
    }
    for _ in 0..<(columns.first?.count ?? 0) { geometries.beginFeature(.null) }
    return Layer(
      name: "explanation", geometries: geometries, attributes: Attributes(columns: columns))
  }
}
