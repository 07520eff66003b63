import Foundation
import GeoCore
import TestSupport
import Testing

@testable import GeoStreets

/// Measures over the streets of Monaco: searched as far as the measures look, and from a table of
/// all pairs.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct NetworkAccessibilitySampleTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    let network = try MonacoStreets.build(in: folder)
    var random = SeededGenerator(seed: 11)
    func write(_ name: String, _ count: Int, _ amounts: ClosedRange<Int>) throws {
      var text = "id,lon,lat,amount,side\n"
      for i in 0..<count {
        let node = Int.random(in: 0..<network.nodeCount, using: &random)
        let amount = i % 9 == 4 ? 0 : Int.random(in: amounts, using: &random)
        text += "p\(i),\(network.longitude(ofNode: node)),\(network.latitude(ofNode: node)),"
        text += "\(amount),\(i % 3)\n"
      }
      // Far out at sea.
      text += "sea,7.45,43.71,5,0\n"
      try folder.write(name, text)
    }
    try write("homes.csv", 150, 1...400)
    try write("clinics.csv", 30, 1...9)
    try AmpGeoProcess.run(
      [
        "network", "costs", "streets.gpkg", "--from", "homes.csv", "--to", "clinics.csv", "-o",
        "costs.csv",
      ], in: folder
    ).expectSuccess()
  }

  private func access(_ source: [String], _ more: [String]) throws -> AmpGeoProcess {
    let result = try AmpGeoProcess.run(
      [
        "accessibility", "--origins", "homes.csv", "--destinations", "clinics.csv", "--demand",
        "amount", "--supply", "amount", "--format", "csv", "--quiet",
      ] + source + more, in: folder)
    result.expectSuccess()
    return result
  }

  private static func named(_ measures: [String]) -> [String] {
    measures.flatMap { ["--measure", $0] }
  }

  private static let limited = [
    "cost_to_closest", "cumulative", "cumulative_interval", "gravity", "2sfca", "e2sfca", "3sfca",
    "bfca", "spatial_availability", "competition_free_share", "competitive_share",
  ]

  @Test func theSameScoresAsFromATable() throws {
    let runs: [[String]] = [
      Self.named(Self.limited) + [
        "--decay", "step(3:1,6:0.68,9:0.22)", "--cutoff", "8", "--interval", "4,9",
      ],
      Self.named(Self.limited.filter { $0 != "cumulative_interval" }) + [
        "--decay", "linear(5)", "--cutoff", "7", "--count", "60", "--close", "p3", "--open", "p7",
      ],
      Self.named(["raam", "gravity"]) + ["--decay", "exponential(0.1)", "--tau", "15"],
      Self.named(["cost_to_closest"]) + ["--close", "p3", "--close", "p5", "--open", "p8"],
      Self.named(["cost_to_closest"]) + ["--count", "9", "--cutoff", "6"],
    ]
    for arguments in runs {
      let people = ["--groups", "side", "--groups-output", "groups.csv"]
      let searched = try access(["--network", "streets.gpkg"], arguments + people)
      let groups = try Files.text("groups.csv", in: folder)
      let known = try access(["--costs", "costs.csv"], arguments + people)
      #expect(searched.output == known.output, "\(arguments)")
      #expect(try groups == Files.text("groups.csv", in: folder))
      #expect(searched.output.contains("not_connected"))
    }
  }
}
