import Foundation
import TestSupport
import Testing

/// The main job: which files, how many features, the same bytes every time.
@Suite struct RunTests {
  @Test func writesItsFilesAManifestAndASummary() throws {
    let run = try MainJobRun.finished()
    #expect(Files.names(in: run.folder) == ["results"])
    #expect(Files.names(in: run.folder, "results") == MainJobRun.outputs)
    #expect(run.result.output.contains("92 zones"))
    #expect(run.result.output.contains("written: results/people.gpkg results/coverage.geojson"))
  }

  @Test func everyCommuneIsThere() throws {
    for name in ["coverage.geojson", "accessibility.geojson"] {
      let features = try MainJobRun.collection(name)["features"].items
      #expect(features.count == 92, "\(name)")
      #expect(features.allSatisfy { $0["id"].string?.count == 5 })
    }
    let overlaps = try MainJobRun.collection("zoning-overlaps.geojson")["features"].items
    #expect(!overlaps.isEmpty)
  }

  @Test func summaryAgreesWithTheCollections() throws {
    let run = try MainJobRun.finished()
    let summary = try ParsedJSON(file: run.folder.file("results/summary.json"))
    #expect(summary["zones"]["count"].number == 92)
    let features = try MainJobRun.collection("coverage.geojson")["features"].items
    for total in summary["coverage"].items {
      let layer = try #require(total["layer"].string)
      let sum = features.reduce(0) { $0 + ($1["properties"]["\(layer)_area_m2"].number ?? .nan) }
      let inside = try #require(total["inside_zones_area_m2"].number)
      // Each of the 92 areas is rounded to a tenth of a square metre.
      #expect(abs(sum - inside) <= 92 * 0.05 + 0.1, "\(layer)")
    }
    let overlaps = try MainJobRun.collection("zoning-overlaps.geojson")["features"].items
    let pairs = summary["overlaps"].items.compactMap { $0["pairs"].number }.reduce(0, +)
    #expect(Double(overlaps.count) == pairs)
  }

  @Test func summaryTableHasOneRowALayer() throws {
    let run = try MainJobRun.finished()
    let table = try Files.text("results/summary.csv", in: run.folder)
    let summary = try ParsedJSON(file: run.folder.file("results/summary.json"))
    let rows = table.split(whereSeparator: \.isNewline)
    #expect(rows.count == summary["coverage"].items.count + 1)
    #expect(rows[0].hasPrefix("layer,title,status,net_area_m2"))
  }

  /// A second run, and one on a single thread, write what the first has written.
  @Test(arguments: [1, 2])
  func sameBytesAgain(threads: Int) throws {
    let first = try MainJobRun.finished()
    let again = try MainJobRun.run(threads: threads)
    for name in MainJobRun.outputs {
      let isSame =
        try Files.bytes("results/\(name)", in: first.folder)
        == Files.bytes("results/\(name)", in: again.folder)
      #expect(isSame, "\(name) with \(threads) threads")
    }
    #expect(first.result.outputBytes == again.result.outputBytes)
  }

  private static let plan = """
    version: 1
    title: Two zones
    zones: { source: data/zones.geojson, id: code, name: name, population: people, expected: 2 }
    layers:
      park: { source: "data/park.geojson" }
      port: { source: ../plans/data/port.geojson }
    accessibility: { destinations: [park], cell_size_m: 1000 }
    overlaps: [{ a: park, b: port }]
    """

  /// A folder `plans` with a plan whose paths start there.
  private func folderWithPlan() throws -> Scratch {
    let folder = try Scratch()
    try Files.makeFolder("plans/data", in: folder)
    try folder.write("plans/plan.yaml", Self.plan)
    try folder.write("plans/data/zones.geojson", SmallLayers.zones)
    try folder.write("plans/data/park.geojson", SmallLayers.park)
    try folder.write("plans/data/port.geojson", SmallLayers.port)
    return folder
  }

  /// What a plan writes that neither sharpens counts of people nor asks for rings, sites and indicators.
  private static let outputs = MainJobRun.outputs.filter {
    ![
      "people.gpkg", "reach.geojson", "sites.geojson", "indicators.geojson", "indicators.csv",
    ].contains($0)
  }

  @Test func pathsOfAPlanStartAtThePlan() throws {
    let folder = try folderWithPlan()
    let result = try AmpGeoProcess.run(["run", "plans/plan.yaml", "-o", "a/b/out"], in: folder)
    result.expectSuccess()
    #expect(result.output.hasPrefix("Two zones: 2 zones"))
    #expect(Files.names(in: folder, "a/b/out") == Self.outputs)
    let coverage = try ParsedJSON(file: folder.file("a/b/out/coverage.geojson"))
    // Half of the first zone is park; three quarters of it and half of the second are port.
    let shares = coverage["features"].items.flatMap { zone -> [Double] in
      ["park_share", "port_share"].map { zone["properties"][$0].number ?? .nan }
    }
    for (share, expected) in zip(shares, [0.5, 0.75, 0, 0.5]) {
      #expect(abs(share - expected) < 1e-3)
    }
    #expect(coverage["features"].items.map { $0["id"].string } == ["13001", "13002"])
    let overlaps = try ParsedJSON(file: folder.file("a/b/out/zoning-overlaps.geojson"))
    #expect(overlaps["features"].items.count == 1)
  }

  @Test func onlyTheOutputsThatThePlanNames() throws {
    let folder = try folderWithPlan()
    try folder.write("plans/plan.yaml", Self.plan + "\noutputs: [summary.csv, coverage.geojson]\n")
    let result = try AmpGeoProcess.run(
      ["run", "plans/plan.yaml", "-o", "out", "--quiet"], in: folder)
    result.expectSuccess()
    #expect(result.output.isEmpty && result.errors.isEmpty)
    #expect(
      Files.names(in: folder, "out") == ["coverage.geojson", "manifest.json", "summary.csv"])
  }

  /// A limit on the size of files stops the run after the first outputs: none may appear, and
  /// the older ones stay.
  @Test func failureLeavesTheOlderResults() throws {
    let folder = try folderWithPlan()
    let command = "\"$AMP_GEO\" run plans/plan.yaml -o out --quiet"
    try AmpGeoProcess.shell(command, in: folder).expectSuccess()
    let older = try Self.outputs.map { try Files.bytes("out/\($0)", in: folder) }
    try folder.write("plans/data/park.geojson", SmallLayers.port)
    try AmpGeoProcess.shell("ulimit -f 12; exec \(command)", in: folder).expectFailure(
      74, saying: "out/", "writing failed")
    #expect(Files.names(in: folder, "out") == Self.outputs)
    #expect(older == (try Self.outputs.map { try Files.bytes("out/\($0)", in: folder) }))
  }

  @Test(.enabled(if: Tools.has("ogrinfo"), "needs GDAL's ogrinfo"))
  func geoPackageSatisfiesGDAL() throws {
    let run = try MainJobRun.finished()
    let path = run.folder.file("results/amp-geo.gpkg")
    let ogrinfo = try #require(Tools.path(of: "ogrinfo"))
    let result = try AmpGeoProcess.run(
      program: ogrinfo, ["-ro", "-al", "-so", path], in: run.folder.path)
    result.expectSuccess()
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(!result.output.contains("Warning") && !result.output.contains("ERROR"))
    let counts = result.output.matches(of: #/Feature Count: (\d+)/#).map { Int($0.output.1) }
    #expect(counts.count == 6 && counts.filter { $0 == 92 }.count == 3, "\(counts)")
  }
}
