import Foundation
import TestSupport
import Testing

/// `accessibility --measure` with the real binary.
@Suite struct AccessibilityMeasureTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write(
      "places.csv", "id,population,doctors,side\na,100,15,west\nb,50,20,west\nc,10,100,east\n")
    try folder.write(
      "costs.csv",
      """
      from_id,to_id,travel_time
      a,a,1
      b,b,1
      c,c,1
      a,c,40
      b,c,40
      c,a,40
      c,b,40
      a,b,80
      b,a,80

      """)
  }

  private func run(_ more: [String]) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      [
        "accessibility", "--costs", "costs.csv", "--origins", "places.csv", "--demand",
        "population", "--destinations", "places.csv", "--supply", "doctors",
      ] + more, in: folder)
  }

  private static let two = ["--measure", "2sfca", "--decay", "power(1)", "--cutoff", "61"]

  @Test func writesOneColumnAMeasure() throws {
    try run(
      Self.two + ["--measure", "raam", "--tau", "30", "--measure", "3sfca", "-o", "out.csv"]
    ).expectSuccess()
    let lines = try Files.text("out.csv", in: folder).split(separator: "\n").map(String.init)
    #expect(lines[0] == "id,population,2sfca,2sfca_reason,raam,raam_reason,3sfca,3sfca_reason")
    #expect(lines[1].hasPrefix("a,100,0.331444"))
    #expect(lines[3].contains("7.286418") && lines[3].contains("9.906351"))
  }

  @Test func writesGeoJSONWithProvenance() throws {
    let done = try run(Self.two)
    done.expectSuccess()
    let json = try ParsedJSON(done.output)
    #expect(json["features"][0]["id"].string == "a")
    #expect(json["features"].items.count == 3)
    #expect(json["amp_geo"]["parameters"]["model"].string == "cost_table")
    #expect(json["amp_geo"]["parameters"]["costs_sha256"].string?.count == 64)
  }

  @Test func threadsDoNotMatter() throws {
    let one = try run(Self.two + ["--threads", "1", "--format", "csv"])
    let many = try run(Self.two + ["--threads", "7", "--format", "csv"])
    #expect(one.outputBytes == many.outputBytes && !one.output.isEmpty)
  }

  @Test func explainsAScore() throws {
    let done = try run(Self.two + ["--explain", "a"])
    done.expectSuccess()
    #expect(done.output.hasPrefix("2sfca of origin a: 0.3314441169802766\n"))
    #expect(done.output.contains("0.18181818181818182"))
    let both = try run(
      Self.two + ["--explain", "a", "--explain-output", "why.csv", "-o", "scores.csv"])
    #expect(both.output.isEmpty)
    let lines = try Files.text("why.csv", in: folder).split(separator: "\n")
    #expect(lines[0] == "measure,origin_id,destination_id,cost,supply,contribution,share,reason")
    #expect(lines.count == 3)
    #expect(try Files.text("scores.csv", in: folder).hasPrefix("id,population,2sfca,"))
    try run(Self.two + ["--explain", "z"]).expectFailure(64, saying: "no origin has the id \"z\"")
  }

  /// With `-o` the scores are written as ever, and the explanations are printed.
  @Test func explainsSeveralScoresBesideTheResult() throws {
    let plain = try run(Self.two + ["--format", "csv"])
    let done = try run(Self.two + ["--explain", "a", "--explain", "c", "-o", "out.csv"])
    done.expectSuccess()
    #expect(done.output.contains("2sfca of origin a: 0.33"))
    #expect(done.output.contains("\n2sfca of origin c: 7.28"))
    #expect(try Files.text("out.csv", in: folder) == plain.output)
    let table = try run(Self.two + ["--explain", "a", "--explain", "c", "--format", "csv"])
    #expect(table.output.split(separator: "\n").count == 6)
  }

  /// A run that fails leaves nothing, whichever of its outputs fails.
  @Test(
    arguments: [
      (["--explain", "nobody"], 64), (["-o", "nowhere/out.csv"], 73),
      (["-o", "same.csv", "--explain", "a", "--explain-output", "./groups.csv"], 64),
      (["-o", "groups.csv"], 64),
      (
        [
          "-o", "./new.csv", "--explain", "a",
          "--explain-output", "new.csv",
        ], 64
      ), (["-o", "costs.csv"], 64), (["-o", "./places.csv"], 64),
      (["-o", "out.csv", "--income", "side"], 65),
      (["-o", "out.csv", "--income", "none"], 64), (["--zones-output", "zones.csv"], 64),
      (
        [
          "--measure", "cumulative_interval", "--interval", "20,30", "--interval-summary",
          "median", "--explain", "a",
        ], 64
      ),
    ] as [([String], Int32)])
  func aRunThatFailsLeavesNothing(_ more: [String], _ code: Int32) throws {
    let names = Files.names(in: folder)
    try folder.write("groups.csv", "before")
    let done = try run(
      Self.two + ["--groups", "side", "--groups-output", "groups.csv", "--inequality", "i.csv"]
        + more)
    #expect(done.exitCode == code, "\(done.errors)")
    #expect(Set(Files.names(in: folder)) == Set(names + ["groups.csv"]))
    #expect(try Files.text("groups.csv", in: folder) == "before")
  }

  @Test func whatIsMissingIsSaid() throws {
    try folder.write(
      "places.csv", "id,population,doctors,income\na,100,15,1\nb,50,,\nc,10,100,3\n")
    let done = try run(
      Self.two + ["--inequality", "people.csv", "--income", "income", "-o", "out.csv"])
    done.expectSuccess()
    #expect(done.errors.contains("1 destination without \"doctors\" counts as 0, such as \"b\""))
    #expect(done.errors.contains("palma and concentration leave out 50 people without \"income\""))
  }

  @Test func theTableSaysWhyAScoreIsNull() throws {
    let done = try run([
      "--measure", "cumulative", "--cutoff", "0.5", "--explain", "a", "--explain", "a",
      "--explain-output", "why.csv", "-o", "out.csv",
    ])
    done.expectSuccess()
    #expect(
      try Files.text("why.csv", in: folder) == """
        measure,origin_id,destination_id,cost,supply,contribution,share,reason
        cumulative,a,,,,,,out_of_cutoff

        """)
  }

  /// Places along a street, and one zone of those from a longitude on.
  private func writeMap(zone members: String, from west: Double) throws {
    try folder.write(
      "places.csv",
      "id,lon,lat,population,doctors\na,5.3,43.3,100,15\nb,5.5,43.3,50,20\nc,5.4,43.3,10,100\n")
    try folder.write(
      "zones.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature",\(members),"geometry":{"type":"Polygon",
      "coordinates":[[[\(west),43.2],[5.6,43.2],[5.6,43.4],[\(west),43.4],[\(west),43.2]]]}}]}
      """)
  }

  /// Zones without ids of their own go by their attribute `id`.
  @Test func zonesByTheirAttribute() throws {
    try writeMap(zone: #""properties":{"id":"13001","name":"All"}"#, from: 5.2)
    try run(
      Self.two + ["--zones", "zones.geojson", "--zones-output", "z.csv", "-o", "out.csv"]
    ).expectSuccess()
    #expect(try Files.text("z.csv", in: folder).contains("\n13001,All,160,"))
  }

  @Test func oneRowAZone() throws {
    try writeMap(zone: #""id":"east","properties":{"name":"East"}"#, from: 5.35)
    let zones = ["--zones", "zones.geojson", "--zones-output", "communes.geojson"]
    let done = try run(Self.two + ["--close", "a", "-o", "out.csv"] + zones)
    done.expectSuccess()
    #expect(done.errors.contains("1 origin lies in none of the zones"))
    let json = try ParsedJSON(Files.text("communes.geojson", in: folder))
    let east = json["features"][0]
    #expect(east["properties"]["name"].string == "East")
    #expect(east["properties"]["people"].number == 60)
    // (50 · 0.579828 + 10 · 7.286418) / 60
    #expect(east["properties"]["id"].string == "east")
    let mean = try #require(east["properties"]["2sfca_mean"].number)
    #expect(abs(mean - 1.697593) < 1e-6)
    #expect(east["properties"]["2sfca_mean_change"].number.map { $0 < 0 } == true)
    try run(Self.two + ["--zones", "zones.geojson"]).expectFailure(64, saying: "nothing to sum up")
    try run(Self.two + ["--zone-id", "x"]).expectFailure(64, saying: "go with --zones")
  }

  @Test func showsWhatClosingChanges() throws {
    try run(
      Self.two + [
        "--close", "c", "--groups", "side", "--groups-output", "groups.csv", "--inequality",
        "people.csv", "-o", "out.csv",
      ]
    ).expectSuccess()
    let out = try Files.text("out.csv", in: folder).split(separator: "\n")
    #expect(
      out[0]
        == "id,population,side,2sfca,2sfca_reason,2sfca_after,2sfca_after_reason,2sfca_change")
    #expect(out[1].hasSuffix("-0.18181818181818182"))
    let groups = try Files.text("groups.csv", in: folder).split(separator: "\n")
    #expect(groups.count == 3 && groups[1].hasPrefix("2sfca,east,10,0,7.286418"))
    let people = try Files.text("people.csv", in: folder).split(separator: "\n")
    #expect(people.count == 3 && people[2].hasPrefix("2sfca,after,160,0,"))
    try run(Self.two + ["--close", "q"]).expectFailure(64, saying: "no destination has the id")
  }

  /// `a` reaches f alone and `b` reaches g: closing f is a loss, in figures and in words.
  @Test func closingTheOnlyFacility() throws {
    try folder.write("homes.csv", "id,people,side\na,100,all\nb,100,all\nc,50,all\n")
    try folder.write("clinics.csv", "id,doctors\nf,1\ng,10\n")
    try folder.write("reach.csv", "from_id,to_id,travel_time\na,f,5\nb,g,5\n")
    let done = try AmpGeoProcess.run(
      [
        "accessibility", "--costs", "reach.csv", "--origins", "homes.csv", "--demand", "people",
        "--destinations", "clinics.csv", "--supply", "doctors", "--measure", "cumulative",
        "--cutoff", "30", "--close", "f", "--groups", "side", "--groups-output", "groups.csv",
        "--inequality", "people.csv", "--format", "csv",
      ], in: folder)
    done.expectSuccess()
    #expect(done.output.contains("a,100,all,1,,,not_connected,-1\n"))
    #expect(done.errors.contains("in the scenario 100 people lose access, 0 gain it"))
    #expect(
      done.errors.contains("inequality leaves out 50 people without a score, 20 % of all"))
    #expect(
      try Files.text("groups.csv", in: folder) == """
        measure,group,people,people_without_score,mean,people_without_score_after,mean_after,\
        mean_change,people_losing_access,people_gaining_access
        cumulative,all,250,50,5.5,150,5,-0.5,100,0

        """)
  }

  @Test func explainsAScenario() throws {
    let done = try run(Self.two + ["--explain", "a", "--close", "c"])
    done.expectSuccess()
    #expect(done.output.hasPrefix("2sfca of origin a, before: 0.3314441169802766\n"))
    #expect(done.output.contains("\n2sfca of origin a, after: 0.149625935162"))
    try run(
      Self.two + ["--explain", "a", "--open", "c", "--explain-output", "why.csv", "-o", "out.csv"]
    ).expectSuccess()
    let lines = try Files.text("why.csv", in: folder).split(separator: "\n")
    #expect(
      lines[0]
        == "measure,scenario,origin_id,destination_id,cost,supply,contribution,share,reason")
    #expect(
      lines.dropFirst().map { $0.split(separator: ",")[1...3].joined(separator: " ") }
        == ["before a a", "after a a", "after a c"])
  }

  @Test func listsMeasuresAndDecays() throws {
    let done = try AmpGeoProcess.run(["accessibility", "--measure", "list"], in: folder)
    done.expectSuccess()
    for word in [
      "2sfca", "doi:10.1068/b29120", "step(10:1,20:0.68,30:0.22)", "out_of_cutoff", "gini",
      "; takes --cutoff, --demand-exponent",
    ] {
      #expect(done.output.contains(word), "\(word)")
    }
  }

  @Test(arguments: [
    (["--measure", "4sfca"], "known: cost_to_closest"),
    (["--measure", "2sfca"], "needs a cutoff or a decay"),
    (["--measure", "e2sfca", "--decay", "power(x)"], "the alpha \"x\" is not a number"),
    (["--measure", "gravity", "--decay", "power(1)", "--tau", "3"], "--tau is given"),
    (["--measure", "2sfca", "--cutoff", "-1"], "--cutoff must be 0 or more"),
    (["--measure", "2sfca", "--cutoff", "9", "--demand", "2sfca"], "has the same name"),
    (["--measure", "2sfca", "--measure", "2SFCA", "--cutoff", "9"], "is named twice"),
    (["--measure", "raam", "--groups", "side"], "--groups has nothing to group"),
    (["--measure", "raam", "--income", "side"], "go with --inequality"),
    (["--measure", "raam", "--close", "a", "--open", "a"], "name a twice"),
    (["--measure", "cumulative_interval", "--interval", "9"], "two or three numbers"),
    (["--measure", "raam", "--cost-column", "x"], "there is no column of costs: x"),
  ])
  func wrongUse(_ arguments: [String], _ reason: String) throws {
    try run(arguments).expectFailure(64, saying: reason)
    #expect(Files.names(in: folder).count == 2)
  }

  @Test func optionsOfStraightLinesAreRefused() throws {
    for given in [
      ["--cutoffs", "5"], ["--cutoffs", "300,500,1000,2000,5000"],
      ["--population", "x"], ["--cell-size", "250"], ["--walk-speed", "4.8"],
      ["--cycle-speed", "15"],
      ["--detour", "1.3"], ["--area-crs", "EPSG:3035"], ["--distance-crs", "EPSG:2154"],
      ["--lenient"],
    ] {
      try run(Self.two + given).expectUsageError(saying: "\(given[0]) is for straight lines")
    }
    try run(["--cutoff", "9"]).expectUsageError(saying: "--cutoff goes with --measure")
    try run(Self.two + ["--destination", "port"]).expectUsageError(saying: "--destinations")
  }

  @Test(arguments: [
    ("from_id,to_id,travel_time\na,a,1\na,q,1\n", "costs.csv:3: row 2: column to_id"),
    ("from_id,to_id,travel_time\na,a,nan\n", "the cost nan is not finite"),
    ("from_id,to_id,travel_time\na,a,1\na,a,2\n", "given twice"),
    ("from_id,to_id,travel_time\na,a,-2\n", "is negative"), ("", "the table is empty"),
  ])
  func badCosts(_ text: String, _ reason: String) throws {
    try folder.write("costs.csv", text)
    try run(Self.two).expectFailure(65, saying: reason)
  }

  /// No answer is ever NaN or infinite.
  @Test func missingPairsHaveAReason() throws {
    try folder.write("costs.csv", "from_id,to_id,travel_time\na,a,1\nb,a,70\n")
    let done = try run(Self.two + ["--format", "csv", "-q"])
    done.expectSuccess()
    #expect(done.output.contains("b,50,,out_of_cutoff\nc,10,,not_connected\n"))
    let filled = try run(Self.two + ["--format", "csv", "-q", "--fill-missing"])
    #expect(filled.output.contains("b,50,0,\nc,10,0,\n"))
    let same = try run(Self.two + ["--format", "csv", "-q", "--fill-missing-ids"])
    #expect(same.output == filled.output)
  }
}
