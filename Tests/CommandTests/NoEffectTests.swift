import TestSupport
import Testing

/// An option that would change nothing is refused: exit 64, and nothing is written.
@Suite struct NoEffectTests {
  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write("points.csv", "id,x,y\na,892390,6247030\n")
    try folder.write("table.csv", "id,n\na,1\n")
    try folder.write("rules.yaml", "fields: { people: { type: integer } }\n")
    return folder
  }

  @Test(arguments: [
    // Reading
    ("convert zones.geojson out.geojson --crs EPSG:2154", "--crs EPSG:2154 has no effect"),
    ("layers zones.geojson --crs EPSG:2154", "--crs EPSG:2154 has no effect"),
    (
      "convert points.csv out.csv --crs EPSG:2154 --x lon --y lat", "--x lon --y lat have no effect"
    ),
    ("layers --crs EPSG:2154", "--crs is about how a file is read"),
    ("layers --x a --y b", "--x is about how a file is read"),
    ("coverage --zones zones.geojson --layer park.geojson --crs EPSG:2154", "--crs EPSG:2154"),
    // Writing
    ("convert zones.geojson out.gpkg --decimals 3", "--decimals: a GeoPackage keeps"),
    ("convert zones.geojson out.geojson --name n", "--name: geojson has no place"),
    ("convert zones.geojson out.csv --name n", "--name: csv has no place"),
    ("convert zones.geojson out.gpkg --name ''", "--name must not be empty"),
    ("convert zones.geojson out.gpkg --name gpkg_extents", "names that begin with gpkg_ are kept"),
    ("convert zones.geojson out.gpkg --name RTree_x", "names that begin with rtree_ are kept"),
    ("convert zones.geojson out.gpkg --name sqlite_x", "names that begin with sqlite_ are"),
    ("convert zones.geojson out.gpkg --csv excel-fr", "--csv excel-fr has no effect"),
    ("coverage --zones zones.geojson --layer park.geojson --csv excel-fr", "--csv excel-fr has no"),
    ("overlaps park.geojson port.geojson --csv standard", "--csv standard has no effect"),
    ("convert zones.geojson out.csv --to EPSG:2154", "--to EPSG:2154 has no effect"),
    ("convert zones.geojson out.xlsx --to EPSG:2154", "--to EPSG:2154 has no effect"),
    (
      "coverage --zones zones.geojson --layer park.geojson --to 2154 --format csv",
      "--to 2154 has no effect"
    ),
    ("overlaps park.geojson port.geojson --areas-only --to 2154 -o out.gpkg", "--to 2154 has no"),
    ("convert table.csv out.gpkg --to 2154", "--to 2154 has no effect"),
    // Coverage
    ("coverage --layer port --water port", "--water goes with --of land"),
    (
      "coverage --layer port --accuracy prot=5",
      "--accuracy names prot, which is none of port, zones"
    ),
    ("coverage --layer port --accuracy port=5 --accuracy port=6", "--accuracy names port twice"),
    ("coverage --layer port --distance-crs EPSG:2154", "--distance-crs"),
    ("coverage --layer port --people-field people", "--people-field needs --people"),
    ("coverage --layer port --ledger a.csv", "--ledger needs --people or --population"),
    ("coverage --layer port --extensive people", "go with --transfer"),
    (
      "coverage --zones zones.geojson --transfer port.geojson --categorical name --ledger out.csv",
      "--ledger has no effect without --extensive"
    ),
    (
      "coverage --zones zones.geojson --transfer port.geojson --categorical name --population people",
      "--transfer takes no --layer"
    ),
    // Overlaps
    ("overlaps port --zone-id code", "--zone-id goes with --zones"),
    ("overlaps port --accuracy prot=5", "--accuracy names prot"),
    ("overlaps port --distance-crs EPSG:2154", "--distance-crs"),
    // Accessibility
    ("accessibility --destination port --network a.gpkg", "--network goes with --measure"),
    (
      "accessibility --destination port --measure raam --network a.gpkg",
      "--destination is for straight lines"
    ),
    ("accessibility --measure list --tau 5", "--measure list measures nothing"),
    ("accessibility --measure list --cell-size 5", "--measure list measures nothing"),
    (
      "accessibility --measure cost_to_closest --costs c.csv --origins a --destinations b"
        + " --fill-missing", "--fill-missing is given"
    ),
    (
      "accessibility --measure cost_to_closest --network n.gpkg --origins a --destinations b"
        + " --entrance-of id", "--entrance-of goes with --entrances"
    ),
    // Networks
    ("network build a.osm -o a.gpkg --crs EPSG:2154", "--crs is about how --clip is read"),
    (
      "network costs n.gpkg --from a --to b --entrance-of id", "--entrance-of goes with --entrances"
    ),
    (
      "isochrones --network n.gpkg --from a --cutoffs 5 --entrance-of id",
      "--entrance-of goes with --entrances"
    ),
    // Siting
    (
      "site --demand a --candidates b --cutoff 5m -n 1 --max-snap 5",
      "--max-snap goes with --network"
    ),
    (
      "site --demand a --candidates b --cutoff 5m -n 1 --network n.gpkg --distance-crs EPSG:2154",
      "--distance-crs is for straight lines"
    ),
    // Check and fix
    ("check zones.geojson --list-rules", "--list-rules checks nothing"),
    ("check zones.geojson --explain V201", "--explain checks nothing"),
    ("check --explain V201 --list-rules", "exclude each other"),
    ("check --explain V201 --format json", "--explain has the format text only"),
    ("check zones.geojson --coverage --only V", "--coverage has no effect"),
    ("check zones.geojson --schema rules.yaml --ignore A", "--schema has no effect"),
    ("check zones.geojson --max-gap 1", "go with --coverage"),
    ("check zones.geojson --only S,C", "--only C has no effect: without --coverage"),
    ("check zones.geojson --only C204,V", "--only C204 has no effect: without --coverage"),
    ("check zones.geojson --coverage --only C206,C204", "--only C206 has no effect: without"),
    ("check zones.geojson --only S --only missing-field", "without --schema this rule is not"),
    ("check zones.geojson --only S,X", "--only X has no effect: without a plan"),
    ("check zones.geojson --ignore X", "--ignore X has no effect: without a plan"),
    ("check zones.geojson --only V --ignore S105", "leaving out S105 has no effect"),
    ("check zones.geojson --only V203,S --ignore C", "leaving out C has no effect"),
    ("check zones.geojson --crs EPSG:2154", "--crs EPSG:2154 has no effect"),
    ("check points.csv --crs 2154 --x lon --y lat", "--x lon --y lat have no effect"),
    ("check zones.geojson --ignore C203", "--ignore C203 has no effect: without --coverage"),
    ("check zones.geojson --severity C=warning", "--severity C=warning has no effect"),
    (
      "check zones.geojson --coverage --ignore outside-boundary",
      "has no effect: without --boundary this rule is not checked"
    ),
    ("check zones.geojson --severity A301=info", "without --schema this rule is not checked"),
    ("fix zones.geojson --list-steps", "--list-steps takes no file"),
    ("fix --list-steps --max-gap 1", "--list-steps repairs nothing"),
    ("fix --list-steps --skip valid", "--list-steps repairs nothing"),
    ("fix zones.geojson --dry-run --write-as csv", "--write-as goes with -o or --in-place"),
    ("fix zones.geojson --dry-run --prefer people", "--prefer goes with"),
    // Everywhere
    ("layers -q -v", "--quiet and --verbose exclude each other"),
  ])
  func refused(_ command: String, _ reason: String) throws {
    let folder = try folder()
    let before = Files.names(in: folder)
    try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: folder).expectUsageError(saying: reason)
    #expect(Files.names(in: folder) == before)
  }

  /// What `accessibility` takes without --measure; all else that its help shows goes with it.
  private static let ofStraightLines: Set = [
    "--zones", "--zone-id", "--zone-name", "--population", "--destination", "--cell-size",
    "--cutoffs", "--walk-speed", "--cycle-speed", "--detour", "--area-crs", "--distance-crs",
    "--lenient", "--crs", "--x", "--y", "-o", "--output", "--format", "--to", "--csv", "--decimals",
    "--name", "--threads", "-q", "--quiet", "-v", "--verbose", "--timings", "-h", "--help",
    "--version", "--measure", "--people", "--people-field", "--group", "--groups-of",
  ]

  @Test func optionsOfMeasuresNeedAMeasure() throws {
    let folder = try folder()
    let tree = try #require(try CommandTree.all().first { $0.path == ["accessibility"] })
    let others = tree.arguments.filter { Self.ofStraightLines.isDisjoint(with: $0.names) }
    #expect(others.count > 30)
    let values = ["--interval": "5,6", "--interval-summary": "mean", "--palma-of": "all"]
    for option in others where option.title != "--entrance-of" {
      let value = option.kind == "flag" ? "" : values[option.title] ?? "5"
      try AmpGeoProcess.shell(
        "\"$AMP_GEO\" accessibility --destination park.geojson \(option.title) \(value)", in: folder
      ).expectUsageError(saying: " goes with --measure")
    }
  }

  @Test(arguments: [
    "convert points.csv out.gpkg --crs EPSG:2154 --name n",
    "convert points.csv out.csv --crs EPSG:2154 --x x --y y --decimals 1",
    "coverage --zones zones.geojson --layer park.geojson --of land --water port.geojson -o out.csv",
    "overlaps park.geojson port.geojson --accuracy park=5m --accuracy port=1km -o out.csv",
    "check zones.geojson --schema rules.yaml", "check zones.geojson --coverage --only C",
    "check zones.geojson --only V,S --ignore S105,V203",
    "check points.csv --crs 2154", "check points.csv --crs 2154 --x x --y y",
    "check zones.geojson --coverage --ignore C203 --severity C=warning",
    "check zones.geojson --ignore A", "convert points.csv out.csv --crs 2154 --to 4326",
    "convert zones.geojson out.csv --csv excel-fr",
    "overlaps park.geojson port.geojson --to 2154 -o out.gpkg",
  ])
  func whatHasAnEffectIsTaken(_ command: String) throws {
    try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: folder()).expectSuccess()
  }
}
