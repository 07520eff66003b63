import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Piles of polygons, whose overlaps are as many as the square of their number.
@Suite struct CoverageLimitsTests {
  /// Quadrilaterals on one base, each higher than the one before.
  static func pile(_ count: Int) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for k in 0..<count {
      layer.appendPolygon([[(0, 0), (100, 0), (100, 100 + Double(k)), (0, 100), (0, 0)]])
    }
    return layer
  }

  @Test func aSmallPileIsSearchedWhole() throws {
    let report = try TopologyFaults.find(in: Self.pile(12))
    #expect(report.extent == .everything)
    #expect(report.faults.filter { $0.kind == .overlap }.count == 12 * 11 / 2)
  }

  @Test func ofALargePileSoManyPairsAreCompared() throws {
    var options = CoverageOptions()
    options.mostPairs = 50
    let report = try TopologyFaults.find(in: Self.pile(60), options: options)
    #expect(report.extent == .notAllOverlaps)
    #expect(Set(report.faults.filter { $0.kind == .overlap }.map(\.features)).count == 50)
    options.threads = 3
    #expect(try TopologyFaults.find(in: Self.pile(60), options: options).faults == report.faults)
  }

  @Test func asManyPairsAsAllowedAreEverything() throws {
    var options = CoverageOptions()
    options.mostPairs = 66
    #expect(try TopologyFaults.find(in: Self.pile(12), options: options).extent == .everything)
  }

  @Test func withTooManyCutsOverlapsAloneAreLookedFor() throws {
    var options = CoverageOptions()
    options.mostCuts = 10
    let report = try TopologyFaults.find(in: Self.pile(40), options: options)
    #expect(report.extent == .overlapsAlone)
    #expect(report.faults.map(\.kind).allSatisfy { $0 == .overlap })
    #expect(report.faults.count == 40 * 39 / 2)
  }

  @Test func piecesBetweenTheSameNodesAreCutAsOne() {
    // Edge k ends at height k + 1, and is cut where the k lower ones end.
    let edges = (0..<50).map { k in
      TopologyEdge(ax: 0, ay: 0, bx: 0, by: Double(k + 1), feature: Int32(k))
    }
    let noding = EdgeNoding(edges, threads: 1)
    #expect(noding.nodes.count == 51)
    #expect(noding.pieces.count == 50 * 51 / 2)
    #expect(EdgeNoding(edges, mostCuts: 49 * 50 / 2, threads: 2).isGivenUp == false)
    let givenUp = EdgeNoding(edges, mostCuts: 49 * 50 / 2 - 1, threads: 2)
    #expect(givenUp.isGivenUp && givenUp.pieces.isEmpty)
  }

  @Test func copiesAreNotCombinedWithoutEnd() throws {
    var layer = Geometries(crs: .laeaEurope)
    for k in 0..<40 {
      let x = k < 20 ? 0.0 : 50.0
      layer.appendPolygon([[(x, 0), (x + 100, 0), (x + 100, 100), (x, 100), (x, 0)]])
    }
    var options = CoverageOptions()
    #expect(
      try TopologyFaults.find(in: layer).faults.filter { $0.kind == .overlap }.count == 400)
    options.mostPairs = 300
    let report = try TopologyFaults.find(in: layer, options: options)
    #expect(report.extent == .notAllOverlaps)
    #expect(report.faults.filter { $0.kind == .overlap }.count == 1)
  }
}
