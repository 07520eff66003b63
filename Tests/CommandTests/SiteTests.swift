import Foundation
import TestSupport
import Testing

/// `site`, from file to file: villages and candidates on one parallel, where 0.001 degrees of
/// longitude are 81.1 m.
@Suite struct SiteTests {
  /// Villages at 0, 811, 1,622 and 8,110 m of 10, 20, 30 and 40 people.
  private static let cells = """
    id,lon,lat,population
    a,5.40,43.30,10
    b,5.41,43.30,20
    c,5.42,43.30,30
    d,5.50,43.30,40

    """
  /// Between the first three, and far from all.
  private static let sites = """
    id,lon,lat,name
    east,5.415,43.30,East
    far,5.46,43.30,Far
    west,5.405,43.30,West

    """

  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write("cells.csv", Self.cells)
    try folder.write("sites.csv", Self.sites)
  }

  private func site(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["site"] + arguments, in: folder)
  }

  private func choose(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      ["site", "--demand", "cells.csv:population", "--candidates", "sites.csv"] + arguments,
      in: folder)
  }

  /// Columns of the chosen places, as text.
  private func rows(_ result: AmpGeoProcess, _ columns: String...) -> [[String]] {
    let lines = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { line in
      columns.map { header.firstIndex(of: $0).map { line[$0] } ?? "?" }
    }
  }

  /// Ways over a pole, and to places on another continent, are geodesics.
  /// Expected: pyproj on WGS 84, (10 × 2,233.88 + 1 × 10,052.46) / 11 m and 5,852.83 km.
  @Test func oneSystemNeedNotServe() throws {
    try folder.write("polar.csv", "id,lon,lat,w\nd,0,89.99,10\ne,180,89.9,1\n")
    try folder.write("caps.csv", "id,lon,lat\nA,180,89.99\nB,0,89.9\n")
    let polar = try site(
      "--demand", "polar.csv:w", "--candidates", "caps.csv", "-n", "1", "--objective", "p-median",
      "--format", "csv", "-q")
    polar.expectSuccess()
    #expect(rows(polar, "id", "mean_distance_m") == [["A", "2944.66"]])
    try folder.write("there.csv", "id,lon,lat\nX,-74,40.7\n")
    try folder.write("here.csv", "id,lon,lat,w\nd,2.31,48.8,10\n")
    try folder.write("near.csv", "id,lon,lat\nA,2.31,48.8\n")
    let far = try site(
      "--demand", "here.csv:w", "--candidates", "near.csv", "--existing", "there.csv", "-n", "1",
      "--objective", "p-median", "--format", "json")
    far.expectSuccess()
    #expect(far.output.contains("\"unserved_cost_m\":5852830.4"))
    #expect(far.errors.contains("the existing places reach beyond EPSG:2154"))
  }

  /// In a table the quality of the choice stands in every row.
  @Test func tablesSayHowGoodTheChoiceIs() throws {
    let columns = ["id", "bound", "optimality_gap"]
    func quality(_ arguments: String...) throws -> [[String]] {
      let result = try AmpGeoProcess.run(
        ["site", "--demand", "cells.csv:population", "--candidates", "sites.csv"] + arguments
          + ["--format", "csv"], in: folder)
      result.expectSuccess()
      return rows(result, columns[0], columns[1], columns[2])
    }
    #expect(
      try quality("--cutoff", "500m", "-n", "2") == [["east", "60", "0"], ["west", "60", "0"]])
    let median = try quality("--objective", "p-median", "-n", "1")
    let json = try choose("--objective", "p-median", "-n", "1")
    let facts = try ParsedJSON(json.output)["amp_geo"]["parameters"]
    #expect(median.count == 1 && Double(median[0][1]) == facts["bound"].number)
    #expect(Double(median[0][2]) == facts["optimality_gap"].number)
    let feature = try ParsedJSON(json.output)["features"][0]["properties"]
    #expect(feature["bound"].number == facts["bound"].number)
  }

  @Test func coverageByARadius() throws {
    let result = try choose("--cutoff", "500m", "-n", "2")
    result.expectSuccess()
    let json = try ParsedJSON(result.output)
    let features = json["features"].items
    #expect(features.map { $0["id"].string } == ["east", "west"])
    func numbers(_ name: String) -> [Double?] { features.map { $0["properties"][name].number } }
    #expect(features.map { $0["properties"]["name"].string } == ["East", "West"])
    #expect(numbers("rank") == [1, 2])
    #expect(numbers("people_covered") == [50, 30])
    #expect(numbers("people_newly_covered") == [50, 10])
    #expect(numbers("cumulative_people_covered") == [50, 60])
    #expect(numbers("share_covered") == [0.5, 0.6])
    let facts = json["amp_geo"]["parameters"]
    #expect(facts["objective"].string == "coverage" && facts["model"].string == "straight_line")
    #expect(facts["value"].number == 60 && facts["bound"].number == 60)
    #expect(facts["optimality_gap"].number == 0 && facts["demand_total"].number == 100)
    #expect(facts["cutoff_m"].number == 500 && facts["demand_in_reach"].number == 60)
    let outside = facts["demand_out_of_reach"].items
    #expect(outside.map { $0["reason"].string } == ["out_of_cutoff"])
    #expect(outside.map { $0["people"].number } == [40])
    #expect(result.errors.contains("2 places of 3 candidates: 60 of 100 people within 500 m"))
    #expect(result.errors.contains("no choice of 2 reaches more: optimality gap 0"))
    #expect(try choose("--cutoff", "500m", "-n", "2", "--quiet").errors.isEmpty)
  }

  @Test func existingAndRequiredPlaces() throws {
    try folder.write("old.csv", "id,lon,lat\nold,5.42,43.30\n")
    let result = try choose(
      "--cutoff", "0.5km", "-n", "2", "--existing", "old.csv", "--required", "far", "--format",
      "csv")
    result.expectSuccess()
    #expect(
      rows(result, "id", "rank", "required", "people_newly_covered", "cumulative_people_covered")
        == [["far", "1", "true", "0", "30"], ["west", "2", "false", "30", "60"]])
    #expect(result.errors.contains("1 existing place reaches 30 people"))
    try choose("--cutoff", "500m", "-n", "1", "--required", "nowhere")
      .expectFailure(64, saying: "sites.csv", "no candidate has the id \"nowhere\"")
  }

  @Test func assignmentsNameAReason() throws {
    try choose("--cutoff", "500m", "-n", "1", "-o", "out.geojson", "--assignment", "a.csv")
      .expectSuccess()
    let lines = try Files.text("a.csv", in: folder).split(separator: "\n").map(String.init)
    #expect(lines[0] == "demand_id,people,site_id,site_kind,distance_m,reason")
    #expect(lines[1] == "a,10,,,,out_of_cutoff")
    #expect(lines[2].hasPrefix("b,20,east,chosen,405.") && lines[2].hasSuffix(","))
    #expect(lines.count == 5)
  }

  /// The median of villages and candidates in the same places is the middle of the people.
  @Test func median() throws {
    let result = try site(
      "--demand", "cells.csv:population", "--candidates", "cells.csv", "--objective", "p-median",
      "-n", "1", "--format", "csv")
    result.expectSuccess()
    #expect(rows(result, "id", "people_assigned") == [["c", "100"]])
    // (10 · 20 + 20 · 10 + 40 · 80) thousandths of a degree, over 100 people.
    let mean = Double(rows(result, "mean_distance_m")[0][0]) ?? 0
    #expect(abs(mean - 36 * 81.13) < 5)
    #expect(result.errors.contains("no choice of 1 has a smaller mean"))
  }

  @Test func polygonsAreTakenAtTheirCentroid() throws {
    try folder.write(
      "cells.geojson",
      SmallLayers.collection([
        SmallLayers.feature("{\"n\":7}", SmallLayers.rectangle(5.40, 43.29, 5.42, 43.31))
      ]))
    try folder.write("middle.csv", "id,lon,lat\nm,5.41,43.30\n")
    let result = try site(
      "--demand", "cells.geojson:n", "--candidates", "middle.csv", "--cutoff", "5m", "-n", "1",
      "--format", "csv")
    result.expectSuccess()
    #expect(rows(result, "people_covered") == [["7"]])
  }

  @Test func eachPlaceCountsOneWithoutAColumn() throws {
    let result = try site(
      "--demand", "cells.csv", "--candidates", "sites.csv", "--cutoff", "500m", "-n", "1",
      "--format", "csv")
    #expect(rows(result, "people_covered") == [["2"]])
    #expect(result.errors.contains("no column of people is named"))
    let named = try site(
      "--demand", "cells.csv", "--demand-field", "population", "--candidates", "sites.csv",
      "--cutoff", "500m", "-n", "1", "--format", "csv")
    #expect(rows(named, "people_covered") == [["50"]])
  }

  @Test func aGeoPackageNamesItsColumn() throws {
    try AmpGeoProcess.run(["convert", "cells.csv", "cells.gpkg"], in: folder).expectSuccess()
    for reference in ["cells.gpkg:population", "cells.gpkg:cells:population"] {
      let result = try site(
        "--demand", reference, "--candidates", "sites.csv", "--cutoff", "500m", "-n", "2", "-o",
        "chosen.gpkg")
      result.expectSuccess()
      #expect(result.errors.contains("60 of 100 people"))
    }
    #expect(Files.exists("chosen.gpkg", in: folder))
  }

  @Test func moreThanThereAre() throws {
    let result = try choose("--cutoff", "500m", "-n", "7", "--format", "csv")
    result.expectSuccess()
    #expect(rows(result, "id") == [["east"], ["west"], ["far"]])
    #expect(result.errors.contains("7 sites are asked for; all 3 candidates are chosen"))
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    var cells = "lon,lat,population\n"
    var sites = "id,lon,lat\n"
    var generator = SeededGenerator(seed: 6)
    for i in 0..<300 {
      let x = 5.3 + Double.random(in: 0..<0.1, using: &generator)
      let y = 43.2 + Double.random(in: 0..<0.1, using: &generator)
      cells += "\(x),\(y),\(Double.random(in: 0..<9, using: &generator))\n"
      if i % 2 == 0 { sites += "s\(i),\(y - 37.9),\(x + 37.9)\n" }
    }
    try folder.write("many.csv", cells)
    try folder.write("sites.csv", sites)
    for objective in ["coverage", "p-median"] {
      let outputs = try ["1", "4"].map { threads in
        let result = try site(
          "--demand", "many.csv:population", "--candidates", "sites.csv", "--cutoff", "900m", "-n",
          "6", "--objective", objective, "--threads", threads)
        result.expectSuccess()
        return result.output
      }
      #expect(Set(outputs).count == 1)
    }
  }

  @Test func badInput() throws {
    try choose("--cutoff", "5m", "-n", "1").expectFailure(
      65, saying: "sites.csv: out_of_cutoff: nobody lives within 5 m of a candidate", "--cutoff")
    try folder.write("sites.csv", "id,lon,lat\n")
    try choose("--cutoff", "5m", "-n", "1").expectFailure(
      65, saying: "sites.csv: there are no candidates in it")
    try folder.write("sites.csv", "id,lon,lat\nx,5.4,43.3\nx,5.5,43.3\n")
    try choose("--cutoff", "5m", "-n", "1").expectFailure(
      65, saying: "sites.csv: candidates 1 and 2 have the same id \"x\"")
    try folder.write("sites.csv", "id,name\nx,y\n")
    try choose("--cutoff", "5m", "-n", "1").expectFailure(65, saying: "sites.csv", "coordinates")
    try choose("--cutoff", "5m", "-n", "1", "--network", "cells.csv").expectFailure(
      65, saying: "cells.csv")
    try site("--demand", "none.csv", "--candidates", "cells.csv", "--cutoff", "5m", "-n", "1")
      .expectFailure(66, saying: "none.csv")
  }

  @Test(arguments: [
    ("id,lon,lat,population\n", "there are no demand places in it"),
    ("id,lon,lat,population\na,5.4,43.3,0\nb,5.41,43.3,0\n", "no_demand: all of 2 demand places"),
    ("id,lon,lat,population\na,5.4,43.3,-3\n", "demand place \"a\": \"population\" is -3"),
    ("id,lon,lat,population\na,5.4,43.3,many\n", "\"population\" is \"many\""),
    ("id,lon,lat,people\na,5.4,43.3,5\n", "demand places have no column \"population\""),
    ("id,population\na,5\n", "the demand places have no coordinates"),
  ])
  func badDemand(_ text: String, _ part: String) throws {
    try folder.write("cells.csv", text)
    let result = try choose("--cutoff", "500m", "-n", "1")
    #expect([64, 65].contains(result.exitCode) && result.output.isEmpty)
    #expect(result.errors.contains("cells.csv") && result.errors.contains(part), "\(result.errors)")
  }

  @Test func wrongUsage() throws {
    try choose("-n", "1").expectUsageError(saying: "--cutoff")
    try choose("--cutoff", "500m").expectUsageError(saying: "-n")
    try choose("--cutoff", "500m", "-n", "0").expectUsageError(saying: "-n must be 1 or more")
    try choose("--cutoff", "10", "-n", "1").expectUsageError(saying: "unit is missing", "10m")
    try choose("--cutoff", "10min", "-n", "1").expectUsageError(saying: "a time needs streets")
    try choose("--cutoff", "5m", "-n", "1", "--objective", "best")
      .expectUsageError(saying: "coverage, p-median")
    try choose("--cutoff", "5m", "-n", "1", "--max-snap", "-1").expectUsageError(saying: "max-snap")
    try choose("--cutoff", "5m", "-n", "1", "--distance-crs", "EPSG:4326")
      .expectUsageError(saying: "degrees")
    try choose("--cutoff", "5m", "-n", "1", "--demand-field", "people")
      .expectUsageError(saying: "another column of people is named")
  }
}
