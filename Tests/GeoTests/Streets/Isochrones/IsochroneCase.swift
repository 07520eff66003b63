import GeoCore
import GeoStreets

/// A network with what isochrones of it need, and their polygons in metres.
struct IsochroneCase {
  let saved: SavedStreetNetwork
  let snapper: EdgeSnapper

  init(_ network: StreetNetwork) throws {
    saved = SavedStreetNetwork(network, facts: [])
    snapper = try EdgeSnapper(network, threads: 1)
  }

  /// One street on the equator from 0 to 0.02 degrees east, 2,226.39 m, walked at 4.8 km/h.
  static func street(forward: Bool = true, backward: Bool = true) throws -> IsochroneCase {
    let time: Int32 = 1_669_793
    return try IsochroneCase(
      StreetNetwork(
        mode: .walk, nodeCoordinates: [0, 0, 0.02, 0], edgeFrom: [0], edgeTo: [1],
        lengthsMillimeters: [2_226_390],
        forwardMilliseconds: [forward ? time : StreetNetwork.impassable],
        backwardMilliseconds: [backward ? time : StreetNetwork.impassable]))
  }

  /// A door of the street at so many metres from its start.
  static func door(_ meters: Double, on edge: Int32 = 0) -> NetworkDoor {
    NetworkDoor(edge: edge, alongMillimeters: Int32(meters * 1000))
  }

  func grounds(_ count: Int) -> Geometries {
    var grounds = Geometries(crs: snapper.crs)
    for _ in 0..<count { grounds.beginFeature(.null) }
    return grounds
  }

  func bands(
    _ doors: NetworkPlaces, _ cutoffs: [Double], _ direction: Isochrones.Direction = .fromPlaces,
    _ settings: IsochroneSettings = .usual(for: .walk), grounds: Geometries? = nil,
    threads: Int = 1
  ) throws -> IsochroneBands {
    try Isochrones(saved, snapper, cutoffsMinutes: cutoffs, direction, settings)
      .bands(of: doors, grounds: grounds ?? self.grounds(doors.count), threads: threads)
  }

  func bands(
    from door: NetworkDoor, _ cutoffs: [Double], _ direction: Isochrones.Direction = .fromPlaces,
    _ settings: IsochroneSettings = .usual(for: .walk)
  ) throws -> IsochroneBands {
    var doors = NetworkPlaces()
    doors.append([door])
    return try bands(doors, cutoffs, direction, settings)
  }

  /// The polygons in the local equal-area system, metres.
  func planar(_ bands: IsochroneBands) throws -> Geometries {
    try snapper.projected(bands.geometries, threads: 1)
  }
}
