import GeoAlgorithms
import GeoCore
import GeoProjection
import GeoStreets
import Testing

/// What the examples in doc comments say: `scripts/check-examples` holds these to their very lines.
@Suite struct DocumentationExamplesTests {
  @Test func aLayerOfTwoSquares() {
    var squares = Geometries(crs: .lambert93)
    squares.appendPolygon([[(0, 0), (2, 0), (2, 2), (0, 2)]])
    squares.appendPolygon([[(1, 0), (3, 0), (3, 2), (1, 2)]])
    let vertices = squares.vertexCount  // 10: rings are closed
    let second = squares.box(ofFeature: 1)  // x from 1 to 3, y from 0 to 2
    #expect(vertices == 10)
    #expect(second == Box(minX: 1, minY: 0, maxX: 3, maxY: 2))
  }

  @Test func aColumnOfNumbers() {
    let people = Column("people", [149_695, nil])
    let text = people.json(1)  // null
    let number = people.double(0)  // 149695.0
    #expect(text == "null")
    #expect(number == 149_695)
  }

  @Test func aLayerWithAName() {
    var places = Geometries(crs: .wgs84)
    places.appendPoint(x: 5.447, y: 43.530)
    let halls = Layer(
      name: "town-halls", geometries: places,
      attributes: Attributes(columns: [Column("name", ["Aix-en-Provence"])]))
    let name = halls.attributes["name"]?.string(0)  // Aix-en-Provence
    #expect(name == "Aix-en-Provence")
    #expect(halls.count == 1)
  }

  @Test func aFieldWithItsPlacesFilled() {
    let share = Field(
      "{layer}_share", .share, label: Wording(en: "Share of {layer}", fr: "Part de {layer}"),
      meaning: Wording(en: "The share that it covers.", fr: "La part qu’elle couvre."))
    let column = Column(share.at(["layer": "park"]), [0.25, nil])
    let heading = column.field?.label.en  // Share of park
    #expect(heading == "Share of park")
    #expect(column.name == "park_share")
    #expect(column.double(0) == 0.25 && column.double(1) == nil)
  }

  @Test func theAreaThatTwoSquaresShare() {
    var squares = Geometries(crs: .laeaEurope)
    squares.appendPolygon([[(0, 0), (2, 0), (2, 2), (0, 2)]])
    squares.appendPolygon([[(1, 0), (3, 0), (3, 2), (1, 2)]])
    let index = PolygonIndex(squares)
    let shared = OverlapArea.between(index, 0, index, 1)  // 2 m²
    #expect(shared == 2)
  }

  @Test func aBorderThatTwoZonesKeepTogether() {
    var zones = Geometries(crs: .lambert93)
    zones.appendPolygon([[(0, 0), (2, 0), (2, 1), (2.1, 1.5), (2, 2), (0, 2)]])
    zones.appendPolygon([[(2, 0), (4, 0), (4, 2), (2, 2), (2.1, 1.5), (2, 1)]])
    let plain = CoverageSimplification.simplified(zones, leastArea: 0.2)
    let vertices = plain.vertexCount  // 10: the bend is gone from both
    #expect(vertices == 10)
  }

  @Test func anOverlapOfHalfAMetre() throws {
    var parcels = Geometries(crs: .laeaEurope)
    parcels.appendPolygon([[(0, 0), (10, 0), (10, 10), (0, 10)]])
    parcels.appendPolygon([[(9.5, 0), (20, 0), (20, 10), (9.5, 10)]])
    let report = try TopologyFaults.find(in: parcels)
    let fault = report.faults[0]  // an overlap of features 0 and 1, 5 m²
    #expect(report.faults.count == 1)
    #expect(fault.kind == .overlap && fault.features == [0, 1])
    #expect(abs(fault.area - 5) < 1e-9)
  }

  @Test func aBowTie() {
    var bowTie = Geometries(crs: .laeaEurope)
    bowTie.appendPolygon([[(0, 0), (2, 2), (2, 0), (0, 2)]])
    let fault = ValidityFaults.find(0, in: bowTie)[0]  // a self-intersection at (1, 1)
    #expect(fault.kind == .selfIntersection)
    #expect(fault.x == 1 && fault.y == 1)
  }

  @Test func theOriginOfLambert93() throws {
    let toLambert = try Transformation(from: .wgs84, to: .lambert93)
    let origin = try toLambert.transform(x: 3, y: 46.5)  // 700,000 m east, 6,600,000 m north
    #expect(abs(origin.x - 700_000) < 1e-3)
    #expect(abs(origin.y - 6_600_000) < 1e-3)
  }

  @Test func theWayAlongTwoStreets() throws {
    // Two streets of 80 m in a row, a minute each on foot.
    let streets = try StreetNetwork(
      mode: .walk, nodeCoordinates: [5.37, 43.3, 5.371, 43.3, 5.372, 43.3],
      edgeFrom: [0, 1], edgeTo: [1, 2], lengthsMillimeters: [80_000, 80_000],
      forwardMilliseconds: [60_000, 60_000], backwardMilliseconds: [60_000, 60_000])
    var places = NetworkPlaces()
    places.append([NetworkDoor(edge: 0, alongMillimeters: 0)])
    places.append([NetworkDoor(edge: 1, alongMillimeters: 40_000)])
    let costs = try StreetRouter(streets).costs(from: places, to: places, threads: 1)
    let minutes = costs.cost(from: 0, to: 1).minutes  // 1.5
    #expect(minutes == 1.5)
    #expect(costs.cost(from: 0, to: 1).meters == 120)
  }

  @Test func aQuarterOfAnHourAlongAStreet() throws {
    // A street of 2,226.39 m on the equator, walked at 4.8 km/h from its western end.
    let street = try StreetNetwork(
      mode: .walk, nodeCoordinates: [0, 0, 0.02, 0], edgeFrom: [0], edgeTo: [1],
      lengthsMillimeters: [2_226_390], forwardMilliseconds: [1_669_793],
      backwardMilliseconds: [1_669_793])
    var station = Geometries(crs: .wgs84)
    station.appendPoint(x: 0, y: 0)
    let snapper = try EdgeSnapper(street, threads: 1)
    let ground = try snapper.projected(station, threads: 1)
    let isochrones = Isochrones(
      SavedStreetNetwork(street, facts: []), snapper, cutoffsMinutes: [5, 15],
      .fromPlaces, .usual(for: .walk))
    let bands = try isochrones.bands(
      of: try snapper.places(ground, threads: 1), grounds: ground, threads: 1)
    let meters = bands.streetMeters  // 400 m within 5 minutes, 800 m more within 15
    #expect(bands.geometries.count == 2)
    #expect(abs(meters[0] - 400) < 0.01 && abs(meters[1] - 800) < 0.01)
  }
}
