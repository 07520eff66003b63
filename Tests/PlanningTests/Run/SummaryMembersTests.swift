import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningRun
@testable import PlanningStudies

/// Every member of real summaries has a field that fits it, and every field is a member of one of them.
@Suite struct SummaryMembersTests {
  private typealias Leaf = (path: String, value: JSONValue)

  /// The texts, numbers, truth values and lists of these in a summary, by their paths.
  private static func leaves(of value: JSONValue, at path: String = "") -> [Leaf] {
    if SummaryMembers.provenance.contains(path) { return [] }
    switch value {
    case .object(let members):
      return members.flatMap { member in
        leaves(of: member.value, at: path.isEmpty ? member.name : "\(path).\(member.name)")
      }
    case .array(let items):
      let isOfObjects = items.contains { if case .object = $0 { true } else { false } }
      if isOfObjects { return items.flatMap { leaves(of: $0, at: path + "[]") } }
      return [(path, value)]
    default: return [(path, value)]
    }
  }

  /// Whether an object, or a list of objects, stands there when it is not null or empty.
  private static func isOfMembers(_ path: String) -> Bool {
    SummaryMembers.all.flatMap(\.fields).contains {
      $0.name.hasPrefix(path + ".") || $0.name.hasPrefix(path + "[].")
    }
  }

  private static func fits(_ value: JSONValue, _ field: Field) -> Bool {
    switch (value, field.type) {
    case (.null, _), (.string, .string), (.integer, .integer), (.integer, .number),
      (.bool, .boolean), (.array, .array):
      true
    case (.number(let number), .number): field.rounded(number) == number
    default: false
    }
  }

  @Test func everyMemberHasItsFieldAndEveryFieldIsMet() throws {
    let jobs = [try MainJobTests.result.get(), try straightJob(), try streetJob()]
    var met: Set<String> = []
    for job in jobs {
      for (path, value) in Self.leaves(of: job.summary) {
        met.insert(path)
        guard let field = SummaryMembers.field(at: path) else {
          let isEmpty = value == .null || value == .array([])
          #expect(isEmpty && Self.isOfMembers(path), "\(path) has no field")
          continue
        }
        #expect(Self.fits(value, field), "\(path): \(value) is no \(field.kind)")
        if case .string(let word) = value, !field.values.isEmpty {
          #expect(field.values.contains { $0.value == word }, "\(path): \(word) is not listed")
        }
      }
    }
    for field in SummaryMembers.all.flatMap(\.fields) {
      #expect(met.contains(field.name), "\(field.name) is in no summary")
    }
  }

  // MARK: Plans

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ layer: Layer) throws {
    let file = try OutputFile(scratch.file("\(layer.name).geojson"))
    try GeoJSONFormat().write([layer], to: file, options: WriteOptions())
    try file.commit()
  }

  private func job(_ plan: String) throws -> MainJob {
    let loader = LayerLoader(catalogue: try Catalogue.embedded(), folder: scratch.path)
    return try MainJob(
      try PlanReader.standard.parse(plan, path: "p.yaml", sha256: ""), loader: loader, threads: 2,
      phases: Phases())
  }

  /// A feature without a geometry, a layer and a row without a place, a set without destinations.
  private func straightJob() throws -> MainJob {
    typealias Study = PlanningTests.Study
    let squares = Study.polygons([Study.square(0, 0, 1000), Study.square(1000, 0, 1000)])
    try write(Layer(name: "zones", geometries: squares))
    var park = Study.polygons([Study.square(0, 0, 500)])
    park.beginFeature(.null)
    try write(Layer(name: "park", geometries: park))
    try write(Layer(name: "lake", geometries: Study.polygons([Study.square(400, 400, 500)])))
    try write(Layer(name: "nowhere", geometries: .null(count: 1)))
    try write(Layer(name: "none", geometries: .null(count: 0)))
    var points = Study.points([(100, 100), (1500, 500)])
    points.beginFeature(.null)
    var homes = Layer(
      name: "homes", geometries: points, ids: FeatureIDs(["a", "b", "c"].map { FeatureID($0) }))
    homes.attributes.set(Column("people", [3, 4, 2]))
    try write(homes)
    return try job(
      """
      zones: { source: zones.geojson }
      layers:
        park: { source: park.geojson, accuracy_m: 10 }
        lake: { source: lake.geojson }
        nowhere: { source: nowhere.geojson }
        homes: { source: homes.geojson }
        none: { source: none.geojson }
      coverage: { layers: [park, nowhere] }
      people: { source: homes.geojson, field: people }
      accessibility: { destinations: [homes, none], cell_size_m: 100, cutoffs_m: [300] }
      overlaps: [{ a: park, b: lake }]
      site: { demand: homes, demand_field: people, candidates: homes, required: [a], count: 1,
        cutoff: 500m, objective: p-median }
      reach: [{ layer: park, within_m: [0, 100], count: [homes] }]
      indicators: { data: { low_capacity_stops: homes } }
      """)
  }

  private func streetJob() throws -> MainJob {
    try EquatorStreets.write(to: scratch)
    var square = Geometries(crs: .wgs84)
    square.appendPolygon([[(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)]])
    try write(Layer(name: "square", geometries: square))
    try scratch.write("homes.csv", "id,lon,lat,people\nnear,0.0025,0.001,30\nfar,0.02,0.002,10\n")
    try scratch.write("shops.csv", "id,lon,lat\nend,0.01,0.0101\n")
    return try job(
      """
      zones: { source: square.geojson }
      layers: { homes: { source: homes.csv }, shops: { source: shops.csv } }
      network: { source: streets.gpkg, max_snap_m: 200, cutoffs_min: [10] }
      coverage: { layers: [] }
      people: { source: homes.csv, field: people }
      accessibility: { destinations: [shops], cell_size_m: 100 }
      site: { demand: homes, demand_field: people, candidates: shops, count: 1, cutoff: 30min,
        objective: p-median }
      """)
  }
}
