import Foundation
import GeoAlgorithms
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningIntegrity

/// What `fix` writes, judged by `check --coverage`: nothing is left of what it claims to repair.
@Suite struct RepairAgainstCheckTests {
  private static let width = 3.0

  private func tessellation(_ seed: Int) -> Geometries {
    Tessellation.jitteredGrid(
      columns: 6, rows: 6, size: 60, inserted: 3, originX: Study.x, originY: Study.y,
      seed: UInt64(seed))
  }

  private func options(grid: OutputGrid?) -> RepairOptions {
    .covering(0.1, gap: Self.width, maxChange: 1, grid: grid)
  }

  /// Findings of the rules that a repair is held to. Of near-spikes, wedges between two neighbours
  /// are not among them.
  private func claimed(_ path: String) throws -> [Finding] {
    let geometries = try read(path).geometries.transformed(to: .wgs84).geometries
    return try findings(path).filter { finding in
      if finding.rule.code == "V215", let x = finding.longitude, let y = finding.latitude {
        return Self.count(of: geometries, at: (x, y)) < 3
      }
      return finding.severity == .error || Self.isClaimed(finding.rule.code)
    }
  }

  /// The features that have a vertex at a place, in degrees.
  private static func count(of geometries: Geometries, at point: (x: Double, y: Double)) -> Int {
    (0..<geometries.count).count { feature in
      geometries.vertices(ofFeature: feature).contains {
        abs(geometries.x($0) - point.x) < 1e-8 && abs(geometries.y($0) - point.y) < 1e-8
      }
    }
  }

  private static func isClaimed(_ code: String) -> Bool {
    ["C201", "C202", "C204", "V202", "V210"].contains(code)
  }

  private func findings(_ path: String) throws -> [Finding] {
    var report = CheckReport()
    let request = TopologyRequest(maxGapMeters: Self.width)
    try IntegrityCheck.check(
      CheckTarget(path), options: CheckOptions(coverage: request), into: &report)
    return report.findings
  }

  private func read(_ path: String) throws -> Layer {
    var options = ReadOptions()
    options.closesRings = true
    return try LayerFormats.read(LayerSource(path: path), options: options)
  }

  private func write(_ layer: Layer, as format: any LayerFormat, to path: String) throws -> [UInt8]
  {
    let file = try OutputFile(path)
    try format.write([layer], to: file, options: WriteOptions())
    try file.commit()
    return try InputFile.bytes(of: path, padding: 0)
  }

  @Test(arguments: 1...12)
  func nothingClaimedIsLeftInAFileOfManyFaults(_ seed: Int) throws {
    let scratch = try Scratch()
    let torn = try PlantedFaults.disturbed(
      tessellation(seed), sway: 0.3, shift: 0.8, seed: UInt64(seed)
    ).transformed(to: .wgs84).geometries
    try scratch.write("torn.geojson", DamagedText.of(torn, seed: UInt64(seed)))
    let before = try Set(claimed(scratch.file("torn.geojson")).map(\.rule.code))
    #expect(!before.isEmpty)
    let options = options(grid: OutputGrid(decimals: 7))
    let once = try LayerRepair.repaired(read(scratch.file("torn.geojson")), options: options)
    #expect(once.report.isSettled)
    let first = try write(once.layer, as: GeoJSONFormat(), to: scratch.file("once.geojson"))
    let left = try claimed(scratch.file("once.geojson")).map { "\($0.rule.code) \($0.message)" }
    #expect(left.isEmpty, "\(left)")
    let twice = try LayerRepair.repaired(read(scratch.file("once.geojson")), options: options)
    #expect(twice.report.isEmpty)
    #expect(
      try write(twice.layer, as: GeoJSONFormat(), to: scratch.file("twice.geojson")) == first)
  }

  @Test(arguments: 1...12)
  func inMetresWithoutAGridToo(_ seed: Int) throws {
    let scratch = try Scratch()
    let torn = PlantedFaults.disturbed(
      tessellation(seed), sway: 0.3, shift: 0.8, seed: UInt64(seed))
    let layer = Layer(name: "cells", geometries: torn, path: "cells.gpkg")
    let options = options(grid: nil)
    let once = try LayerRepair.repaired(layer, options: options)
    #expect(once.report.isSettled)
    _ = try write(once.layer, as: GeoPackageFormat(), to: scratch.file("once.gpkg"))
    let left = try claimed(scratch.file("once.gpkg")).map { "\($0.rule.code) \($0.message)" }
    #expect(left.isEmpty, "\(left)")
    let written = try read(scratch.file("once.gpkg"))
    let twice = try LayerRepair.repaired(written, options: options)
    #expect(twice.report.isEmpty)
    #expect(twice.layer.geometries == written.geometries)
  }

  @Test(arguments: 1...6)
  func onlyWideFaultsAreLeft(_ seed: Int) throws {
    let scratch = try Scratch()
    let torn = PlantedFaults.disturbed(
      tessellation(seed), sway: 0.3, shift: 12, seed: UInt64(seed))
    let layer = Layer(name: "cells", geometries: torn, path: "cells.gpkg")
    let once = try LayerRepair.repaired(layer, options: options(grid: nil))
    #expect(once.report.isSettled)
    _ = try write(once.layer, as: GeoPackageFormat(), to: scratch.file("once.gpkg"))
    let left = try findings(scratch.file("once.gpkg"))
    #expect(left.filter { ["C202", "C204"].contains($0.rule.code) }.map(\.message) == [])
    let overlaps = left.filter { $0.rule.code == "C201" }
    #expect(!overlaps.isEmpty)
    #expect(
      overlaps.allSatisfy { ($0.widthMeters ?? 0) > Self.width }, "\(overlaps.map(\.message))")
    #expect(left.allSatisfy { $0.severity != .error || $0.rule.code == "C201" })
  }
}

/// GeoJSON text of polygons with faults of structure and validity in every other feature.
private enum DamagedText {
  static func of(_ layer: Geometries, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    let features = (0..<layer.count).map { feature in
      let parts = layer.parts(ofFeature: feature).map { part in
        let rings = layer.rings(ofPart: part).map { ring -> String in
          let places = layer.vertices(ofRing: ring).map { SIMD2(layer.x($0), layer.y($0)) }
          return text(damaged(places, feature % 6, &generator))
        }
        return "[\(rings.joined(separator: ","))]"
      }
      let coordinates = parts.joined(separator: ",")
      return
        #"{"type":"Feature","id":\#(feature + 1),"properties":{"n":\#(feature).50},"#
        + #""geometry":{"type":"MultiPolygon","coordinates":[\#(coordinates)]}}"#
    }
    return #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",\n") + "]}"
  }

  private static func text(_ ring: [SIMD2<Double>]) -> String {
    "[\(ring.map { "[\($0.x),\($0.y)]" }.joined(separator: ","))]"
  }

  private static func damaged(
    _ ring: [SIMD2<Double>], _ fault: Int, _ generator: inout SeededGenerator
  ) -> [SIMD2<Double>] {
    var ring = ring
    let place = Int.random(in: 1..<(ring.count - 1), using: &generator)
    let turn = Double.random(in: 0..<(2 * Double.pi), using: &generator)
    // 15 m long, or less to the east and west.
    let tip = ring[place] + 1.35e-4 * SIMD2(cos(turn), sin(turn))
    switch fault {
    case 1: ring.removeLast()
    case 2: ring.insert(contentsOf: [ring[place], ring[place]], at: place)
    case 3: ring.insert(contentsOf: [tip, ring[place]], at: place + 1)
    case 4:
      // Some 2 cm wide at its foot.
      let across = 2e-7 * SIMD2(-sin(turn), cos(turn))
      ring.insert(contentsOf: [tip, ring[place] + across], at: place + 1)
    case 5: ring.reverse()
    default: break
    }
    return ring
  }
}
