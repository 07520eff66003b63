internal import GeoCore
package import PlanningStudies

extension IndicatorStudy: PlannedStudy {
  package static let planKeys = ["indicators"]
  package static let files = [StudyFile("indicators.geojson"), StudyFile("indicators.csv")]

  package static func read(_ plan: PlanSections) throws(InputError) -> IndicatorStudy? {
    guard let section = try plan.root.mapping("indicators") else { return nil }
    var study = IndicatorStudy(data: [:])
    if let only = try section.strings("only") {
      let known = IndicatorList.definitions.map(\.id)
      if let stray = only.first(where: { !known.contains($0) }) {
        throw section.error(
          at: "only", "there is no indicator \"\(stray)\"",
          remedy: "known: \(known.joined(separator: ", "))")
      }
      study.only = only
    }
    if let data = try section.mapping("data") {
      for key in data.keys {
        guard let role = IndicatorRole(rawValue: key) else {
          throw data.error(
            at: key, "\"\(key)\" is nothing that indicators are computed of",
            remedy: "known: \(IndicatorRole.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        study.data[role] = try entries(data, key, role, plan)
      }
    }
    try section.finish(known: ["only", "data"])
    return study
  }

  /// A name, a list of names, a mapping, or a list of mappings.
  private static func entries(
    _ data: YAMLMapping, _ key: String, _ role: IndicatorRole, _ plan: PlanSections
  ) throws(InputError) -> [IndicatorEntry] {
    var entries: [IndicatorEntry] = []
    if data.isMapping(key) {
      entries.append(try entry(try data.requiredMapping(key), role, plan))
    } else if data.isListOfMappings(key) {
      for item in try data.mappings(key) ?? [] { entries.append(try entry(item, role, plan)) }
    } else if role.isOfZones {
      entries.append(IndicatorEntry(field: try data.requiredString(key)))
    } else {
      for name in try plan.layers(try data.strings(key) ?? [], in: data, at: key) {
        entries.append(IndicatorEntry(layer: name))
      }
    }
    if let fault = role.fault(of: entries) { throw data.error(at: key, "\"\(key)\" \(fault)") }
    return entries
  }

  private static func entry(
    _ item: YAMLMapping, _ role: IndicatorRole, _ plan: PlanSections
  ) throws(InputError) -> IndicatorEntry {
    var entry = IndicatorEntry()
    if role.isOfZones {
      entry.field = try item.requiredString("field")
    } else {
      entry.layer = try plan.layer(item, "layer")
      if item.has("covers") { entry.covers = try plan.layer(item, "covers") }
    }
    if role.hasDepartures {
      entry.field = try item.string("departures")
      entry.hours = try item.number("hours", in: 0.1...24)
    }
    if role.hasYear { entry.year = try item.number("year", in: 1800...2200) }
    try item.finish(known: role.keys)
    return entry
  }
}
