internal import GeoCore
internal import GeoFormats
internal import GeoProjection
internal import PlanningStudies

extension MainJob {
  /// The files that a run can write beside those of its studies.
  static let commonFiles = ["summary.json", "summary.csv", "fields.json", "amp-geo.gpkg"]

  /// Writes the plan's outputs into a folder that exists: all under temporary names first, so
  /// that a failure leaves what was there before. A manifest lists them.
  /// - Parameter note: takes what had to be decided while writing, each a sentence with its path.
  /// - Throws: `OutputError`, `FormatError`.
  public func write(
    to folder: String, threads: Int, note: (String) -> Void = { _ in }
  ) throws -> RunPublication {
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
      for study in studies {
        for table in study.findings.tables where table.file == name {
          let options = WriteOptions(
            provenance: provenance(of: study, table).json.compact, threads: threads)
          let format: any LayerFormat = LayerFormats.of(path: name) ?? GeoJSONFormat()
          try format.write([table.layer], to: file, options: options)
        }
      }
    }
  }

  /// What the columns of each table are: a data package of JSON Table Schemas. The layers of the
  /// GeoPackage have the columns of the files.
  private var fieldsDocument: JSONValue {
    var tables = studies.flatMap { $0.findings.tables }.map { ($0.file, $0.layer) }
    tables.append(("summary.csv", summaryTable))
    let resources = tables.filter { plan.outputs.contains($0.0) }.map { path, layer in
      JSONValue.object([
        "name": .string(layer.name), "path": .string(path), "schema": TableSchema(layer).json,
      ])
    }
    return .object(["name": .string("amp-geo"), "resources": .array(resources)])
  }

  /// All layers in one file, which keeps the system of the zones.
  private func writeGeoPackage(to file: OutputFile, threads: Int) throws {
    let tables = studies.flatMap { $0.findings.tables }.filter(\.isInGeoPackage)
    let layers = try tables.map { table in
      var layer = table.layer
      if layer.geometries.vertexCount > 0 {
        layer.geometries = try layer.geometries.transformed(
          to: zones.layer.crs, threads: threads
        ).geometries
      }
      layer.describe(provenance)
      return layer
    }
    let options = WriteOptions(provenance: provenance.json.compact, threads: threads)
    try GeoPackageFormat().write(layers, to: file, options: options)
  }
}
