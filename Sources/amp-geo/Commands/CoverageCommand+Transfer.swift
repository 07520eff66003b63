import GeoCore
import GeoFormats
import PlanningStudies

extension CoverageCommand {
  /// `coverage --transfer`: attributes of another zoning, moved to the zones.
  func runTransfer(
    to zoneStudy: StudyLayer, _ loader: LayerLoader, _ format: any LayerFormat, _ phases: Phases
  ) throws {
    guard let reference = transfer.source else { return }
    let threads = global.threads
    let lenient = measuring.lenient
    let source = try phases.measure("read") { try loader.load(reference, name: "source") }
    let mask = try transfer.mask.map { name in
      try phases.measure("read") { try loader.load(name, name: "mask") }
    }
    let inputs = [zoneStudy, source] + [mask].compactMap { $0 }
    try global.report(inputs.map(\.layer), read: input)
    for one in inputs.dropFirst() {
      if let note = try LocationCheck.note(on: one, zones: zoneStudy.layer) {
        global.note(note)
      }
    }
    let systems = try measuring.systems(around: zoneStudy.layer)
    let targets = try ZoneSet(
      zoneStudy, fields: zones.fields, in: systems.area, lenient: lenient, threads: threads,
      phases: phases)
    let sources = try ArealLayer(
      source, in: systems.area, lenient: lenient, dissolves: false, threads: threads,
      phases: phases)
    let cover = try mask.map { study in
      ArealInterpolation.Mask(
        try ArealLayer(
          study, in: systems.area, lenient: lenient, dissolves: transfer.maskWeight == nil,
          threads: threads, phases: phases), weightField: transfer.maskWeight)
    }
    let fields = transfer.fields
    let result = try phases.measure("compute") {
      try ArealInterpolation.run(
        from: sources, to: targets, fields: fields, mask: cover, threads: threads)
    }
    for note in result.notes { global.note(note) }
    var provenance = Provenance(
      analysis: "transfer",
      parameters: [
        ("area_crs", .string(systems.area.definition)),
        ("area_check", targets.areal.areaCheck.joined(sources.areaCheck).json),
        ("extensive", .strings(fields.extensive)),
        ("intensive", .strings(fields.intensive)),
        ("categorical", .strings(fields.categorical)),
        ("mask_weight", .optional(transfer.maskWeight)),
        ("ledger", result.ledger.json),
      ],
      inputs: inputs, pipelines: [targets.areal.pipeline, sources.pipeline].distinct(),
      notes: result.notes)
    if !transfer.long { provenance.fields = result.categories.legend }
    let described = provenance
    try phases.measure("write") {
      try write(
        transfer.long ? result.categories.table : result.layer, result.ledger.table, as: format,
        described)
    }
  }
}
