import Atlas
import GeoCore
import PlanningAccess
import PlanningStudies
import TestSupport

/// Values of an attribute, spelt one a line as JSON, and what is done with numbers and categories:
/// a map, sites, a transfer.
enum ValueTable {
  /// More lines than that are not read.
  private static let longest = 8

  /// A row of squares of 0.01° from 5° E, 43° N, each with a value as `v` and as `id`.
  static func collection(of bytes: [UInt8]) -> [UInt8] {
    var text = Array(#"{"type":"FeatureCollection","features":["#.utf8)
    let lines = bytes.split(separator: UInt8(ascii: "\n")).prefix(longest)
    for (i, value) in lines.enumerated() {
      let (west, east) = (5 + Double(i) * 0.01, 5.01 + Double(i) * 0.01)
      if i > 0 { text.append(UInt8(ascii: ",")) }
      text += Array(#"{"type":"Feature","properties":{"v":"#.utf8) + value
      text += Array(#","id":"#.utf8) + value
      text += Array(
        (#"},"geometry":{"type":"Polygon","coordinates":[["#
          + "[\(west),43],[\(east),43],[\(east),43.01],[\(west),43.01],[\(west),43]]]}}").utf8)
    }
    return text + Array("]}".utf8)
  }

  /// - Throws: `FuzzFault` for a choice of sites that contradicts itself, and the errors of what
  ///   refuses the values.
  static func use(_ layer: Layer) throws {
    let study = StudyLayer(
      name: "values", layer: layer, credits: .unlisted("values"), sha256: "", reference: layer.path)
    let uses: [() throws -> Void] = [
      { try draw(layer) }, { try chooseSites(study) }, { try transfer(study) },
    ]
    var refusal: (any Error)?
    for use in uses {
      do { try use() } catch let error as any GeoFailure { refusal = error }
    }
    if let refusal { throw refusal }
  }

  private static func draw(_ layer: Layer) throws {
    for scheme in ClassScheme.allCases {
      let map = try ChoroplethMap(layer: layer, column: "v", options: MapOptions(scheme: scheme))
      guard map.svg().hasPrefix("<svg") else { throw FuzzFault("a map is no picture") }
    }
  }

  private static func chooseSites(_ study: StudyLayer) throws {
    let demand = try SiteDemand(study, field: "v", in: .lambert93, threads: 1)
    let candidates = try Places(study, numberedAs: .candidate)
    for objective in SiteObjective.allCases {
      let cutoff: SiteCutoff? = objective == .coverage ? .meters(500) : nil
      let choice = try SiteStudy(
        demand: demand, candidates: candidates, cutoff: cutoff, in: .lambert93, threads: 1)
      let result = try SiteResult(choice, objective, count: 1)
      let isSound =
        objective == .coverage ? result.value <= result.bound : result.bound <= result.value
      guard isSound, result.search.isProvenOptimal == (result.optimalityGap == 0) else {
        throw FuzzFault("\(objective): \(result.value), \(result.bound), \(result.optimalityGap)")
      }
    }
  }

  private static func transfer(_ study: StudyLayer) throws {
    let areal = try ArealLayer(study, in: .laeaEurope, dissolves: false, threads: 1)
    let zones = try ZoneSet(
      study, fields: ZoneEntry(source: "values"), in: .laeaEurope, threads: 1)
    let isNumeric = (0..<study.layer.count).allSatisfy {
      study.layer.attributes["v"]?.isMissing($0) != false
        || study.layer.attributes["v"]?.double($0) != nil
    }
    let fields =
      isNumeric
      ? ArealInterpolation.Fields(extensive: ["v"])
      : ArealInterpolation.Fields(categorical: ["v"])
    let moved = try ArealInterpolation.run(
      from: areal, to: zones, fields: fields, mask: nil, threads: 1)
    try LayerSoundness.check(moved.layer)
    guard Set(moved.categories.columns.map(\.column)).count == moved.categories.columns.count else {
      throw FuzzFault("two categories have one column")
    }
  }
}
