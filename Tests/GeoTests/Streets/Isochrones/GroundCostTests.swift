import GeoAlgorithms
import GeoStreets
import Testing

@testable import GeoCore

/// Which band ground belongs to, point by point: the nearest street decides, and reached streets
/// are drawn whatever time is left.
@Suite struct GroundCostTests {
  /// Metres in a degree of longitude and of latitude, at the equator.
  private static let (east, north) = (111_319.49, 110_574.3)

  /// The bands that hold a point so many metres east and north of 0, 0.
  private struct Probe {
    let index: PolygonIndex

    init(_ bands: IsochroneBands) { index = PolygonIndex(bands.geometries) }

    func band(_ x: Double, _ y: Double) -> Int? {
      let found = PointInPolygon.features(
        atX: x / GroundCostTests.east, y: y / GroundCostTests.north, in: index)
      return found.map(\.feature).min()
    }
  }

  /// Straight streets between places given in metres.
  private func streets(
    _ nodes: [(x: Double, y: Double)], _ edges: [(from: Int32, to: Int32)],
    metersPerMinute: Double = 80, oneWay: Bool = false, mode: StreetMode = .walk
  ) throws -> IsochroneCase {
    let lengths = edges.map { edge in
      let (a, b) = (nodes[Int(edge.from)], nodes[Int(edge.to)])
      return (((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot() * 1000)
    }
    let times = lengths.map { Int32(($0 * 60 / metersPerMinute).rounded()) }
    return try IsochroneCase(
      StreetNetwork(
        mode: mode, nodeCoordinates: nodes.flatMap { [$0.x / Self.east, $0.y / Self.north] },
        edgeFrom: edges.map(\.from), edgeTo: edges.map(\.to),
        lengthsMillimeters: lengths.map { Int32($0.rounded()) }, forwardMilliseconds: times,
        backwardMilliseconds: oneWay ? times.map { _ in StreetNetwork.impassable } : times))
  }

  /// Two streets 40 m apart that meet at their far ends only. Halfway between both the ground of
  /// the one ends, though the other is 20 m away and reached 20 minutes sooner.
  @Test func theNearerOfTwoStreetsDecides() throws {
    let two = try streets(
      [(0, 0), (1000, 0), (1000, 40), (0, 40)], [(from: 0, to: 1), (from: 1, to: 2), (2, 3)])
    let probe = Probe(try two.bands(from: IsochroneCase.door(0), [5, 30]))
    for y in [-70.0, -20, 5, 14] { #expect(probe.band(200, y) == 0, "\(y)") }
    for y in [26.0, 40, 60, 110] { #expect(probe.band(200, y) == 1, "\(y)") }
    // Both are reached in time near their common end.
    let late = Probe(try two.bands(from: IsochroneCase.door(0), [12, 13.7]))
    #expect(late.band(955, -3) == 0 && late.band(955, 42) == 1)
  }

  /// At 800 m a minute the ground beside the street narrows by a tenth: the last 150 m of it are
  /// narrower than a cell of 20 m, and still drawn 15 m to either side.
  @Test(arguments: [0.2, 1, 2]) func theTipOfAFastStreet(cutoff: Double) throws {
    let fast = try streets(
      [(0, 0), (2000, 0)], [(0, 1)], metersPerMinute: 800, oneWay: true, mode: .car)
    let bands = try fast.bands(
      from: IsochroneCase.door(0), [cutoff], .fromPlaces, .usual(for: .car))
    let probe = Probe(bands)
    let end = 800 * cutoff
    #expect(abs(bands.streetMeters[0] - end) < 0.01)
    for x in stride(from: 0, through: end, by: 0.5) { #expect(probe.band(x, 0) == 0, "\(x)") }
    for x in [end - 100, end - 5] {
      #expect(probe.band(x, 12) == 0 && probe.band(x, -12) == 0)
      #expect(probe.band(x, 20) == nil && probe.band(x, -20) == nil)
    }
    #expect(probe.band(end + 17, 0) == nil)
    #expect(bands.geometries.kinds == [.polygon])
  }

  /// The end of a cul-de-sac that is reached in the last millisecond, and the ground around it.
  @Test func aDeadEnd() throws {
    let stub = try streets([(0, 0), (600, 0), (600, 200)], [(0, 1), (1, 2)])
    let probe = Probe(try stub.bands(from: IsochroneCase.door(0), [10, 10.5]))
    #expect(probe.band(600, 200) == 0 && probe.band(600, 206) == 0)
    #expect(probe.band(600, 209) == 1 && probe.band(630, 210) == 1)
    #expect(probe.band(600, 238) == 1 && probe.band(600, 243) == nil)
  }

  /// A loop of one-way streets, 1,600 m, with a facility in the middle of one: just behind it the
  /// ground costs the way around, 20 minutes, and just ahead of it nothing.
  @Test func aFacilityInTheMiddleOfAOneWayStreet() throws {
    let loop = try streets(
      [(0, 0), (400, 0), (400, 400), (0, 400)], [(0, 1), (1, 2), (2, 3), (3, 0)], oneWay: true)
    var settings = IsochroneSettings.usual(for: .walk)
    settings.leastHoleSquareMeters = 0
    func probe(_ direction: Isochrones.Direction) throws -> Probe {
      Probe(try loop.bands(from: IsochroneCase.door(200), [5, 19, 21], direction, settings))
    }
    let from = try probe(.fromPlaces)
    #expect(from.band(210, 0) == 0 && from.band(190, 0) == 2)
    #expect(from.band(210, -60) == 0 && from.band(190, -60) == 2 && from.band(100, -12) == 1)
    let towards = try probe(.towardsPlaces)
    #expect(towards.band(190, 0) == 0 && towards.band(210, 0) == 2)
  }

  /// What is less than four cells of ground is drawn where a way starts.
  @Test func aShortCutoff() throws {
    let street = try IsochroneCase.street()
    let bands = try street.bands(from: IsochroneCase.door(1000), [0.1])
    #expect(Probe(bands).band(1000, 0) == 0)
    #expect(try street.planar(bands).area(ofFeature: 0) < 400)
  }
}
