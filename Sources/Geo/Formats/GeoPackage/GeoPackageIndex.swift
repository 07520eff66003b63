import GRDB
internal import GeoCore

/// The R-tree of a layer: an index over the boxes of its features, and the triggers by which other
/// programs keep it right when they edit.
///
/// **Source:** OGC 12-128r18, GeoPackage 1.3, annex F.3 (RTree Spatial Indexes).
struct GeoPackageIndex {
  let table: String
  private var name: String { "rtree_\(table)_\(GeoPackageTablePlan.geometryName)" }

  /// Creates the empty index and declares it.
  func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE \(quotedSQLName(name)) USING rtree(id, minx, maxx, miny, maxy)
        """)
    try database.execute(
      sql: "INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)",
      arguments: [
        table, GeoPackageTablePlan.geometryName, "gpkg_rtree_index",
        "http://www.geopackage.org/spec131/#extension_rtree", "write-only",
      ])
  }

  /// Fills the index with the boxes of all rows that have one, by way of the tables behind it.
  func fill(_ entries: [(id: Int, box: Box)], _ database: Database) throws {
    guard !entries.isEmpty else { return }
    let nodeTable = quotedSQLName(name + "_node")
    let size = try GeoPackageStatement(
      database, "SELECT length(data) FROM \(nodeTable) WHERE nodeno = 1")
    _ = try size.step()
    let pages = GeoPackageIndexPages(entries, nodeSize: size.integer(0))
    size.reset()

    let nodes = try GeoPackageStatement(
      database, "INSERT OR REPLACE INTO \(nodeTable) VALUES (?, ?)")
    for (i, node) in pages.nodes.enumerated() {
      try nodes.bind(i + 1, to: 1)
      try node.withUnsafeBytes { bytes in
        try nodes.bind(blob: bytes, to: 2)
        try nodes.run()
      }
    }
    let parents = try pairs("_parent", database)
    for (i, parent) in pages.parents.enumerated() { try parents(i + 2, parent) }
    let leaves = try pairs("_rowid", database)
    for (entry, leaf) in zip(entries, pages.leaves) { try leaves(entry.id, leaf) }
  }

  /// What inserts pairs of numbers into one of the tables behind the index.
  private func pairs(_ suffix: String, _ database: Database) throws -> (Int, Int) throws -> Void {
    let insertion = try GeoPackageStatement(
      database, "INSERT INTO \(quotedSQLName(name + suffix)) VALUES (?, ?)")
    return { key, value in
      try insertion.bind(key, to: 1)
      try insertion.bind(value, to: 2)
      try insertion.run()
    }
  }

  /// Creates the triggers. They call `ST_` functions that this connection lacks, so every row must
  /// be in before.
  func createTriggers(_ database: Database) throws {
    let geometry = quotedSQLName(GeoPackageTablePlan.geometryName)
    let key = quotedSQLName(GeoPackageTablePlan.keyName)
    let index = quotedSQLName(name)
    let hasShape = "(NEW.\(geometry) NOTNULL AND NOT ST_IsEmpty(NEW.\(geometry)))"
    let hasNone = "(NEW.\(geometry) ISNULL OR ST_IsEmpty(NEW.\(geometry)))"
    let put = """
      INSERT OR REPLACE INTO \(index) VALUES (NEW.\(key),
        ST_MinX(NEW.\(geometry)), ST_MaxX(NEW.\(geometry)),
        ST_MinY(NEW.\(geometry)), ST_MaxY(NEW.\(geometry)));
      """
    let dropOld = "DELETE FROM \(index) WHERE id = OLD.\(key);"
    let sameKey = "OLD.\(key) = NEW.\(key)"
    let otherKey = "OLD.\(key) != NEW.\(key)"

    let triggers: [(suffix: String, event: String, condition: String, action: String)] = [
      ("insert", "INSERT", hasShape, put),
      ("update1", "UPDATE OF \(geometry)", "\(sameKey) AND \(hasShape)", put),
      ("update2", "UPDATE OF \(geometry)", "\(sameKey) AND \(hasNone)", dropOld),
      ("update3", "UPDATE", "\(otherKey) AND \(hasShape)", dropOld + "\n" + put),
      (
        "update4", "UPDATE", "\(otherKey) AND \(hasNone)",
        "DELETE FROM \(index) WHERE id IN (OLD.\(key), NEW.\(key));"
      ),
      ("delete", "DELETE", "OLD.\(geometry) NOTNULL", dropOld),
    ]
    for trigger in triggers {
      try database.execute(
        sql: """
          CREATE TRIGGER \(quotedSQLName("\(name)_\(trigger.suffix)"))
          AFTER \(trigger.event) ON \(quotedSQLName(table))
          WHEN \(trigger.condition)
          BEGIN
          \(trigger.action)
          END
          """)
    }
  }
}
