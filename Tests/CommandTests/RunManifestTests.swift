import Foundation
import TestSupport
import Testing

/// The manifest of a run: what was written with checksums, what is stale, what is not a run's own.
@Suite struct RunManifestTests {
  private func folderWithPlan(outputs: String? = nil) throws -> Scratch {
    let folder = try SmallLayers.folder()
    try setPlan(in: folder, outputs: outputs)
    return folder
  }

  private func setPlan(in folder: Scratch, outputs: String?, more: String = "") throws {
    let plan = """
      title: Two zones
      zones: { source: zones.geojson, id: code, name: name, population: people }
      layers: { park: { source: park.geojson } \(more)}
      accessibility: { destinations: [park], cell_size_m: 1000 }

      """
    try folder.write("plan.yaml", plan + (outputs.map { "outputs: [\($0)]\n" } ?? ""))
  }

  private func run(in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder)
  }

  private func manifest(in folder: Scratch) throws -> ParsedJSON {
    try ParsedJSON(file: folder.file("out/manifest.json"))
  }

  @Test(.enabled(if: Tools.has("sha256sum"), "needs sha256sum"))
  func checksumsAreThoseOfTheFiles() throws {
    let folder = try folderWithPlan()
    try run(in: folder).expectSuccess()
    let manifest = try manifest(in: folder)
    #expect(manifest["complete"] == .bool(true))
    #expect(manifest["plan"]["title"].string == "Two zones")
    let names = manifest["files"].items.compactMap { $0["name"].string }
    #expect(Set(names + ["manifest.json"]) == Set(Files.names(in: folder, "out")))
    let sums = manifest["files"].items.map {
      "\($0["sha256"].string ?? "")  out/\($0["name"].string ?? "")\n"
    }
    try folder.write("sums", sums.joined())
    try AmpGeoProcess.shell("sha256sum --check --strict sums", in: folder).expectSuccess()
    for file in manifest["files"].items {
      let size = try Files.bytes("out/" + (file["name"].string ?? ""), in: folder).count
      #expect(file["bytes"].number == Double(size))
    }
  }

  @Test func whatThePlanNoLongerMakesGoes() throws {
    let folder = try folderWithPlan()
    try run(in: folder).expectSuccess()
    try folder.write("out/mine.txt", "mine")
    try setPlan(in: folder, outputs: "coverage.geojson")
    let result = try run(in: folder)
    result.expectSuccess()
    #expect(Files.names(in: folder, "out") == ["coverage.geojson", "manifest.json", "mine.txt"])
    #expect(result.output.contains("out/accessibility.geojson is of an earlier run"))
    #expect(try manifest(in: folder)["files"].items.count == 1)
  }

  /// What somebody has changed since, and what the run itself reads, is named and stays.
  @Test func changedAndReadFilesStay() throws {
    let folder = try folderWithPlan()
    try run(in: folder).expectSuccess()
    try folder.write("out/summary.csv", "changed")
    try setPlan(
      in: folder, outputs: "coverage.geojson", more: ", old: { source: out/accessibility.geojson } "
    )
    let result = try run(in: folder)
    result.expectSuccess()
    #expect(
      Files.names(in: folder, "out") == [
        "accessibility.geojson", "coverage.geojson", "manifest.json", "summary.csv",
      ])
    let words = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("out/summary.csv is of an earlier run"))
    #expect(words.contains("it stays, since somebody has changed it"))
    #expect(words.contains("it stays, since this run reads it"))
  }

  /// As a kill leaves a folder while the files get their names: the manifest lists the new ones and says
  /// that the set is not complete, and some of the files are older.
  @Test func aMixedSetIsTold() throws {
    let folder = try folderWithPlan()
    try run(in: folder).expectSuccess()
    let older = try Files.bytes("out/coverage.geojson", in: folder)
    try AmpGeoProcess.run(["check", "out"], in: folder).expectSuccess()
    try folder.write("park.geojson", SmallLayers.port)
    try run(in: folder).expectSuccess()
    try folder.write("out/coverage.geojson", Array(older))
    let changed = try AmpGeoProcess.run(["check", "out", "--only", "S135"], in: folder)
    #expect(changed.exitCode == 1)
    #expect(changed.output.contains("coverage.geojson: changed since the run"))
    let manifest = try Files.text("out/manifest.json", in: folder)
    try folder.write(
      "out/manifest.json", manifest.replacing("\"complete\": true", with: "\"complete\": false"))
    let mixed = try AmpGeoProcess.run(
      ["check", "out/accessibility.geojson", "--format", "json"], in: folder)
    #expect(mixed.exitCode == 1)
    #expect(
      mixed.output.contains("S135")
        && mixed.output.contains("coverage.geojson: not of the last run"))
    let next = try run(in: folder)
    next.expectSuccess()
    let words = next.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("ended before all its files were in place"))
    try AmpGeoProcess.run(["check", "out"], in: folder).expectSuccess()
  }

  @Test func filesOfAFolderWithoutAManifestAreNamed() throws {
    let folder = try folderWithPlan(outputs: "coverage.geojson")
    try Files.makeFolder("out", in: folder)
    try folder.write("out/summary.json", "{}")
    let result = try run(in: folder)
    result.expectSuccess()
    #expect(result.output.contains("out/summary.json is not of this run"))
    #expect(Files.exists("out/summary.json", in: folder))
  }

  @Test(arguments: [
    "{\"name\": \"a web page\"}", "", "{", "[]",
    "{\"manifest\": 1, \"complete\": true, \"amp_geo_version\": \"1\", \"plan\": "
      + "{\"title\": \"\", \"sha256\": \"\"}, \"files\": [{\"name\": \"../zones.geojson\", "
      + "\"bytes\": 1, \"sha256\": \"\"}]}",
  ])
  func aForeignManifestIsNotReplaced(_ text: String) throws {
    let folder = try folderWithPlan()
    try Files.makeFolder("out", in: folder)
    try folder.write("out/manifest.json", text)
    try run(in: folder).expectFailure(
      73, saying: "out/manifest.json", "choose another folder with -o")
    #expect(Files.names(in: folder, "out") == ["manifest.json"])
    #expect(try Files.text("out/manifest.json", in: folder) == text)
  }

  /// One output cannot be replaced: all older ones stay, and so does their manifest.
  @Test func allOrNothing() throws {
    let folder = try folderWithPlan()
    try run(in: folder).expectSuccess()
    let older = try Files.names(in: folder, "out").map { try Files.bytes("out/\($0)", in: folder) }
    try folder.write("park.geojson", SmallLayers.port)
    try folder.remove("out/summary.csv")
    try Files.makeFolder("out/summary.csv", in: folder)
    try run(in: folder).expectFailure(73, saying: "out/summary.csv", "this is a folder")
    try FileManager.default.removeItem(atPath: folder.file("out/summary.csv"))
    let names = Files.names(in: folder, "out")
    #expect(!names.contains { $0.hasPrefix(".") })
    for name in names where name != "manifest.json" {
      #expect(older.contains(try Files.bytes("out/\(name)", in: folder)), "\(name)")
    }
    #expect(try manifest(in: folder)["complete"] == .bool(true))
  }

  /// Several runs at once into one folder leave one set, whole.
  @Test func severalAtOnce() throws {
    let folder = try folderWithPlan()
    try folder.write(
      "other.yaml", Files.text("plan.yaml", in: folder) + "coverage: { layers: [] }\n")
    let line = """
      for i in 1 2 3; do
        "$AMP_GEO" run plan.yaml -o out -q & "$AMP_GEO" run other.yaml -o out -q &
      done; wait
      """
    try AmpGeoProcess.shell(line, in: folder).expectSuccess()
    let manifest = try manifest(in: folder)
    #expect(manifest["complete"] == .bool(true))
    for file in manifest["files"].items {
      let name = file["name"].string ?? ""
      let sum = try AmpGeoProcess.shell("sha256sum < out/\(name)", in: folder).output
      #expect(sum.hasPrefix(file["sha256"].string ?? "?"), "\(name)")
    }
    #expect(!Files.names(in: folder, "out").contains { $0.hasPrefix(".") })
  }
}
