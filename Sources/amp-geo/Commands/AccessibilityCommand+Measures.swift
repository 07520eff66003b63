import ArgumentParser
import GeoCore
import GeoFormats
import PlanningAccess
import PlanningStudies

/// Measures from costs between origins and destinations.
extension AccessibilityCommand {
  mutating func runMeasures() throws {
    if measured.isOfList { return try MeasureListText.print(to: output.output) }
    try global.perform("accessibility") { phases in
      let study = try measureStudy()
      try measured.checkSource()
      let format = try checkedFormat()
      let run = try StudyRun(
        on: try measureRequest(), input, lenient: false, global, phases, door: Self.door
      ) { _ in study }
      let found = run.finished.output
      try phases.measure("write") {
        let explanations = try Explanations(
          ofOrigins: found.explained, found.outcomes, in: found.run)
        var batch = OutputBatch()
        try addTables(found, explanations, to: &batch)
        let (scores, provenance) = run.result
        let shown = shown(explanations, scores: scores)
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

  private func measureRequest() throws -> Workspace.Request {
    guard let origins = measured.origins, let destinations = measured.destinations else {
      throw InputError(
        reason: "measures are taken of origins and destinations",
        remedy: "name both: --origins homes.csv --destinations clinics.geojson", kind: .usage)
    }
    let area = measured.explained.boundary.map { LayerEntry(name: "boundary", source: $0) }
    var request = Workspace.Request(
      zones: zones.givenZones.map { _ in zones.entry },
      layers: [
        LayerEntry(name: "origins", source: origins),
        LayerEntry(name: "destinations", source: destinations),
      ] + measured.joining.layers + [area].compactMap { $0 })
    // Only zones are measured.
    if request.zones == nil { request.measuredLayers = 0 }
    request.network = measured.network.map(measured.joining.snapping.network)
    return request
  }

  private func measureStudy() throws -> AccessMeasureStudy {
    var study = AccessMeasureStudy(
      of: try measured.chosenMeasures(), try measured.parameters(), asked: measured.asked,
      from: "origins", to: "destinations")
    study.originID = measured.originID
    study.destinationID = measured.destinationID
    study.demand = measured.demand
    study.supply = measured.supply
    study.costFile = measured.costFile
    study.entrances = measured.joining.entranceEntry
    study.fillsMissing = measured.fillMissing
    let explained = measured.explained
    study.explained = explained.explained
    study.closed = explained.closed
    study.opened = explained.opened
    study.added = try explained.added.map { try NewDestination($0) }
    study.studyArea = explained.boundary.map { _ in "boundary" }
    study.groups = explained.groups
    study.income = explained.income
    study.inequality = explained.inequality.map { _ in
      AccessMeasureStudy.Inequality(
        povertyLine: explained.povertyLine, quantiles: explained.palmaOf ?? .scored)
    }
    return study
  }

  /// The tables of explanations, groups, zones and inequality, where files are named for them.
  private func addTables(
    _ found: AccessMeasureOutput, _ explanations: Explanations, to batch: inout OutputBatch
  ) throws {
    let explained = measured.explained
    let files: [(table: Layer?, path: String?)] = [
      (found.groups, explained.groupsOutput), (found.zones, explained.zonesOutput),
      (found.inequality, explained.inequality),
      (explanations.table, explained.explainOutput),
    ]
    for case (let table?, let path?) in files {
      try batch.add(
        [table], as: try OutputOptions.format(ofPath: path), to: path,
        options: WriteOptions(csv: output.table.dialect, threads: global.threads))
    }
  }
}
