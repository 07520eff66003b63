import GeoCore
import GeoFormats
internal import PlanningStudies

/// Checks files in one pass each, by the rules chosen.
///
/// A file that cannot be read is a finding, as is all that is wrong inside it: a check ends with a
/// report, not with an error. Findings are the same on any number of threads, in the same order.
///
/// **CRS:** whatever the files have; sizes are measured in metres, in an equal-area system.
public enum IntegrityCheck {
  private static let chunk = 256
  private static let chunksInMemory = 64

  /// Checks what a name on the command line stands for: a file, all layers of a GeoPackage, one
  /// of them, or a plan (`.yaml`, `.yml`) with the layers that it names.
  /// - Throws: `FormatError` for a name that stands for nothing that can be checked, such as that of
  ///   an unknown format or of a layer that is not in its file. A file that is missing or may not be
  ///   read is a finding, and so is what is wrong inside it.
  public static func check(
    _ target: CheckTarget, options: CheckOptions, into report: inout CheckReport
  ) throws {
    if let fault = target.fault {
      return add(fault, of: target, options, to: &report)
    }
    let (files, findings) = (report.files.count, report.findings.count)
    do {
      try check(target.reference, options: options, into: &report)
    } catch let error as FormatError where error.kind == .missingInput || error.kind == .inputOutput
    {
      report.files.append(
        CheckReport.File(path: LayerReferences.path(of: target.reference), format: "unknown"))
      let message = error.advice(at: options.door)
      let path = LayerReferences.path(of: target.reference)
      add([Finding(FileRules.missing, message, file: path)], options, to: &report)
    }
    guard target.name != target.reference else { return }
    for i in files..<report.files.count { report.files[i].path = target.name }
    for i in findings..<report.findings.count { report.findings[i].file = target.name }
    report.storage[target.name] = target.reference
  }

  private static func check(
    _ reference: String, options: CheckOptions, into report: inout CheckReport
  ) throws {
    if PlanCheck.isPlan(reference) {
      report.files.append(CheckReport.File(path: reference, format: "plan"))
      return add(
        try PlanCheck.findings(in: reference, options: options), options, to: &report)
    }
    let sources: [LayerSource]
    do {
      sources = try LayerReferences.sources(in: reference)
    } catch let error as FormatError where error.kind == .badData {
      let format = LayerFormats.ofInput(path: reference)
      add(error, of: LayerSource(path: reference), format: format, options, to: &report)
      return
    }
    if options.rules.contains(FileRules.mixedResults), let path = sources.first?.path,
      let finding = report.resultSets.finding(on: path)
    {
      add([finding], options, to: &report)
    }
    // A file without layers is none that can be used: the reader says what is wrong with it.
    let checked =
      sources.isEmpty ? [LayerSource(path: LayerReferences.path(of: reference))] : sources
    for source in checked { try check(source, options: options, into: &report) }
  }

  /// Checks one layer of a file and appends what is found.
  private static func check(
    _ source: LayerSource, options: CheckOptions, into report: inout CheckReport
  ) throws {
    guard let format = LayerFormats.ofInput(path: source.path) else {
      do {
        _ = try LayerFormats.read(source, options: options.read)
      } catch let error as FormatError where error.kind == .badData {
        add(error, of: source, format: nil, options, to: &report)
      }
      return
    }
    let layer: CheckedLayer
    do {
      layer = try CheckedLayer.reading(source, format: format, options: options)
    } catch let error as FormatError where error.kind == .badData {
      add(error, of: source, format: format, options, to: &report)
      return
    }
    let first = report.files.first { ($0.vertices ?? 0) > 0 }
      .flatMap { file in file.crs.map { (path: file.path, crs: $0) } }
    report.files.append(
      CheckReport.File(
        path: source.path, layer: layer.layer.name, isOneOfSeveral: source.layerName != nil,
        format: format.name, crs: layer.geometries.crs.definition,
        features: layer.geometries.count, vertices: layer.geometries.vertexCount,
        isReadInGivenCRS: layer.layer.isReadInGivenCRS,
        coordinateColumns: layer.layer.coordinateColumns))
    let start = report.findings.count
    add(MixedCRS.findings(in: layer, first: first), options, to: &report)
    try visitFindings(in: layer, options: options) { add($0, options, to: &report) }
    for i in start..<report.findings.count { report.findings[i].layer = source.layerName }
  }

  /// What the rules find in a layer.
  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    var all: [Finding] = []
    try visitFindings(in: layer, options: options) { all += $0 }
    return all
  }

  /// Passes on what the rules find in a layer: first what concerns it as a whole, then feature by
  /// feature, some thousand at a time, so that no finding is held twice; last how many there are of
  /// rules with too many to list.
  private static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    var limiter = FindingLimiter()
    for check in IntegrityRules.layerChecks
    where check.rules.contains(where: options.rules.contains) {
      try check.visitFindings(in: layer, options: options) { visit(limiter.listed($0)) }
    }
    let checks = IntegrityRules.featureChecks.filter { options.rules.contains($0.rule) }
    let batch = chunk * chunksInMemory
    for start in stride(from: 0, to: layer.layer.count, by: batch) {
      let count = min(batch, layer.layer.count - start)
      let chunks = try Parallel.map(count: count, chunk: chunk, threads: options.read.threads) {
        range in
        try range.flatMap { feature in
          try checks.flatMap { try $0.findings(of: start + feature, in: layer) }
        }
      }
      for chunk in chunks { visit(limiter.listed(chunk)) }
    }
    visit(limiter.rest(in: layer))
  }

  /// Adds a file that cannot be read, and why.
  private static func add(
    _ error: FormatError, of source: LayerSource, format: (any LayerFormat)?,
    _ options: CheckOptions, to report: inout CheckReport
  ) {
    let message = error.advice(at: options.door)
    report.files.append(
      CheckReport.File(
        path: source.path, layer: source.layerName, isOneOfSeveral: source.layerName != nil,
        format: format?.name ?? "unknown"))
    var finding = Finding(
      FileRules.unreadable, message, file: source.path, line: error.line ?? error.row,
      column: error.column, features: error.feature.map { [$0] } ?? [])
    finding.layer = source.layerName
    add([finding], options, to: &report)
  }

  /// Adds what a search of folders could not look at: whichever rules are chosen, for any of them may
  /// have found something there, unless this one was left out by name.
  private static func add(
    _ fault: String, of target: CheckTarget, _ options: CheckOptions, to report: inout CheckReport
  ) {
    let rule = FileRules.passedOver
    report.files.append(CheckReport.File(path: target.name, format: "unknown"))
    guard !options.rules.leavesOut(rule) else { return }
    let applied = report.rules(ofPath: target.name)
    if !applied.contains(rule) { report.add(applied + [rule], ofPath: target.name) }
    var finding = Finding(rule, fault, file: target.name)
    finding.severity = options.rules.severity(of: finding)
    report.findings.append(finding)
  }

  /// Adds findings of chosen rules at the severity chosen for them.
  private static func add(
    _ findings: [Finding], _ options: CheckOptions, to report: inout CheckReport
  ) {
    for var finding in findings where options.rules.contains(finding.rule) {
      finding.severity = options.rules.severity(of: finding)
      report.findings.append(finding)
    }
  }
}
