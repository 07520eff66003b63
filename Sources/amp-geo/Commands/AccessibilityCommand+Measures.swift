import ArgumentParser
import GeoCore
import GeoFormats
import PlanningAccess
import PlanningStudies

/// Measures from costs between origins and destinations.
extension AccessibilityCommand {
  mutating func runMeasures() throws {
    if measured.measures == ["list"] { return try MeasureListText.print(to: output.output) }
    try global.perform("accessibility") { phases in
      let chosen = try measured.chosenMeasures()
      let parameters = try measured.parameters()
      let reach = CostReach(of: try chosen.map { try $0.type.init(parameters) })
      let added = try measured.explained.added.map { try NewDestination($0) }
      try measured.checkSource()
      let format = try checkedFormat()
      let inputs = try phases.measure("read") { try readInputs() }
      let source = try phases.measure("read") {
        try measured.costSource(entrances: inputs.entrances, threads: global.threads)
      }
      let explained = try measured.explained.explained.distinct().map {
        try inputs.origins.place($0)
      }
      let people = try people(inputs.origins, chosen.map(\.name))
      var request = try request(inputs, reach)
      request.added = added
      let costs = try phases.measure("costs") {
        try source.costs(request, threads: global.threads)
      }
      for note in costs.notes { global.note(note) }
      let run = try phases.measure("prepare") {
        try accessRun(costs, request, people.counted)
      }
      let outcomes = try phases.measure("compute") {
        try chosen.map { one in
          try run.outcome(of: one.type, named: one.name, parameters, threads: global.threads)
        }
      }
      for note in notes(on: outcomes, run, people, costs.boundaryBias) { global.note(note) }
      let provenance = Provenance(
        analysis: "accessibility",
        parameters: [("model", .string(source.model))] + costs.provenance + measured.provenance,
        inputs: inputs.layers, notes: costs.notes)
      try phases.measure("write") {
        let explanations = try Explanations(ofOrigins: explained, outcomes, in: run)
        var batch = OutputBatch()
        try addPeople(outcomes, people, inputs.zones, run, costs.boundaryBias, to: &batch)
        if let path = measured.explained.explainOutput {
          let format = try OutputOptions.format(ofPath: path)
          try batch.add(
            [explanations.table], as: format, to: path,
            options: WriteOptions(csv: output.table.dialect))
        }
        let shown = shown(explanations, scores: scores(outcomes, inputs.origins, costs))
        if let layer = shown.layer {
          try output.add(
            [layer], as: format, provenance: provenance, threads: global.threads, to: &batch)
        }
        if shown.printsText { try explanations.print() }
        try batch.commit(global)
      }
    }
  }

  /// What goes where `-o` says, and whether the explanations are printed as text. Those that have no
  /// file of their own take the place of the scores on standard output.
  private func shown(
    _ explanations: Explanations, scores: Layer
  ) -> (layer: Layer?, printsText: Bool) {
    guard !explanations.parts.isEmpty, measured.explained.explainOutput == nil else {
      return (scores, false)
    }
    if output.output != "-" { return (scores, true) }
    return output.format == nil ? (nil, true) : (explanations.table, false)
  }

  /// The format of the scores, when all that is written fits together.
  private func checkedFormat() throws -> any LayerFormat {
    let hasZones = zones.givenZones != nil
    if !hasZones, zones.zoneID != nil || zones.zoneName != nil {
      throw InputError(
        reason: "--zone-id and --zone-name go with --zones", remedy: "name it, or leave them out",
        kind: .usage)
    }
    let explained = measured.explained
    try explained.check(hasZones: hasZones)
    return try output.prepare(explained.sideOutputs)
  }

  /// What was read for measures.
  private struct Inputs {
    var layers: [StudyLayer]
    var origins: Places
    var destinations: Places
    var entrances: NetworkJoining.GivenEntrances?
    var studyArea: Layer?
    var zones: ZoneMembers?
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
    let zoneLayer = try zones.givenZones.map { try loader.load($0, name: "zones") }
    let layers = sides + [entrances?.layer, area, zoneLayer].compactMap { $0 }
    try global.report(layers.map(\.layer), read: input)
    let places = try Places(sides[0].layer, role: .origin, idColumn: measured.originID)
    return Inputs(
      layers: layers, origins: places,
      destinations: try Places(
        sides[1].layer, role: .destination, idColumn: measured.destinationID),
      entrances: entrances, studyArea: area?.layer,
      zones: try zoneLayer.map { try members(of: $0, places) })
  }

  /// Which origins lie in which zones.
  private func members(of zoneLayer: StudyLayer, _ origins: Places) throws -> ZoneMembers {
    let systems = try measuring.systems(around: zoneLayer.layer)
    var fields = zones.entry
    let isNumbered = zoneLayer.layer.ids.contains { $0 == nil }
    if fields.id == nil, isNumbered, zoneLayer.layer.attributes["id"] != nil { fields.id = "id" }
    let set = try ZoneSet(zoneLayer, fields: fields, in: systems.area, threads: global.threads)
    let members = try ZoneMembers(origins, in: set, threads: global.threads)
    if let note = members.note { global.note(note) }
    return members
  }

  private func request(_ inputs: Inputs, _ reach: CostReach) throws -> CostRequest {
    var request = CostRequest(from: inputs.origins, to: inputs.destinations)
    let supply = try measured.supply.map { try inputs.destinations.amounts($0) }
    if let note = supply?.note { global.note(note) }
    request.supply = supply?.values
    request.reach = reach
    request.closed = try measured.explained.closed.map { try inputs.destinations.place($0) }
    request.opened = try measured.explained.opened.map { try inputs.destinations.place($0) }
    request.studyArea = inputs.studyArea
    return request
  }

  private func accessRun(
    _ costs: Costs, _ request: CostRequest, _ people: [Double]?
  ) throws -> AccessRun {
    var study = try AccessStudy(costs: costs.table, demand: people, supply: request.supply)
    study.originIDs = request.origins.ids
    study.destinationIDs = request.destinations.ids + request.added.map { FeatureID($0.text) }
    var opened = request.opened
    for (new, minutes) in zip(request.added, costs.added) {
      opened.append(study.destinationCount)
      study = try study.adding(supply: new.supply, minutes: minutes)
    }
    return AccessRun(
      study: study, closed: request.closed, opened: opened, fillsMissing: measured.fillMissing)
  }
}
