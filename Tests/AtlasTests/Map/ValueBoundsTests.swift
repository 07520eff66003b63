import GeoCore
import Testing

@testable import Atlas

@Suite struct ValueBoundsTests {
  private func layer(_ low: [Double?], _ high: [Double?]) -> Layer {
    var geometries = Geometries(crs: .wgs84)
    for i in 0..<low.count {
      let x = Double(i)
      geometries.appendPolygon([[(x, 43), (x + 1, 43), (x + 1, 44), (x, 44)]])
    }
    let columns = [
      Column("park_share", low.map { $0.map { $0 + 0.1 } }), Column("park_share_low", low),
      Column("park_share_high", high),
    ]
    return Layer(name: "l", geometries: geometries, attributes: Attributes(columns: columns))
  }

  @Test func boundsStandBesideTheValue() throws {
    let layer = layer([0.2, 0.1], [0.45, 0.3])
    let svg = try ChoroplethMap(layer: layer, column: "park_share").svg()
    #expect(svg.contains("30% (20% to 45%)"))
    #expect(svg.contains("20% (10% to 30%)"))
    #expect(svg.contains("open by up to 25\u{A0}points"))
  }

  /// Bounds that are the value itself are no news.
  @Test func exactValuesAreNotOpen() throws {
    let exact = try #require(ValueBounds(of: "park_share", in: layer([0.2], [0.2])))
    #expect(exact.note == nil)
    let nearly = try #require(
      ValueBounds(of: "park_share", in: layer([0.2], [(0.2 as Double).nextUp])))
    #expect(nearly.note == nil)
  }

  @Test func unknownBoundsAreLeftOut() throws {
    let some = layer([0.2, nil], [0.45, nil])
    let bounds = try #require(ValueBounds(of: "park_share", in: some))
    #expect(bounds.text(0) == " (20% to 45%)")
    #expect(bounds.text(1) == "")
    #expect(ValueBounds(of: "park_share", in: layer([nil], [nil])) == nil)
    #expect(ValueBounds(of: "park_share_low", in: some) == nil)
  }

  /// The field names the columns of bounds: those of an overlap's area have their unit last.
  @Test func theFieldNamesTheBounds() throws {
    var layer = layer([0.2], [0.45])
    let words = Wording(en: "Area", fr: "Surface")
    let field = Field(
      "area_m2", .area, label: words, meaning: words, bounds: ["area_low_m2", "area_high_m2"])
    layer.attributes.set(Column(field, [100]))
    layer.attributes.set(Column("area_low_m2", [90] as [Double?]))
    layer.attributes.set(Column("area_high_m2", [120] as [Double?]))
    let svg = try ChoroplethMap(layer: layer, column: "area_m2").svg()
    #expect(svg.contains("100\u{A0}m² (90\u{A0}m² to 120\u{A0}m²)"))
  }
}
