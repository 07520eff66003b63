import GeoCore
import GeoFormats
import GeoProjection
import GeoStreets
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Studies along two streets, with homes in one system and shops in another: what they take is told
/// without being asked for.
@Suite struct StreetStudiesTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try EquatorStreets.write(to: scratch)
    try write(
      "homes", [("near", 0.0025, 0.001), ("far", 0.02, 0.002)], CRS("EPSG:32631"),
      Column("people", [30, 10]))
    try write("shops", [("end", 0.01, 0.0101)], CRS("EPSG:3857"), Column("places", [2]))
    try write("gates", [("end", 0.01, 0.01)], CRS("EPSG:32630"), Column("facility_id", ["end"]))
    var square = Geometries(crs: .wgs84)
    square.appendPolygon([[(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)]])
    try write(
      Layer(name: "zones", geometries: square, ids: FeatureIDs([FeatureID("Z")])), CRS("EPSG:3395"))
  }

  private func write(
    _ name: String, _ points: [(id: String, x: Double, y: Double)], _ crs: CRS, _ column: Column
  ) throws {
    var shapes = Geometries(crs: .wgs84)
    for point in points { shapes.appendPoint(x: point.x, y: point.y) }
    var layer = Layer(name: name, geometries: shapes)
    layer.attributes.set(Column("id", points.map(\.id)))
    layer.attributes.set(column)
    try write(layer, crs)
  }

  private func write(_ layer: Layer, _ crs: CRS) throws {
    var placed = layer
    placed.geometries = try layer.geometries.transformed(to: crs).geometries
    let file = try OutputFile(scratch.file("\(layer.name).gpkg"))
    try GeoPackageFormat().write([placed], to: file, options: WriteOptions())
    try file.commit()
  }

  /// - Parameter measures: whether anything is measured but zones.
  private func workspace(
    _ names: [String], zones: ZoneEntry? = nil, hasNetwork: Bool = true, measures: Bool = false
  ) throws -> Workspace {
    var request = Workspace.Request(
      zones: zones, layers: names.map { LayerEntry(name: $0, source: "\($0).gpkg") })
    if zones == nil, !measures { request.measuredLayers = 0 }
    if hasNetwork {
      var network = NetworkEntry(source: "streets.gpkg")
      network.maxSnapMeters = 200
      request.network = network
    }
    let loader = LayerLoader(catalogue: try Catalogue.embedded(), folder: scratch.path)
    return try Workspace(request, loader: loader, options: Workspace.Options(threads: 1))
  }

  /// Whether each of some systems is in a pipeline of its own.
  private func tells(_ pipelines: [String], _ systems: [String]) -> Bool {
    pipelines.count == systems.count
      && systems.allSatisfy { system in pipelines.contains { $0.contains(system) } }
  }

  private static let unconnected =
    "1 of 2 origins are not connected (not_connected), farther than 200 m from any street: \"far\""

  @Test func isochronesTellWhatTheyTook() throws {
    let found = try workspace(["homes"]).run(IsochroneStudy(of: "homes", cutoffsMinutes: [5]))
    #expect(found.inputs.map(\.name) == ["homes"] && found.inputs[0].sha256.count == 64)
    // Homes to degrees, bands to the plane of their areas.
    #expect(tells(found.pipelines, ["zone=31", "laea"]), "\(found.pipelines)")
    #expect(found.output.notes == [Self.unconnected])
    let provenance = found.provenance()
    #expect(provenance.notes == [Self.unconnected])
    #expect(
      provenance.parameters.map(\.name) == [
        "model", "profile", "max_snap_m", "joined_in", "cutoffs_min", "direction", "each",
        "reach_m",
        "cell_m", "off_street_kmh", "min_hole_m2", "area_crs",
      ])
    #expect(found.output.tables[0].layer.strings("profile") == ["walk"])
  }

  @Test func cellsAreNoLargerThanTheReach() throws {
    var study = IsochroneStudy(of: "homes", cutoffsMinutes: [5])
    study.reachMeters = 50
    study.cellMeters = 51
    let error = try #require(throws: InputError.self) { try workspace(["homes"]).run(study) }
    #expect(error.reason == "a cell must not be larger than the reach, 50 m")
    #expect(error.kind == .usage)
  }

  @Test func costsTellWhatTheyTook() throws {
    let pairs = "from_id,to_id\nfar,end\n"
    try scratch.write("pairs.csv", pairs)
    var study = NetworkCostsStudy(from: "homes", to: "shops")
    study.entrances = EntranceEntry(layer: "gates")
    study.cutoffMinutes = 30
    study.pairs = "pairs.csv"
    let found = try workspace(["homes", "shops", "gates"]).run(study)
    #expect(found.inputs.map(\.name) == ["homes", "shops", "gates"])
    #expect(tells(found.pipelines, ["zone=31", "webmerc", "zone=30"]), "\(found.pipelines)")
    let provenance = found.provenance()
    #expect(provenance.notes == [Self.unconnected])
    #expect(
      provenance.parameters.map(\.name) == [
        "profile", "max_snap_m", "joined_in", "cutoff_min", "pairs", "pairs_sha256",
      ])
    #expect(provenance.parameters.last?.value == .string(Digest.sha256(Array(pairs.utf8))))
    var rows = LayerCostRows(
      from: found.output.costs.origins.places, to: found.output.costs.destinations.places,
      found.output.costs.question)
    try found.output.costs.write(
      to: &rows, network: found.output.streets.saved, phases: Phases())
    #expect(rows.layer.strings("reason") == ["not_connected"])
  }

  private var closest: AccessMeasureStudy {
    AccessMeasureStudy(
      of: [.init(name: "cost_to_closest", type: CostToClosest.self)], MeasureParameters(),
      asked: [("measures", .strings(["cost_to_closest"]))], from: "homes", to: "shops")
  }

  /// 834.896 m of street 0, 1,105.743 m of street 1, and 110.574 m and 11.057 m beside them, at 80 m a
  /// minute.
  @Test func measuresTellWhatTheyTook() throws {
    var study = closest
    study.demand = "people"
    let found = try workspace(["homes", "shops"], zones: ZoneEntry(source: "zones.gpkg")).run(study)
    #expect(found.inputs.map(\.name) == ["zones", "homes", "shops"])
    let minutes = try #require(found.output.tables[0].layer.numbers("cost_to_closest")[1])
    #expect(abs(minutes - (834.896 + 1105.743 + 110.574 + 11.057) / 80) < 0.001)
    // Zones to their system; homes to degrees and into that system; shops to degrees.
    #expect(found.pipelines.count == 4, "\(found.pipelines)")
    let notes = found.provenance().notes
    #expect(notes.contains(Self.unconnected))
    #expect(notes.contains("cost_to_closest: 1 origin without a score, not_connected"))
    #expect(notes.contains { $0.hasSuffix("1 origin lies in none of the zones") })
    #expect(
      found.parameters.map(\.name) == [
        "area_crs", "model", "profile", "max_snap_m", "joined_in", "measures", "demand",
        "area_check",
      ])
    #expect(found.output.zones?.numbers("people") == [30])
    #expect(found.output.groups == nil && found.output.inequality == nil)
  }

  /// The door spells how people are named; without words for it nothing is advised.
  @Test func inequalityWithoutPeopleIsNoted() throws {
    var study = closest
    study.inequality = .init(povertyLine: nil, quantiles: .scored)
    let found = try workspace(["homes", "shops"]).run(study)
    #expect(
      found.output.notes.contains(
        "inequality counts every origin as one person; demand names their number"))
    #expect(found.output.inequality != nil && found.output.zones == nil)
  }

  @Test func sitesTellWhatTheyTook() throws {
    var study = SitingStudy(demand: "homes", candidates: "shops", count: 1)
    study.cutoff = try SiteCutoff("30min", hasStreets: true)
    study.demandField = "people"
    let found = try workspace(["homes", "shops"], measures: true).run(study)
    #expect(found.output.result.peopleCovered == 30)
    for system in ["zone=31", "webmerc"] {
      #expect(found.pipelines.contains { $0.contains(system) }, "\(found.pipelines)")
    }
  }

  @Test func waysNeedStreets() throws {
    let error = try #require(throws: InputError.self) {
      try workspace(["homes", "shops"], hasNetwork: false).run(closest)
    }
    #expect(error.reason == "ways are along streets, and no network is named")
    #expect(error.kind == .usage)
  }
}
