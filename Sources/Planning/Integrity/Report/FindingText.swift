import GeoCore

/// Findings in words, for reports that people read.
enum FindingText {
  /// `feature a: message at longitude latitude (sizes)`.
  /// - Parameter namesLayer: starts with `layer zones: ` where the file may hold several.
  static func sentence(_ finding: Finding, namesLayer: Bool = false) -> String {
    var text = namesLayer ? finding.layer.map { "layer \($0): " } ?? "" : ""
    if !finding.features.isEmpty {
      let names = finding.features.joined(separator: ", ")
      text += "\(finding.features.count == 1 ? "feature" : "features") \(names): "
    }
    text += finding.message
    if let place = finding.place {
      text += " at \(coordinate(place.longitude)) \(coordinate(place.latitude))"
    }
    let sizes = sizes(of: finding)
    if !sizes.isEmpty { text += " (\(sizes))" }
    if finding.baselineState == .worse { text += ", worse than in the baseline" }
    return VisibleText.escaped(text)
  }

  /// `12.4 m², 20 cm wide, 62 m long, noise`.
  static func sizes(of finding: Finding) -> String {
    let parts = [
      finding.areaSquareMeters.map(SizeText.area),
      finding.widthMeters.map { SizeText.length($0) + " wide" },
      finding.lengthMeters.map { SizeText.length($0) + " long" },
      finding.kind,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// The last line of a report: `fail: 1 layer, 3 features, 2 errors, 3 warnings`.
  static func verdict(of report: CheckReport) -> String {
    let features = report.files.reduce(0) { $0 + ($1.features ?? 0) }
    let layers = report.files.count == 1 ? "1 layer" : "\(report.files.count) layers"
    var text = "\(report.verdict): \(layers), \(features) features,"
    text += " \(report.count(.error)) errors, \(report.count(.warning)) warnings"
    let remarks = report.count(.info)
    if remarks > 0 { text += ", \(remarks) infos" }
    if let known = report.known { text += ", \(known.count) known" }
    return text
  }

  /// Degrees to seven decimals, about a centimetre.
  private static func coordinate(_ degrees: Double) -> String {
    guard abs(degrees) < 1e8 else { return JSONText.number(degrees) }
    return JSONText.number((degrees * 1e7).rounded() / 1e7)
  }
}
