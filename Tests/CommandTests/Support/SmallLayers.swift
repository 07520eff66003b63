import TestSupport

/// Small GeoJSON by hand: squares of a tenth of a degree near Marseille.
enum SmallLayers {
  /// A feature. `id` and `geometry` are JSON; no id without one.
  static func feature(
    id: String? = nil, _ properties: String, _ geometry: String
  ) -> String {
    let member = id.map { "\"id\":\($0)," } ?? ""
    return "{\"type\":\"Feature\",\(member)\"properties\":\(properties),\"geometry\":\(geometry)}"
  }

  /// A collection with one feature a line, the first on line 2.
  static func collection(_ features: [String], members: String = "") -> String {
    "{\"type\":\"FeatureCollection\",\(members)\"features\":[\n"
      + features.joined(separator: ",\n") + "\n]}\n"
  }

  /// A polygon of one ring, as it is given.
  static func polygon(_ ring: [(Double, Double)]) -> String {
    let positions = ring.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
    return "{\"type\":\"Polygon\",\"coordinates\":[[\(positions)]]}"
  }

  static func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
    -> String
  {
    polygon([(west, south), (east, south), (east, north), (west, north), (west, south)])
  }

  static func point(_ x: String, _ y: String) -> String {
    "{\"type\":\"Point\",\"coordinates\":[\(x),\(y)]}"
  }

  /// Two zones side by side, from 5.3 to 5.5 and from 43.2 to 43.3.
  static let zones = collection([
    zone("13001", west: 5.3, east: 5.4, population: "1000"),
    zone("13002", west: 5.4, east: 5.5, population: "2000"),
  ])

  static func zone(_ code: String, west: Double, east: Double, population: String) -> String {
    feature(
      "{\"code\":\"\(code)\",\"name\":\"Zone \(code)\",\"people\":\(population)}",
      rectangle(west, 43.2, east, 43.3))
  }

  /// The western half of the first zone.
  static let park = collection([
    feature(id: "\"park\"", "{\"name\":\"Park\"}", rectangle(5.3, 43.2, 5.35, 43.3))
  ])

  /// From the middle of the first zone to the middle of the second.
  static let port = collection([
    feature(id: "\"port\"", "{\"name\":\"Port\"}", rectangle(5.325, 43.2, 5.45, 43.3))
  ])

  /// A bow tie that crosses itself at 5.4 43.25, and a sound square.
  static let bowTie = collection([
    feature(
      id: "\"bow\"", "{}",
      polygon([(5.3, 43.2), (5.5, 43.3), (5.5, 43.2), (5.3, 43.3), (5.3, 43.2)])),
    feature(id: "\"sound\"", "{}", rectangle(5.3, 43.2, 5.35, 43.3)),
  ])

  static let empty = collection([])

  /// A folder with `zones.geojson`, `park.geojson` and `port.geojson`.
  static func folder() throws -> Scratch {
    let folder = try Scratch()
    try folder.write("zones.geojson", zones)
    try folder.write("park.geojson", park)
    try folder.write("port.geojson", port)
    return folder
  }
}
