import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Faults planted by seed in a tessellation: what is found is what was planted.
@Suite struct TopologyFaultsPropertyTests {
  static let columns = 12
  static let rows = 10
  static let inserted = 3

  static func cells(_ seed: UInt64) -> Geometries {
    Tessellation.jitteredGrid(
      columns: columns, rows: rows, size: 100, inserted: inserted, originX: 3_900_000,
      originY: 2_300_000, seed: seed)
  }

  static func rings(_ layer: Geometries) -> [[(Double, Double)]] {
    (0..<layer.count).map { i in layer.vertices(ofFeature: i).map { (layer.x($0), layer.y($0)) } }
  }

  static func layer(_ rings: [[(Double, Double)]]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for ring in rings { layer.appendPolygon([ring]) }
    return layer
  }

  struct Planted {
    var kind: TopologyFault.Kind
    var features: [Int]
    var area: Double
  }

  /// Moves the middle vertex of the eastern side of some cells, of one of its two cells only: to the
  /// west it leaves a gap, to the east it overlaps.
  static func planted(_ seed: UInt64) -> (layer: Geometries, faults: [Planted]) {
    var generator = SeededGenerator(seed: seed)
    var rings = rings(cells(seed))
    var faults: [Planted] = []
    for row in 0..<rows {
      for column in stride(from: 0, to: columns - 1, by: 2)
      where Bool.random(using: &generator) {
        let cell = row * columns + column
        let middle = 1 + inserted + 1 + inserted / 2
        let (a, v, b) = (rings[cell][middle - 1], rings[cell][middle], rings[cell][middle + 1])
        let shift = Double.random(in: 0.02...3, using: &generator)
        let isGap = Bool.random(using: &generator)
        let moved = (v.0 + (isGap ? -shift : shift), v.1)
        let area = abs((b.0 - a.0) * (moved.1 - v.1) - (b.1 - a.1) * (moved.0 - v.0)) / 2
        rings[cell][middle] = moved
        faults.append(
          Planted(kind: isGap ? .gap : .overlap, features: [cell, cell + 1], area: area))
      }
    }
    faults.sort { $0.kind != $1.kind ? $0.kind < $1.kind : $0.features[0] < $1.features[0] }
    return (layer(rings), faults)
  }

  static let wideGaps: CoverageOptions = {
    var options = CoverageOptions()
    options.maxGapWidth = 5
    return options
  }()

  @Test(arguments: 1...6) func aTessellationHasNoFaults(seed: UInt64) throws {
    #expect(try TopologyFaults.find(in: Self.cells(seed)).faults.isEmpty)
  }

  @Test(arguments: 1...12) func whatIsPlantedIsFoundAndNothingElse(seed: UInt64) throws {
    let (layer, planted) = Self.planted(seed)
    let report = try TopologyFaults.find(in: layer, options: Self.wideGaps)
    #expect(report.faults.map(\.kind) == planted.map(\.kind))
    #expect(report.faults.map(\.features) == planted.map(\.features))
    for (fault, plant) in zip(report.faults, planted) {
      #expect(abs(fault.area - plant.area) <= 1e-6 * plant.area + 1e-6)
      #expect(abs(fault.meanWidth * fault.length - fault.area) <= 1e-9 * fault.area)
    }
  }

  @Test(arguments: 1...4) func pointsLieInsideTheirShapesAndAreasAreThose(seed: UInt64) throws {
    let report = try TopologyFaults.find(in: Self.planted(seed).layer, options: Self.wideGaps)
    let shapes = PolygonIndex(report.shapes)
    #expect(!report.faults.isEmpty && report.shapes.count == report.faults.count)
    for fault in report.faults {
      #expect(PointInPolygon.place(x: fault.x, y: fault.y, in: shapes, fault.shape) == .inside)
      #expect(abs(shapes.areas[fault.shape] - fault.area) <= 1e-6 * fault.area)
    }
  }

  @Test(arguments: 1...3) func overlapsAreThoseOfAllPairs(seed: UInt64) throws {
    // Stars strewn over each other: no edge is matched, depths go beyond two.
    let stars = Geometries.stars(count: 40, radius: 700, vertices: 12, seed: seed)
    let report = try TopologyFaults.find(in: stars)
    var sums: [[Int]: Double] = [:]
    for fault in report.faults where fault.kind == .overlap {
      sums[fault.features, default: 0] += fault.area
    }
    let pairs = OverlapPairs.within(PolygonIndex(stars), minArea: 1)
    #expect(!pairs.isEmpty)
    for pair in pairs {
      #expect(abs(sums[[pair.a, pair.b], default: 0] - pair.area) <= 1e-6 * pair.area + 0.1)
    }
    #expect(sums.count { $0.value > 1 } == pairs.count)
  }

  @Test(arguments: 1...2) func theSameOnAnyNumberOfThreads(seed: UInt64) throws {
    let stars = Geometries.stars(count: 80, radius: 700, vertices: 20, seed: seed)
    for layer in [stars, Self.planted(seed).layer] {
      let reports = try [1, 2, 4].map { threads in
        var options = CoverageOptions()
        options.threads = threads
        return try TopologyFaults.find(in: layer, options: options)
      }
      for report in reports {
        #expect(report.faults == reports[0].faults)
        #expect(report.shapes == reports[0].shapes)
      }
    }
  }

  @Test(arguments: 1...4) func theOrderOfFeaturesDoesNotMatter(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (layer, _) = Self.planted(seed)
    let order = Array(0..<layer.count).shuffled(using: &generator)
    let known = try TopologyFaults.find(in: layer, options: Self.wideGaps).faults
    let found = try TopologyFaults.find(in: layer.selecting(order), options: Self.wideGaps).faults
    func keys(_ faults: [TopologyFault], _ name: (Int) -> Int) -> Set<String> {
      Set(
        faults.map { fault in
          let area = (fault.area * 1e6).rounded() / 1e6
          return "\(fault.kind) \(fault.features.map(name).sorted()) \(area)"
        })
    }
    #expect(keys(found) { order[$0] } == keys(known) { $0 })
    #expect(found.count == known.count)
  }

  @Test(arguments: 1...4) func voidsAndOverlapsBalance(seed: UInt64) throws {
    // Within a frame, what is covered and what is not add up: frame + overlaps = cells + gaps.
    let (layer, _) = Self.planted(seed)
    let frame = Self.layer([
      [
        (3_900_000, 2_300_000), (3_901_200, 2_300_000), (3_901_200, 2_301_000),
        (3_900_000, 2_301_000), (3_900_000, 2_300_000),
      ]
    ])
    let faults = try TopologyFaults.find(in: layer, boundary: frame, options: Self.wideGaps).faults
    var balance = layer.areas().reduce(0, +) - 1_200_000
    for fault in faults { balance += fault.kind == .overlap ? -fault.area : fault.area }
    #expect(abs(balance) < 1e-3)
    #expect(faults.allSatisfy { $0.kind == .overlap || $0.kind == .gap })
  }

  @Test func coordinatesOfAnySizeDoNotCrash() throws {
    for scale in [1e-300, 1e-12, 1e12, 1e150, 1e300] {
      let layer = Self.planted(3).layer.mapVertices { (($0 - 3_900_000) * scale, $1 * scale) }
      _ = try TopologyFaults.find(in: layer)
    }
    let broken = Self.planted(4).layer.mapVertices { ($0 > 3_900_500 ? .nan : $0, $1) }
    _ = try TopologyFaults.find(in: broken)
  }
}
