import Foundation
import TestSupport
import Testing

/// Two outputs of one command that are one file, by any spelling, are refused before any work.
@Suite struct OutputPairTests {
  private static let coverage =
    "coverage --zones zones.geojson --population people --layer park.geojson"

  @Test(arguments: [
    "-o new.csv --ledger new.csv", "-o new.csv --ledger ./inner/../new.csv",
    "-o old.csv --ledger hard.csv", "-o old.csv --ledger soft.csv", "-o new.csv --ledger to-new",
    "-o new.csv --ledger $PWD/new.csv",
    "--format csv --ledger new.csv > new.csv", "--format csv --ledger /dev/stdout | cat",
    "--format csv -o /dev/stdout --ledger /dev/fd/1 > new.csv",
    "--format csv -o /dev/stdout --ledger new.csv > new.csv",
  ])
  func oneFileTwice(_ outputs: String) throws {
    let folder = try SmallLayers.folder()
    try Files.makeFolder("inner", in: folder)
    try folder.write("old.csv", "old")
    let manager = FileManager.default
    try manager.linkItem(atPath: folder.file("old.csv"), toPath: folder.file("hard.csv"))
    try manager.createSymbolicLink(
      atPath: folder.file("soft.csv"), withDestinationPath: "old.csv")
    try manager.createSymbolicLink(atPath: folder.file("to-new"), withDestinationPath: "new.csv")
    let result = try AmpGeoProcess.shell(
      "\"$AMP_GEO\" \(Self.coverage) \(outputs); exit ${PIPESTATUS[0]}", in: folder)
    result.expectFailure(64, saying: "name the same file", "give each a name of its own")
    #expect(result.output.isEmpty)
    #expect(try Files.text("old.csv", in: folder) == "old")
    let new = Files.exists("new.csv", in: folder) ? try Files.text("new.csv", in: folder) : ""
    #expect(new.isEmpty)
  }

  @Test func differentFilesAndNullAreTaken() throws {
    let folder = try SmallLayers.folder()
    for outputs in ["-o a.csv --ledger b.csv", "-o /dev/null --format csv --ledger /dev/null"] {
      try AmpGeoProcess.shell("\"$AMP_GEO\" \(Self.coverage) \(outputs)", in: folder)
        .expectSuccess()
    }
    #expect(try Files.text("a.csv", in: folder).hasPrefix("id,"))
    #expect(try Files.text("b.csv", in: folder).hasPrefix("id,people,assigned"))
  }

  /// `/dev/stdout` is the stream, also when that is a file: nothing is renamed over the device.
  @Test func standardOutputByItsOtherNames() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(["convert", "zones.geojson", "plain.geojson"], in: folder).expectSuccess()
    let expected = try Files.text("plain.geojson", in: folder)
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
      try AmpGeoProcess.shell(
        "{ echo first; \"$AMP_GEO\" convert zones.geojson \(name) --format geojson; } > out",
        in: folder
      ).expectSuccess()
      #expect(try Files.text("out", in: folder) == "first\n" + expected, "\(name)")
    }
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/stdout")[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
    try AmpGeoProcess.shell(
      "\"$AMP_GEO\" convert zones.geojson >(cat > piped) --format geojson; sleep 0.5", in: folder
    ).expectSuccess()
    #expect(try Files.text("piped", in: folder) == expected)
  }

  /// A folder that is missing is known before the work; with it, a table of nothing is left.
  @Test(arguments: ["-o none/a.csv", "-o a.csv --ledger none/b.csv", "-o zones.geojson/a.csv"])
  func whatCannotBeMadeIsRefusedBefore(_ outputs: String) throws {
    let folder = try SmallLayers.folder()
    // With the layers gone, only a refusal that comes before reading says what is wrong here.
    try folder.remove("park.geojson")
    try AmpGeoProcess.shell("\"$AMP_GEO\" \(Self.coverage) \(outputs)", in: folder)
      .expectFailure(73, saying: "cannot be created")
    #expect(!Files.exists("a.csv", in: folder))
  }
}
