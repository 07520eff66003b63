import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct DenominatorTests {
  private let zone = [PaperLayers.ring(0, 0, 1000, 1000)]
  private let east = [PaperLayers.ring(1000, 0, 2000, 1000)]

  private func expect(
    _ layer: Layer, _ name: String, _ expected: [Double?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = layer.numbers(name)
    #expect(found.count == expected.count, "\(name)", sourceLocation: sourceLocation)
    for (a, b) in zip(found, expected) {
      let tolerance = max(1e-9, 1e-9 * abs(b ?? 0))
      let isSame = a == b || abs((a ?? .nan) - (b ?? .nan)) <= tolerance
      #expect(isSame, "\(name): \(found)", sourceLocation: sourceLocation)
    }
  }

  @Test func sharesOfTheZone() throws {
    let zones = try PaperLayers.zones([zone, east])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(500, 0, 1250, 400)]])
    let result = try PaperLayers.coverage(zones, [park]).layer
    expect(result, "park_area_m2", [200_000, 100_000])
    expect(result, "park_share", [0.2, 0.1])
    #expect(result.attributes["share_of"]?.string(0) == "zone")
    #expect(result.attributes["zone_area_m2"] == nil)
  }

  @Test func sharesOfLand() throws {
    let zones = try PaperLayers.zones([zone, east])
    // Water over the southern fifth of the first zone, drawn twice in part.
    let water = try PaperLayers.areal(
      "water", [[PaperLayers.ring(-10, -10, 600, 200)], [PaperLayers.ring(400, 0, 1000, 200)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 100, 500, 500)]])
    let land = try Denominator(
      named: "land", zones: zones, water: water, layer: nil, threads: 1)
    let result = try PaperLayers.coverage(zones, [park], of: land).layer
    expect(result, "area_m2", [1_000_000, 1_000_000])
    expect(result, "land_area_m2", [800_000, 1_000_000])
    // What of the park lies in water does not count above the line either.
    expect(result, "park_area_m2", [150_000, 0])
    expect(result, "park_share", [0.1875, 0])
    #expect(result.attributes["share_of"]?.string(1) == "land")
  }

  @Test func aZoneOfWaterHasNoShareOfLand() throws {
    let zones = try PaperLayers.zones([zone, east])
    let water = try PaperLayers.areal("water", [[PaperLayers.ring(-10, -10, 1000, 1010)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 1500, 1000)]], accuracy: 1)
    let land = try Denominator(
      named: "land", zones: zones, water: water, layer: nil, threads: 1)
    let result = try PaperLayers.coverage(zones, [park], of: land).layer
    expect(result, "land_area_m2", [0, 1_000_000])
    expect(result, "park_share", [nil, 0.5])
    expect(result, "park_share_low", [nil, 499.0 * 998 / 1e6])
    expect(result, "park_share_high", [nil, 0.501])
  }

  @Test func sharesOfALayer() throws {
    let zones = try PaperLayers.zones([zone, east])
    let town = try PaperLayers.areal("town", [[PaperLayers.ring(0, 0, 500, 500)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(250, 0, 2000, 250)]])
    let built = try Denominator(named: "town", zones: zones, water: nil, layer: town, threads: 1)
    let result = try PaperLayers.coverage(zones, [town, park], of: built).layer
    expect(result, "town_area_m2", [250_000, 0])
    expect(result, "town_share", [1, nil])
    expect(result, "park_area_m2", [62_500, 0])
    expect(result, "park_share", [0.25, nil])
    #expect(result.attributes["share_of"]?.string(0) == "town")
  }

  @Test func overlappingFeaturesOfTheDenominatorCountOnce() throws {
    let zones = try PaperLayers.zones([zone])
    let town = try PaperLayers.areal(
      "town", [[PaperLayers.ring(0, 0, 500, 500)], [PaperLayers.ring(250, 0, 750, 500)]])
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 1000, 250)]])
    let built = try Denominator(of: town, in: zones, threads: 1)
    let result = try PaperLayers.coverage(zones, [park], of: built).layer
    expect(result, "town_area_m2", [375_000])
    expect(result, "park_share", [0.5])
  }

  @Test func namesThatNeedALayerSaySo() throws {
    let zones = try PaperLayers.zones([zone])
    #expect {
      try Denominator(named: "land", zones: zones, water: nil, layer: nil, threads: 1)
    } throws: {
      ($0 as? InputError)?.kind == .usage && "\($0)".contains("layer of water")
    }
    #expect {
      try Denominator(named: "town", zones: zones, water: nil, layer: nil, threads: 1)
    } throws: {
      ($0 as? InputError)?.kind == .usage && "\($0)".contains("\"town\"")
    }
  }

  /// The parts of a zone in water and on land make the zone.
  @Test(arguments: [1, 2])
  func landAndWaterMakeTheZone(_ seed: UInt64) throws {
    let cells = Tessellation.jitteredGrid(
      columns: 6, rows: 6, size: 1_500, inserted: 3, originX: PaperLayers.x0,
      originY: PaperLayers.y0, seed: seed)
    let zones = try ZoneSet(
      PaperLayers.study("zones", cells), fields: ZoneEntry(source: "zones"), in: .laeaEurope,
      threads: 2)
    let stars = Geometries.stars(count: 40, radius: 700, vertices: 9, seed: seed)
    let water = try ArealLayer(
      PaperLayers.study("water", stars), in: .laeaEurope, threads: 2)
    let land = try Denominator(landOf: zones, water: water, threads: 2).areasSquareMeters
    let wet = try Denominator(of: water, in: zones, threads: 2).areasSquareMeters
    #expect(wet.contains { $0 > 0 })
    for (zone, area) in zones.areasSquareMeters.enumerated() {
      #expect(abs(land[zone] + wet[zone] - area) < 1e-9 * area + 1e-5)
    }
  }
}
