internal import GeoCore
internal import GeoFormats
internal import GeoProjection
internal import PlanningStudies

/// What a run writes: tables by their files, the summary, and where all came from.
struct RunOutcome: Sendable {
  var plan: Plan
  /// The tables of all studies, each with where it comes from.
  var tables: [(table: StudyTable, provenance: Provenance)]
  /// The totals, for `summary.json`.
  var summary: JSONValue
  /// One row a layer, for `summary.csv`.
  var summaryTable: Layer
  /// Where all of it comes from.
  var provenance: Provenance
  /// The system of the zones, which the GeoPackage keeps.
  var crs: CRS

  /// Writes the plan's outputs into a folder that exists: all under temporary names first, so
  /// that a failure leaves what was there before. A manifest lists them.
  /// - Parameter note: takes what had to be decided while writing, each a sentence with its path.
  /// - Throws: `OutputError`, `FormatError`.
  func write(to folder: String, threads: Int, note: (String) -> Void) throws -> RunPublication {
    var files: [(name: String, file: OutputFile)] = []
    for name in PlanReader.standard.knownOutputs where plan.outputs.contains(name) {
      let file = try OutputFile(folder + "/" + name)
      try write(name, to: file, threads: threads)
      try file.finish()
      files.append((name, file))
    }
    let publication = try RunPublication(files, of: plan, in: folder)
    for (_, file) in files {
      for text in file.notes { note("\(file.destination): \(text)") }
    }
    return publication
  }

  private func write(_ name: String, to file: OutputFile, threads: Int) throws {
    switch name {
    case "summary.json": try file.write(summary.pretty)
    case "summary.csv":
      try CSVFormat().write([summaryTable], to: file, options: WriteOptions(threads: threads))
    case "fields.json": try file.write(fieldsDocument.pretty)
    case "amp-geo.gpkg": try writeGeoPackage(to: file, threads: threads)
    default:
      for (table, provenance) in tables where table.file == name {
        let options = WriteOptions(provenance: provenance.json.compact, threads: threads)
        let format: any LayerFormat = LayerFormats.of(path: name) ?? GeoJSONFormat()
        try format.write([table.layer], to: file, options: options)
      }
    }
  }

  /// What the columns of each table are: a data package of JSON Table Schemas. The layers of the
  /// GeoPackage have the columns of the files.
  private var fieldsDocument: JSONValue {
    let files =
      tables.map { ($0.table.file, $0.table.layer) } + [("summary.csv", summaryTable)]
    let resources = files.filter { plan.outputs.contains($0.0) }.map { path, layer in
      JSONValue.object([
        "name": .string(layer.name), "path": .string(path), "schema": TableSchema(layer).json,
      ])
    }
    return .object(["name": .string("amp-geo"), "resources": .array(resources)])
  }

  /// All layers in one file, which keeps the system of the zones. Where a comparison has more columns than
  /// the format holds, those of figures that stay the same everywhere are left out but for `_after`.
  private func writeGeoPackage(to file: OutputFile, threads: Int) throws {
    let layers = try tables.map(\.table).filter(\.isInGeoPackage).map { table in
      var layer = table.layer
      if layer.geometries.vertexCount > 0 {
        layer.geometries = try layer.geometries.transformed(to: crs, threads: threads).geometries
      }
      if layer.attributes.columns.count > GeoPackageFormat.mostColumns {
        layer = UnchangedFigures.left(out: layer)
      }
      layer.describe(provenance)
      return layer
    }
    let options = WriteOptions(provenance: provenance.json.compact, threads: threads)
    try GeoPackageFormat().write(layers, to: file, options: options)
  }
}
