import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// What results say of themselves: layers, ledgers, tables.
@Suite struct ResultDescriptionTests {
  private func layer() -> Layer {
    var shapes = Geometries(crs: .wgs84)
    shapes.appendPoint(x: 5, y: 43)
    shapes.appendPolygon([[(5, 43), (6, 43), (6, 44), (5, 43)]])
    shapes.beginFeature(.null)
    var table = Attributes(rowCount: 3)
    table.set(Column("whole", [1, nil, 3] as [Int?]))
    table.set(Column("part", [1.5, 2, nil] as [Double?]))
    table.set(Column("word", ["a", "b", "\u{1B}[2J"] as [String?]))
    table.set(Column("none", [nil, nil, nil] as [String?]))
    return Layer(name: "land_use", geometries: shapes, attributes: table, path: "l.geojson")
  }

  @Test func aLayerIsToldByItsKindsAndColumns() throws {
    let description = try LayerDescription(layer())
    #expect(description.featureCount == 3 && description.vertexCount == 5)
    #expect(description.kinds.map(\.count) == [1, 1, 1])
    #expect(description.columns.map(\.type) == ["integer", "number", "string", "empty"])
    #expect(description.columns.map(\.missing) == [1, 1, 0, 3])
    let text = try ParsedJSON(description.json.compact)
    #expect(text["features"].number == 3 && text["vertices"].number == 5)
    #expect(text["bbox"].items.compactMap(\.number) == [5, 43, 6, 44])
    #expect(text["crs"].string == CRS.wgs84.definition)
    #expect(description.text.contains("  whole: integer, 1 missing\n"))
    #expect(description.text.contains("  from 5.0 43.0 to 6.0 44.0\n"))
  }

  @Test func nothingIsDescribedAsNothing() throws {
    let empty = Layer(
      name: "\u{1B}[2J", geometries: Geometries(crs: .wgs84), attributes: Attributes(rowCount: 0))
    let description = try LayerDescription(empty)
    #expect(description.json.compact.contains("\"bbox\":null"))
    #expect(description.text.contains("0 features: none; 0 vertices"))
    // A name cannot move the cursor.
    #expect(!description.text.contains("\u{1B}"))
  }

  /// Area in = inside + outside, and features read = used + dropped.
  @Test func aLedgerAddsUp() throws {
    let entry = LedgerEntry(
      layer: "park", featuresRead: 7,
      dropped: [
        ArealLayer.Dropped(feature: "f2", reason: "invalid polygon"),
        ArealLayer.Dropped(feature: "f5", reason: "no geometry"),
      ],
      grossAreaSquareMeters: 130, doubleCountedAreaSquareMeters: 30, netAreaSquareMeters: 100,
      insideSquareMeters: 62.5)
    #expect(entry.outsideSquareMeters == 37.5)
    let json = try ParsedJSON(entry.json.compact)
    func number(_ name: String) -> Double? { json[name].number }
    #expect(number("features_read") == 7 && number("features_used") == 5)
    #expect(number("gross_area_m2") == 130 && number("double_counted_area_m2") == 30)
    #expect(number("net_area_m2") == 100)
    #expect(number("inside_zones_area_m2") == 62.5 && number("outside_zones_area_m2") == 37.5)
    let dropped = json["features_dropped"].items
    #expect(dropped.compactMap { $0["feature"].string } == ["f2", "f5"])
  }

  /// Columns of results are told by their field, others by what they hold.
  @Test func aTableIsToldByItsFields() throws {
    var field = Field(
      "park_share", .share, label: Wording(en: "Share", fr: "Part"),
      meaning: Wording(en: "How much.", fr: "Combien."))
    field.bounds = ["park_share_low", "park_share_high"]
    field.denominator = "area_m2"
    field.reason = "park_reason"
    var table = layer()
    table.attributes.set(Column(field, [0.5, nil, 1]))
    let list = try ParsedJSON(TableSchema(table).json.compact)["fields"].items
    let types = list.compactMap { $0["type"].string }
    #expect(types == ["integer", "number", "string", "string", "number"])
    let share = try #require(list.last)
    #expect(share["title"].string == "Share" && share["title_fr"].string == "Part")
    #expect(share["low"].string == "park_share_low" && share["high"].string == "park_share_high")
    #expect(share["denominator"].string == "area_m2" && share["reason"].string == "park_reason")
    #expect(share["constraints"]["maximum"].number == 1)
    #expect(list[0]["title"] == .null)
  }
}
