import GeoCore
import GeoStreets

/// What it costs to reach streets and ground, by relaxing all edges and by joining a place to the
/// nearest street.
struct GroundTruth {
  /// A street point and its cost in milliseconds.
  struct Sample {
    var x: Double
    var y: Double
    var cost: Double
  }

  private let streets: IsochroneCase
  private let doors: [NetworkDoor]
  private let settings: IsochroneSettings
  private let search: BellmanFord
  /// Points every few metres along all edges that are reached.
  private(set) var samples: [Sample] = []

  /// - Parameter direction: the way towards places is the way from them where every street is
  ///   turned round.
  init(
    _ streets: IsochroneCase, _ places: NetworkPlaces, _ settings: IsochroneSettings,
    _ direction: Isochrones.Direction
  ) throws {
    self.streets = streets
    self.settings = settings
    doors = places.doors
    let given = streets.saved.network
    let isTurned = direction == .towardsPlaces
    let network = try StreetNetwork(
      mode: given.mode, nodeCoordinates: given.nodeCoordinates, edgeFrom: given.edgeFrom,
      edgeTo: given.edgeTo, lengthsMillimeters: given.lengthsMillimeters,
      forwardMilliseconds: isTurned ? given.backwardMilliseconds : given.forwardMilliseconds,
      backwardMilliseconds: isTurned ? given.forwardMilliseconds : given.backwardMilliseconds)
    search = BellmanFord(network, from: doors)
    var points = Geometries(crs: .wgs84)
    var costs: [Double] = []
    for e in 0..<network.edgeCount {
      let length = network.lengthsMillimeters[e]
      let (a, b) = (2 * Int(network.edgeFrom[e]), 2 * Int(network.edgeTo[e]))
      for step in 0...24 {
        let along = step == 24 ? length : length / 24 * Int32(step)
        let door = [NetworkDoor(edge: Int32(e), alongMillimeters: along)]
        guard let cost = search.cost(from: doors, to: door) else { continue }
        let share = Double(along) / Double(length)
        let nodes = network.nodeCoordinates
        points.appendPoint(
          x: nodes[a] + share * (nodes[b] - nodes[a]),
          y: nodes[a + 1] + share * (nodes[b + 1] - nodes[a + 1]))
        costs.append(Double(cost.time))
      }
    }
    let planar = try streets.snapper.projected(points, threads: 1)
    samples = costs.indices.map { Sample(x: planar.x($0), y: planar.y($0), cost: costs[$0]) }
  }

  /// The milliseconds to a place on the ground, in the snapper's system; infinite beyond reach.
  func cost(x: Double, y: Double) -> Double {
    guard var door = streets.snapper.door(x: x, y: y, within: settings.reachMeters) else {
      return .infinity
    }
    let walk = door.connector.meters * 3600 / settings.offStreetKilometersPerHour
    door.connector = .zero
    return search.cost(from: doors, to: [door]).map { Double($0.time) + walk } ?? .infinity
  }
}
