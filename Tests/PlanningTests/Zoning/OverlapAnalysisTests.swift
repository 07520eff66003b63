import GeoCore
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoProjection
@testable import PlanningStudies

@Suite struct OverlapAnalysisTests {
  private typealias Entry = OverlapAnalysis.Entry

  /// b2 lies within a1; b1 shares 50 × 20 m with a1 and 50 × 80 m with a10; a2 touches a1 only.
  @Test func handCase() throws {
    let a = Study.layer(
      "a",
      Study.polygons([
        Study.square(0, 100, 100), Study.square(0, 0, 100), Study.square(100, 0, 100),
      ]), ids: ["a10", "a1", "a2"], columns: [Column("name", ["Ten", "One", nil])])
    let b = Study.layer(
      "b",
      Study.polygons([Study.rectangle(20, 80, 50, 100), Study.square(10, 10, 30)]),
      ids: ["b1", "b2"], status: .indicative)
    let zones = try Study.zones([Study.square(0, 0, 300), Study.square(300, 0, 300)])
    let result = try OverlapAnalysis.run(
      [Entry(try Study.areal(a), try Study.areal(b))], zones: zones, threads: 1)
    let layer = result.layer
    #expect(layer.ids.map { $0?.text } == ["a:a1+b:b1", "a:a1+b:b2", "a:a10+b:b1"])
    #expect(layer.numbers("area_m2") == [1000, 900, 4000])
    #expect(layer.numbers("share_of_a") == [0.1, 0.09, 0.4])
    #expect(layer.numbers("share_of_b") == [0.2, 1, 0.8])
    #expect(layer.strings("a_name") == ["One", "One", "Ten"])
    #expect(layer.strings("b_name") == [nil, nil, nil])
    #expect(layer.strings("status") == ["indicative", "indicative", "indicative"])
    #expect(layer.strings("audit") == ["agreed", "agreed", "agreed"])
    #expect(layer.strings("zones") == ["[\"A\"]", "[\"A\"]", "[\"A\"]"])
    #expect(layer.crs == .wgs84)
    #expect(result.audits == .init(agreed: 3, regridded: 0, disputed: 0))
    #expect(result.totals.count == 1)
    #expect(result.totals[0].pairs == 3 && abs(result.totals[0].areaSquareMeters - 5900) < 1e-6)
    // The shapes have the areas that the table states.
    let back = try layer.geometries.transformed(to: .laeaEurope).geometries
    for (feature, area) in [1000.0, 900, 4000].enumerated() {
      #expect(abs(back.area(ofFeature: feature) - area) < 1e-3)
    }
  }

  /// A feature within another is the overlap: given back as it came, to the last bit.
  @Test func containedFeaturesAreCopied() throws {
    var inner = Geometries(crs: .wgs84)
    inner.appendPolygon([[(5.40001, 43.30001), (5.40123, 43.3), (5.4, 43.30234)]])
    var outer = Geometries(crs: .wgs84)
    outer.appendPolygon([[(5.3, 43.2), (5.5, 43.2), (5.5, 43.4), (5.3, 43.4)]])
    let a = try Study.areal(Study.layer("a", inner))
    let b = try Study.areal(Study.layer("b", outer))
    for (first, second) in [(a, b), (b, a)] {
      let result = try OverlapAnalysis.run([Entry(first, second)], zones: nil, threads: 1)
      #expect(result.layer.geometries == inner)
      #expect(result.layer.numbers("area_m2") == result.layer.numbers("audit_area_m2"))
      #expect(result.layer.attributes["zones"] == nil)
    }
  }

  @Test func identicalFeaturesShareAll() throws {
    let a = try Study.areal(Study.layer("a", Study.polygons([Study.square(0, 0, 100)])))
    let result = try OverlapAnalysis.run([Entry(a, a)], zones: nil, threads: 1)
    #expect(result.layer.numbers("share_of_a") == [1])
    #expect(result.layer.numbers("share_of_b") == [1])
  }

  @Test func withinOneLayerEveryPairOnce() throws {
    let layer = try Study.areal(
      Study.layer(
        "l",
        Study.polygons([
          Study.square(0, 0, 100), Study.square(90, 0, 100), Study.square(95, 50, 100),
          Study.square(190, 0, 100),
        ]), ids: ["d", "c", "b", "a"]))
    let result = try OverlapAnalysis.run([Entry(within: layer)], zones: nil, threads: 1)
    #expect(
      Set(result.layer.ids.compactMap { $0?.text })
        == ["l:c+l:d", "l:b+l:d", "l:b+l:c", "l:a+l:b"])
    let areas = Dictionary(
      uniqueKeysWithValues: zip(
        result.layer.ids.compactMap { $0?.text }, result.layer.numbers("area_m2")))
    #expect(areas["l:c+l:d"] == 1000)
    #expect(areas["l:b+l:d"] == 250)
    #expect(areas["l:b+l:c"] == 4750)
    #expect(areas["l:a+l:b"] == 250)
  }

  @Test func idsAreSorted() throws {
    let cells = Tessellation.jitteredGrid(
      columns: 5, rows: 5, size: 100, inserted: 1, originX: Study.x, originY: Study.y, seed: 3)
    let moved = cells.mapVertices { ($0 + 33, $1 + 21) }
    var generator = SeededGenerator(seed: 1)
    let order = (0..<25).shuffled(using: &generator)
    let a = try Study.areal(Study.layer("a", cells, ids: order.map { "a\($0)" }))
    let b = try Study.areal(Study.layer("b", moved, ids: order.map { "b\($0)" }))
    let result = try OverlapAnalysis.run([Entry(a, b)], zones: nil, threads: 2)
    let pairs = zip(result.layer.strings("a_id"), result.layer.strings("b_id"))
      .map { [$0 ?? "", $1 ?? ""] }
    #expect(pairs.count > 50)
    #expect(pairs == pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) })
    #expect(Set(pairs).count == pairs.count)
    let one = try OverlapAnalysis.run([Entry(a, b)], zones: nil, threads: 1)
    #expect(one.layer.attributes == result.layer.attributes)
    #expect(one.layer.geometries == result.layer.geometries)
    #expect(result.audits.disputed == 0)
  }

  @Test func smallOverlapsCanBeLeftOut() throws {
    let a = try Study.areal(Study.layer("a", Study.polygons([Study.square(0, 0, 100)])))
    let b = try Study.areal(
      Study.layer("b", Study.polygons([Study.square(99, 0, 100), Study.square(-50, 0, 100)])))
    let result = try OverlapAnalysis.run(
      [Entry(a, b)], zones: nil, minAreaSquareMeters: 100, threads: 1)
    #expect(result.layer.strings("b_id") == ["2"])
    let areas = try OverlapAnalysis.areasOnly(Entry(a, b), threads: 1)
    #expect(areas.layer.strings("b_id") == ["1", "2"])
    #expect(areas.layer.numbers("area_m2") == [100, 5000])
    #expect(areas.layer.numbers("share_of_a") == [0.01, 0.5])
  }

  @Test func nothingSharedIsAnEmptyTable() throws {
    let a = try Study.areal(Study.layer("a", Study.polygons([Study.square(0, 0, 100)])))
    let b = try Study.areal(Study.layer("b", Study.polygons([Study.square(100, 0, 100)])))
    let result = try OverlapAnalysis.run([Entry(a, b)], zones: nil, threads: 1)
    #expect(result.layer.count == 0)
    #expect(result.layer.attributes.names.contains("area_m2"))
    #expect(try OverlapAnalysis.run([], zones: nil, threads: 1).layer.count == 0)
  }

  /// A∩B + A−B = A: the cells of a tessellation take a star apart without loss.
  @Test func theRowsOfAFeatureAddUpToIt() throws {
    let cells = Tessellation.jitteredGrid(
      columns: 10, rows: 10, size: 1300, inserted: 5, originX: 3_899_000, originY: 2_299_000,
      seed: 51)
    let stars = Geometries.stars(count: 12, radius: 800, vertices: 40, seed: 52)
    let whole = stars.selecting(
      (0..<stars.count).filter { feature in
        Box(minX: 3_899_000, minY: 2_299_000, maxX: 3_912_000, maxY: 2_312_000)
          .contains(stars.box(ofFeature: feature))
      })
    #expect(whole.count > 4)
    let a = try Study.areal(Study.layer("a", whole))
    let b = try Study.areal(Study.layer("b", cells))
    let result = try OverlapAnalysis.run([Entry(a, b)], zones: nil, threads: 2)
    var sums = Array(repeating: 0.0, count: whole.count)
    for row in 0..<result.layer.count {
      guard let id = result.layer.strings("a_id")[row].flatMap(Int.init) else { continue }
      sums[id - 1] += result.layer.numbers("area_m2")[row] ?? .nan
    }
    for (feature, sum) in sums.enumerated() {
      #expect(abs(sum - a.index.areas[feature]) < 1e-3, "\(feature)")
    }
    #expect(result.audits.agreed == result.layer.count)
  }
}
