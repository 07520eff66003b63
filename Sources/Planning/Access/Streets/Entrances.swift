public import GeoCore
internal import GeoProjection
internal import GeoStreets
public import PlanningStudies

/// Points through which facilities are entered, each with the facility's id.
public struct Entrances: Sendable {
  private let points: Geometries
  /// The facility of each point.
  private let facilities: [Int]

  /// The column that names the facility, unless told: `facility_id`.
  public static let usualColumn = "facility_id"

  /// The entrances in a layer of points.
  ///
  /// - Throws: `InputError` for a column that is not there, an entrance without id, one of an
  ///   unknown facility, and for what is not a point.
  public init(_ layer: Layer, of places: Places, column name: String) throws(InputError) {
    guard let column = layer.attributes[name] else {
      throw InputError(
        path: layer.path, reason: "entrances have no column \"\(name)\" of facilities",
        remedy: "they have: \(layer.attributes.names.joined(separator: ", "))", kind: .usage)
    }
    var facilities: [Int] = []
    for i in 0..<layer.count {
      guard let id = column.string(i), let place = places.index.place(id) else {
        throw InputError(
          path: layer.path,
          reason: "entrance \(i + 1): no \(places.role.rawValue) has the id "
            + "\"\(column.string(i) ?? "")\"",
          remedy: "ids are like \"\(places.ids[0].text)\"")
      }
      guard layer.geometries.kinds[i] == .point || layer.geometries.kinds[i] == .multiPoint,
        !layer.geometries.isEmpty(feature: i)
      else {
        throw InputError(
          path: layer.path, reason: "entrance \(i + 1) is not a point",
          remedy: "give entrances as points")
      }
      facilities.append(place)
    }
    self.facilities = facilities
    points = layer.geometries
  }

  /// The doors of all facilities: where entrances are given, those; else others. With the PROJ
  /// pipeline of the entrances, empty when they are in WGS 84.
  func doors(
    by frames: StreetFrames, within reachMeters: Double, else others: NetworkPlaces, threads: Int
  ) throws -> (doors: NetworkPlaces, pipeline: String) {
    let placed = try points.droppingElevations().transformed(to: .wgs84, threads: threads)
    let joined = try frames.places(placed.geometries, within: reachMeters, threads: threads)
    var given: [[NetworkDoor]?] = Array(repeating: nil, count: others.count)
    for (entrance, facility) in facilities.enumerated() {
      given[facility] = (given[facility] ?? []) + joined.doors(ofPlace: entrance)
    }
    var doors = NetworkPlaces()
    for facility in 0..<others.count {
      doors.append(given[facility] ?? Array(others.doors(ofPlace: facility)))
    }
    return (doors, placed.pipeline)
  }
}
