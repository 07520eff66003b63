internal import GeoAlgorithms
public import GeoCore

/// The areas that results are given for: checked, measured, identified, in the order of their ids.
public struct ZoneSet: Sendable {
  /// The zones' polygons, measured.
  public let areal: ArealLayer
  /// One for each zone, all different.
  public let ids: [FeatureID]
  /// What people call each zone; nil where it has no name.
  public let names: [String?]
  /// People in each zone; nil when no field was named or the zone says nothing.
  public let populations: [Int?]
  /// The attribute that populations are read from; nil when none was named.
  public let populationField: String?
  /// What a reader must know, a sentence each.
  public let notes: [String]

  /// The layer as it was loaded.
  public var study: StudyLayer { areal.study }
  /// The zones with all their attributes, in the system of their file.
  public var layer: Layer { areal.study.layer }
  /// The number of zones.
  public var count: Int { ids.count }
  /// 0 for a zone without an area; `knownAreasSquareMeters` tells those apart.
  public var areasSquareMeters: [Double] { areal.index.areas }
  /// nil for a zone whose area is not known, such as one without geometry.
  var knownAreasSquareMeters: [Double?] {
    (0..<count).map { areal.reasons[$0] == nil ? areal.index.areas[$0] : nil }
  }
  /// The worst accuracy of any zone; nil when one is not stated.
  public var accuracyMeters: Double? {
    let stated = study.accuraciesMeters.compactMap { $0 }
    return stated.count == count ? stated.max() : nil
  }

  /// Checks, measures and identifies zones.
  ///
  /// - Parameter points: as for `ArealLayer`.
  /// - Throws: `InputError` for a missing field, a missing or repeated id, a population that is
  ///   not a whole number of people, or another number of zones than expected.
  public init(
    _ given: StudyLayer, fields: ZoneEntry, in crs: CRS, besides points: Geometries? = nil,
    lenient: Bool = false, threads: Int, phases: Phases = Phases()
  ) throws {
    guard given.layer.count > 0 else {
      throw InputError(path: given.layer.path, reason: "the layer of zones has no features")
    }
    let givenIDs = try Self.ids(of: given, field: fields.id)
    let order = FeatureID.ascendingOrder(of: givenIDs)
    let study = order.map(given.reordered) ?? given
    ids = order?.map { givenIDs[$0] } ?? givenIDs
    let layer = study.layer
    if let field = fields.name {
      let column = try Self.attribute(field, of: layer, role: "name")
      names = (0..<layer.count).map { column.string($0) }
    } else {
      names = (0..<layer.count).map { study.featureName($0) }
    }
    populationField = fields.population
    populations = try Self.populations(of: layer, field: fields.population)
    if let expected = fields.expected, expected != layer.count {
      throw InputError(
        path: layer.path, reason: "\(expected) zones are expected and \(layer.count) found",
        remedy: "correct \"expected\" in the plan, or the layer")
    }
    let people = try Self.total(populations, fields.population, layer)
    if let expected = fields.expectedPopulation, expected != people {
      throw InputError(
        path: layer.path,
        reason: "\(expected) people are expected in the zones and \(people) found",
        remedy: "correct \"expected_population\" in the plan, or the layer")
    }
    areal = try ArealLayer(
      study, in: crs, besides: points, lenient: lenient, threads: threads, phases: phases)
    guard areal.dropped.count < layer.count else {
      throw InputError(
        path: layer.path, reason: "no zone has an area: \(areal.dropped[0].reason)",
        remedy: "zones are polygons; name a layer that has them")
    }
    var notes = areal.dropped.map { "zone \($0.feature) has no area: \($0.reason)" }
    let twice = areal.doubleCountedAreaSquareMeters
    // Rounding of borders that zones share is no overlap.
    if twice > min(1, Self.noteworthyShare * areal.netAreaSquareMeters) {
      let text = twice >= 1 ? "\(Int(nearest: twice))" : JSONText.number(Rounding.digits(twice))
      notes.append("zones overlap each other by \(text) m2; totals count that area once")
    }
    self.notes = notes
  }

  private static let noteworthyShare = 1e-6

  /// - Throws: `InputError` for more people than can be added up.
  private static func total(
    _ populations: [Int?], _ field: String?, _ layer: Layer
  ) throws(InputError) -> Int {
    let sum = populations.reduce(0.0) { $0 + Double($1 ?? 0) }
    try CountOfPeople.requireCountable(sum, field: field ?? "", path: layer.path)
    return populations.reduce(0) { $0 + ($1 ?? 0) }
  }

  private static func attribute(
    _ field: String, of layer: Layer, role: String
  ) throws -> Column {
    guard let column = layer.attributes[field] else {
      throw InputError(
        path: layer.path, reason: "zones have no attribute \"\(field)\" for their \(role)",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
    }
    return column
  }

  private static func ids(of study: StudyLayer, field: String?) throws -> [FeatureID] {
    let layer = study.layer
    let column = try field.map { try attribute($0, of: layer, role: "id") }
    var ids: [FeatureID] = []
    var seen: [FeatureID: Int] = [:]
    for row in 0..<layer.count {
      let id = try id(row, column, study)
      if let earlier = seen[id] {
        throw FormatError(
          path: layer.path, feature: id.text,
          reason: "zones \(earlier + 1) and \(row + 1) have the same id \"\(id.text)\"",
          remedy: "give every zone an id of its own, or merge the two")
      }
      seen[id] = row
      ids.append(id)
    }
    return ids
  }

  private static func id(_ row: Int, _ column: Column?, _ study: StudyLayer) throws -> FeatureID {
    guard let column else { return study.featureID(row) }
    guard let id = column.featureID(row) else {
      throw FormatError(
        path: study.layer.path, feature: study.layer.label(ofFeature: row),
        reason: "the zone has no \"\(column.name)\"", remedy: "give every zone an id of its own")
    }
    return id
  }

  private static func populations(of layer: Layer, field: String?) throws -> [Int?] {
    guard let field else { return Array(repeating: nil, count: layer.count) }
    let column = try attribute(field, of: layer, role: "population")
    return try (0..<layer.count).map { row in
      if column.isMissing(row) { return nil }
      guard let people = CountOfPeople.whole(column, row) else {
        throw FormatError(
          path: layer.path, feature: layer.label(ofFeature: row),
          reason: "\"\(field)\" is \(column.json(row)), not a whole number of people",
          remedy: "write whole numbers as numbers, without blanks; leave unknown ones empty")
      }
      try CountOfPeople.requireCountable(people, field: field, path: layer.path)
      return Int(people)
    }
  }

  /// Appends each zone's area, null where it is not known, and then why.
  func appendAreas(to table: inout Attributes) {
    table.set(Column(ZoneFields.area, knownAreasSquareMeters))
    guard !areal.reasons.isEmpty else { return }
    table.set(Column(ZoneFields.reason, (0..<count).map { areal.reasons[$0]?.rawValue }))
  }

  /// The zones' geometries and attributes as the frame of a result, under their checked ids.
  package func frame(named name: String) -> Layer {
    var frame = Layer(
      name: name, geometries: layer.geometries.droppingElevations(),
      attributes: layer.attributes, ids: FeatureIDs(ids), path: layer.path)
    frame.foreignMembers = []
    return frame
  }
}
