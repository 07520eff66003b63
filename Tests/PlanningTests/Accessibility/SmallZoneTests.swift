import Foundation
import GeoCore
import PlanningAccess
import PlanningStudies
import TestSupport
import Testing

@testable import GeoProjection

/// Shares of small zones by cells of the usual size, against areas in closed form.
@Suite struct SmallZoneTests {
  /// The area that a polygon, its ring counterclockwise, shares with a disc around the origin: the
  /// sum over its edges of triangles and sectors seen from the middle.
  private func shared(_ ring: [SIMD2<Double>], radius r: Double) -> Double {
    func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.y - a.y * b.x }
    func dot(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { (a * b).sum() }
    func sector(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
      r * r / 2 * atan2(cross(a, b), dot(a, b))
    }
    var sum = 0.0
    for (k, a) in ring.enumerated() {
      let b = ring[(k + 1) % ring.count]
      let d = b - a
      let (half, c) = (dot(a, d), dot(a, a) - r * r)
      let root = half * half - dot(d, d) * c
      guard root > 0 else {
        sum += sector(a, b)
        continue
      }
      let first = min(max((-half - root.squareRoot()) / dot(d, d), 0), 1)
      let last = min(max((-half + root.squareRoot()) / dot(d, d), 0), 1)
      let (p, q) = (a + d * first, a + d * last)
      sum += sector(a, p) + cross(p, q) / 2 + sector(q, b)
    }
    return sum
  }

  private func area(_ ring: [SIMD2<Double>]) -> Double {
    let origin = ring[0]
    return ring.indices.dropLast().reduce(0) { sum, k in
      let (a, b) = (ring[k] - origin, ring[k + 1] - origin)
      return sum + (a.x * b.y - a.y * b.x) / 2
    }
  }

  /// Shapes of one unit of area or so around the origin, as rings; a second one is a hole.
  private var shapes: [[[SIMD2<Double>]]] {
    func polygon(_ places: [(Double, Double)]) -> [SIMD2<Double>] {
      places.map { SIMD2($0.0, $0.1) }
    }
    func star(_ points: Int, inner: Double) -> [SIMD2<Double>] {
      (0..<(2 * points)).map { k in
        let angle = Double(k) * .pi / Double(points)
        return SIMD2(cos(angle), sin(angle)) * (k.isMultiple(of: 2) ? 0.9 : inner)
      }
    }
    return [
      [polygon([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])],
      [polygon([(-1.5, -0.17), (1.5, -0.17), (1.5, 0.17), (-1.5, 0.17)])],
      [polygon([(-0.5, -0.5), (0.7, -0.5), (0.7, 0), (0, 0), (0, 0.7), (-0.5, 0.7)])],
      [star(8, inner: 0.4)], [star(5, inner: 0.2)], [star(40, inner: 0.8)],
      [star(20, inner: 0.7), star(20, inner: 0.5).map { $0 * 0.6 }],
    ]
  }

  /// Zones of 0.1 to 4 km² with a stop in them, on their border and 300 m away: all shares lie
  /// within their bounds, and within 1.5 points of the truth (the worst of these is 1.3).
  @Test(arguments: [0.1, 0.2, 0.3, 0.5, 1.2, 4]) func smallZones(squareKilometres: Double) throws {
    var generator = SeededGenerator(seed: 19)
    for shape in shapes {
      let side = (squareKilometres * 1e6).squareRoot()
      let turn = Double.random(in: 0..<(2 * .pi), using: &generator)
      let middle = SIMD2(
        Double.random(in: 0..<1000, using: &generator),
        Double.random(in: 0..<1000, using: &generator))
      let rings = shape.map { ring in
        ring.map { p in
          let turned = SIMD2(
            p.x * cos(turn) - p.y * sin(turn), p.x * sin(turn) + p.y * cos(turn))
          return turned * side + middle
        }
      }
      var geometries = Geometries(crs: .laeaEurope)
      geometries.appendPolygon(
        rings.map { ring in ring.map { (Study.x + $0.x, Study.y + $0.y) } })
      let zones = try Study.zones(Study.layer("zones", geometries, ids: ["z"]))
      for far in [0.0, side / 2, side / 2 + 300] {
        let stop = middle + SIMD2(far, far / 3)
        try expectShares(of: zones, rings, from: stop, "\(squareKilometres) km² \(far)")
      }
    }
  }

  private func expectShares(
    of zones: ZoneSet, _ rings: [[SIMD2<Double>]], from stop: SIMD2<Double>, _ what: String
  ) throws {
    var parameters = AccessibilityStudy(destinations: ["stops"])
    parameters.cutoffsMeters = [300, 500, 1000]
    let result = try AccessibilityAnalysis.run(
      zones: zones,
      destinations: [Study.layer("stops", Study.points([(stop.x, stop.y)]))],
      parameters: parameters,
      systems: try MeasuringSystems(
        for: try Box.longitudeLatitude(of: zones.layer.geometries.box, in: .laeaEurope),
        distanceCRS: .laeaEurope), threads: 1)
    let areas = rings.map { area($0) }
    let whole = areas[0] - areas.dropFirst().reduce(0, +)
    for radius in parameters.cutoffsMeters {
      let parts = rings.map { ring in shared(ring.map { $0 - stop }, radius: radius) }
      let exact = (parts[0] - parts.dropFirst().reduce(0, +)) / whole
      let name = "stops_within_\(Int(radius))m_share"
      let share = try #require(result.layer.numbers(name)[0])
      let low = try #require(result.layer.numbers(name + "_low")[0])
      let high = try #require(result.layer.numbers(name + "_high")[0])
      #expect(abs(share - exact) < 0.015, "\(what), \(radius): \(share) for \(exact)")
      #expect(low - 1e-9 <= exact && exact <= high + 1e-9, "\(what), \(radius)")
    }
    let total = try #require(result.totals.first)
    #expect(total.shareBounds.count == 3)
    let first = try #require(total.shareBounds[0])
    #expect(first.low == result.layer.numbers("stops_within_300m_share_low")[0])
    #expect(first.high == result.layer.numbers("stops_within_300m_share_high")[0])
  }
}
