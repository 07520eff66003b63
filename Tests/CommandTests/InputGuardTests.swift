import Foundation
import TestSupport
import Testing

/// No command writes over what it reads, by whatever name: exit 64 before any work, and the bytes stay.
@Suite struct InputGuardTests {
  /// Command lines that write OUT and read zones.geojson, park.geojson or table.csv.
  private static let commands = [
    "overlaps zones.geojson park.geojson -o OUT", "overlaps zones.geojson -o OUT",
    "overlaps park.geojson port.geojson --zones zones.geojson -o OUT",
    "convert zones.geojson OUT", "map zones.geojson --column people -o OUT",
    "coverage --zones zones.geojson --layer park.geojson -o OUT",
    "coverage --zones park.geojson --layer zones.geojson -o OUT",
    "coverage --zones park.geojson --layer port.geojson --people zones.geojson "
      + "--people-field people -o out.geojson --ledger OUT",
    "coverage --zones park.geojson --transfer zones.geojson --extensive people -o OUT",
    "accessibility --zones zones.geojson --destination park.geojson -o OUT",
    "accessibility --zones park.geojson --destination zones.geojson -o OUT",
    "check zones.geojson --format geojson -o OUT", "check zones.geojson --write-baseline OUT",
    "check park.geojson --coverage --boundary zones.geojson --format json -o OUT",
    "fix zones.geojson -o OUT",
  ]

  /// A folder with links to zones.geojson: hard, soft, soft to soft.
  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try Files.makeFolder("inner", in: folder)
    let manager = FileManager.default
    try manager.linkItem(
      atPath: folder.file("zones.geojson"), toPath: folder.file("hard.geojson"))
    try manager.createSymbolicLink(
      atPath: folder.file("soft.geojson"), withDestinationPath: "zones.geojson")
    try manager.createSymbolicLink(
      atPath: folder.file("inner/softer.geojson"), withDestinationPath: "../soft.geojson")
    return folder
  }

  private static let spellings = [
    "zones.geojson", "./inner/../zones.geojson", "hard.geojson", "soft.geojson",
    "inner/softer.geojson", "$PWD/zones.geojson",
  ]

  @Test(arguments: commands)
  func inputsStay(_ command: String) throws {
    let folder = try folder()
    let before = Files.names(in: folder)
    for spelling in Self.spellings {
      // The picture of a map must have its own ending, and --write-baseline any.
      let line = command.replacingOccurrences(of: "OUT", with: spelling)
      if command.hasPrefix("map") {
        try FileManager.default.createSymbolicLink(
          atPath: folder.file("link.svg"), withDestinationPath: "zones.geojson")
        try AmpGeoProcess.shell(
          command.replacingOccurrences(of: "OUT", with: "link.svg")
            .replacingOccurrences(of: "map", with: "\"$AMP_GEO\" map"), in: folder
        ).expectFailure(64, saying: "input")
        try folder.remove("link.svg")
        continue
      }
      let result = try AmpGeoProcess.shell("\"$AMP_GEO\" \(line)", in: folder)
      #expect(result.exitCode == 64 && result.output.isEmpty, "\(line): \(result.errors)")
      #expect(result.errors.contains("input") || result.errors.contains("--in-place"), "\(line)")
    }
    #expect(try Files.text("zones.geojson", in: folder) == SmallLayers.zones)
    #expect(try Files.text("park.geojson", in: folder) == SmallLayers.park)
    #expect(Files.names(in: folder) == before)
  }

  @Test func appendingToAnInputIsRefused() throws {
    let folder = try folder()
    try AmpGeoProcess.shell("\"$AMP_GEO\" convert zones.geojson - >> hard.geojson", in: folder)
      .expectFailure(64, saying: "zones.geojson", "input of the command")
    #expect(try Files.text("zones.geojson", in: folder) == SmallLayers.zones)
  }

  @Test func whatBelongsToAGeoPackageIsNotWritten() throws {
    let folder = try folder()
    try AmpGeoProcess.run(["convert", "zones.geojson", "in.gpkg"], in: folder).expectSuccess()
    let before = Files.names(in: folder)
    for ending in ["-wal", "-shm", "-journal"] {
      try AmpGeoProcess.run(
        ["convert", "in.gpkg", "in.gpkg\(ending)", "--format", "geojson"], in: folder
      ).expectFailure(64, saying: "in.gpkg\(ending)", "input of the command")
    }
    #expect(Files.names(in: folder) == before)
  }

  @Test func aBaselineIsWrittenAnewAndNotReplacedByAReport() throws {
    let folder = try folder()
    try AmpGeoProcess.run(["check", "zones.geojson", "--write-baseline", "b.json"], in: folder)
      .expectSuccess()
    try AmpGeoProcess.run(
      ["check", "zones.geojson", "--baseline", "b.json", "--write-baseline", "./b.json"],
      in: folder
    ).expectSuccess()
    let baseline = try Files.text("b.json", in: folder)
    try AmpGeoProcess.run(
      ["check", "zones.geojson", "--baseline", "b.json", "-o", "b.json"], in: folder
    ).expectFailure(64, saying: "b.json", "input of the command")
    #expect(try Files.text("b.json", in: folder) == baseline)
  }

  @Test func aRunDoesNotReplaceWhatItReads() throws {
    let folder = try folder()
    let plan = """
      zones: { source: out/coverage.geojson, id: code }
      layers: { park: { source: park.geojson } }
      outputs: [coverage.geojson]
      """
    try folder.write("plan.yaml", plan)
    try Files.makeFolder("out", in: folder)
    try folder.write("out/coverage.geojson", SmallLayers.zones)
    try AmpGeoProcess.run(["run", "plan.yaml", "-o", "inner/../out"], in: folder)
      .expectFailure(64, saying: "coverage.geojson", "input of the command")
    #expect(try Files.text("out/coverage.geojson", in: folder) == SmallLayers.zones)
    #expect(Files.names(in: folder, "out") == ["coverage.geojson"])
  }

  /// A repair in place is the one case in which an input is meant to be replaced.
  @Test func repairInPlaceMendsTheFileBehindALink() throws {
    let folder = try folder()
    try folder.write("zones.geojson", SmallLayers.bowTie)
    try Files.setMode(0o600, of: "zones.geojson", in: folder)
    try AmpGeoProcess.run(
      ["fix", "inner/softer.geojson", "--in-place", "--max-change", "100"], in: folder
    ).expectSuccess()
    #expect(try Files.text("zones.geojson", in: folder) != SmallLayers.bowTie)
    try AmpGeoProcess.run(["check", "zones.geojson", "--only", "V"], in: folder).expectSuccess()
    for link in ["inner/softer.geojson", "soft.geojson"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(link))
      #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink, "\(link)")
    }
    let status = try FileManager.default.attributesOfItem(atPath: folder.file("zones.geojson"))
    #expect((status[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }
}
