import Foundation
import TestSupport
import Testing

/// Figures wherever on Earth the data lie, against closed forms: a box of longitudes and latitudes
/// on the ellipsoid has the area a² / 2 Δλ Δq.
@Suite struct FarPlacesTests {
  private typealias Sides = (west: Double, south: Double, east: Double, north: Double)

  /// m², Snyder 1987, equation 3-12, on WGS 84.
  private func ground(_ sides: Sides) -> Double {
    let e2 = 0.006_694_379_990_141_3
    let e = e2.squareRoot()
    func q(_ degrees: Double) -> Double {
      let sine = sin(degrees * .pi / 180)
      return (1 - e2) * (sine / (1 - e2 * sine * sine) + atanh(e * sine) / e)
    }
    let turn = (sides.east - sides.west) * .pi / 180
    return 6_378_137.0 * 6_378_137 / 2 * turn * (q(sides.north) - q(sides.south))
  }

  private func ring(_ sides: Sides) -> String {
    let (w, s, e, n) = sides
    return "[[\(w),\(s)],[\(e),\(s)],[\(e),\(n)],[\(w),\(n)],[\(w),\(s)]]"
  }

  /// A collection of features, each of one or more boxes.
  private func write(
    _ name: String, _ features: [(id: String, boxes: [Sides])], in folder: Scratch
  ) throws {
    let texts = features.map { feature in
      let polygons = feature.boxes.map { "[\(ring($0))]" }.joined(separator: ",")
      return """
        {"type":"Feature","id":"\(feature.id)","properties":{"people":1000},
        "geometry":{"type":"MultiPolygon","coordinates":[\(polygons)]}}
        """
    }
    _ = try folder.write(
      name, "{\"type\":\"FeatureCollection\",\"features\":[\(texts.joined(separator: ","))]}")
  }

  private func coverage(_ arguments: String..., in folder: Scratch) throws -> ParsedJSON {
    let result = try AmpGeoProcess.run(["coverage", "--quiet", "-o", "-"] + arguments, in: folder)
    result.expectSuccess()
    return try ParsedJSON(result.output)
  }

  private func figure(_ result: ParsedJSON, _ feature: Int, _ name: String) -> Double {
    result["features"].items[feature]["properties"][name].number ?? .nan
  }

  @Test func acrossTheAntimeridian() throws {
    let folder = try Scratch()
    try write(
      "zones.geojson",
      [
        ("cut", [(179.9, -0.1, 180, 0.1), (-180, -0.1, -179.9, 0.1)]),
        ("uncut", [(179.9, 0.1, 180.1, 0.3)]),
      ], in: folder)
    try write(
      "layer.geojson",
      [
        ("a", [(179.95, -0.05, 180, 0.05), (-180, -0.05, -179.95, 0.05)]),
        ("b", [(-180.1, 0.1, -180, 0.3)]),
      ], in: folder)
    let found = try coverage(
      "--zones", "zones.geojson", "--layer", "l=layer.geojson", "--accuracy", "l=100", in: folder)
    #expect(abs(figure(found, 0, "area_m2") - 492_362_766) < 500)
    #expect(abs(figure(found, 0, "l_share") - 0.25) < 1e-7)
    #expect(abs(figure(found, 1, "l_share") - 0.5) < 1e-7)
    // A rectangle of 11.1 km shrunk by 100 m on its four sides: the cut is no border.
    let low = (11_131.95 - 200) * (11_057.43 - 200) / 492_362_766
    #expect(abs(figure(found, 0, "l_share_low") - low) < 1e-6)
    #expect(found["amp_geo"]["parameters"]["area_crs"].string?.contains("lon_0=180") == true)
    #expect((found["amp_geo"]["parameters"]["area_check"]["features"].number ?? 0) == 4)
  }

  /// Zones on all oceans, each half covered; borders move by metres on the ground.
  @Test func spreadOverTheEarth() throws {
    let folder = try Scratch()
    let zones: [(id: String, boxes: [Sides])] = [
      ("north", [(3, 50.9, 3.1, 51)]), ("wallis", [(-176.25, -13.37, -176.12, -13.2)]),
      ("noumea", [(166.4, -22.3, 166.5, -22.2)]), ("svalbard", [(15, 78, 15.4, 78.1)]),
    ]
    try write("zones.geojson", zones, in: folder)
    try write(
      "layer.geojson",
      zones.map { zone in
        let s = zone.boxes[0]
        return (zone.id, [(s.west, s.south, (s.west + s.east) / 2, s.north)])
      }, in: folder)
    let found = try coverage(
      "--zones", "zones.geojson", "--layer", "l=layer.geojson", "--accuracy", "l=50", "--people",
      "layer.geojson", "--people-field", "people", in: folder)
    for (place, feature) in found["features"].items.enumerated() {
      let zone = try #require(zones.first { $0.id == feature["id"].string })
      let sides = zone.boxes[0]
      #expect(abs(figure(found, place, "area_m2") / ground(sides) - 1) < 1e-6)
      #expect(abs(figure(found, place, "l_share") - 0.5) < 1e-6)
      #expect(abs(figure(found, place, "zone_population") - 1000) < 1e-3)
      // The one border inside the zone moves east by 50 m.
      let middle = (sides.south + sides.north) / 2 * Double.pi / 180
      let width = (sides.east - sides.west) * 111_320 * cos(middle)
      #expect(abs(figure(found, place, "l_share_high") - 0.5 - 50 / width) < 3e-4, "\(zone.id)")
      #expect(figure(found, place, "l_share_low") < 0.5 - 40 / width)
    }
    #expect(found["amp_geo"]["parameters"]["area_crs"].string?.contains("proj=cea") == true)
  }

  /// Layers of half the Earth and of all of it grown and shrunk by 100 m: their border is a great
  /// circle, or none, wherever the zones lie.
  @Test func boundsOfHemispheres() throws {
    let folder = try Scratch()
    try write("north.geojson", [("x", [(-180, 0, 180, 90)])], in: folder)
    try write("west.geojson", [("x", [(-180, -90, 0, 90)])], in: folder)
    try write("world.geojson", [("x", [(-180, -90, 180, 90)])], in: folder)
    let zones: [(name: String, box: Sides, north: Double, west: Double)] = [
      ("small", (-0.2, -0.1, 0.2, 0.1), 44_528, 22_115),
      ("wide", (-60, -10, 60, 60), 13_358_339, 7_759_928),
      ("whole", (-180, -90, 180, 90), 40_075_017, 20_003_931),
    ]
    for zone in zones {
      try write("zone.geojson", [("z", [zone.box])], in: folder)
      let found = try coverage(
        "--zones", "zone.geojson", "--layer", "north.geojson", "--layer", "west.geojson", "--layer",
        "world.geojson", "--accuracy", "north=100", "--accuracy", "west=100", "--accuracy",
        "world=100", in: folder)
      let area = ground(zone.box)
      let share = ground((zone.box.west, 0, zone.box.east, zone.box.north)) / area
      for (layer, share, length) in [
        ("north", share, zone.north), ("west", 0.5, zone.west), ("world", 1, 0),
      ] {
        let strip = length * 100 / area
        #expect(abs(figure(found, 0, "\(layer)_share") - share) < 1e-7, "\(zone.name)")
        let low = share - figure(found, 0, "\(layer)_share_low")
        let high = figure(found, 0, "\(layer)_share_high") - share
        // Within a hundredth. Around the poles all within 3.3 km counts for the strip, half of
        // which is the layer's: 34 km² together of the Earth's 510 million.
        let allowed = 0.012 * strip + (zone.name == "whole" ? 7e-8 : 2e-9)
        #expect(abs(low - strip) < allowed, "\(zone.name) \(layer): \(low) \(strip)")
        #expect(abs(high - strip) < allowed, "\(zone.name) \(layer): \(high)")
      }
    }
  }

  /// Layers at the antipode, of half the Earth, and of all of it.
  @Test func featuresThatAreFarOrWide() throws {
    let folder = try Scratch()
    try write("zones.geojson", [("z", [(166.4, -22.3, 166.5, -22.2)])], in: folder)
    try write("antipode.geojson", [("x", [(-14, 22, -13, 23)])], in: folder)
    try write(
      "half.geojson", [("x", [(166.45, -90, 180, 90), (-180, -90, -13.55, 90)])], in: folder)
    try write("world.geojson", [("x", [(-180, -90, 180, 90)])], in: folder)
    let found = try coverage(
      "--zones", "zones.geojson", "--layer", "antipode.geojson", "--layer", "half.geojson",
      "--layer", "world.geojson", "--people", "world.geojson", "--people-field", "people",
      in: folder)
    #expect(figure(found, 0, "antipode_share") == 0)
    #expect(abs(figure(found, 0, "half_share") - 0.5) < 1e-5)
    #expect(abs(figure(found, 0, "world_share") - 1) < 1e-9)
    let world = 510_065_621_724_089.0
    let people = 1000 * figure(found, 0, "area_m2") / world
    #expect(abs(figure(found, 0, "zone_population") - people) < 1e-6)
    let ledger = found["amp_geo"]["ledger"].items
    for (entry, area) in zip(ledger, [ground((-14, 22, -13, 23)), world / 2, world]) {
      #expect(abs((entry["net_area_m2"].number ?? 0) / area - 1) < 1e-5)
    }
  }

  @Test(arguments: [[String](), ["--area-crs", "EPSG:6933"], ["--area-crs", "EPSG:8857"]])
  func theWholeEarth(options: [String]) throws {
    let folder = try Scratch()
    var zones: [(id: String, boxes: [Sides])] = []
    for i in 0..<6 {
      for j in 0..<3 {
        let (w, s) = (-180 + 60 * Double(i), -90 + 60 * Double(j))
        zones.append(("\(i)-\(j)", [(w, s, w + 60, s + 60)]))
      }
    }
    try write("zones.geojson", zones, in: folder)
    let result = try AmpGeoProcess.run(
      ["coverage", "--quiet", "--zones", "zones.geojson", "--layer", "l=zones.geojson", "-o", "-"]
        + options, in: folder)
    result.expectSuccess()
    let found = try ParsedJSON(result.output)
    for (place, zone) in zones.enumerated() {
      let area = figure(found, place, "area_m2")
      #expect(abs(area / ground(zone.boxes[0]) - 1) < 1e-5, "\(zone.id)")
      #expect(abs(figure(found, place, "l_share") - 1) < 1e-9)
    }
  }

  /// The ground within 1 km of the middle of zones on several oceans, and across the antimeridian.
  @Test func straightLinesEverywhere() throws {
    let folder = try Scratch()
    let zones: [(id: String, boxes: [Sides])] = [
      ("a", [(179.98, -17.02, 180.02, -16.98)]), ("b", [(55.4, -21.2, 55.44, -21.16)]),
      ("c", [(15, 78, 15.2, 78.04)]),
    ]
    try write("zones.geojson", zones, in: folder)
    _ = try folder.write(
      "points.csv", "name,lon,lat\na,180,-17\nb,55.42,-21.18\nc,15.1,78.02\n")
    let result = try AmpGeoProcess.run(
      [
        "accessibility", "--quiet", "--zones", "zones.geojson", "--destination", "d=points.csv",
        "--cutoffs", "1000", "-o", "-",
      ], in: folder)
    result.expectSuccess()
    let found = try ParsedJSON(result.output)
    for (place, zone) in zones.enumerated() {
      let share = Double.pi * 1e6 / ground(zone.boxes[0])
      #expect(abs(figure(found, place, "d_within_1000m_share") - share) < 0.005, "\(zone.id)")
      #expect(figure(found, place, "d_within_1000m_share_low") < share)
      #expect(figure(found, place, "d_within_1000m_share_high") > share)
      #expect(figure(found, place, "sample_cells") >= 400)
    }
  }

  @Test func gridsThatDoNotFitAreRefused() throws {
    let folder = try Scratch()
    try write("world.geojson", [("w", [(-180, -90, 180, 90)])], in: folder)
    _ = try folder.write("points.csv", "name,lon,lat\na,180,-17\n")
    let result = try AmpGeoProcess.run(
      [
        "accessibility", "--zones", "world.geojson", "--destination", "points.csv", "--cell-size",
        "250", "-o", "-",
      ], in: folder)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("million sample cells"))
    #expect(result.errors.contains("--cell-size"))
  }

  @Test func sitesAcrossTheAntimeridian() throws {
    let folder = try Scratch()
    _ = try folder.write(
      "demand.csv",
      "id,people,lon,lat\n1,10,179.99,-17\n2,10,-179.99,-17\n3,10,-179.98,-17\n4,10,55.5,-17\n")
    _ = try folder.write("candidates.csv", "id,lon,lat\nc1,180,-17\nc2,55.5,-17.001\n")
    let result = try AmpGeoProcess.run(
      [
        "site", "--quiet", "--demand", "demand.csv:people", "--candidates", "candidates.csv", "-n",
        "1", "--cutoff", "3km", "--assignment", "who.csv", "-o", "-",
      ], in: folder)
    result.expectSuccess()
    #expect(try ParsedJSON(result.output)["features"].items.count == 1)
    let rows = try String(contentsOfFile: folder.file("who.csv"), encoding: .utf8)
    #expect(rows.contains("c1"))
    #expect(rows.split(separator: "\n").filter { $0.contains("c1") }.count == 3)
  }

  @Test func repairsAndChecksOfSpreadLayers() throws {
    let folder = try Scratch()
    try write(
      "layer.geojson",
      [
        ("a", [(179, -18, 180, -17), (-180, -18, -179, -17)]), ("b", [(3, 50, 4, 51)]),
        ("c", [(-60, -80, -59, -79)]), ("d", [(-180, -90, 180, -85)]),
      ], in: folder)
    let check = try AmpGeoProcess.run(["check", "layer.geojson", "--coverage"], in: folder)
    #expect(check.exitCode == 0, "\(check.output)")
    let fix = try AmpGeoProcess.run(["fix", "layer.geojson", "-o", "fixed.geojson"], in: folder)
    fix.expectSuccess()
  }
}
