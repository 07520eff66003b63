import Foundation
import TestSupport
import Testing

/// `site` along three streets whose lengths are known by hand: 0.001 degrees are 81.1 m of longitude
/// and 111.1 m of latitude there, and 80 m a minute's walk.
@Suite struct SiteNetworkTests {
  private let folder: Scratch

  init() throws {
    folder = try SmallStreets.network()
    try folder.write("homes.csv", SmallStreets.homes)
    try folder.write("clinics.csv", SmallStreets.clinics)
  }

  private func site(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      [
        "site", "--demand", "homes.csv:people", "--candidates", "clinics.csv", "--network",
        "streets.gpkg",
      ] + arguments, in: folder)
  }

  private func features(_ result: AmpGeoProcess) throws -> [ParsedJSON] {
    result.expectSuccess()
    return try ParsedJSON(result.output)["features"].items
  }

  /// The middle is 81.1 m from both ends; from the north both are 192.2 m away: 1.01 and 2.4 min.
  @Test func withinMinutes() throws {
    let result = try site("--cutoff", "1.5", "-n", "2")
    let chosen = try features(result)
    #expect(chosen.map { $0["id"].string } == ["islet", "middle"])
    #expect(chosen.map { $0["properties"]["people_newly_covered"].number } == [30, 30])
    let minutes = chosen.compactMap { $0["properties"]["mean_travel_time_min"].number }
    #expect(minutes.count == 2 && abs(minutes[0] - 0.51) < 0.02 && abs(minutes[1] - 1.01) < 0.02)
    let facts = try ParsedJSON(result.output)["amp_geo"]["parameters"]
    #expect(facts["model"].string == "street_network" && facts["profile"].string == "walk")
    #expect(facts["extract_sha256"].string?.count == 64 && facts["cutoff_min"].number == 1.5)
    let outside = facts["demand_out_of_reach"].items
    #expect(outside.map { $0["reason"].string } == ["not_connected"])
    #expect(outside.map { $0["people"].number } == [40])
    #expect(result.errors.contains("1 of 4 demand places are not connected"))
  }

  @Test func withinMetersOfStreets() throws {
    let near = try features(site("--cutoff", "100m", "-n", "1", "--required", "north"))
    #expect(near.map { $0["properties"]["people_covered"].number } == [0])
    let far = try features(site("--cutoff", "200m", "-n", "1", "--required", "north"))
    #expect(far.map { $0["properties"]["people_covered"].number } == [30])
    let meters = try #require(far[0]["properties"]["mean_distance_m"].number)
    #expect(abs(meters - 192.2) < 0.3)
  }

  /// Who is on the island has no way to the others: each counts with the longest way of any.
  @Test func medianOfPartsThatDoNotHangTogether() throws {
    let result = try site(
      "--objective", "p-median", "-n", "1", "--assignment", "a.csv")
    let chosen = try features(result)
    #expect(chosen.map { $0["id"].string } == ["islet"])
    #expect(result.errors.contains("30 people are reached by none of them and count 2.4 min each"))
    let lines = try Files.text("a.csv", in: folder).split(separator: "\n").map(String.init)
    #expect(lines[0] == "demand_id,people,site_id,site_kind,travel_time,reason")
    #expect(lines.contains("west,10,,,,not_connected"))
    let both = try features(site("--objective", "p-median", "-n", "2"))
    #expect(both.map { $0["id"].string } == ["islet", "middle"])
  }

  /// Demand that came through the metric system is still at the candidate's place.
  @Test func demandAtACandidate() throws {
    try folder.write("sites.csv", "id,lon,lat\noff,5.4007,43.3003\n")
    try folder.write("people.csv", "id,lon,lat,people\nthere,5.4007,43.3003,3\n")
    let result = try AmpGeoProcess.run(
      [
        "site", "--demand", "people.csv:people", "--candidates", "sites.csv", "--network",
        "streets.gpkg", "--cutoff", "10", "-n", "1", "--assignment", "a.csv",
      ], in: folder)
    let chosen = try features(result)
    #expect(chosen.map { $0["properties"]["mean_travel_time_min"].number } == [0])
    #expect(try Files.text("a.csv", in: folder).hasSuffix("\nthere,3,off,chosen,0,\n"))
  }

  /// A place that is there already and off the streets is left out with a note, also when it is the
  /// only one, and however far it is.
  @Test func existingPlacesOffTheStreets() throws {
    for place in ["5.42,43.32", "7.0,44.0"] {
      try folder.write("there.csv", "id,lon,lat\nhut,\(place)\n")
      let result = try site("--cutoff", "1.5", "-n", "2", "--existing", "there.csv")
      #expect(try features(result).map { $0["id"].string } == ["islet", "middle"])
      #expect(result.errors.contains("1 of 1 existing places are not connected (not_connected)"))
    }
  }

  /// Costs are rounded to a hundredth of a minute, as others are; objectives have two names.
  @Test func assignmentsAreRounded() throws {
    try site("--cutoff", "1.5", "-n", "2", "--objective", "mclp", "--assignment", "a.csv")
      .expectSuccess()
    let costs = try Files.text("a.csv", in: folder).split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",", omittingEmptySubsequences: false)[4])
    }
    #expect(
      costs == ["1.01", "0.51", "1.01", ""] || costs.sorted() == ["", "0.51", "1.01", "1.01"])
    let names = try ["p-median", "pmedian"].map { name in
      let result = try site("-n", "1", "--objective", name)
      result.expectSuccess()
      return result.output
    }
    #expect(names[0] == names[1])
  }

  @Test func inputsAreNotWrittenOver() throws {
    for arguments in [["-o", "clinics.csv"], ["--assignment", "homes.csv"]] {
      try AmpGeoProcess.run(
        [
          "site", "--demand", "homes.csv:people", "--candidates", "clinics.csv", "--cutoff", "1km",
          "-n", "1",
        ] + arguments, in: folder
      ).expectFailure(64, saying: "this file is an input of the command")
    }
    try site("--cutoff", "1.5", "-n", "1", "-o", "a.csv", "--assignment", "a.csv")
      .expectFailure(64, saying: "name the same file")
  }

  @Test func networksThatDoNotFit() throws {
    try folder.write("paris.csv", "id,lon,lat\nparis,2.35,48.85\n")
    try AmpGeoProcess.run(
      [
        "site", "--demand", "paris.csv", "--candidates", "clinics.csv", "--network",
        "streets.gpkg", "--cutoff", "10", "-n", "1",
      ], in: folder
    ).expectFailure(65, saying: "paris.csv: the network misses the demand places", "extract")
    try folder.write("sea.csv", "id,lon,lat\nbuoy,5.403,43.29\n")
    try AmpGeoProcess.run(
      [
        "site", "--demand", "homes.csv:people", "--candidates", "sea.csv", "--network",
        "streets.gpkg", "--cutoff", "10", "-n", "1",
      ], in: folder
    ).expectFailure(65, saying: "sea.csv: not_connected: none of 1 candidates lies within 500 m")
    try site("--cutoff", "0.01", "-n", "1").expectFailure(65, saying: "out_of_cutoff")
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    let outputs = try ["1", "4"].map { threads in
      let result = try site("--cutoff", "3", "-n", "2", "--threads", threads)
      result.expectSuccess()
      return result.output
    }
    #expect(Set(outputs).count == 1)
  }
}
