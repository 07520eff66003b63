import GeoCore
import GeoFormats
import Testing

@testable import Atlas

@Suite struct CQL2ParserTests {
  private static let columns = [
    FeatureColumn(name: "name", type: .text), FeatureColumn(name: "people", type: .integer),
    FeatureColumn(name: "share", type: .number), FeatureColumn(name: "open", type: .boolean),
    FeatureColumn(name: "odd \"name\"", type: .text),
  ]

  private func parsed(_ text: String) throws(CQL2Error) -> FeatureCondition {
    try CQL2Parser.condition(text, columns: Self.columns) { box throws(CQL2Error) in [box] }
  }

  @Test func comparisonsOfBothSides() throws {
    #expect(
      try parsed("people >= 1000") == .compares(column: "people", .greaterOrEqual, .number(1000)))
    #expect(
      try parsed("1000 <= people") == .compares(column: "people", .greaterOrEqual, .number(1000)))
    #expect(
      try parsed("name='L''Estaque'") == .compares(column: "name", .equal, .text("L'Estaque")))
    #expect(try parsed("share<-1.5e-2") == .compares(column: "share", .less, .number(-0.015)))
    #expect(try parsed("open = TRUE") == .compares(column: "open", .equal, .bool(true)))
    #expect(
      try parsed("\"odd \"\"name\"\"\" <> 'x'")
        == .compares(column: "odd \"name\"", .notEqual, .text("x")))
  }

  @Test func andBindsCloserThanOr() throws {
    let (a, b, c) = (
      FeatureCondition.compares(column: "people", .equal, .number(1)),
      FeatureCondition.compares(column: "people", .equal, .number(2)),
      FeatureCondition.isNull(column: "name")
    )
    #expect(try parsed("people=1 OR people=2 AND name IS NULL") == .any([a, .all([b, c])]))
    #expect(try parsed("(people=1 or people=2) and name is null") == .all([.any([a, b]), c]))
    #expect(try parsed("NOT people=1 AND people=2") == .all([.not(a), b]))
  }

  @Test func advancedComparisons() throws {
    #expect(try parsed("name LIKE 'Aix%'") == .isLike(column: "name", pattern: "Aix%"))
    #expect(try parsed("name NOT LIKE 'A'") == .not(.isLike(column: "name", pattern: "A")))
    #expect(
      try parsed("people BETWEEN 1 AND 3 AND name IS NOT NULL")
        == .all([
          .all([
            .compares(column: "people", .greaterOrEqual, .number(1)),
            .compares(column: "people", .lessOrEqual, .number(3)),
          ]), .not(.isNull(column: "name")),
        ]))
    #expect(
      try parsed("name IN ('a','b')")
        == .any([
          .compares(column: "name", .equal, .text("a")),
          .compares(column: "name", .equal, .text("b")),
        ]))
  }

  @Test func boxes() throws {
    let box = Box(minX: 5, minY: 43, maxX: 5.5, maxY: 43.5)
    #expect(try parsed("S_INTERSECTS(geometry,BBOX(5,43,5.5,43.5))") == .meets(box))
    #expect(
      try parsed("s_intersects(geometry, POLYGON((5 43, 5.5 43, 5.5 43.5, 5 43.5, 5 43)))")
        == .meets(box))
    #expect(
      try parsed("S_INTERSECTS(geometry,POINT(5 43))")
        == .meets(Box(minX: 5, minY: 43, maxX: 5, maxY: 43)))
  }

  @Test(arguments: [
    ("", 1), ("people", 7), ("people =", 9), ("people = 'x'", 1), ("name = 5", 1),
    ("nobody = 1", 1),
    ("people = 1 people", 12), ("(people = 1", 12), ("people = 1)", 11), ("name = 'x", 8),
    ("people ~ 1", 8), ("name LIKE 5", 1), ("people LIKE 'x'", 1), ("people BETWEEN 1 OR 2", 18),
    ("name IN ()", 10), ("name IS 5", 9), ("S_INTERSECTS(name,BBOX(1,2,3,4))", 14),
    ("S_INTERSECTS(geometry,BBOX(1,2,3))", 23),
    ("S_INTERSECTS(geometry,POLYGON((0 0,1 0,1 2,0 1,0 0)))", 23), ("people = 1e999", 10),
    ("people = name", 1), ("NOT", 4), ("people = 1;DROP TABLE squares", 11),
  ])
  func whatIsWrongIsToldWithItsPlace(_ text: String, _ place: Int) {
    #expect { try parsed(text) } throws: { ($0 as? CQL2Error)?.place == place }
  }

  @Test func depthAndLengthAreBounded() {
    let deep = String(repeating: "(", count: 100) + "people=1" + String(repeating: ")", count: 100)
    #expect(throws: CQL2Error.self) { try parsed(deep) }
    let nots = String(repeating: "NOT ", count: 1000) + "people=1"
    #expect(throws: CQL2Error.self) { try parsed(nots) }
    let long = Array(repeating: "people=1", count: 5000).joined(separator: " OR ")
    #expect(throws: CQL2Error.self) { try parsed(long) }
  }
}
