internal import GeoCore
import GeoFormats

/// A rule whose findings are faults of one kind that the scan of a text has noted.
struct StructureFaultRule: Sendable {
  /// What the scan notes.
  let fault: StructureFault.Kind
  /// Code, name, severity and words.
  let rule: IntegrityRule

  init(_ fault: StructureFault.Kind, _ rule: IntegrityRule) {
    self.fault = fault
    self.rule = rule
  }

  init(
    _ fault: StructureFault.Kind, code: String, name: String, severity: Severity, summary: String,
    explanation: DoorText, remedy: Remedy, makesUnreadable: Bool = false,
    strictSeverity: Severity? = nil, reference: String? = nil
  ) {
    self.init(
      fault,
      IntegrityRule(
        code: code, name: name, severity: severity, summary: summary, explanation: explanation,
        remedy: remedy, makesUnreadable: makesUnreadable, strictSeverity: strictSeverity,
        reference: reference))
  }

  /// What the scan has noted, each at its place; nothing of formats that are not scanned.
  func findings(in layer: CheckedLayer) -> [Finding] {
    guard let scan = layer.scan else { return [] }
    var found = scan.faults.filter { $0.kind == fault }.map { noted in
      let place = scan.text.place(of: noted.offset)
      return Finding(
        rule, noted.message, file: layer.source.path, line: place.line, column: place.column,
        features: noted.feature.map { [layer.layer.label(ofFeature: $0)] } ?? [])
    }
    if let more = scan.furtherFaults[fault] {
      found.append(Finding(rule, "\(more) more of the same kind", file: layer.source.path))
    }
    return found
  }
}
