public import Geo

/// Places and where they meet a street network.
public struct JoinedPlaces: Sendable {
  public let places: Places
  public let doors: NetworkPlaces
  /// The places in the system that they were joined in.
  let projected: Geometries

  /// Joins places to the streets.
  /// - Parameters:
  ///   - reachMeters: a place farther from every street is not connected.
  ///   - entrances: where places are entered; those without any as `EdgeSnapper` finds it.
  ///   - needsOne: whether it is an error when no place is connected.
  /// - Throws: `InputError` for places without coordinates, and when no place is connected, with
  ///   what is likely wrong: a network of another region, coordinates of another system.
  public init(
    _ places: Places, to network: StreetNetwork, by snapper: EdgeSnapper,
    within reachMeters: Double,
    entrances: Entrances? = nil, needsOne: Bool = true, threads: Int
  ) throws {
    self.places = places
    let role = places.role.rawValue
    let box = places.geometries.box
    guard !box.isEmpty else {
      throw InputError(
        path: places.path, reason: "the \(role)s have no coordinates",
        remedy: "a table needs the columns lon and lat, or x and y with --crs")
    }
    let found = try Box.longitudeLatitude(of: box, in: places.geometries.crs)
    let area = network.box
    // A degree of latitude is 111 km, one of longitude half as long or less beyond 60 degrees.
    guard !needsOne || found.meets(area.expanded(by: reachMeters / 50_000)) else {
      throw InputError(
        path: places.path,
        reason: "the network misses the \(role)s: they lie at \(Self.text(found)), its streets at "
          + "\(Self.text(area)) (west south east north)",
        remedy: "build the network of an extract that covers the study area, or check the CRS")
    }
    projected = try snapper.projected(places.geometries, threads: threads)
    let own = try snapper.places(projected, within: reachMeters, threads: threads)
    doors =
      try entrances.map {
        try $0.doors(by: snapper, within: reachMeters, else: own, threads: threads)
      } ?? own
    guard !needsOne || unconnectedCount < places.count else {
      throw InputError(
        path: places.path,
        reason: "not_connected: none of \(places.count) \(role)s lies within "
          + "\(JSONText.number(reachMeters)) m of a street",
        remedy: "check their coordinates and CRS, or allow more with --max-snap")
    }
  }

  private init(_ places: Places, doors: NetworkPlaces, projected: Geometries) {
    self.places = places
    self.doors = doors
    self.projected = projected
  }

  /// The same places, some of them not connected and nowhere.
  func keeping(_ isKept: [Bool]) -> JoinedPlaces {
    guard isKept.contains(false) else { return self }
    var doors = NetworkPlaces()
    var shapes = Geometries(crs: projected.crs)
    for place in 0..<places.count {
      if isKept[place] {
        doors.append(self.doors.doors(ofPlace: place))
        shapes.append(feature: place, of: projected)
      } else {
        doors.append([])
        shapes.beginFeature(.null)
      }
    }
    return JoinedPlaces(places, doors: doors, projected: shapes)
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

  private static func text(_ box: Box) -> String {
    [box.minX, box.minY, box.maxX, box.maxY]
      .map { JSONText.number(($0 * 1000).rounded() / 1000) }.joined(separator: " ")
  }
}
