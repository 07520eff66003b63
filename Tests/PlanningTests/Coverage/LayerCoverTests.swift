import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// What holds for every cover: the same on any number of threads and in any order.
@Suite struct LayerCoverTests {
  private struct Study {
    var zones: StudyLayer
    var layer: StudyLayer
    var people: StudyLayer

    init(seed: UInt64) {
      let cells = Tessellation.jitteredGrid(
        columns: 6, rows: 6, size: 1_800, inserted: 4, originX: PaperLayers.x0,
        originY: PaperLayers.y0, seed: seed)
      zones = PaperLayers.study("zones", cells, ids: (0..<36).map { "z\($0)" }, accuracy: 5)
      let stars = Geometries.stars(count: 60, radius: 600, vertices: 11, seed: seed + 1)
      layer = PaperLayers.study("stars", stars, ids: (0..<60).map { "s\($0)" }, accuracy: 25)
      let homes = Tessellation.jitteredGrid(
        columns: 30, rows: 30, size: 370, inserted: 0, originX: PaperLayers.x0,
        originY: PaperLayers.y0, seed: seed + 2)
      people = PaperLayers.study(
        "homes", homes, ids: (0..<900).map { "h\($0)" },
        [Column("ind", (0..<900).map { Double($0 % 97) / 2 })])
    }

    mutating func shuffle(_ generator: inout SeededGenerator) {
      func mixed(_ study: StudyLayer) -> StudyLayer {
        let order = Array(0..<study.layer.count).shuffled(using: &generator)
        return StudyLayer(
          name: study.name, layer: study.layer.selecting(order), credits: study.credits,
          sha256: "", reference: study.name)
      }
      zones = mixed(zones)
      layer = mixed(layer)
      people = mixed(people)
    }

    /// The result's columns by zone, and the totals, as text.
    func result(threads: Int) throws -> (order: [String], rows: [String: String], ledger: String) {
      let zoneSet = try ZoneSet(
        zones, fields: ZoneEntry(source: "zones"), in: .laeaEurope, threads: threads)
      let areal = try ArealLayer(layer, in: .laeaEurope, threads: threads)
      let source = try PeopleSource(people, field: "ind", in: .laeaEurope, threads: threads)
      let result = try PaperLayers.coverage(zoneSet, [areal], people: source, threads: threads)
      let table = result.layer.attributes
      var rows: [String: String] = [:]
      for zone in 0..<zoneSet.count {
        rows[zoneSet.ids[zone].text] =
          table.columns.map { "\($0.name)=\($0.json(zone))" }.joined(separator: " ")
      }
      let ledger = (result.ledger.map(\.json.compact) + [result.people?.json.compact ?? ""])
        .joined()
      return (zoneSet.ids.map(\.text), rows, ledger)
    }
  }

  @Test(arguments: [21, 22])
  func oneThreadAndTwoGiveTheSame(_ seed: UInt64) throws {
    let study = Study(seed: seed)
    let one = try study.result(threads: 1)
    for threads in [2, 3] {
      let more = try study.result(threads: threads)
      #expect(more.rows == one.rows)
      #expect(more.ledger == one.ledger)
    }
  }

  @Test(arguments: [31, 32, 33])
  func anyOrderOfFeaturesGivesTheSameFigures(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var study = Study(seed: seed)
    let first = try study.result(threads: 2)
    for _ in 0..<3 {
      study.shuffle(&generator)
      let other = try study.result(threads: 2)
      // Zones come out in the order of their ids, each with the same figures.
      #expect(other.order == first.order)
      #expect(other.order == other.order.sorted())
      #expect(other.rows == first.rows)
      #expect(other.ledger == first.ledger)
    }
  }

  @Test func areasAreExact() throws {
    let zones = try PaperLayers.zones(
      [[PaperLayers.ring(0, 0, 7, 3)], [PaperLayers.ring(7, 0, 90_007, 80_003)]])
    let layer = try PaperLayers.areal(
      "park",
      [[PaperLayers.ring(6.5, 0.25, 7.5, 0.75)], [PaperLayers.ring(10, 10, 80_010, 70_010)]])
    let found = try PaperLayers.coverage(zones, [layer]).layer.numbers("park_area_m2")
    for (area, exact) in zip(found, [0.25, 5_600_000_000.25]) {
      #expect(abs((area ?? .nan) - exact) <= max(1e-5, 1e-9 * exact))
    }
  }

  @Test func statusesAreTheWeakestThatReachIn() throws {
    let zones = try PaperLayers.zones([
      [PaperLayers.ring(0, 0, 100, 100)], [PaperLayers.ring(100, 0, 200, 100)],
      [PaperLayers.ring(200, 0, 300, 100)],
    ])
    let layer = try PaperLayers.areal(
      "park", [[PaperLayers.ring(0, 0, 50, 100)], [PaperLayers.ring(50, 0, 150, 100)]],
      accuracy: 1, [Column("status", ["official", "indicative"] as [String?])])
    let status = try #require(
      try PaperLayers.coverage(zones, [layer]).layer.attributes["park_status"])
    #expect((0..<3).map { status.string($0) } == ["indicative", "indicative", "indicative"])
    let official = try PaperLayers.areal(
      "park", [[PaperLayers.ring(0, 0, 50, 100)], [PaperLayers.ring(150, 0, 180, 100)]],
      accuracy: 1, [Column("status", ["official", "legal_text"] as [String?])])
    let other = try #require(
      try PaperLayers.coverage(zones, [official]).layer.attributes["park_status"])
    #expect((0..<3).map { other.string($0) } == ["official", "legal_text", "legal_text"])
  }

  @Test func zonesLeftOutAreNamed() throws {
    let bowTie = [[(0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0)]]
    let study = PaperLayers.study(
      "zones", PaperLayers.geometries([bowTie, [PaperLayers.ring(200, 0, 300, 100)]]),
      ids: ["bow", "sound"], accuracy: 0)
    let zones = try ZoneSet(
      study, fields: ZoneEntry(source: "zones"), in: .laeaEurope, lenient: true, threads: 1)
    let park = try PaperLayers.areal("park", [[PaperLayers.ring(0, 0, 250, 100)]], accuracy: 0)
    let result = try PaperLayers.coverage(zones, [park])
    #expect(result.layer.numbers("park_share") == [nil, 0.5])
    #expect(
      result.notes.contains { $0.hasPrefix("zones: feature bow left out: invalid polygon") })
  }
}
