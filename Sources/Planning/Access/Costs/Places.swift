internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
internal import GeoStreets
public import PlanningStudies

/// Origins, destinations, sites: places with an id each, and where they are.
public struct Places: Sendable {
  /// What places are for, as messages name them.
  public enum Role: String, Sendable {
    /// Where ways begin.
    case origin
    /// Where ways lead.
    case destination
    /// Where people live whom sites are to reach.
    case demand = "demand place"
    /// Where a site may be opened.
    case candidate
    /// A site that is there already.
    case existing = "existing place"
  }

  /// What the places are for.
  public let role: Role
  /// One for each place, all different.
  public let ids: [FeatureID]
  /// Points, lines, polygons, or null geometries for a table without coordinates.
  public private(set) var geometries: Geometries
  /// The properties of each place; as many rows as places.
  public let attributes: Attributes
  /// The file they came from, for messages.
  public let path: String
  /// The PROJ pipeline that the points of their polygons went through; empty for none.
  private(set) var pipeline = ""
  let index: PlaceIndex

  /// The number of places.
  public var count: Int { ids.count }

  /// Places of a layer, in its order.
  ///
  /// **Ids:** the attribute `idColumn` when it is named; else the attribute `id`, whatever its case; else the ids of
  /// the features, when all have one; else the first attribute that is none of coordinates.
  /// - Throws: `InputError` for an empty layer, an unknown attribute, a missing or repeated id.
  public init(_ layer: Layer, role: Role, idColumn: String? = nil) throws(InputError) {
    guard layer.count > 0 else {
      throw InputError(path: layer.path, reason: "there are no \(role.rawValue)s in it")
    }
    self.role = role
    ids = try Self.ids(of: layer, role: role, column: idColumn)
    geometries = layer.geometries
    attributes = layer.attributes
    path = layer.path
    index = PlaceIndex(ids.map(\.key))
    if let same = index.firstRepeat {
      throw InputError(
        path: path,
        reason: "\(role.rawValue)s \(same.earlier + 1) and \(same.place + 1) have the same id "
          + "\"\(ids[same.place].text)\"",
        remedy: "give each an id of its own, or name another column of ids")
    }
  }

  /// The same places, polygons at their representative point: where people of an area start from.
  /// - Throws: what `RepresentativePoint.pointsOnEarth` throws.
  func atRepresentativePoints(threads: Int) throws -> Places {
    guard geometries.kinds.contains(where: \.isAreal) else { return self }
    let placed = try geometries.droppingElevations().transformed(to: .wgs84, threads: threads)
    let degrees = placed.geometries
    let points = try RepresentativePoint.pointsOnEarth(of: degrees, threads: threads)
    var places = self
    places.pipeline = placed.pipeline
    places.geometries = Geometries(crs: .wgs84)
    for i in 0..<count {
      places.geometries.append(feature: i, of: geometries.kinds[i].isAreal ? points : degrees)
    }
    return places
  }

  /// The place with this id.
  /// - Throws: `InputError` of kind `usage` when there is none.
  public func place(_ id: String) throws(InputError) -> Int {
    if let place = index.place(id) { return place }
    throw InputError(
      path: path, reason: "no \(role.rawValue) has the id \"\(id)\"",
      remedy: "ids are like \"\(ids[0].text)\"", kind: .usage)
  }

  /// An attribute.
  /// - Throws: `InputError` of kind `usage` when there is none of that name.
  public func column(_ name: String) throws(InputError) -> Column {
    if let column = attributes[name] { return column }
    throw InputError(
      path: path, reason: "\(role.rawValue)s have no column \"\(name)\"",
      remedy: "they have: \(attributes.names.joined(separator: ", "))", kind: .usage)
  }

  private static func ids(
    of layer: Layer, role: Role, column: String?
  ) throws(InputError) -> [FeatureID] {
    let known = layer.ids.compactMap { $0 }
    var chosen = column.map { layer.attributes[$0] } ?? layer.identityColumn
    if let column, chosen == nil {
      throw InputError(
        path: layer.path, reason: "\(role.rawValue)s have no column \"\(column)\"",
        remedy: "they have: \(layer.attributes.names.joined(separator: ", "))", kind: .usage)
    }
    if chosen == nil, known.count == layer.count { return known }
    if chosen == nil { chosen = layer.identifyingColumn }
    guard let chosen else {
      throw InputError(
        path: layer.path, reason: "\(role.rawValue)s have no ids and no column of them",
        remedy: "add a column \"id\"")
    }
    var ids: [FeatureID] = []
    ids.reserveCapacity(layer.count)
    for i in 0..<layer.count {
      guard let id = chosen.featureID(i) else {
        throw InputError(
          path: layer.path, reason: "\(role.rawValue) \(i + 1) has no \"\(chosen.name)\"",
          remedy: "give every \(role.rawValue) an id of its own")
      }
      ids.append(id)
    }
    return ids
  }
}
