import Foundation
import GeoCore
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct AccessibilityAnalysisTests {
  private let side = 2000.0

  private func systems(_ zones: ZoneSet) throws -> MeasuringSystems {
    try MeasuringSystems(
      for: try Box.longitudeLatitude(of: zones.layer.geometries.box, in: .laeaEurope),
      distanceCRS: .laeaEurope)
  }

  private func run(
    _ zones: ZoneSet, _ destinations: [StudyLayer], cell: Double = 20,
    cutoffs: [Double] = [300, 500, 1000], threads: Int = 1
  ) throws -> AccessibilityAnalysis.Result {
    var parameters = AccessibilityStudy(destinations: destinations.map(\.name))
    parameters.cellSizeMeters = cell
    parameters.cutoffsMeters = cutoffs
    return try AccessibilityAnalysis.run(
      zones: zones, destinations: destinations, parameters: parameters,
      systems: try systems(zones), threads: threads)
  }

  /// From the points of a square of side s to its centre: mean s (√2 + ln(1 + √2)) / 6; within r,
  /// up to s/2, lies π r² / s².
  @Test func aSquareAndItsCentre() throws {
    let zones = try Study.zones([Study.square(0, 0, side)])
    let result = try run(zones, [Study.layer("stops", Study.points([(1000, 1000)]))])
    let mean = side * (2.0.squareRoot() + log(1 + 2.0.squareRoot())) / 6
    let measured = try #require(result.layer.numbers("stops_distance_mean_m")[0])
    #expect(abs(measured - mean) < 0.05)
    for radius in [300.0, 500, 1000] {
      let share = try #require(
        result.layer.numbers("stops_within_\(Int(radius))m_share")[0])
      #expect(abs(share - .pi * radius * radius / (side * side)) < 0.002)
    }
    // Half the square lies within r with π r² = s² / 2, as r is below s/2.
    let median = try #require(result.layer.numbers("stops_distance_p50_m")[0])
    #expect(abs(median - side / (2 * Double.pi).squareRoot()) < 10)
    let tenth = try #require(result.layer.numbers("stops_distance_p10_m")[0])
    #expect(abs(tenth - side * (0.1 / Double.pi).squareRoot()) < 10)
    // 4.8 km/h and a detour of 1.3: 0.01625 minutes a metre.
    let minutes = try #require(result.layer.numbers("stops_walk_mean_min")[0])
    #expect(abs(minutes - mean * 0.01625) < 0.006)
    #expect(result.cellCount == 10_000)
    #expect(result.layer.numbers("sample_cells") == [10_000])
    #expect(result.layer.strings("accessibility_model") == ["straight_line"])
    let total = try #require(result.totals.first)
    #expect(abs((total.meanMeters ?? 0) - mean) < 0.05)
    #expect(total.count == 1)
  }

  /// Of a square, (4 √2 - 5) / 3 lies nearer to the centre than to the border. Of two squares the
  /// border between them is none.
  @Test func theNearestMayLieOutside() throws {
    let alone = try run(
      try Study.zones([Study.square(0, 0, side)]),
      [Study.layer("stops", Study.points([(1000, 1000)]))])
    let share = try #require(alone.layer.numbers("stops_boundary_bias_share")[0])
    #expect(abs(share - (1 - (4 * 2.0.squareRoot() - 5) / 3)) < 0.002)
    let both = try run(
      try Study.zones([Study.square(0, 0, side), Study.square(side, 0, side)]),
      [
        Study.layer("stops", Study.points([(side, 1000)])),
        Study.layer("none", Geometries(crs: .laeaEurope)),
      ])
    let shares = both.layer.numbers("stops_boundary_bias_share").compactMap { $0 }
    // Nearer to (0, 0) than to y = 1 and y = -1, within x = 0 … 2: x² < 1 - 2 |y|.
    #expect(shares.count == 2)
    for share in shares { #expect(abs(share - (1 - (2.0 / 3) / 4)) < 0.002) }
    #expect(both.layer.numbers("none_boundary_bias_share") == [nil, nil])
  }

  /// A border at x = 0 and cells 100 m deep: distances are x, shares are depths.
  @Test func aSquareBesideAPolygon() throws {
    let zones = try Study.zones([Study.square(0, 0, 1000)])
    let sea = Study.layer("sea", Study.polygons([Study.rectangle(-5000, -5000, 5000, 11_000)]))
    let result = try run(zones, [sea], cell: 100, cutoffs: [250, 950])
    #expect(result.layer.numbers("sea_distance_mean_m") == [500])
    #expect(result.layer.numbers("sea_distance_p10_m") == [50])
    #expect(result.layer.numbers("sea_distance_p50_m") == [450])
    #expect(result.layer.numbers("sea_distance_p90_m") == [850])
    // Centres at 50, 150, 250: what is exactly that far counts.
    #expect(result.layer.numbers("sea_within_250m_share") == [0.3])
    #expect(result.layer.numbers("sea_within_950m_share") == [1])
  }

  @Test func insideAPolygonIsZero() throws {
    let zones = try Study.zones([Study.square(0, 0, 1000)])
    let all = Study.layer("all", Study.polygons([Study.square(-10, -10, 2000)]))
    let result = try run(zones, [all], cell: 100)
    #expect(result.layer.numbers("all_distance_p90_m") == [0])
    #expect(result.layer.numbers("all_within_300m_share") == [1])
  }

  @Test func emptySetsAreNullWithAReason() throws {
    let zones = try Study.zones([Study.square(0, 0, 1000), Study.square(1000, 0, 1000)])
    let result = try run(
      zones,
      [
        Study.layer("none", Geometries(crs: .laeaEurope)),
        Study.layer("stops", Study.points([(0, 0)])),
      ], cell: 100)
    #expect(result.layer.numbers("none_distance_mean_m") == [nil, nil])
    #expect(result.layer.attributes["none_distance_mean_m"]?.kinds == [.null, .null])
    #expect(result.layer.attributes["none_within_300m_share"]?.kinds == [.null, .null])
    #expect(result.layer.strings("none_reason") == ["no_destinations", "no_destinations"])
    #expect(result.layer.attributes["stops_reason"] == nil)
    #expect(result.totals[0].meanMeters == nil)
    #expect(result.totals[0].shareWithin.allSatisfy { $0.share == nil })
    #expect(result.notes == ["destination set \"none\" is empty: its figures are null"])
  }

  /// The weights of a zone's cells add up to its area; the mean over all zones is theirs by area.
  @Test func zonesOfAnyShapeAddUp() throws {
    let cells = Tessellation.jitteredGrid(
      columns: 3, rows: 3, size: 900, inserted: 3, originX: Study.x, originY: Study.y, seed: 8)
    let zones = try Study.zones(Study.layer("zones", cells))
    let samples = try SampleCells(
      of: zones, grid: SampleGrid(sizeMeters: 70), in: .laeaEurope, threads: 2)
    for zone in 0..<zones.count {
      let weight = samples.weights[samples.cells(ofZone: zone)].reduce(0, +)
      #expect(abs(weight - zones.areasSquareMeters[zone]) < 1e-6 * weight)
    }
    let result = try run(
      zones, [Study.layer("s", Study.points([(100, 200), (2500, 2500)]))], cell: 70, threads: 2)
    let means = result.layer.numbers("s_distance_mean_m").compactMap { $0 }
    let areas = zones.areasSquareMeters
    let whole = zip(means, areas).reduce(0) { $0 + $1.0 * $1.1 } / areas.reduce(0, +)
    #expect(abs(whole - (result.totals[0].meanMeters ?? 0)) < 0.02)
  }

  /// The search is bounded by the last cell's distance; it must find the same as without.
  @Test func distancesAreThoseOfEveryCell() throws {
    let zones = try Study.zones([Study.rectangle(0, 0, 3000, 700)])
    var generator = SeededGenerator(seed: 31)
    let places = (0..<25).map { _ in
      (
        Double.random(in: -500...3500, using: &generator),
        Double.random(in: -500...1200, using: &generator)
      )
    }
    let result = try run(zones, [Study.layer("s", Study.points(places))], cell: 50)
    var sum = 0.0
    for column in 0..<60 {
      for row in 0..<14 {
        let (x, y) = (Double(column) * 50 + 25, Double(row) * 50 + 25)
        sum +=
          places.map { (($0.0 - x) * ($0.0 - x) + ($0.1 - y) * ($0.1 - y)).squareRoot() }
          .min() ?? .nan
      }
    }
    let mean = try #require(result.layer.numbers("s_distance_mean_m")[0])
    #expect(abs(mean - sum / 840) <= 0.006)
  }

  @Test func threadsChangeNothing() throws {
    let zones = try Study.zones([Study.square(0, 0, 3000), Study.square(3000, 0, 1000)])
    let stops = Study.layer("s", Study.points([(100, 200), (2500, 2500)]))
    let one = try run(zones, [stops], threads: 1)
    let four = try run(zones, [stops], threads: 4)
    #expect(one.layer.attributes == four.layer.attributes)
  }

  /// Cells are made for four zones at a time and looked at 1,024 at a time: these are 13 zones with
  /// 400 cells each. A zone alone gives the same figures as among others.
  @Test func severalChunksOfZonesAndCells() throws {
    let squares = (0..<13).map { Study.square(Double($0) * 1000, 0, 1000) }
    let zones = try Study.zones(squares)
    let stops = Study.layer("s", Study.points([(100, 200), (2500, 900), (7777, 333)]))
    let one = try run(zones, [stops], cell: 50, threads: 1)
    #expect(one.cellCount == 13 * 400)
    for threads in [2, 5] {
      let more = try run(zones, [stops], cell: 50, threads: threads)
      #expect(more.layer.attributes == one.layer.attributes)
    }
    for (zone, square) in squares.enumerated() {
      let alone = try run(Study.zones([square]), [stops], cell: 50)
      for column in ["s_distance_mean_m", "s_distance_p90_m", "s_within_500m_share"] {
        #expect(alone.layer.numbers(column)[0] == one.layer.numbers(column)[zone])
      }
    }
  }
}
