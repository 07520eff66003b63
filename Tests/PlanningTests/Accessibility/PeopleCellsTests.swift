import GeoCore
import GeoProjection
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct PeopleCellsTests {
  private typealias Paper = PlanningTests.Study

  private func source(
    _ geometries: Geometries, _ people: [Double?], groups: [String: [Double?]] = [:],
    of whole: [Double]? = nil
  ) throws -> PeopleSource {
    func column(_ name: String, _ values: [Double?]) -> Column {
      var column = Column(name)
      for one in values { column.append(one) }
      return column
    }
    let names = groups.keys.sorted()
    return try PeopleSource(
      Paper.layer(
        "cells", geometries, ids: people.indices.map { "c\($0)" },
        columns: [column("people", people)] + names.map { column($0, groups[$0] ?? []) }
          + (whole.map { [column("whole", $0)] } ?? [])),
      field: "people", groups: names.map { PeopleEntry.Group(name: $0, field: $0) },
      groupsOf: whole.map { _ in "whole" }, in: .laeaEurope, threads: 1)
  }

  private func cells(
    _ source: PeopleSource, _ zones: ZoneSet, finest: Double, threads: Int = 1
  ) throws -> PeopleCells {
    try PeopleCells(
      source, zones: zones, grid: PeopleGrid(finestMeters: finest), in: .laeaEurope,
      threads: threads)
  }

  /// A cell of 1 km is sampled in 10 × 10 squares of 100 m, and its people are spread evenly over them.
  @Test func cellsAreDividedEvenly() throws {
    let source = try source(Paper.polygons([Paper.square(0, 0, 1000)]), [1500])
    let cells = try cells(source, try Paper.zones([Paper.square(0, 0, 1000)]), finest: 100)
    #expect(cells.count == 100)
    #expect(cells.people.allSatisfy { abs($0 - 15) < 1e-9 })
    #expect(cells.reachesMeters.allSatisfy { abs($0 - 50 * 2.0.squareRoot()) < 1e-6 })
    #expect(cells.points.x(0) == Paper.x + 50)
    #expect(cells.points.y(0) == Paper.y + 50)
    #expect(cells.zones.allSatisfy { $0 == 0 })
  }

  /// There is no more than one sample cell for ten people; what is small is taken at its middle.
  @Test func fewPeopleHaveFewSampleCells() throws {
    let shapes = Paper.polygons([
      Paper.square(0, 0, 1000), Paper.square(1000, 0, 1000), Paper.rectangle(2000, 0, 60, 80),
    ])
    let source = try source(shapes, [40, 0, 9])
    let cells = try cells(source, try Paper.zones([Paper.square(0, 0, 3000)]), finest: 100)
    #expect(cells.count == 5)
    #expect(cells.people == [10, 10, 10, 10, 9])
    #expect(abs(cells.reachesMeters[4] - 50) < 1e-9)
    #expect(cells.points.x(4) == Paper.x + 2030)
  }

  /// 100 people in each of three cells; the second lies in both zones, the third half outside.
  @Test func peopleBelongToZonesByArea() throws {
    let shapes = Paper.polygons((0..<3).map { Paper.square(Double($0) * 1000, 0, 1000) })
    let zones = try Paper.zones([
      Paper.rectangle(0, 0, 1250, 1000), Paper.rectangle(1250, 0, 1250, 1000),
    ])
    let cells = try cells(try source(shapes, [100, 100, 100]), zones, finest: 250)
    let sums = cells.peopleByZone
    #expect(abs((sums.zones[0]?.expected ?? 0) - 125) < 1e-9)
    #expect(abs((sums.zones[1]?.expected ?? 0) - 125) < 1e-9)
    #expect(abs((sums.total?.expected ?? 0) - 250) < 1e-9)
    #expect(abs(cells.people.reduce(0, +) - 300) < 1e-9)
    let outside = cells.zones.indices.filter { cells.zones[$0] == nil }
    #expect(outside == Array((cells.count - outside.count)..<cells.count))
    #expect(abs(outside.reduce(0) { $0 + cells.people[$1] } - 50) < 1e-9)
  }

  /// What overlaps is the first zone's, so that nobody is in two.
  @Test func overlappingZonesShareNobody() throws {
    let zones = try Paper.zones([Paper.square(0, 0, 1000), Paper.square(500, 0, 1000)])
    for shapes in [
      Paper.polygons([Paper.square(0, 0, 1000)]), Paper.points([(750, 500)]),
    ] {
      let cells = try cells(try source(shapes, [100]), zones, finest: 100)
      #expect(cells.peopleByZone.zones.map { $0?.expected.rounded() } == [100, 0])
    }
  }

  @Test func pointsStandWhereTheyAre() throws {
    let zones = try Paper.zones([Paper.square(0, 0, 1000), Paper.square(1000, 0, 1000)])
    let places = Paper.points([(100, 200), (1000, 500), (9000, 9000)])
    let cells = try cells(try source(places, [10, 20, 40]), zones, finest: 100)
    #expect(cells.people == [10, 10, 10, 40])
    #expect(cells.zones == [0, 0, 1, nil])
    #expect(cells.reachesMeters == [0, 0, 0, 0])
    #expect(cells.peopleByZone.zones.map { $0?.expected } == [20, 10])
  }

  /// Of four places of one cell one is within: a quarter is expected, nobody is certain, all may be.
  @Test func boundsHoldWhereverInTheirCellPeopleLive() throws {
    let shapes = Paper.polygons([Paper.square(0, 0, 200), Paper.square(200, 0, 200)])
    let zones = try Paper.zones([Paper.square(0, 0, 400)])
    let cells = try cells(try source(shapes, [100, 60]), zones, finest: 100)
    #expect(cells.count == 8)
    let sum = cells.people(PlaceFigures([1, 0, 0, 0, 1, 1, 1, 1]))
    #expect(sum.zones == [sum.total])
    #expect(sum.total == PeopleCount(expected: 85, low: 60, high: 160))
    let graded = cells.people(
      PlaceFigures([0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0], low: Array(repeating: 0, count: 8)))
    #expect(graded.total == PeopleCount(expected: 50, low: 0, high: 50))
  }

  /// A tenth of 50 people and a half of 20; where the whole is another column, the part of that.
  @Test func groupsKeepTheirPartOfTheirCell() throws {
    let shapes = Paper.polygons([Paper.square(0, 0, 100), Paper.square(100, 0, 100)])
    let zones = try Paper.zones([Paper.square(0, 0, 200)])
    let plain = try cells(
      try source(shapes, [50, 20], groups: ["young": [5, 10]]), zones, finest: 100)
    #expect(plain.groups.map(\.name) == ["young"])
    #expect(plain.groups[0].people == [5, 10])
    let scaled = try cells(
      try source(shapes, [50, 20], groups: ["young": [10, nil]], of: [100, 20]), zones,
      finest: 100)
    #expect(scaled.groups[0].people == [5, 0])
    #expect(scaled.share(ofGroup: 0, at: 1) == nil)
    let all = PlaceFigures([1, 1])
    #expect(scaled.people(all, ofGroup: 0).total?.expected == 5)
  }

  @Test func aZoneWhoseRowsSayNothingIsUnknown() throws {
    let shapes = Paper.polygons([Paper.square(0, 0, 100), Paper.square(100, 0, 100)])
    let zones = try Paper.zones([Paper.square(0, 0, 100), Paper.square(100, 0, 100)])
    let cells = try cells(try source(shapes, [50, nil]), zones, finest: 100)
    #expect(cells.peopleByZone.zones.map { $0?.expected } == [50, nil])
    #expect(cells.unknown == [nil, .noCount])
  }

  @Test(arguments: [2, 3, 7]) func anyNumberOfThreadsFindsTheSame(_ threads: Int) throws {
    var random = SeededGenerator(seed: 11)
    let rings = (0..<600).map { _ in
      Paper.square(
        .random(in: 0..<9000, using: &random), .random(in: 0..<9000, using: &random),
        .random(in: 50..<900, using: &random))
    }
    let source = try source(
      Paper.polygons(rings), rings.map { _ in .random(in: 0..<400, using: &random) })
    let zones = try Paper.zones([
      Paper.rectangle(0, 0, 3000, 9000), Paper.rectangle(3000, 0, 4000, 9000),
    ])
    let (one, many) = (
      try cells(source, zones, finest: 100), try cells(source, zones, finest: 100, threads: threads)
    )
    #expect(one.points == many.points)
    #expect(one.people == many.people)
    #expect(one.zones == many.zones)
    #expect(one.peopleByZone == many.peopleByZone)
    #expect(abs(one.people.reduce(0, +) - source.total) < 1e-6)
  }

  /// Two studies of one workspace take the same places. Of 100 people 100 m from a stop and 300 people
  /// 900 m from it, a quarter is within 800 m.
  @Test func studiesShareTheirPlaces() throws {
    let folder = try Scratch()
    try folder.write(
      "cells.csv",
      "cell,people\nCRS3035RES200mN2250000E3940000,100\n"
        + "CRS3035RES200mN2250000E3940800,300\n")
    let zone = try Paper.polygons([Paper.square(0, 0, 1000)]).transformed(to: .wgs84).geometries
    let stop = try Paper.points([(0, 100)]).transformed(to: .wgs84).geometries
    try folder.write(
      "zones.geojson",
      """
      {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "A", "properties": {},
      "geometry": {"type": "Polygon", "coordinates": [[\(
        (0..<5).map { "[\(zone.x($0)),\(zone.y($0))]" }.joined(separator: ","))]]}}]}
      """)
    try folder.write("stops.csv", "id,lon,lat\ns,\(stop.x(0)),\(stop.y(0))\n")
    let workspace = try Workspace(
      Workspace.Request(
        zones: ZoneEntry(source: "zones.geojson"),
        layers: [LayerEntry(name: "stations", source: "stops.csv")],
        people: PeopleEntry(source: "cells.csv", field: "people")),
      loader: LayerLoader(catalogue: try Catalogue.embedded(), folder: folder.path),
      options: Workspace.Options(threads: 1))
    for _ in 0..<2 {
      let found = try workspace.run(ReachStudy()).output
      #expect(found.count.map { $0.expected.rounded() } == 100)
    }
  }

  private struct ReachStudy: PlanningStudies.Study {
    static let analysis = "reach"

    func run(in context: StudyContext) throws -> Reached {
      var reached = Reached()
      let model = StraightLineModel(
        in: context.systems.distance, walking: .walking, cycling: .cycling)
      guard let cells = try context.peopleCells(finestMeters: 250) else { return reached }
      let search = try model.search(
        from: cells.sample, threads: context.threads, phases: context.phases)
      let costs = try search.costs(
        to: try context.layer("stations"), threads: context.threads, phases: context.phases)
      reached.count = cells.people(costs.within(800, of: cells)).total  // expected, low, high
      return reached
    }
  }

  private struct Reached: StudyOutput {
    var tables: [StudyTable] = []
    var count: PeopleCount?
  }
}
