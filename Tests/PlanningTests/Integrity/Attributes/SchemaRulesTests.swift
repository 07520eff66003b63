import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningIntegrity
@testable import PlanningStudies

@Suite struct SchemaRulesTests {
  private func schema(_ fields: String, _ more: String = "") throws -> LayerSchema {
    try LayerSchema(yaml: "fields: {\(fields)}\n\(more)", path: "s.yaml")
  }

  private func findings(
    _ schema: LayerSchema, _ columns: [Column], format: any LayerFormat = GeoJSONFormat()
  ) throws -> [Finding] {
    let count = columns.first?.count ?? 0
    let layer = Checked.layer(.null(count: count), columns: columns, format: format)
    return try Checked.findings(layer, schema: schema).filter { $0.rule.family == .attributes }
  }

  private func messages(_ schema: LayerSchema, _ columns: [Column]) throws -> [String] {
    try findings(schema, columns).map { finding in
      "\(finding.rule.code) \(finding.features.first ?? "-") \(finding.message)"
    }
  }

  @Test func missingFieldsAndValues() throws {
    let schema = try schema("zone: {required: true}, name: {nullable: false}, other: ")
    var name = Column("name", ["a", nil, "  "] as [String?])
    name.appendAbsent()
    #expect(
      try messages(schema, [Column("ZONE", [1, 2, 3, 4] as [Int?]), name]) == [
        "A301 - there is no field \"zone\"; there is \"ZONE\"",
        "A303 #2 \"name\" is null", "A303 #3 \"name\" is blank", "A303 #4 there is no \"name\"",
      ])
  }

  @Test func numbersAreComparedByValue() throws {
    var numbers = Column("v")
    for text in ["1", "1.0", "1e0", "2.50"] { numbers.append(json: text.utf8, kind: .number) }
    numbers.append("1")
    #expect(try findings(try schema("v: {values: [1, 2.5]}"), [numbers]).isEmpty)
    let twice = try findings(try schema("v: {unique: true}"), [numbers])
    #expect(twice.flatMap(\.features) == ["#2", "#1", "#3", "#1", "#5", "#1"])
    #expect(throws: InputError.self) { try schema("v: {values: []}") }
    #expect(try findings(try schema("v: {maximum: 1e300}"), [numbers]).isEmpty)
  }

  @Test func typesAreToldApart() throws {
    var mixed = Column("v")
    mixed.append("text")
    mixed.append(5)
    mixed.append(5.0 as Double?)
    mixed.append(json: "5.0".utf8, kind: .number)
    mixed.append(2.5 as Double?)
    mixed.append(true)
    mixed.append("2024-02-29")
    mixed.append("20230229")
    mixed.append(["a"])
    func failing(_ type: String, _ format: any LayerFormat = GeoJSONFormat()) throws -> [String] {
      try findings(try schema("v: {type: \(type)}"), [mixed], format: format)
        .flatMap(\.features)
    }
    #expect(try failing("text") == ["#2", "#3", "#4", "#5", "#6", "#9"])
    #expect(try failing("integer") == ["#1", "#5", "#6", "#7", "#8", "#9"])
    #expect(try failing("number") == ["#1", "#6", "#7", "#8", "#9"])
    #expect(try failing("boolean") == ["#1", "#2", "#3", "#4", "#5", "#7", "#8", "#9"])
    #expect(try failing("date") == ["#1", "#2", "#3", "#4", "#5", "#6", "#8", "#9"])
    #expect(try failing("list") == ["#1", "#2", "#3", "#4", "#5", "#6", "#7", "#8"])
    #expect(try failing("text", CSVFormat()) == ["#9"])
  }

  @Test(arguments: [
    ("2024-06-27", true), ("20240627", true), ("2024-06-27T12:00:00Z", true),
    ("2000-02-29", true), ("1900-02-29", false), ("2024-13-01", false), ("2024-04-31", false),
    ("2024-6-27", false), ("27/06/2024", false), ("2024-06-27T25:00", false), ("", false),
    ("2024-06-2é", false),
  ])
  func datesAreDaysOfTheCalendar(_ text: String, _ isDate: Bool) {
    #expect(CalendarDate.isDate(text) == isDate)
  }

  @Test func keysAreUnique() throws {
    let schema = try schema("a: {unique: true}, b: , c: ", "unique: [[b, c]]\n")
    let a = Column("a", ["x", "y", "x", nil, nil] as [String?])
    let b = Column("b", [1, 1, 2, 1, nil] as [Int?])
    let c = Column("c", ["p", "q", "p", "p", "p"] as [String?])
    #expect(
      try messages(schema, [a, b, c]) == [
        "A304 #3 \"a\" \"x\" is also that of feature #1",
        "A304 #4 \"b\" 1 and \"c\" \"p\" is also that of feature #1",
      ])
  }

  @Test func listsRangesAndPatterns() throws {
    let schema = try schema(
      """
      zone: {values: [U, AUc, N, 1]}, area: {type: number, minimum: 0, maximum: 10},
      name: {min_length: 2, max_length: 3}, code: {pattern: '\\d{5}'}
      """)
    let zone = Column("zone", ["U", "n", "X", nil, "1"] as [String?])
    let area = Column("area", [0, -0.5, 10, 10.5, nil] as [Double?])
    let name = Column("name", ["é", "éé", "ééé", "éééé", nil] as [String?])
    let code = Column("code", ["13055", "1305", "130555", "x13055", nil] as [String?])
    #expect(
      try messages(schema, [zone, area, name, code]) == [
        "A305 #2 \"zone\" is \"n\", which its list does not have; \"N\" may be meant",
        "A305 #3 \"zone\" is \"X\", which its list does not have",
        "A306 #2 \"area\" is -0.5, below 0", "A306 #4 \"area\" is 10.5, above 10",
        "A306 #1 \"name\" has 1 characters, and 2 are the least",
        "A306 #4 \"name\" has 4 characters, and 3 are the most",
        "A307 #2 \"code\" is \"1305\", which does not match \\d{5}",
        "A307 #3 \"code\" is \"130555\", which does not match \\d{5}",
        "A307 #4 \"code\" is \"x13055\", which does not match \\d{5}",
      ])
  }

  @Test func extraFieldsAreAsBadAsTheSchemaSays() throws {
    let columns = [Column("a", [1] as [Int?]), Column("b", [1] as [Int?])]
    #expect(try findings(try schema("a: "), columns).isEmpty)
    let warned = try findings(try schema("a: ", "extra_fields: warn\n"), columns)
    #expect(warned.map(\.message) == ["the schema has no field \"b\""])
    #expect(warned[0].severity == .warning)
    #expect(try findings(try schema("a: ", "extra_fields: error\n"), columns)[0].severity == .error)
  }

  @Test func manyFaultsAreCutShort() throws {
    let column = Column("a", Array(repeating: "x" as String?, count: 1_000))
    let found = try findings(try schema("a: {values: [y]}"), [column])
    #expect(found.count == 101)
    #expect(found.last?.message.hasPrefix("the same in 900 more features") == true)
  }

  @Test func otherLayersAreLeftAlone() throws {
    let column = Column("a", ["x"] as [String?])
    let fields = "a: {values: [y]}"
    #expect(try findings(try schema(fields, "layers: [other]\n"), [column]).isEmpty)
    #expect(try findings(try schema(fields, "layers: [LAYER]\n"), [column]).count == 1)
  }

  @Test(arguments: [
    ("fields: {a: {typ: text}}", "unknown key \"typ\""),
    ("fields: {a: {type: string}}", "\"type\" cannot be \"string\""),
    ("fields: {a: {type: text, minimum: 0}}", "\"minimum\" needs the type integer or number"),
    ("fields: {a: {type: number, pattern: x}}", "\"pattern\" needs the type text or date"),
    ("fields: {a: {minimum: 2, maximum: 1}}", "\"maximum\" is below \"minimum\""),
    ("fields: {a: {min_length: -1}}", "must be 0 or more"),
    ("fields: {a: {pattern: '(('}}", "is not a regular expression"),
    ("fields: {a: {required: maybe}}", "must be true or false"),
    ("fields: {a: }\nunique: [b]", "does not define"),
    ("fields: {a: }\nextra_fields: no", "\"extra_fields\" cannot be \"no\""),
    ("version: 2\nfields: {}", "schema version 2 is not known"),
    ("layers: [x]", "lacks the key \"fields\""),
    ("fields: {a: {a: [}}", "not YAML"),
    ("", "is empty"),
  ])
  func wrongSchemasAreRefusedWithTheirLine(_ text: String, _ reason: String) {
    let error = #expect(throws: InputError.self) { try LayerSchema(yaml: text, path: "s.yaml") }
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
    #expect(error?.line != nil)
  }

  /// The example of docs/schema.md, on zones as it wants them and on others.
  @Test func theExampleOfTheDocumentsWorks() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../docs/schema.md").standardizedFileURL
    let text = try String(contentsOf: page, encoding: .utf8)
    let yaml = try #require(
      text.split(separator: "```yaml\n").dropFirst().first?
        .split(separator: "```").first)
    let schema = try LayerSchema(yaml: String(yaml), path: "docs/schema.md")
    #expect(schema.fields.count == 8)
    func layer(typezone: String, insee: String, date: String) -> CheckedLayer {
      let columns = [
        Column("idzone", ["z1"] as [String?]), Column("libelle", ["Ua"] as [String?]),
        Column("libelong", [nil] as [String?]), Column("typezone", [typezone] as [String?]),
        Column("idurba", ["41175_PLU_20140603"] as [String?]),
        Column("datappro", [date] as [String?]), Column("surface", [1.5] as [Double?]),
        Column("insee", [insee] as [String?]),
      ]
      return Checked.layer(.null(count: 1), columns: columns, name: "ZONE_URBA")
    }
    func codes(_ layer: CheckedLayer) throws -> [String] {
      try Checked.findings(layer, schema: schema).map(\.rule.code).filter { $0.hasPrefix("A") }
    }
    #expect(try codes(layer(typezone: "AUc", insee: "2A004", date: "20140603")).isEmpty)
    #expect(
      try codes(layer(typezone: "AU", insee: "2C004", date: "20141301"))
        == ["A302", "A305", "A307"])
  }
}
