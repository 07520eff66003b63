import GeoAlgorithms
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection

/// Neighbours stay neighbours when their long edges are projected.
@Suite struct LongEdgeNodingTests {
  typealias Place = (Double, Double)

  private func layer(_ rings: [[Place]], _ crs: CRS = .wgs84) -> Geometries {
    var geometries = Geometries(crs: crs)
    for ring in rings { geometries.appendPolygon([ring]) }
    return geometries
  }

  /// A parallelogram, and the same in three rows along its longer side, cut at other shares each.
  private func rows(_ corner: Place, _ along: Place, _ up: Place) -> [[Place]] {
    func place(_ u: Double, _ v: Double) -> Place {
      (corner.0 + u * along.0 + v * up.0, corner.1 + u * along.1 + v * up.1)
    }
    func piece(_ u0: Double, _ u1: Double, _ v0: Double, _ v1: Double) -> [Place] {
      [place(u0, v0), place(u1, v0), place(u1, v1), place(u0, v1)]
    }
    let cuts: [[Double]] = [[0, 1], [0, 0.37, 1], [0, 0.2, 0.55, 1]]
    let pieces = cuts.enumerated().flatMap { row, shares in
      zip(shares, shares.dropFirst()).map {
        piece($0, $1, Double(row) / 3, Double(row + 1) / 3)
      }
    }
    return [piece(0, 1, 0, 1)] + pieces
  }

  /// Along a parallel, a meridian and askew; cut, nothing overlaps and nothing is lost: a slit of 3 cm
  /// along the side would be 36 m².
  @Test(arguments: [
    (CRS.wgs84, (5.0, 45.0), 0.0155), (.wgs84, (10, 60), 0.015), (.wgs84, (5, 45), 0.3),
    (CRS("EPSG:3857"), (600_000, 5_300_000), 1600), (CRS("EPSG:2154"), (150_000, 6_850_000), 1650),
  ])
  func cutsStayClosed(crs: CRS, corner: Place, length: Double) throws {
    for (along, up) in [((1.0, 0.0), (0.0, 0.1)), ((0, 1), (-0.1, 0)), ((0.6, 0.8), (-0.08, 0.06))]
    {
      let given = layer(
        rows(
          corner, (length * along.0, length * along.1), (length * up.0, length * up.1)), crs)
      let placed = try given.placed(in: .laeaEurope, threads: 2).geometries
      let index = PolygonIndex(placed)
      let pieces = Array(1..<given.count)
      let sum = pieces.reduce(0) { $0 + index.areas[$1] }
      #expect(abs(sum - index.areas[0]) < 1e-7 * sum, "\(crs) \(along)")
      for a in pieces {
        for b in pieces where b > a {
          #expect(OverlapArea.between(index, a, index, b) < 1e-7 * sum, "\(crs) \(along) \(a) \(b)")
        }
      }
      var union = Geometries(crs: .laeaEurope)
      try Overlay.appendUnion(of: pieces, in: placed, to: &union)
      #expect(abs(union.area(ofFeature: 0) - sum) < 1e-7 * sum)
    }
  }

  /// A foot is there for what lies within a millionth of a degree on either side, between the ends.
  @Test func whatLiesBesideAnEdgeGivesItAFoot() throws {
    let square = layer([[(5, 45), (5.01, 45), (5.01, 45.01), (5, 45.01)]])
    func noded(_ place: Place, _ crs: CRS = .wgs84) throws -> Geometries {
      var points = Geometries(crs: crs)
      points.appendPoint(x: place.0, y: place.1)
      return try square.withLongEdgesNoded(besides: points, threads: 1)
    }
    for beside in [(5.004, 45), (5.004, 45.000_000_9), (5.004, 44.999_999_1)] {
      let found = try noded(beside)
      #expect(found.vertexCount == 6)
      #expect(found.x(1) == 5.004 && found.y(1) == 45)
    }
    for away in [(5.004, 45.000_001_1), (5.000_000_5, 45), (4.99, 45), (5.005, 45.005)] {
      #expect(try noded(away) == square)
    }
    let short = layer([[(5, 45), (5.0019, 45), (5.0019, 45.0019), (5, 45.0019)]])
    var points = Geometries(crs: .wgs84)
    points.appendPoint(x: 5.001, y: 45)
    #expect(try short.withLongEdgesNoded(besides: points, threads: 1) == short)
  }

  /// The same feet whichever way an edge runs, each once, on any number of threads.
  @Test func neighboursGetTheSameFeet() throws {
    let (west, east) = ((5.0, 45.0), (5.01, 45.003))
    // The same way: neither is the twin of the other.
    var rings: [[Place]] = [[west, east, (5, 45.02)], [west, east, (5.01, 44.98)]]
    for share in [0.3, 0.3, 0.7] {
      let place = (5 + 0.01 * share, 45 + 0.003 * share)
      rings.append([place, (place.0, place.1 - 0.001), (place.0 + 0.0001, place.1 - 0.001)])
    }
    let noded = try layer(rings).withLongEdgesNoded(threads: 1)
    func run(_ feature: Int) -> [SIMD2<Double>] {
      noded.vertices(ofFeature: feature).prefix(4).map { SIMD2(noded.x($0), noded.y($0)) }
    }
    #expect(run(0) == run(1))
    #expect(Set(run(0).map(\.x)).count == 4)
    #expect(try layer(rings).withLongEdgesNoded(threads: 4) == noded)
  }

  /// What two features share end for end bends alike, and stays as it is; the edge of one alone does not.
  @Test func sharedEdgesNeedNoFeet() throws {
    let rings: [[Place]] = [
      [(5, 45), (5.01, 45), (5.01, 45.01), (5, 45.01)],
      [(5.01, 45), (5, 45), (5, 44.99), (5.01, 44.99)],
    ]
    let third: [Place] = [(5.004, 45), (5.0041, 44.9995), (5.0042, 44.9995)]
    #expect(try layer(rings + [third]).withLongEdgesNoded(threads: 1) == layer(rings + [third]))
    let noded = try layer([rings[0], third]).withLongEdgesNoded(threads: 1)
    #expect(noded.vertices(ofFeature: 0).count == 6)
    // Features that are the same are treated alike.
    for order in [[0, 0, 1], [0, 1, 0], [1, 0, 0]] {
      let doubled = layer(order.map { rings[$0] } + [third])
      #expect(try doubled.withLongEdgesNoded(threads: 1) == doubled)
    }
  }

  /// Crowds of long edges side by side keep their chords.
  @Test func crowdsAreLeft() throws {
    let strips = (0..<1500).map { k -> [Place] in
      let y = 45 + 3e-6 * Double(k)
      return [(5, y), (5.009, y + 0.009), (5.009, y + 0.009_002_7), (5, y + 0.000_002_7)]
    }
    let crowd = layer(strips + [[(5.004, 45.004), (5.004, 45.002), (5.005, 45.002)]])
    #expect(try crowd.withLongEdgesNoded(threads: 2) == crowd)
  }
}
