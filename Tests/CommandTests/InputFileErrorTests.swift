import TestSupport
import Testing

/// Inputs that are not there or may not be read: exit 66.
@Suite struct InputFileErrorTests {
  @Test(arguments: [
    ["layers", "nope.geojson"], ["layers", "nope.gpkg"], ["layers", "nope.gpkg:zones"],
    ["layers", "nope.csv"], ["layers", "nope.ndjson"], ["check", "nope.geojson"],
    ["convert", "nope.geojson", "out.gpkg"], ["overlaps", "nope.geojson"],
    ["coverage", "--layer", "nope.geojson"], ["coverage", "--zones", "nope.geojson", "--layer", "port"],
    ["accessibility", "--destination", "nope.geojson"], ["map", "nope.geojson", "--column", "a"],
    ["run", "nope.yaml"],
  ])
  func missing(_ arguments: [String]) throws {
    let folder = try Scratch()
    try AmpGeoProcess.run(arguments, in: folder).expectFailure(
      66, saying: "nope.", "there is no such file", "check the path")
    #expect(Files.names(in: folder).isEmpty)
  }

  @Test func aFolderInsteadOfAFile() throws {
    let folder = try Scratch()
    try Files.makeFolder("in.geojson", in: folder)
    try AmpGeoProcess.run(["layers", "in.geojson"], in: folder).expectFailure(
      66, saying: "in.geojson:", "this is a folder", "name a file")
  }

  @Test(
    .enabled(if: Tools.canStepDown, "needs setpriv when run as root"),
    arguments: ["in.geojson", "in.gpkg", "in.csv"])
  func withoutPermission(_ name: String) throws {
    let folder = try Scratch()
    try folder.write(name, SmallLayers.zones)
    try Files.setMode(0o000, of: name, in: folder)
    try Files.setMode(0o755, of: "", in: folder)
    try AmpGeoProcess.shell("\(Tools.stepDown) \"$AMP_GEO\" layers \(name)", in: folder)
      .expectFailure(66, saying: "\(name):", "no permission to read it", "chmod +r")
  }

  @Test func unknownReference() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(["coverage", "--layer", "prot"], in: folder).expectFailure(
      64, saying: "\"prot\"", "neither an embedded layer nor a file", "national-park", ".gpkg")
  }
}
