internal import GeoCore
internal import GeoData
internal import GeoFormats

/// Reads `plan.yaml` strictly: every key is known, every layer that an analysis names exists.
public enum PlanReader {
  /// The plan that comes with the program.
  /// - Throws: `InputError` of kind `missingInput` when there are no embedded data.
  public static func embedded() throws -> Plan {
    guard let path = GeoData.path(of: "plan.yaml") else {
      throw Catalogue.missing("the embedded plan is")
    }
    var plan = try read(path: path)
    plan.path = "plan.yaml"
    return plan
  }

  /// Reads the plan in a file.
  ///
  /// - Throws: `FormatError` when the file cannot be read, `InputError` with the line of what is
  ///   wrong in it.
  public static func read(path: String) throws -> Plan {
    let bytes = try InputFile.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(path: path, reason: "the text is not valid UTF-8")
    }
    return try parse(text, path: path, sha256: Digest.sha256(bytes))
  }

  package static func parse(_ text: String, path: String, sha256: String) throws(InputError) -> Plan
  {
    let root = try YAMLMapping.document(text, path: path, name: "the plan")
    if let version = try root.integer("version"), version != 1 {
      throw root.error(at: "version", "plan version \(version) is not known; this is version 1")
    }
    let title = try root.string("title") ?? "amp-geo"
    let zones = try zones(try root.requiredMapping("zones"))
    let measuring = try measuring(try root.mapping("measuring"))
    let layers = try layers(try root.requiredMapping("layers"))
    let names = layers.map(\.name)

    func checked(_ list: [String], in mapping: YAMLMapping, at key: String) throws(InputError)
      -> [String]
    {
      for name in list where !names.contains(name) {
        throw mapping.error(
          at: key, "\"\(key)\" names a layer \"\(name)\" that the plan does not define",
          remedy: "layers: \(names.joined(separator: ", "))")
      }
      return list
    }

    var coverage = names
    var shareOf = "zone"
    var water: String?
    if let section = try root.mapping("coverage") {
      if let list = try section.strings("layers") {
        coverage = try checked(list, in: section, at: "layers")
      }
      water = try section.string("water")
      if let water { _ = try checked([water], in: section, at: "water") }
      shareOf = try section.string("share_of") ?? "zone"
      if shareOf == "land", water == nil {
        throw section.error(
          at: "share_of", "shares of land need to know the water",
          remedy: "add water: with the name of a layer")
      }
      if water != nil, shareOf != "land" {
        throw section.error(
          at: "water", "\"water\" has no effect on shares of \(shareOf)",
          remedy: "write share_of: land, or leave the key out")
      }
      if coverage.isEmpty, let key = ["share_of", "water"].first(where: { section.has($0) }) {
        throw section.error(
          at: key, "\"\(key)\" has no effect, since no layer is to be covered",
          remedy: "name layers:, or leave the key out")
      }
      if shareOf != "zone", shareOf != "land" {
        _ = try checked([shareOf], in: section, at: "share_of")
      }
      try section.finish(known: ["layers", "share_of", "water"])
    }
    var people: Plan.People?
    if let section = try root.mapping("people") {
      people = Plan.People(
        source: try section.requiredString("source"), field: try section.requiredString("field"))
      try section.finish(known: ["source", "field"])
    }
    var accessibility: Plan.Accessibility?
    if let section = try root.mapping("accessibility") {
      let list = try section.strings("destinations") ?? []
      let destinations = try checked(list, in: section, at: "destinations")
      accessibility = try self.accessibility(section, destinations)
      if destinations.isEmpty {
        throw root.error(
          at: "accessibility", "\"accessibility\" has no effect without destinations",
          remedy: "add destinations: with names of layers, or leave the section out")
      }
      if root.has("network"), let key = ["walking", "cycling"].first(where: { section.has($0) }) {
        throw section.error(
          at: key, "\"\(key)\" has no effect over a network, whose profile tells the speed",
          remedy: "leave the key out")
      }
    }
    let network = try network(root)
    if network != nil, accessibility == nil {
      throw root.error(
        at: "network", "\"network\" is given, and nothing is to be computed over it",
        remedy: "add accessibility: with its destinations")
    }
    if accessibility == nil, measuring.distanceCRS != nil,
      let section = try root.mapping("measuring")
    {
      throw section.error(
        at: "distance_crs", "\"distance_crs\" has no effect without accessibility",
        remedy: "leave the key out, or add accessibility: with its destinations")
    }
    var overlaps: [Plan.OverlapEntry] = []
    for section in try root.mappings("overlaps") ?? [] {
      if let within = try section.string("within") {
        _ = try checked([within], in: section, at: "within")
        for other in ["a", "b"] where section.has(other) {
          throw section.error(
            at: other, "\"within\" and \"\(other)\" exclude each other",
            remedy: "write { within: layer } or { a: layer, b: layer }")
        }
        overlaps.append(.within(within))
      } else {
        let a = try checked([try section.requiredString("a")], in: section, at: "a")
        let b = try checked([try section.requiredString("b")], in: section, at: "b")
        overlaps.append(.between(a[0], b[0]))
      }
      try section.finish(known: ["a", "b", "within"])
    }
    let possible = Plan.knownOutputs.filter {
      accessibility != nil || !$0.hasPrefix("accessibility")
    }
    let outputs = try root.strings("outputs") ?? possible.filter { $0 != Plan.cellsOutput }
    for name in outputs where !possible.contains(name) {
      throw root.error(
        at: "outputs", "\"outputs\" names a file \"\(name)\" that no analysis of the plan writes",
        remedy: "possible: \(possible.joined(separator: ", "))")
    }
    try root.finish(known: [
      "version", "title", "zones", "measuring", "layers", "coverage", "people", "accessibility",
      "network", "overlaps", "outputs",
    ])
    return Plan(
      title: title, zones: zones, measuring: measuring, layers: layers, coverage: coverage,
      shareOf: shareOf, water: water, people: people, accessibility: accessibility,
      network: network, overlaps: overlaps, outputs: outputs, path: path, sha256: sha256)
  }

  private static func zones(_ section: YAMLMapping) throws(InputError) -> Plan.Zones {
    let zones = Plan.Zones(
      source: try section.requiredString("source"), id: try section.string("id"),
      name: try section.string("name"), population: try section.string("population"),
      expected: try section.integer("expected"),
      expectedPopulation: try section.integer("expected_population"),
      filter: try filter(section))
    if zones.expectedPopulation != nil, zones.population == nil {
      throw section.error(
        at: "expected_population", "people are expected, and no attribute counts them",
        remedy: "add population: with the name of the attribute")
    }
    try section.finish(known: [
      "source", "id", "name", "population", "expected", "expected_population", "where",
    ])
    return zones
  }

  private static func measuring(_ section: YAMLMapping?) throws(InputError) -> Plan.Measuring {
    guard let section else { return Plan.Measuring() }
    func crs(_ key: String) throws(InputError) -> CRS? {
      guard let text = try section.string(key), text != "auto" else { return nil }
      return CRS(text)
    }
    let measuring = Plan.Measuring(
      areaCRS: try crs("area_crs"), distanceCRS: try crs("distance_crs"))
    try section.finish(known: ["area_crs", "distance_crs"])
    return measuring
  }

  private static func layers(_ section: YAMLMapping) throws(InputError) -> [Plan.LayerEntry] {
    var layers: [Plan.LayerEntry] = []
    for name in section.keys {
      guard LayerName.isUsable(name) else {
        throw section.error(
          at: name, "\"\(name)\" cannot name a layer", remedy: LayerName.rule)
      }
      guard let entry = try section.mapping(name) else {
        throw section.error(at: name, "the layer \"\(name)\" has no source")
      }
      layers.append(
        Plan.LayerEntry(
          name: name, source: try entry.requiredString("source"), filter: try filter(entry)))
      try entry.finish(known: ["source", "where"])
    }
    return layers
  }

  private static func filter(_ section: YAMLMapping) throws(InputError) -> AttributeFilter {
    guard let conditions = try section.mapping("where") else { return AttributeFilter() }
    var list: [AttributeFilter.Condition] = []
    for attribute in conditions.keys {
      let values = try conditions.strings(attribute) ?? []
      list.append(AttributeFilter.Condition(attribute: attribute, values: values))
    }
    return AttributeFilter(list)
  }

  private static func accessibility(
    _ section: YAMLMapping, _ destinations: [String]
  ) throws(InputError) -> Plan.Accessibility {
    var result = Plan.Accessibility(destinations: destinations)
    if let size = try section.number("cell_size_m", in: 10...100_000) {
      result.cellSizeMeters = size
    }
    if let cutoffs = try section.numbers("cutoffs_m") { result.cutoffsMeters = cutoffs }
    result.walking = try mode(try section.mapping("walking"), default: result.walking)
    result.cycling = try mode(try section.mapping("cycling"), default: result.cycling)
    try section.finish(known: [
      "destinations", "cell_size_m", "cutoffs_m", "walking", "cycling",
    ])
    return result
  }

  /// A file alone, or a mapping.
  private static func network(_ root: YAMLMapping) throws(InputError) -> Plan.Network? {
    guard root.isMapping("network"), let section = try root.mapping("network") else {
      let source = try root.string("network")
      if source?.isEmpty ?? root.has("network") {
        throw root.error(
          at: "network", "\"network\" names no file",
          remedy: "name a network made by amp-geo network build, or leave the key out to measure"
            + " straight lines")
      }
      return source.map { Plan.Network(source: $0) }
    }
    var network = Plan.Network(source: try section.requiredString("source"))
    if let reach = try section.number("max_snap_m", in: 0...100_000) {
      network.maxSnapMeters = reach
    }
    if let cutoffs = try section.numbers("cutoffs_min") { network.cutoffsMinutes = cutoffs }
    try section.finish(known: ["source", "max_snap_m", "cutoffs_min"])
    return network
  }

  private static func mode(
    _ section: YAMLMapping?, default standard: TravelMode
  ) throws(InputError) -> TravelMode {
    guard let section else { return standard }
    var mode = standard
    if let speed = try section.number("speed_km_h", in: 0.1...300) {
      mode.speedKilometersPerHour = speed
    }
    if let detour = try section.number("detour_factor", in: 1...10) { mode.detourFactor = detour }
    try section.finish(known: ["speed_km_h", "detour_factor"])
    return mode
  }
}
