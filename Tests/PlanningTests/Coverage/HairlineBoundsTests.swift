import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// Bounds do not depend on how an area is cut into features, nor on hairlines between them.
@Suite struct HairlineBoundsTests {
  private typealias Ring = PaperLayers.Ring

  private func bounds(
    _ shapes: Geometries, accuracy: Double = 5
  ) throws -> (low: Double, share: Double, high: Double) {
    let zones = try PaperLayers.zones([[PaperLayers.ring(-100, -100, 500, 500)]])
    let layer = try ArealLayer(
      PaperLayers.study("l", shapes, accuracy: accuracy), in: .laeaEurope, threads: 2)
    let result = try PaperLayers.coverage(zones, [layer], threads: 2).layer
    func first(_ column: String) throws -> Double {
      try #require(result.numbers(column).first ?? nil)
    }
    return (try first("l_share_low"), try first("l_share"), try first("l_share_high"))
  }

  /// A square of 300 m cut by a turned grid of lines, every corner of every piece moved by itself.
  private func pieces(seed: UInt64, moved: Double, turned: Bool) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    let columns = Int.random(in: 2...7, using: &generator)
    let angle = turned ? Double.random(in: 0...1.5, using: &generator) : 0
    var result = Geometries(crs: .laeaEurope)
    for column in 0..<columns {
      // Rows of each column are cut elsewhere: T-junctions everywhere.
      let rows = Int.random(in: 2...7, using: &generator)
      var cuts = (1..<rows).map { _ in Double.random(in: 5...295, using: &generator) }.sorted()
      cuts = [0] + cuts + [300]
      let west = 300 * Double(column) / Double(columns)
      let east = 300 * Double(column + 1) / Double(columns)
      for (south, north) in zip(cuts, cuts.dropFirst()) where north > south {
        let ring = PaperLayers.ring(west, south, east, north).map { x, y in
          let (dx, dy) = (x - 150, y - 150)
          return (
            PaperLayers.x0 + 200 + dx * cos(angle) - dy * sin(angle)
              + Double.random(in: -moved...moved, using: &generator),
            PaperLayers.y0 + 200 + dx * sin(angle) + dy * cos(angle)
              + Double.random(in: -moved...moved, using: &generator)
          )
        }
        result.appendPolygon([ring])
      }
    }
    return result
  }

  /// 290 m of 300 on a zone of 600 m, however it is cut: as the square itself.
  @Test(arguments: 1...12)
  func anyCutOfASquareHasTheSquaresBounds(seed: UInt64) throws {
    let turned = seed.isMultiple(of: 2)
    let moved = [0, 1e-9, 1e-6, 1e-4][Int(seed % 4)]
    let found = try bounds(pieces(seed: seed, moved: moved, turned: turned))
    let zone = 600.0 * 600
    let grown = 300.0 * 300 + 4 * 300 * 5 + 16 * sin(Double.pi / 16) * 25
    #expect(abs(found.low - 290.0 * 290 / zone) < 1e-5)
    #expect(abs(found.share - 300.0 * 300 / zone) < 1e-5)
    #expect(abs(found.high - grown / zone) < 1e-5)
    #expect(found.low <= found.share && found.share <= found.high)
  }

  /// Gaps of less than a hundredth of the accuracy are no borders; wider ones are.
  @Test func onlyHairlinesAreClosed() throws {
    func low(gap: Double) throws -> Double {
      try bounds(
        PaperLayers.geometries([
          [PaperLayers.ring(0, 0, 150, 300)], [PaperLayers.ring(150 + gap, 0, 300, 300)],
        ])
      ).low * 360_000
    }
    #expect(abs(try low(gap: 0.04) - 290 * 290) < 1)
    #expect(abs(try low(gap: 0.06) - (140 + 139.94) * 290) < 1)
  }

  /// The true border may be anywhere within its accuracy: a notch a little wider than what is closed
  /// is a border, and what it takes away at least is taken.
  @Test func theLeastIsNeverMoreThanTheMeasured() throws {
    let found = try bounds(pieces(seed: 5, moved: 0.01, turned: true), accuracy: 0.05)
    #expect(found.low < found.share)
  }

  /// Rows of 11 m along a parallel, 1,200 m long, every second one cut in the middle; and the same
  /// ground as one feature, or with the rows uncut.
  /// Expected: shapely and pyproj, of the shapes with a vertex every 2 m. The outline may be 3 cm off
  /// its course: in the mean 1.5 cm of 111 m, 4 × 10⁻⁵ of the zone.
  @Test(arguments: [
    (0.5, 0.2923386, 0.2981415), (1, 0.2894435, 0.3010482), (2, 0.2836662, 0.3068719),
    (2.9, 0.2784816, 0.3121248), (3.5, 0.2750329, 0.3156329),
  ])
  func cutsInDegreesOpenNoSlits(accuracy: Double, low: Double, high: Double) throws {
    let (x, y, width) = (5.0, 45.0, 0.0155)
    var zone = Geometries(crs: .wgs84)
    zone.appendPolygon([PaperLayers.ring(x - 0.001, y - 0.001, x + width + 0.001, y + 0.002)])
    let zones = try ZoneSet(
      PaperLayers.study("zones", zone), fields: ZoneEntry(source: "zones"), in: .laeaEurope,
      threads: 1)
    for cuts in [[], [x + width], [x + width / 2, x + width]] {
      var layer = Geometries(crs: .wgs84)
      if cuts.isEmpty { layer.appendPolygon([PaperLayers.ring(x, y, x + width, y + 0.001)]) }
      for row in 0..<(cuts.isEmpty ? 0 : 10) {
        let (south, north) = (y + Double(row) * 0.0001, y + Double(row + 1) * 0.0001)
        var west = x
        for east in row.isMultiple(of: 2) ? cuts : [x + width] {
          layer.appendPolygon([PaperLayers.ring(west, south, east, north)])
          west = east
        }
      }
      let areal = try ArealLayer(
        PaperLayers.study("l", layer, accuracy: accuracy), in: .laeaEurope, threads: 1)
      let result = try PaperLayers.coverage(zones, [areal]).layer
      for (column, expected) in [
        ("l_share", 0.2952381), ("l_share_low", low), ("l_share_high", high),
      ] {
        let found = try #require(result.numbers(column).first ?? nil)
        #expect(abs(found - expected) < 4.5e-5, "\(cuts.count) \(column): \(found)")
      }
    }
  }

  /// Shares of a layer's part of the zone: its features touch each other in the denominator.
  @Test func denominatorsAreShrunkAsOne() throws {
    func low(_ features: [[Ring]]) throws -> Double? {
      let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 400, 400)]], accuracy: 10)
      let park = try PaperLayers.areal("park", features, accuracy: 0)
      let denominator = try Denominator(of: park, in: zones, threads: 1)
      return try PaperLayers.coverage(zones, [park], of: denominator).layer
        .numbers("park_share_low")[0]
    }
    let whole = try low([[PaperLayers.ring(100, 100, 300, 300)]])
    let halves = try low([
      [PaperLayers.ring(100, 100, 200, 300)], [PaperLayers.ring(200, 100, 300, 300)],
    ])
    #expect(whole == 0.81)
    #expect(halves == whole)
  }
}
