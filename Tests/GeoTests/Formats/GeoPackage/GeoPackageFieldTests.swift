import GRDB
import GeoCore
import GeoFormats
import TestSupport
import Testing

/// A column of a result says what it holds though it has no value: its type in a table is that.
@Suite struct GeoPackageFieldTests {
  private let words = Wording(en: "a", fr: "b")

  private func types(_ columns: [GeoCore.Column]) throws -> [String: String] {
    let bench = try GeoPackageBench()
    var layer = GeoPackageBench.stars(2)
    for column in columns { layer.attributes.set(column) }
    let path = try bench.write([layer])
    return try DatabaseQueue(path: path).read { database in
      var types: [String: String] = [:]
      for row in try Row.fetchAll(database, sql: "PRAGMA table_info(stars)") {
        types[row["name"]] = row["type"]
      }
      return types
    }
  }

  @Test(arguments: [
    (Field.Kind.share, "REAL"), (.people, "REAL"), (.score, "REAL"), (.count, "INTEGER"),
    (.boolean, "BOOLEAN"), (.name, "TEXT"), (.category, "TEXT"),
  ])
  func nothingButNullsKeepsItsType(_ kind: Field.Kind, _ type: String) throws {
    let field = Field("x", kind, label: words, meaning: words)
    var column = GeoCore.Column(field)
    column.appendNull()
    column.appendNull()
    #expect(try types([column])["x"] == type)
  }

  /// What is there decides, and what is read has no field.
  @Test func valuesDecideWhereThereAreAny() throws {
    let count = Field("n", .count, label: words, meaning: words)
    #expect(try types([GeoCore.Column(count, unrounded: [1.5, nil])])["n"] == "REAL")
    #expect(try types([GeoCore.Column("y", [nil as Double?, nil])])["y"] == "TEXT")
  }
}
