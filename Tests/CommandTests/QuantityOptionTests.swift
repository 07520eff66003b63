import TestSupport
import Testing

/// Distances and times with their units, wherever an option takes one: the same bytes as without.
@Suite struct QuantityOptionTests {
  private func output(_ command: String, in folder: Scratch) throws -> String {
    let result = try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: folder)
    result.expectSuccess()
    return result.output
  }

  @Test(arguments: [
    (
      "accessibility --zones zones.geojson --destination park.geojson",
      "--cell-size 1000 --cutoffs 500,2000 --walk-speed 3.6 --cycle-speed 18",
      "--cell-size 1km --cutoffs 500m,2km --walk-speed 1m/s --cycle-speed 18km/h"
    ),
    (
      "accessibility --network streets.gpkg --origins homes.csv --destinations clinics.csv"
        + " --measure cumulative", "--cutoff 10 --max-snap 1000", "--cutoff 600s --max-snap 1km"
    ),
    (
      "accessibility --network streets.gpkg --origins homes.csv --destinations clinics.csv"
        + " --measure cumulative_interval", "--interval 5,30,5", "--interval 5min,0.5h,300s"
    ),
    ("network costs streets.gpkg --from homes.csv --to clinics.csv", "--cutoff 60", "--cutoff 1h"),
    (
      "isochrones --network streets.gpkg --from homes.csv",
      "--cutoffs 3,6 --reach 50 --cell 10 --off-street-speed 3.6 --min-hole 100",
      "--cutoffs 180s,0.1h --reach 0.05km --cell 1000cm --off-street-speed 1m/s --min-hole 0.01ha"
    ),
    (
      "site --demand homes.csv:people --candidates clinics.csv -n 1 --objective p-median",
      "--cutoff 2000m", "--cutoff 2km"
    ),
    ("overlaps zones.geojson park.geojson", "--min-area 1000000", "--min-area 1km2"),
    (
      "coverage --zones zones.geojson --layer park.geojson", "--accuracy park=5",
      "--accuracy park=5m"
    ),
    (
      "check zones.geojson --coverage --format json", "--max-gap 2", "--max-gap 200cm"
    ),
    (
      "fix zones.geojson --dry-run --format json", "--tolerance 0.02 --max-gap 1 --min-width 0.5",
      "--tolerance 2cm --max-gap 1m --min-width 50cm"
    ),
  ])
  func sameBytesWithUnits(_ command: String, _ plain: String, _ units: String) throws {
    let folder = try SmallStreets.network()
    try folder.write("homes.csv", SmallStreets.homes)
    try folder.write("clinics.csv", SmallStreets.clinics)
    try folder.write("zones.geojson", SmallLayers.zones)
    try folder.write("park.geojson", SmallLayers.park)
    let first = try output("\(command) \(plain)", in: folder)
    let second = try output("\(command) \(units)", in: folder)
    // Provenance repeats --interval as it was typed.
    #expect(first == second.replacing("5min,0.5h,300s", with: "5,30,5") && !first.isEmpty)
  }

  @Test(arguments: [
    (
      "accessibility --destination port --cell-size 1mile",
      "the unit mile is not known; known: m, km"
    ),
    ("isochrones --network a --from b --cutoffs 5km", "the unit km is not known; known: min, h, s"),
    ("network costs n.gpkg --from a --to b --cutoff 10m", "the unit m is not known"),
    ("fix a.geojson --dry-run --max-gap wide", "\"wide\" is not a distance"),
  ])
  func otherUnitsAreRefused(_ command: String, _ words: String) throws {
    try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: Scratch()).expectUsageError(
      saying: words)
  }
}
