import GeoCore
import GeoFormats
import PlanningStudies

extension CoverageCommand {
  /// `coverage --transfer`: attributes of another zoning, moved to the zones.
  func runTransfer(as format: any LayerFormat, _ phases: Phases) throws {
    guard let source = transfer.source else { return }
    var layers = [LayerEntry(name: "source", source: source)]
    if let mask = transfer.mask { layers.append(LayerEntry(name: "mask", source: mask)) }
    let study = TransferStudy(
      of: "source", transfer.fields, mask: transfer.mask.map { _ in "mask" },
      maskWeight: transfer.maskWeight, isLong: transfer.long)
    let run = try StudyRun(
      on: request(layers), input, lenient: measuring.lenient, global, phases, door: Self.door
    ) { _ in study }
    try phases.measure("write") {
      try write(run, ledger: run.finished.output.result.ledger.table, as: format)
    }
  }
}
