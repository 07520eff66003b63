internal import GeoCore
internal import GeoData
internal import GeoFormats
internal import GeoProjection

/// Reads `plan.yaml` strictly: every key is known, every layer that a study names exists.
public struct PlanReader: Sendable {
  /// The studies that a plan can ask for, in the order of results.
  package let kinds: [any PlannedStudy.Type]
  /// The files that a run writes beside those of its studies.
  package let commonFiles: [String]

  package init(studies kinds: [any PlannedStudy.Type], commonFiles: [String]) {
    self.kinds = kinds
    self.commonFiles = commonFiles
  }

  /// All files that a plan can ask for.
  public var knownOutputs: [String] { kinds.flatMap { $0.files }.map(\.name) + commonFiles }

  /// The plan that comes with the program.
  /// - Throws: `InputError` when its file is missing.
  public func embedded() throws -> Plan {
    guard let path = GeoData.path(of: "plan.yaml") else {
      throw Catalogue.missing("the embedded plan is")
    }
    var plan = try read(path: path)
    plan.path = "plan.yaml"
    return plan
  }

  /// - Throws: `FormatError` when the file cannot be read, `InputError` with the line of what is
  ///   wrong in it.
  public func read(path: String) throws -> Plan {
    let bytes = try InputFile.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(path: path, reason: "the text is not valid UTF-8")
    }
    return try parse(text, path: path, sha256: Digest.sha256(bytes))
  }

  /// - Throws: `InputError` with the line of what is wrong.
  package func parse(_ text: String, path: String, sha256: String) throws(InputError) -> Plan {
    let root = try YAMLMapping.document(text, path: path, name: "the plan")
    if let version = try root.integer("version"), version != 1 {
      throw root.error(at: "version", "plan version \(version) is not known; this is version 1")
    }
    let title = try root.string("title") ?? "amp-geo"
    let zones = try Self.zones(try root.requiredMapping("zones"))
    let measuring = try Self.measuring(try root.mapping("measuring"))
    let layers = try Self.layers(try root.requiredMapping("layers"))
    let people = try Self.people(
      try root.mapping("people"), layers: layers.map(\.name), zones: zones)
    let sections = PlanSections(
      root: root, layerNames: layers.map(\.name), hasNetwork: root.has("network"),
      people: people)
    var studies: [any PlannedStudy] = []
    for kind in kinds {
      if let study = try kind.read(sections) { studies.append(study) }
    }
    let network = try Self.network(root)
    try Self.requireDistances(studies, network, measuring, root)
    let scenarios = try Self.scenarios(
      try root.mapping("scenarios"), layers: layers.map(\.name))
    let outputs = try outputs(root, of: studies)
    try root.finish(known: knownKeys)
    return Plan(
      title: title, zones: zones, measuring: measuring, layers: layers, people: people,
      network: network, scenarios: scenarios, studies: studies, outputs: outputs, path: path,
      sha256: sha256)
  }

  private var knownKeys: [String] {
    ["version", "title", "zones", "measuring", "layers", "people", "network"]
      + kinds.flatMap { $0.planKeys } + ["scenarios", "outputs"]
  }

  /// Refuses keys that would change nothing, since no study takes them.
  private static func requireDistances(
    _ studies: [any PlannedStudy], _ network: NetworkEntry?, _ measuring: MeasuringEntry,
    _ root: YAMLMapping
  ) throws(InputError) {
    let kinds = studies.map { type(of: $0) }
    if network != nil, !kinds.contains(where: { $0.followsStreets }) {
      throw root.error(
        at: "network", "\"network\" is given, and nothing is to be computed over it",
        remedy: "add accessibility:, site: or reach:, or leave the key out")
    }
    if measuring.distanceCRS != nil, !kinds.contains(where: { $0.measuresDistances }),
      let section = try root.mapping("measuring")
    {
      throw section.error(
        at: "distance_crs", "\"distance_crs\" has no effect: no distance is measured in it",
        remedy: "leave the key out, or add accessibility: or site:")
    }
  }

  private func outputs(
    _ root: YAMLMapping, of studies: [any PlannedStudy]
  ) throws(InputError) -> [String] {
    let own = studies.flatMap { type(of: $0).files }
    let possible = own.map(\.name) + commonFiles
    let usual = own.filter { !$0.isOnRequest }.map(\.name) + commonFiles
    let outputs = try root.strings("outputs") ?? usual
    for name in outputs where !possible.contains(name) {
      throw root.error(
        at: "outputs", "\"outputs\" names a file \"\(name)\" that no analysis of the plan writes",
        remedy: "possible: \(possible.joined(separator: ", "))")
    }
    return outputs
  }

  // MARK: Sections that all studies share

  private static func zones(_ section: YAMLMapping) throws(InputError) -> ZoneEntry {
    var zones = ZoneEntry(
      source: try section.requiredString("source"), id: try section.string("id"),
      name: try section.string("name"), population: try section.string("population"),
      expected: try section.integer("expected"),
      expectedPopulation: try section.integer("expected_population"),
      filter: try filter(section), accuracyMeters: try accuracy(section))
    zones.crs = try crs(section)
    if zones.expectedPopulation != nil, zones.population == nil {
      throw section.error(
        at: "expected_population", "people are expected, and no attribute counts them",
        remedy: "add population: with the name of the attribute")
    }
    try section.finish(known: [
      "source", "id", "name", "population", "expected", "expected_population", "where",
      "accuracy_m", "crs",
    ])
    return zones
  }

  private static func measuring(_ section: YAMLMapping?) throws(InputError) -> MeasuringEntry {
    guard let section else { return MeasuringEntry() }
    func crs(_ key: String) throws(InputError) -> CRS? {
      guard let text = try section.string(key), text != "auto" else { return nil }
      return CRS(text)
    }
    let measuring = MeasuringEntry(
      areaCRS: try crs("area_crs"), distanceCRS: try crs("distance_crs"))
    try section.finish(known: ["area_crs", "distance_crs"])
    return measuring
  }

  private static func layers(_ section: YAMLMapping) throws(InputError) -> [LayerEntry] {
    var layers: [LayerEntry] = []
    for name in section.keys {
      guard LayerName.isUsable(name) else {
        throw section.error(
          at: name, "\"\(name)\" cannot name a layer", remedy: LayerName.rule)
      }
      guard let entry = try section.mapping(name) else {
        throw section.error(at: name, "the layer \"\(name)\" has no source")
      }
      var layer = LayerEntry(
        name: name, source: try entry.requiredString("source"), filter: try filter(entry),
        id: try entry.string("id"), label: try entry.string("name"),
        accuracyMeters: try accuracy(entry))
      layer.crs = try crs(entry)
      layers.append(layer)
      try entry.finish(known: ["source", "where", "id", "name", "accuracy_m", "crs"])
    }
    return layers
  }

  /// The system of a file that names none.
  static func crs(_ section: YAMLMapping) throws(InputError) -> String? {
    guard let text = try section.string("crs") else { return nil }
    do {
      _ = try CRSDescription(of: CRS(text))
    } catch {
      throw section.error(
        at: "crs", "\"crs\" is no reference system: \(text)", remedy: "write it like EPSG:2154")
    }
    return text
  }

  private static func accuracy(_ section: YAMLMapping) throws(InputError) -> Double? {
    try section.number(StatedAccuracy.field, in: StatedAccuracy.range)
  }

  static func filter(
    _ section: YAMLMapping, at key: String = "where"
  ) throws(InputError) -> AttributeFilter {
    guard let conditions = try section.mapping(key) else { return AttributeFilter() }
    var list: [AttributeFilter.Condition] = []
    for attribute in conditions.keys {
      let values = try conditions.strings(attribute) ?? []
      list.append(AttributeFilter.Condition(attribute: attribute, values: values))
    }
    return AttributeFilter(list)
  }

  /// A file alone, or a mapping.
  private static func network(_ root: YAMLMapping) throws(InputError) -> NetworkEntry? {
    guard root.isMapping("network"), let section = try root.mapping("network") else {
      let source = try root.string("network")
      if source?.isEmpty ?? root.has("network") {
        throw root.error(
          at: "network", "\"network\" names no file",
          remedy: "name a network made by amp-geo network build, or leave the key out to measure"
            + " straight lines")
      }
      return source.map { NetworkEntry(source: $0) }
    }
    var network = NetworkEntry(source: try section.requiredString("source"))
    if let reach = try section.number(NetworkEntry.maxSnap) { network.maxSnapMeters = reach }
    if let cutoffs = try section.numbers(NetworkEntry.cutoffs) { network.cutoffsMinutes = cutoffs }
    try section.finish(known: ["source", NetworkEntry.maxSnap.key, NetworkEntry.cutoffs.key])
    return network
  }
}
