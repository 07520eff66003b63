import TestSupport
import Testing

/// Command lines that make no sense: exit 64, the reason, and how to get help.
@Suite struct UsageErrorTests {
  @Test(arguments: [
    (["frobnicate"], "frobnicate"), (["run", "--nope"], "--nope"),
    (["run", "--threads", "0"], "--threads must be from 1 to 1024"),
    (["run", "--threads", "many"], "'many' is invalid for '--threads <n>'"),
    (["coverage"], "name at least one --layer"),
    (["coverage", "--layer", "port", "--layer", "port"], "two layers are called port"),
    (["coverage", "--layer", "PORT=port"], "PORT=port"),
    (["accessibility"], "name at least one --destination"),
    (["accessibility", "--destination", "port", "--cell-size", "1"], "--cell-size"),
    (["accessibility", "--destination", "port", "--cutoffs", "a"], "--cutoffs"),
    (["overlaps"], "Missing expected argument"),
    (["overlaps", "port", "--min-area", "-1"], "--min-area"),
    (["overlaps", "port", "--areas-only", "--zones", "communes"], "--areas-only names no zones"),
    (["check"], "name at least one file"), (["map", "communes"], "--column"),
    (["convert", "communes"], "Missing expected argument"),
    (["convert", "communes", "-", "--decimals", "9"], "--decimals must be from 0 to 7"),
    (["layers", "communes", "--x", "a"], "--x and --y go together"),
    (["layers", "--format", "xml"], "xml"),
    (
      ["fix", "a.geojson", "--dry-run", "--max-gap", "-1"],
      "--max-gap must be from 0 to 10000 metres"
    ),
    (["fix", "a.geojson", "--max-change", "-1%"], "'-1%' is invalid for '--max-change"),
    (["fix", "a.geojson", "--max-gap", "--dry-run"], "'--dry-run' is invalid for '--max-gap"),
    (
      ["site", "--demand", "a", "--candidates", "b", "--cutoff", "9m", "-n", "-1"],
      "-n must be 1 or more"
    ),
    (
      ["isochrones", "--network", "a", "--from", "b", "--cutoffs", "-5,5"],
      "-5 is not from 0.1 to 10080 minutes"
    ),
    (["run", "--threads", "-2"], "--threads must be from 1 to 1024"),
  ])
  func wrongArguments(_ arguments: [String], _ what: String) throws {
    try AmpGeoProcess.run(arguments, in: Scratch()).expectUsageError(saying: what, "--help")
  }

  @Test(arguments: [
    (["coverage", "--layer", "port", "--format", "xml"], "known: geojson, geojsonseq, gpkg, csv"),
    (["convert", "communes", "out.xyz"], ".geojson, .json"),
    (["convert", "communes", "-", "--format", "gpkg"], "name a file with -o"),
    (["layers", "zones.tab"], "embedded layers: communes"),
    (["check", "zones.tab"], ".geojson, .json"),
    (["map", "communes", "--column", "nope"], "it has: insee, name"),
  ])
  func thingsThatDoNotExist(_ arguments: [String], _ remedy: String) throws {
    let folder = try Scratch()
    try AmpGeoProcess.run(arguments, in: folder).expectUsageError(saying: remedy)
    #expect(Files.names(in: folder).isEmpty)
  }
}
