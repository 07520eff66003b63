import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct GeoPackageFeaturesTests {
  /// Stars with a text, a whole number, a number and a truth value, some of them null.
  private func stars(_ count: Int) -> Layer {
    let shapes = Geometries.stars(count: count, radius: 300, vertices: 12, seed: 5)
    let names: [String?] = (0..<count).map { $0 % 7 == 0 ? nil : "star \($0 % 10)" }
    let sizes: [Int?] = (0..<count).map { $0 % 5 == 0 ? nil : $0 }
    let shares: [Double?] = (0..<count).map { $0 % 11 == 0 ? nil : Double($0) / 8 }
    var flags = Column("flag")
    for i in 0..<count { flags.append(i % 3 == 0 ? nil : i.isMultiple(of: 2)) }
    return Layer(
      name: "stars", geometries: shapes,
      attributes: Attributes(
        columns: [Column("name", names), Column("size", sizes), Column("share", shares), flags]),
      ids: FeatureIDs((0..<count).map { FeatureID("s\($0)") }))
  }

  private func opened(_ layer: Layer, _ scratch: Scratch) throws -> GeoPackageFeatures {
    let path = scratch.file("stars.gpkg")
    let output = try OutputFile(path)
    try GeoPackageFormat().write([layer], to: output, options: WriteOptions())
    try output.commit()
    return try #require(try GeoPackageFeatures(LayerSource(path: path, layerName: "stars")))
  }

  private static func condition(_ i: Int, _ generator: inout SeededGenerator) -> FeatureCondition {
    let comparison = FeatureCondition.Comparison.allCases.randomElement(using: &generator) ?? .equal
    switch i % 9 {
    case 0: return .compares(column: "name", comparison, .text("star \(i % 10)"))
    case 1: return .compares(column: "size", comparison, .number(Double(i)))
    case 2: return .compares(column: "share", comparison, .number(Double(i) / 16))
    case 3: return .compares(column: "flag", .equal, .bool(i.isMultiple(of: 2)))
    case 4: return .isNull(column: "name")
    case 5: return .isLike(column: "name", pattern: "%\(i % 10)")
    case 6: return .isNull(column: "nowhere")
    default:
      let x = 3_900_000 + Double.random(in: 0...9000, using: &generator)
      let y = 2_300_000 + Double.random(in: 0...9000, using: &generator)
      let box = Box(
        minX: x, minY: y, maxX: x + .random(in: 0...3000, using: &generator), maxY: y + 1000)
      return .meets(box)
    }
  }

  @Test func tablesAndLayersInMemorySelectTheSame() throws {
    let scratch = try Scratch()
    let layer = stars(300)
    let features = try opened(layer, scratch)
    let memory = LayerSelection(
      try LayerFormats.read(LayerSource(path: scratch.file("stars.gpkg"))))
    var generator = SeededGenerator(seed: 3)
    var selected = 0
    for i in 0..<200 {
      let (a, b) = (Self.condition(i, &generator), Self.condition(i + 4, &generator))
      let condition: FeatureCondition =
        switch i % 5 {
        case 0: a
        case 1: .all([a, b])
        case 2: .any([a, b])
        case 3: .not(a)
        default: .all([.not(.any([a, b])), .not(.isNull(column: "size"))])
        }
      let keys = try features.keys(where: condition, limit: 1000)
      #expect(keys == memory.features(where: condition).map { $0 + 1 }, "\(condition)")
      #expect(try features.count(where: condition) == keys.count)
      selected += keys.count
    }
    #expect(selected > 2000)
  }

  @Test func boxesAreMetAsFarAsTheIndexTells() throws {
    let scratch = try Scratch()
    let layer = stars(200)
    let features = try opened(layer, scratch)
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<50 {
      let x = 3_900_000 + Double.random(in: 0...9000, using: &generator)
      let y = 2_300_000 + Double.random(in: 0...9000, using: &generator)
      let box = Box(minX: x, minY: y, maxX: x + 500, maxY: y + 500)
      let keys = Set(try features.keys(where: .boxMeets(box), limit: 1000))
      for i in 0..<layer.count {
        let own = layer.geometries.box(ofFeature: i)
        if own.meets(box) { #expect(keys.contains(i + 1)) }
        if !own.meets(box.expanded(by: 0.5)) { #expect(!keys.contains(i + 1)) }
      }
    }
  }

  @Test func pagesByKeyAndByOffsetGiveEveryFeatureOnce() throws {
    let scratch = try Scratch()
    let features = try opened(stars(95), scratch)
    var byKey: [Int] = []
    while true {
      let page = try features.keys(where: nil, after: byKey.last, limit: 10)
      if page.isEmpty { break }
      byKey += page
    }
    #expect(byKey == Array(1...95))
    #expect(try features.keys(where: nil, offset: 90, limit: 10) == Array(91...95))
    #expect(try features.keys(where: nil, limit: 100, dividedBy: 10).count == 9)
  }

  @Test func aFeatureIsFoundByItsIDAndIsAsItWasWritten() throws {
    let scratch = try Scratch()
    let layer = stars(20)
    let features = try opened(layer, scratch)
    let key = try #require(try features.key(ofID: "s7"))
    let one = try features.layer(ofKeys: [key])
    #expect(one.ids[0]?.text == "s7")
    #expect(one.geometries.box == layer.geometries.box(ofFeature: 7))
    #expect(one.attributes["size"]?.integer(0) == 7)
    #expect(try features.key(ofID: "s20") == nil)
    #expect(try features.key(ofID: "7") == nil, "the key is no id where there is a column of them")
    #expect(features.columns.map(\.type) == [.text, .text, .integer, .number, .boolean])
  }
}
