internal import GRDB
internal import GeoCore
public import GeoFormats

extension SavedStreetNetwork {
  /// Writes the network as a GeoPackage in one transaction.
  /// - Parameter provenance: JSON that goes into the file's metadata.
  /// - Throws: `NetworkError` of kind `usage` for a stream, `OutputError` when writing fails.
  public func write(to output: OutputFile, provenance: String? = nil) throws {
    guard !output.isStream else {
      throw NetworkError(
        path: output.destination, reason: "a network cannot be written to a stream",
        remedy: "name a file with -o, such as streets.gpkg", kind: .usage)
    }
    try GeoPackageFile.writing(output) { database in
      let options = WriteOptions(provenance: provenance)
      try GeoPackageWriter(database, options: options) { _ in }.write(layers)
      try writeArrays(database)
    }
  }

  private func writeArrays(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE \(Self.arraysTable) (
          id INTEGER PRIMARY KEY NOT NULL,
          name TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL,
          count INTEGER NOT NULL,
          data BLOB NOT NULL
        )
        """)
    try database.execute(
      sql: "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, ?)",
      arguments: [
        Self.arraysTable, "ampgeo_graph",
        "street graph in compressed sparse rows, see docs/network.md of amp-geo", "write-only",
      ])
    let insertion = try GeoPackageStatement(
      database, "INSERT INTO \(Self.arraysTable) VALUES (?, ?, ?, ?, ?)")
    for (i, entry) in StreetArrays(network, graph).entries.enumerated() {
      try insertion.bind(i + 1, to: 1)
      try insertion.bind(entry.name, to: 2)
      try insertion.bind(entry.kind.rawValue, to: 3)
      try insertion.bind(entry.count, to: 4)
      try entry.bytes.withUnsafeBytes { bytes in
        try insertion.bindData(bytes, to: 5)
        try insertion.run()
      }
    }
  }

  /// Reads a network and checks it: every index, every length, every weight.
  ///
  /// **Complexity:** one read of the arrays; layers are not looked at.
  /// - Throws: `NetworkError` or `FormatError`: kind `missingInput` when the file is, `badData` when
  ///   it holds no network, one of another version, or a damaged one.
  public init(path: String) throws {
    do {
      self = try GeoPackageFile.reading(path) { database in
        try SavedStreetNetwork(database)
      }
    } catch let error as NetworkError {
      throw error.at(path)
    }
  }

  private init(_ database: Database) throws {
    for table in [Self.factsTable, Self.arraysTable] {
      guard try database.tableExists(table) else {
        throw NetworkError(
          reason: "this file holds no street network: it has no table \(table)",
          remedy: "make one with amp-geo network build")
      }
    }
    var facts: [Fact] = []
    let rows = try GeoPackageStatement(
      database, "SELECT name, value FROM \(Self.factsTable) ORDER BY fid")
    while try rows.step() { facts.append(Fact(rows.string(0) ?? "", rows.string(1) ?? "")) }
    func fact(_ name: String) -> String? { facts.first { $0.name == name }?.value }
    guard fact(Self.formatFact) == String(Self.formatVersion) else {
      throw NetworkError(
        reason: "the network is of format \(fact(Self.formatFact) ?? "unknown"), and this program"
          + " reads format \(Self.formatVersion)",
        remedy: "build it again with this program")
    }
    guard let mode = fact(Self.profileFact).flatMap(StreetMode.init) else {
      throw NetworkError(
        reason: "the network is of the unknown profile \(fact(Self.profileFact) ?? "")",
        remedy: "build it again")
    }
    var arrays = StreetArrays()
    let entries = try GeoPackageStatement(
      database, "SELECT name, kind, count, data FROM \(Self.arraysTable) ORDER BY id")
    while try entries.step() {
      try arrays.add(
        name: entries.string(0) ?? "", kind: entries.string(1) ?? "", count: entries.integer(2),
        entries.blob(3))
    }
    let network = try arrays.network(mode)
    self.init(network: network, graph: try arrays.graph(of: network), facts: facts)
  }
}

extension GeoPackageStatement {
  /// Binds bytes as a BLOB, those of an empty array too.
  fileprivate func bindData(_ bytes: UnsafeRawBufferPointer, to parameter: Int) throws {
    // A null pointer would bind NULL.
    guard bytes.isEmpty else { return try bind(blob: bytes, to: parameter) }
    try withUnsafeBytes(of: UInt8(0)) { byte in
      try bind(blob: UnsafeRawBufferPointer(rebasing: byte[..<0]), to: parameter)
    }
  }
}
