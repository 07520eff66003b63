package import GRDB
package import GeoCore

/// Writes layers into an empty database and makes it a GeoPackage.
package struct GeoPackageWriter {
  let database: Database
  let options: WriteOptions
  private let note: (String) -> Void

  /// - Parameter note: takes what had to be decided, each a sentence.
  package init(_ database: Database, options: WriteOptions, note: @escaping (String) -> Void) {
    self.database = database
    self.options = options
    self.note = note
  }

  package func write(_ layers: [Layer]) throws {
    try database.execute(sql: GeoPackageSchema.base)
    var references = try GeoPackageSpatialReferences(database)
    var taken: Set<String> = []
    var titles: Set<String> = []
    for layer in layers {
      let plan = GeoPackageTablePlan(layer, taken: &taken)
      // The standard wants titles to differ.
      let title = [layer.title, plan.name].compactMap { $0 }
        .first { !$0.isEmpty && titles.insert($0).inserted }
      let srsID =
        plan.geometryKind == nil ? nil : try references.id(of: layer.crs, in: database)
      try write(layer, plan, title: title, srsID: srsID)
      for text in plan.notes(on: layer) + GeoPackageTimes.notes(on: layer, plan) { note(text) }
    }
    let kept = layers.lazy.compactMap { layer in
      layer.foreignMembers.first { $0.name == "amp_geo" }?.json
    }
    if let provenance = options.provenance ?? kept.first { try write(provenance: provenance) }
  }

  private func write(
    _ layer: Layer, _ plan: GeoPackageTablePlan, title: String?, srsID: Int?
  ) throws {
    try declare(layer, plan, title: title, srsID: srsID)
    guard let srsID, let kind = plan.geometryKind else {
      try insertRows(of: layer, plan, geometry: nil)
      return
    }
    let index = GeoPackageIndex(table: plan.name)
    try index.create(database)
    try insertRows(of: layer, plan, geometry: (kind, srsID))
    let boxes = layer.geometries.boxes().enumerated().map { i, box in
      (id: plan.keys?[i] ?? i + 1, box: box)
    }
    try index.fill(boxes.filter { !$0.box.isEmpty }, database)
    try index.createTriggers(database)
  }

  /// Creates the table and lists it.
  private func declare(
    _ layer: Layer, _ plan: GeoPackageTablePlan, title: String?, srsID: Int?
  ) throws {
    guard plan.columns.count <= GeoPackageFormat.mostColumns else {
      throw FormatError(
        path: layer.path.isEmpty ? layer.name : layer.path,
        reason: "the layer has \(plan.columns.count) columns, and a GeoPackage holds "
          + "\(GeoPackageFormat.mostColumns)",
        remedy: "write it as GeoJSON")
    }
    var columns = ["\(GeoPackageTablePlan.keyName) INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if srsID != nil {
      columns.append("\(GeoPackageTablePlan.geometryName) \(plan.geometryTypeName)")
    }
    columns += plan.columns.map { "\(quotedSQLName($0.name)) \($0.type.rawValue)" }
    try database.execute(
      sql: "CREATE TABLE \(quotedSQLName(plan.name)) (\(columns.joined(separator: ", ")))")
    let box = srsID == nil ? Box.empty : layer.geometries.box
    let extent: [Double?] =
      box.isEmpty ? [nil, nil, nil, nil] : [box.minX, box.minY, box.maxX, box.maxY]
    try database.execute(
      sql: "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        plan.name, srsID == nil ? "attributes" : "features", title, layer.abstract ?? "",
        GeoPackageSchema.timestamp, extent[0], extent[1], extent[2], extent[3], srsID,
      ])
    if let srsID {
      try database.execute(
        sql: "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, 0)",
        arguments: [
          plan.name, GeoPackageTablePlan.geometryName, plan.geometryTypeName, srsID,
          layer.geometries.elevations == nil ? 0 : 1,
        ])
    }
  }

  private func insertRows(
    of layer: Layer, _ plan: GeoPackageTablePlan, geometry: (kind: GeometryKind, srsID: Int)?
  ) throws {
    let firstColumn = geometry == nil ? 2 : 3
    let marks = repeatElement("?", count: firstColumn - 1 + plan.columns.count)
    let insertion = try GeoPackageStatement(
      database,
      "INSERT INTO \(quotedSQLName(plan.name)) VALUES (\(marks.joined(separator: ", ")))")
    var blob: [UInt8] = []
    for row in 0..<layer.count {
      try insertion.bind(plan.keys?[row] ?? row + 1, to: 1)
      for (i, column) in plan.columns.enumerated() {
        let parameter = firstColumn + i
        if let attribute = column.attribute {
          try bind(
            row, of: layer.attributes.columns[attribute], as: column.type, to: parameter,
            in: insertion)
        } else if let id = layer.ids[row] {
          try insertion.bind(id.text, to: parameter)
        } else {
          try insertion.bindNull(parameter)
        }
      }
      guard let geometry, layer.geometries.kinds[row] != .null else {
        if geometry != nil { try insertion.bindNull(2) }
        try insertion.run()
        continue
      }
      blob.removeAll(keepingCapacity: true)
      let own = layer.geometries.kinds[row]
      GeoPackageBlob.appendHeader(
        srsID: geometry.srsID, box: layer.geometries.box(ofFeature: row), isPoint: own == .point,
        to: &blob)
      WKBWriter.append(
        feature: row, of: layer.geometries, as: geometry.kind == .null ? own : geometry.kind,
        to: &blob)
      try blob.withUnsafeBytes { bytes in
        try insertion.bind(blob: bytes, to: 2)
        try insertion.run()
      }
    }
  }

  /// Binds one value as its column's type stores it.
  private func bind(
    _ row: Int, of values: GeoCore.Column, as type: GeoPackageTablePlan.ValueType,
    to parameter: Int,
    in insertion: GeoPackageStatement
  ) throws {
    guard !values.isMissing(row) else { return try insertion.bindNull(parameter) }
    switch type {
    case .integer: try insertion.bind(values.integer(row) ?? 0, to: parameter)
    case .boolean: try insertion.bind(values.bool(row) == true ? 1 : 0, to: parameter)
    case .real: try insertion.bind(values.double(row) ?? 0, to: parameter)
    case .dateTime:
      try insertion.bind(GeoPackageTimes.utc(values.string(row) ?? ""), to: parameter)
    case .text, .date:
      // Text without escapes stands in the column as SQLite wants it.
      let range = values.textRange(row)
      if values.kinds[row] == .string, !values.bytes[range].contains(UInt8(ascii: "\\")) {
        try values.bytes.withUnsafeBytes { bytes in
          let inner = bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
          try insertion.bind(utf8: UnsafeRawBufferPointer(rebasing: inner), to: parameter)
        }
      } else {
        try insertion.bind(values.string(row) ?? "", to: parameter)
      }
    }
  }

  private func write(provenance: String) throws {
    try database.execute(sql: GeoPackageSchema.metadata)
    try database.execute(
      sql: "INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)",
      arguments: [GeoPackageSchema.provenanceURI, provenance])
    try database.execute(
      sql: """
        INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)
        """,
      arguments: [GeoPackageSchema.timestamp])
  }
}
