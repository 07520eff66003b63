import GeoAlgorithms
import GeoCore
internal import GeoFormats
internal import GeoProjection
internal import PlanningStudies

/// Checks a layer as a coverage: one search gives the findings of all rules of the family.
///
/// Polygons that are not valid are left out, since their inside is undefined; so is what has no
/// polygons. The polygons of a collection are one area, of which each is judged by itself. Topology is judged in the file's own coordinates (`TopologyFrame`), sizes are those of
/// an equal-area system, and so is what depends on them: gap or hole, noise or conflict.
enum TopologyCheck {
  /// The rules by kind of fault.
  static func rule(of kind: TopologyFault.Kind) -> IntegrityRule {
    switch kind {
    case .overlap: CoverageRules.overlap
    case .gap: CoverageRules.gap
    case .hole: CoverageRules.hole
    case .unmatchedEdge: CoverageRules.unmatchedEdge
    case .duplicate: CoverageRules.duplicate
    case .outsideBoundary: CoverageRules.outsideBoundary
    case .boundaryNotCovered: CoverageRules.boundaryNotCovered
    }
  }

  static let rules = TopologyFault.Kind.allCases.map { rule(of: $0) }

  /// - Throws: `PROJError` or `GEOSError` when a library fails.
  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    guard let request = options.coverage else { return }
    let geometries = layer.geometries
    let concerned = geometries.featuresWithPolygons
    guard !concerned.isEmpty || request.boundary != nil else { return }
    let carrier = rules.first(where: options.rules.contains) ?? CoverageRules.overlap
    guard layer.layer.crs.isPlaced else {
      // Without a system nothing has a size. That is another rule's finding, where it is asked for.
      if !options.rules.contains(UnknownCRS.rule) {
        var finding = layer.finding(carrier, TopologyMessage.notPlaced)
        finding.severity = .error
        visit([finding])
      }
      return
    }
    let threads = options.read.threads
    let invalid = try ValidityFaults.invalid(among: concerned, in: geometries, threads: threads)
      .features
    let namesInvalid = ValidityRules.all.allSatisfy(options.rules.contains)
    if !invalid.isEmpty, !namesInvalid {
      visit([finding(carrier, TopologyMessage.leftOut(invalid.count), of: invalid, in: layer)])
    }
    try options.phases.measure("coverage") {
      let extent = try visitFaults(in: layer, request, skipping: invalid, threads, visit)
      if let message = TopologyMessage.text(extent) {
        visit([finding(carrier, message, of: [], in: layer)])
      }
    }
  }

  /// Features that are named in a finding about what was left out.
  private static let mostNames = 5

  /// A finding that says what was not looked at.
  private static func finding(
    _ rule: IntegrityRule, _ message: String, of features: [Int], in layer: CheckedLayer
  ) -> Finding {
    var finding = layer.finding(rule, message, features: Array(features.prefix(mostNames)))
    finding.severity = .warning
    return finding
  }

  private static func visitFaults(
    in layer: CheckedLayer, _ request: TopologyRequest, skipping invalid: [Int], _ threads: Int,
    _ visit: ([Finding]) -> Void
  ) throws -> CoverageExtent {
    let frame = try TopologyFrame(layer.geometries)
    layer.metric.release()
    var report = try TopologyFaults.find(
      in: frame.framed(layer.geometries),
      boundary: try request.boundary.map { try framed($0, in: frame, of: layer, threads) },
      skipping: invalid,
      options: Self.options(maxGap: request.maxGapMeters * frame.stretch, threads))
    if report.faults.isEmpty { return report.extent }
    report = frame.measured(report, options: Self.options(maxGap: request.maxGapMeters, threads))
    for start in stride(from: 0, to: report.faults.count, by: CoverageCheck.batch) {
      let some = report.faults[start..<min(start + CoverageCheck.batch, report.faults.count)]
      let shapes = try? frame.restored(report.shapes.selecting(some.map(\.shape)))
        .transformed(to: .wgs84, threads: threads).geometries
      visit(
        some.enumerated().map { place, fault in
          finding(fault, in: layer, frame, shapes.map { $0.selecting([place]) })
        })
    }
    return report.extent
  }

  private static func finding(
    _ fault: TopologyFault, in layer: CheckedLayer, _ frame: TopologyFrame, _ shape: Geometries?
  ) -> Finding {
    var finding = layer.finding(
      rule(of: fault.kind), TopologyMessage.text(fault, in: layer.layer),
      features: fault.features, at: frame.restored(x: fault.x, y: fault.y))
    if fault.kind != .unmatchedEdge {
      finding.areaSquareMeters = Rounding.area(fault.area)
      finding.widthMeters = Rounding.area(fault.meanWidth)
    }
    finding.lengthMeters = Rounding.area(fault.length)
    finding.kind = fault.looksLikeNoise ? "noise" : "conflict"
    finding.shape = shape
    return finding
  }

  /// Pairs of features in a pile that are compared.
  private static let mostPairs = 10_000
  /// Cuts of edges beyond which only overlaps are looked for.
  private static let mostCuts = 1_000_000

  /// What the search for faults is told, a repair's last look too.
  static func options(maxGap: Double, _ threads: Int) -> CoverageOptions {
    var options = CoverageOptions()
    options.maxGapWidth = maxGap
    options.mostPairs = mostPairs
    options.mostCuts = mostCuts
    options.threads = threads
    return options
  }

  /// The polygons of a boundary in the frame of a layer.
  private static func framed(
    _ boundary: Layer, in frame: TopologyFrame, of layer: CheckedLayer, _ threads: Int
  ) throws -> Geometries {
    let kinds = boundary.geometries.kinds
    let areal = kinds.indices.filter { kinds[$0].isAreal }
    guard !areal.isEmpty else {
      throw InputError(
        path: boundary.path, reason: "the boundary has no polygons",
        remedy: "name a layer of polygons with \(CheckSetting.boundary)")
    }
    if let fault = try Overlay.invalidFeatures(areal, in: boundary.geometries, threads: threads)
      .first
    {
      throw InputError(
        path: boundary.path,
        reason: "feature \(boundary.label(ofFeature: fault.feature)) of the boundary is not valid:"
          + " \(fault.reason.lowercased())",
        remedy: "amp-geo fix repairs it")
    }
    let polygons = boundary.geometries.selecting(areal).droppingElevations()
    return frame.framed(
      try polygons.transformed(to: layer.geometries.crs, threads: threads).geometries)
  }
}
