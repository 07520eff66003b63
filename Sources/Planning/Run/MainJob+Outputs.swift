internal import GeoCore
internal import GeoFormats
internal import GeoProjection
internal import PlanningAccess
internal import PlanningStudies

extension MainJob {
  /// Writes the plan's outputs into a folder that exists: all under temporary names first, so
  /// that a failure leaves what was there before. A manifest lists them.
  /// - Parameter note: takes what had to be decided while writing, each a sentence with its path.
  /// - Throws: `OutputError`, `FormatError`.
  public func write(
    to folder: String, threads: Int, note: (String) -> Void = { _ in }
  ) throws -> RunPublication {
    var files: [(name: String, file: OutputFile)] = []
    for name in Plan.knownOutputs where plan.outputs.contains(name) {
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

  /// What the columns of each table are: a data package of JSON Table Schemas. The layers of the
  /// GeoPackage have the columns of the files.
  private var fieldsDocument: JSONValue {
    let tables: [(path: String, layer: Layer?)] = [
      ("coverage.geojson", coverage.layer), ("accessibility.geojson", accessibility?.layer),
      (Plan.cellsOutput, accessibility?.cells), ("zoning-overlaps.geojson", overlaps.layer),
      ("summary.csv", summaryTable),
    ]
    let resources = tables.compactMap { path, layer -> JSONValue? in
      guard let layer, plan.outputs.contains(path) else { return nil }
      return .object([
        "name": .string(layer.name), "path": .string(path), "schema": TableSchema(layer).json,
      ])
    }
    return .object(["name": .string("amp-geo"), "resources": .array(resources)])
  }

  private func write(_ name: String, to file: OutputFile, threads: Int) throws {
    func options(_ analysis: String) -> WriteOptions {
      WriteOptions(provenance: provenance(of: analysis).json.compact, threads: threads)
    }
    switch name {
    case "coverage.geojson":
      try GeoJSONFormat().write([coverage.layer], to: file, options: options("coverage"))
    case "accessibility.geojson":
      guard let accessibility else { return }
      try GeoJSONFormat().write(
        [accessibility.layer], to: file, options: options("accessibility"))
    case Plan.cellsOutput:
      guard let cells = accessibility?.cells else { return }
      try GeoJSONFormat().write([cells], to: file, options: options("accessibility"))
    case "zoning-overlaps.geojson":
      try GeoJSONFormat().write([overlaps.layer], to: file, options: options("zoning-overlaps"))
    case "summary.json":
      try file.write(summary.pretty)
    case "summary.csv":
      try CSVFormat().write([summaryTable], to: file, options: WriteOptions(threads: threads))
    case "fields.json":
      try file.write(fieldsDocument.pretty)
    default:
      // A GeoPackage keeps the system of the zones.
      var shared = overlaps.layer
      if shared.geometries.vertexCount > 0 {
        shared.geometries = try shared.geometries.transformed(
          to: coverage.layer.crs, threads: threads
        ).geometries
      }
      var layers = [coverage.layer] + (accessibility.map { [$0.layer] } ?? []) + [shared]
      for i in layers.indices { layers[i].describe(provenance(of: "run")) }
      try GeoPackageFormat().write(layers, to: file, options: options("run"))
    }
  }
}
