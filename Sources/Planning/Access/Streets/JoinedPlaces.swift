internal import GeoCore
internal import GeoProjection
public import GeoStreets
internal import PlanningStudies

/// Places and where they meet a street network.
public struct JoinedPlaces: Sendable {
  /// The places, in the system of their layer.
  public let places: Places
  /// Where each meets the streets; as many as there are places.
  public let doors: NetworkPlaces
  /// The places in WGS 84, without elevations.
  let degrees: Geometries
  /// The PROJ pipelines of places and entrances, each once.
  public let pipelines: [String]

  /// Joins places to the streets.
  /// - Parameters:
  ///   - reachMeters: a place farther from every street is not connected.
  ///   - entrances: where places are entered; those without any as `StreetFrames` finds it.
  ///   - needsOne: whether it is an error when no place is connected.
  /// - Throws: `InputError` for places without coordinates, and when no place is connected, with
  ///   what is likely wrong: a network of another region, coordinates of another system.
  public init(
    _ places: Places, by frames: StreetFrames, within reachMeters: Double,
    entrances: Entrances? = nil, needsOne: Bool = true, threads: Int
  ) throws {
    self.places = places
    let role = places.role.rawValue
    guard !places.geometries.box.isEmpty else {
      throw InputError(
        path: places.path, reason: "the \(role)s have no coordinates",
        remedy: PositionRemedy.table)
    }
    let placed = try places.geometries.droppingElevations()
      .transformed(to: .wgs84, threads: threads)
    degrees = placed.geometries
    let found = EarthBox(around: degrees.coordinates)
    let area = frames.box
    guard !needsOne || found.meets(area.expanded(byMeters: 2.5 * reachMeters)) else {
      throw InputError(
        path: places.path,
        reason: "the network misses the \(role)s: they lie at \(found.text), its streets at "
          + "\(area.text) (west south east north)",
        remedy: "build the network of an extract that covers the study area, or check the CRS")
    }
    let own = try frames.places(degrees, within: reachMeters, threads: threads)
    let given = try entrances.map {
      try $0.doors(by: frames, within: reachMeters, else: own, threads: threads)
    }
    doors = given?.doors ?? own
    pipelines = [places.pipeline, placed.pipeline, given?.pipeline ?? ""].distinct()
    guard !needsOne || unconnectedCount < places.count else {
      throw InputError(
        path: places.path,
        reason: "not_connected: none of \(places.count) \(role)s lies within "
          + "\(JSONText.number(reachMeters)) m of a street",
        remedy: .anyOf(
          "check their coordinates and CRS", "allow more with \(StreetSetting.maxSnap)"))
    }
  }

  private init(
    _ places: Places, doors: NetworkPlaces, degrees: Geometries, pipelines: [String]
  ) {
    self.places = places
    self.doors = doors
    self.degrees = degrees
    self.pipelines = pipelines
  }

  /// The same places, some of them not connected and nowhere.
  func keeping(_ isKept: [Bool]) -> JoinedPlaces {
    guard isKept.contains(false) else { return self }
    var doors = NetworkPlaces()
    var shapes = Geometries(crs: degrees.crs)
    for place in 0..<places.count {
      if isKept[place] {
        doors.append(self.doors.doors(ofPlace: place))
        shapes.append(feature: place, of: degrees)
      } else {
        doors.append([])
        shapes.beginFeature(.null)
      }
    }
    return JoinedPlaces(places, doors: doors, degrees: shapes, pipelines: pipelines)
  }

  /// How many places are not connected.
  public var unconnectedCount: Int { (0..<places.count).count { !doors.isConnected($0) } }

  /// What is to be said of places that are not connected, with the first of them; nil when all are.
  public func note(within reachMeters: Double) -> String? {
    let missing = (0..<places.count).filter { !doors.isConnected($0) }
    guard !missing.isEmpty else { return nil }
    let shown = missing.prefix(3).map { "\"\(places.ids[$0].text)\"" }.joined(separator: ", ")
    return "\(missing.count) of \(places.count) \(places.role.rawValue)s are not connected"
      + " (not_connected), farther than \(JSONText.number(reachMeters)) m from any street: \(shown)"
      + (missing.count > 3 ? ", …" : "")
  }
}
