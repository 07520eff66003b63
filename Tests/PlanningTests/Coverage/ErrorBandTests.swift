import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// Rectangles in metres of EPSG:3035, counted from a corner inside its area of use.
enum PaperLayers {
  static let x0 = 3_900_000.0
  static let y0 = 2_300_000.0

  typealias Ring = [(Double, Double)]

  static func ring(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Ring {
    [(west, south), (east, south), (east, north), (west, north)]
  }

  static func geometries(_ features: [[Ring]]) -> Geometries {
    var result = Geometries(crs: .laeaEurope)
    for rings in features {
      result.appendPolygon(rings.map { ring in ring.map { (x0 + $0.0, y0 + $0.1) } })
    }
    return result
  }

  static func study(
    _ name: String, _ geometries: Geometries, ids: [String]? = nil, accuracy: Double? = nil,
    status: SourceStatus = .indicative, _ columns: [Column] = []
  ) -> StudyLayer {
    var attributes = Attributes(rowCount: geometries.count)
    for column in columns { attributes.set(column) }
    var credits = LayerCredits.unlisted(name)
    credits.status = status
    credits.accuracyMeters = accuracy
    let layer = Layer(
      name: name, geometries: geometries, attributes: attributes,
      ids: ids.map { FeatureIDs($0.map { FeatureID($0) }) }, path: "\(name).geojson")
    return StudyLayer(name: name, layer: layer, credits: credits, sha256: "", reference: name)
  }

  static func areal(
    _ name: String, _ features: [[Ring]], accuracy: Double? = nil, _ columns: [Column] = []
  ) throws -> ArealLayer {
    try ArealLayer(
      study(name, geometries(features), accuracy: accuracy, columns), in: .laeaEurope, threads: 1)
  }

  static func zones(_ features: [[Ring]], accuracy: Double? = 0) throws -> ZoneSet {
    try ZoneSet(
      study("zones", geometries(features), accuracy: accuracy), fields: ZoneEntry(source: "zones"),
      in: .laeaEurope, threads: 1)
  }

  static func coverage(
    _ zones: ZoneSet, _ layers: [ArealLayer], of denominator: Denominator? = nil,
    people: PeopleSource? = nil, threads: Int = 1
  ) throws -> CoverageAnalysis.Result {
    try CoverageAnalysis.run(
      zones: zones, layers: layers,
      options: CoverageAnalysis.Options(
        denominator: denominator ?? Denominator(zones: zones), people: people, threads: threads))
  }
}

@Suite struct ErrorBandTests {
  /// The area of a circle of radius 1 as buffers draw it: 32 segments.
  private let circle = 16 * sin(Double.pi / 16)

  private func close(_ a: Double?, _ b: Double, within: Double = 2e-9) -> Bool {
    a.map { abs($0 - b) <= within } ?? false
  }

  @Test func squareInsideAZone() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(300, 300, 700, 700)]], accuracy: 50)
    let result = try PaperLayers.coverage(zones, [layer])
    #expect(close(result.layer.numbers("park_share")[0], 0.16))
    #expect(close(result.layer.numbers("park_share_low")[0], 0.09))
    let grown = 160_000 + 4 * 400 * 50 + circle * 2_500
    #expect(close(result.layer.numbers("park_share_high")[0], grown / 1e6))
    #expect(abs((result.layer.numbers("park_area_m2")[0] ?? 0) - 160_000) < 1e-5)
    let band = try #require(result.totals[0].insideBandSquareMeters)
    #expect(abs(band.low - 90_000) < 1e-3)
    #expect(abs(band.high - grown) < 1e-3)
  }

  @Test func theZonesOwnAccuracyAdds() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]], accuracy: 20)
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(800, 300, 1200, 700)]], accuracy: 50)
    let result = try PaperLayers.coverage(zones, [layer])
    #expect(close(result.layer.numbers("park_share")[0], 0.08))
    // From 850 to 980 and from 350 to 650.
    #expect(close(result.layer.numbers("park_share_low")[0], 0.039))
    // From 750 to 1020 and from 250 to 750, two corners round.
    let grown = 220.0 * 500 + 50 * 400 + circle * 2_500 / 2
    #expect(close(result.layer.numbers("park_share_high")[0], grown / 1e6))
  }

  @Test func bordersBetweenFeaturesOfOneLayerDoNotCount() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let layer = try PaperLayers.areal(
      "park",
      [[PaperLayers.ring(200, 200, 400, 400)], [PaperLayers.ring(400, 200, 600, 400)]],
      accuracy: 10)
    let result = try PaperLayers.coverage(zones, [layer])
    // 400 x 200 shrunk by 10 on every side, as one.
    #expect(close(result.layer.numbers("park_share_low")[0], 380.0 * 180 / 1e6))
    let grown = 400.0 * 200 + 2 * 600 * 10 + circle * 100
    #expect(close(result.layer.numbers("park_share_high")[0], grown / 1e6))
  }

  @Test func everyFeatureHasItsOwnAccuracy() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let layer = try PaperLayers.areal(
      "park",
      [[PaperLayers.ring(100, 100, 300, 300)], [PaperLayers.ring(600, 600, 800, 800)]],
      accuracy: 10, [Column("accuracy_m", [nil, 30] as [Double?])])
    let result = try PaperLayers.coverage(zones, [layer])
    #expect(
      close(result.layer.numbers("park_share_low")[0], (180.0 * 180 + 140 * 140) / 1e6))
    let grown = 2 * 40_000.0 + 4 * 200 * 40 + circle * (100 + 900)
    #expect(close(result.layer.numbers("park_share_high")[0], grown / 1e6))
  }

  @Test func holesGrowWhenTheLayerShrinks() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(100, 100, 900, 900), PaperLayers.ring(400, 400, 600, 600)]],
      accuracy: 20)
    let result = try PaperLayers.coverage(zones, [layer])
    let hole = 40_000 + 4 * 200 * 20 + circle * 400
    #expect(close(result.layer.numbers("park_share_low")[0], (760.0 * 760 - hole) / 1e6))
    let grown = 640_000 + 4 * 800 * 20 + circle * 400 - 160 * 160
    #expect(close(result.layer.numbers("park_share_high")[0], grown / 1e6))
  }

  @Test func aLayerThinnerThanItsAccuracyMayNotBeThere() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(100, 100, 900, 130)]], accuracy: 15)
    let result = try PaperLayers.coverage(zones, [layer])
    #expect(result.layer.numbers("park_share_low") == [0])
    #expect(close(result.layer.numbers("park_share")[0], 0.024))
  }

  @Test func noShareIsAboveOne() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]], accuracy: 30)
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(-500, -500, 1500, 1500)]], accuracy: 100)
    let result = try PaperLayers.coverage(zones, [layer])
    #expect(result.layer.numbers("park_share") == [1])
    #expect(result.layer.numbers("park_share_high") == [1])
    #expect(close(result.layer.numbers("park_share_low")[0], 940.0 * 940 / 1e6))
  }

  @Test func unknownAccuracyIsNullWithANote() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let square = [PaperLayers.ring(300, 300, 700, 700)]
    let unknown = try PaperLayers.areal("park", [square])
    let partly = try PaperLayers.areal(
      "port", [square, [PaperLayers.ring(0, 0, 10, 10)]], [Column("accuracy_m", [5, nil])])
    let result = try PaperLayers.coverage(zones, [unknown, partly])
    for name in ["park", "port"] {
      #expect(result.layer.numbers("\(name)_share_low") == [nil])
      #expect(result.layer.numbers("\(name)_share_high") == [nil])
      #expect(
        result.notes.contains {
          $0.contains("\"\(name)\" has no error band") && $0.contains("accuracy: ")
        })
    }
    #expect(close(result.layer.numbers("park_share")[0], 0.16))
    #expect(result.totals[0].insideBandSquareMeters == nil)
  }

  @Test func zonesOfUnknownAccuracyAreNamed() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 1000, 1000)]], accuracy: nil)
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(300, 300, 700, 700)]], accuracy: 50)
    let result = try PaperLayers.coverage(zones, [layer])
    #expect(close(result.layer.numbers("park_share_low")[0], 0.09))
    #expect(result.notes.contains { $0.contains("zones=METRES") })
  }

  @Test func anEmptyLayerHasAnEmptyBand() throws {
    let zones = try PaperLayers.zones([[PaperLayers.ring(0, 0, 1000, 1000)]])
    let result = try PaperLayers.coverage(zones, [try PaperLayers.areal("park", [], accuracy: 5)])
    for column in ["park_area_m2", "park_share", "park_share_low", "park_share_high"] {
      #expect(result.layer.numbers(column) == [0], "\(column)")
    }
    #expect(result.notes == ["layer \"park\" is empty: its areas and shares are 0"])
  }

  /// Whatever moves by less than its accuracy stays within the band.
  @Test(arguments: [1, 2, 3])
  func movedLayersStayInTheBand(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let cells = Tessellation.jitteredGrid(
      columns: 5, rows: 5, size: 2_000, inserted: 2, originX: PaperLayers.x0,
      originY: PaperLayers.y0, seed: seed)
    let zones = try ZoneSet(
      PaperLayers.study("zones", cells, accuracy: 0), fields: ZoneEntry(source: "zones"),
      in: .laeaEurope, threads: 2)
    let stars = Geometries.stars(count: 30, radius: 900, vertices: 12, seed: seed + 10)
    func result(_ geometries: Geometries) throws -> Layer {
      let study = PaperLayers.study("stars", geometries, accuracy: 40)
      let areal = try ArealLayer(study, in: .laeaEurope, threads: 2)
      return try PaperLayers.coverage(zones, [areal], threads: 2).layer
    }
    let whole = try result(stars)
    let low = whole.numbers("stars_share_low").map { $0 ?? .nan }
    let high = whole.numbers("stars_share_high").map { $0 ?? .nan }
    for _ in 0..<8 {
      let angle = Double.random(in: 0..<(2 * .pi), using: &generator)
      let length = Double.random(in: 0...39.8, using: &generator)
      let moved = try result(
        stars.mapVertices { ($0 + length * cos(angle), $1 + length * sin(angle)) })
      for (zone, share) in moved.numbers("stars_share").enumerated() {
        let share = try #require(share)
        #expect(low[zone] <= share + 1e-9 && share <= high[zone] + 1e-9, "zone \(zone)")
      }
    }
  }
}
