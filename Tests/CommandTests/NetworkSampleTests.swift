import Foundation
import TestSupport
import Testing

/// Networks of real extracts, against counts and lengths made with pyosmium 4.3 (tags) and
/// pyproj 3.7 (geodesics on GRS 80): ways open by the rules of the profile, whole length by class; on
/// foot also the ways that bound squares mapped as multipolygons, each once (57 in Porto Alegre, of
/// 5,567.012 m).
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct NetworkSampleTests {
  struct Expected: Sendable {
    var file: String
    var profile: String
    var ways: Int
    var meters: Double
    var classes: [String: Double]
  }

  static let expected = [
    Expected(
      file: "monaco.osm.gz", profile: "walk", ways: 860, meters: 82234.51,
      classes: [
        "footway": 15827.156, "path": 711.632, "pedestrian": 3538.482, "platform": 134.317,
        "primary": 12005.291, "primary_link": 397.676, "residential": 23381.018, "road": 230.133,
        "secondary": 10646.569, "secondary_link": 79.009, "service": 5352.634, "steps": 2762.981,
        "tertiary": 934.854, "unclassified": 6232.758,
      ]),
    Expected(
      file: "monaco.osm.gz", profile: "car", ways: 502, meters: 60370.093,
      classes: ["primary": 13115.442, "service": 5352.634, "unclassified": 6232.758]),
    Expected(
      file: "poa_osm.pbf", profile: "walk", ways: 14370, meters: 1_855_230.558,
      classes: [
        "cycleway": 15929.96, "footway": 88337.969, "living_street": 135072.158,
        "path": 62584.454, "pedestrian": 15199.387, "platform": 10811.496, "primary": 84564.255,
        "residential": 610573.167, "secondary": 224045.195, "service": 242896.836,
        "steps": 9431.577, "tertiary": 299136.09, "track": 32990.183,
      ]),
    Expected(
      file: "poa_osm.pbf", profile: "car", ways: 11282, meters: 1_661_059.389,
      classes: ["motorway": 456.391, "track": 13144.963, "residential": 608483.61]),
  ]

  @Test(arguments: expected)
  func agreesWithAnIndependentCount(_ expected: Expected) throws {
    let folder = try Scratch()
    let extract = (Samples.folder ?? "") + "/network/" + expected.file
    try AmpGeoProcess.run(
      [
        "network", "build", extract, "--profile", expected.profile, "--min-component", "0", "-o",
        "streets.gpkg",
      ], in: folder
    ).expectSuccess()
    let info = try AmpGeoProcess.run(
      ["network", "info", "streets.gpkg", "--format", "json"], in: folder)
    let found = try #require(
      try JSONSerialization.jsonObject(with: info.outputBytes) as? [String: Any])
    let facts = try #require(found["facts"] as? [String: String])
    #expect(facts["ways_used"] == String(expected.ways))
    // Every edge is rounded to the millimetre.
    let edges = try #require(found["edges"] as? Int)
    let meters = try #require(found["length_m"] as? Double)
    #expect(abs(meters - expected.meters) < 0.0005 * Double(edges))
    let classes = try #require(found["classes"] as? [[String: Any]])
    for (name, meters) in expected.classes {
      let one = try #require(classes.first { $0["class"] as? String == name })
      let length = try #require(one["length_m"] as? Double)
      #expect(abs(length - meters) < 0.0005 * Double(one["edges"] as? Int ?? 0) + 0.001, "\(name)")
    }
  }

  @Test func truncatedExtractsAreErrors() throws {
    let folder = try Scratch()
    for file in ["monaco.osm.gz", "poa_osm.pbf"] {
      let whole = try Data(
        contentsOf: URL(fileURLWithPath: (Samples.folder ?? "") + "/network/" + file))
      for share in [0.01, 0.3, 0.9] {
        let length = Int(Double(whole.count) * share)
        try folder.write(file, Array(whole.prefix(length)))
        try AmpGeoProcess.run(["network", "build", file, "-o", "s.gpkg"], in: folder)
          .expectFailure(65, saying: file, "damaged or cut off")
      }
    }
  }
}
