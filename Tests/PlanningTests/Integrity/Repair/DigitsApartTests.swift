import GeoAlgorithms
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningIntegrity

/// Neighbours whose vertices stand one last digit apart: what lies between them is narrower than
/// anything that borders are brought together by, and must be gone all the same.
@Suite struct DigitsApartTests {
  private typealias Ring = [(Double, Double)]

  private func layer(_ rings: [Ring]) -> Layer {
    var geometries = Geometries(crs: .wgs84)
    for ring in rings { geometries.appendPolygon([ring + [ring[0]]]) }
    return Layer(name: "zones", geometries: geometries, path: "zones.geojson")
  }

  private func options(tolerance: Double = 0.01, width: Double) -> RepairOptions {
    .covering(tolerance, gap: width, maxChange: 1, grid: OutputGrid(decimals: 7))
  }

  /// The faults of the coverage, up to a width. C201 … are the codes of their rules.
  private func faults(_ layer: Layer, width: Double) throws -> [String] {
    let scratch = try Scratch()
    let file = try OutputFile(scratch.file("zones.geojson"))
    try GeoJSONFormat().write([layer], to: file, options: WriteOptions())
    try file.commit()
    var report = CheckReport()
    try IntegrityCheck.check(
      CheckTarget(scratch.file("zones.geojson")),
      options: CheckOptions(coverage: TopologyRequest(maxGapMeters: width)), into: &report)
    return report.findings.filter { finding in
      finding.rule.code == "C204" || finding.severity == .error
        || (["C201", "C202"].contains(finding.rule.code) && (finding.widthMeters ?? 0) <= width)
    }.map(\.rule.code)
  }

  private func requireRepaired(_ torn: Layer, fault: String, _ options: RepairOptions) throws {
    #expect(try faults(torn, width: 1).contains(fault))
    let once = try LayerRepair.repaired(torn, options: options)
    #expect(once.report.isSettled)
    #expect(try faults(once.layer, width: 1) == [])
    let twice = try LayerRepair.repaired(once.layer, options: options)
    #expect(twice.report.isEmpty)
    #expect(twice.layer.geometries == once.layer.geometries)
    #expect(once.report.ledger.changedSquareMeters < 5)
  }

  /// West runs p, q, a; east a, p, q: the triangle between belongs to both.
  @Test func anOverlapOfOneDigit() throws {
    let p = (5.0, 43.0)
    let q = (5.0, 42.9999999)
    let a = (5.0009, 43.0007)
    let torn = layer([
      [(4.999, 43.001), p, q, a, (5.0, 43.002)],
      [a, p, q, (5.0002, 42.998), (5.003, 42.999)],
    ])
    try requireRepaired(torn, fault: "C201", options(width: 1))
  }

  /// The neighbours part at the outer border, by one digit both ways.
  @Test func anOpenGapOfOneDigit() throws {
    let m = (5.0006741, 43.0021956)
    let torn = layer([
      [(5.002, 43.0), m, (4.997, 43.001), (4.998, 43.0)],
      [m, (5.0020001, 43.0000001), (5.0025, 43.0), (5.0025, 43.003)],
    ])
    try requireRepaired(torn, fault: "C202", options(width: 1))
  }

  /// Cells of 300 m, every vertex off by up to `sway`, rounded to the digits of GeoJSON.
  private func rounded(_ seed: Int, sway: Double) throws -> Layer {
    let cells = Tessellation.jitteredGrid(
      columns: 4, rows: 4, size: 300, inserted: 2, originX: Study.x, originY: Study.y,
      seed: UInt64(seed))
    let torn = PlantedFaults.swayed(cells, by: sway, seed: UInt64(seed))
    let degrees = try torn.transformed(to: .wgs84).geometries
    return Layer(
      name: "cells", geometries: OutputGrid(decimals: 7).rounded(degrees).geometries,
      path: "cells.geojson")
  }

  @Test(arguments: [0.005, 0.01, 0.02, 0.05], [0.01, 0.05])
  func roundedNeighboursAreWholeAgain(_ sway: Double, _ tolerance: Double) throws {
    let torn = try rounded(Int(sway * 1000), sway: sway)
    #expect(try faults(torn, width: 1) != [])
    let options = options(tolerance: tolerance, width: 1)
    let once = try LayerRepair.repaired(torn, options: options)
    #expect(once.report.isSettled)
    #expect(once.report.leftApart == [])
    #expect(try faults(once.layer, width: 1) == [])
    let twice = try LayerRepair.repaired(once.layer, options: options)
    #expect(twice.report.isEmpty)
    #expect(twice.layer.geometries == once.layer.geometries)
  }

  /// Matching alone: an edge that lacks a neighbour's vertex is rare, and named in the report.
  @Test(arguments: 1...4)
  func whatTheToleranceAloneDoesNotMatchIsNamed(_ seed: Int) throws {
    let torn = try rounded(seed, sway: 0.01)
    let options = options(width: 0)
    let once = try LayerRepair.repaired(torn, options: options)
    #expect(once.report.isSettled)
    let left = try faults(once.layer, width: 1).count { $0 == "C204" }
    #expect(once.report.leftApart.count { $0.features.count > 1 } == left)
    let twice = try LayerRepair.repaired(once.layer, options: options)
    #expect(twice.report.isEmpty)
    #expect(twice.report.leftApart == once.report.leftApart)
  }
}
