import ArgumentParser
import GeoCore
import GeoFormats
import GeoProjection
import PlanningStudies

/// Where results go, and as what.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"),
    completion: .writtenLayer)
  var output: String = "-"

  @Option(
    help: ArgumentHelp(
      "The format, when the file's ending does not tell: "
        + LayerFormats.writable.map(\.name).joined(separator: ", ") + ".", valueName: "name"),
    completion: .format)
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The CRS to write in (GeoJSON: WGS 84; others: that of the zones).", valueName: "crs"))
  var to: String?

  @OptionGroup var table: TableOptions

  /// The options of a command that names its output itself.
  static func writing(
    to path: String, as format: String?, _ table: TableOptions = TableOptions.standard
  ) -> OutputOptions {
    var options = OutputOptions()
    options.output = path
    options.format = format
    options.to = nil
    options.table = table
    return options
  }

  /// The format to write, once it is sure that it can be written there: before any work is done.
  func chosenFormat() throws -> any LayerFormat {
    let chosen = try namedFormat()
    guard output != "-" || chosen.isStreamable else {
      throw InputError(
        reason: "\(chosen.summary) cannot go to standard output", remedy: "name a file with -o",
        kind: .usage)
    }
    guard let to else { return chosen }
    let crs = CRS(to)
    _ = try CRSDescription(of: crs)
    try crs.requireWayBack()
    guard crs == .wgs84 || !Self.isGeoJSON(chosen) else { throw Self.degreesOnly(crs) }
    return chosen
  }

  static func isGeoJSON(_ format: any LayerFormat) -> Bool {
    format is GeoJSONFormat || format is GeoJSONSeqFormat
  }

  static func degreesOnly(_ crs: CRS) -> InputError {
    InputError(
      reason: "GeoJSON holds longitude and latitude in WGS 84 only (RFC 7946), not \(crs)",
      remedy: "leave --to out, or write a GeoPackage (.gpkg)", kind: .usage)
  }

  /// The system that results are made and written in: WGS 84 as GeoJSON, else the one asked for, else
  /// that of the zones.
  func crs(for format: any LayerFormat, zones: CRS) -> CRS {
    Self.isGeoJSON(format) ? .wgs84 : to.map { CRS($0) } ?? zones
  }

  /// Makes sure of the format and of all outputs of a command, before any work is done.
  /// - Parameters:
  ///   - others: those beside `-o`, by the options that name them.
  ///   - areTables: whether the others are CSV whatever their endings.
  ///   - standard: what goes to standard output when no format is named.
  func prepare(
    _ others: [(option: String, path: String?)] = [], areTables: Bool = false,
    standard: any LayerFormat = GeoJSONFormat()
  ) throws -> any LayerFormat {
    let chosen = try chosenFormat()
    let format = output == "-" && self.format == nil ? standard : chosen
    let beside = others.compactMap(\.path).compactMap { path in
      areTables ? CSVFormat() : LayerFormats.of(path: path)
    }
    try table.requireEffect(writing: [format] + beside)
    try OutputTargets.prepare([("-o", output)] + others)
    return format
  }

  private func namedFormat() throws -> any LayerFormat {
    if let format {
      guard let known = LayerFormats.named(format) else {
        let names = LayerFormats.writable.map(\.name).joined(separator: ", ")
        throw ValidationError("--format \(format) is not known; known: \(names).")
      }
      return try Self.writable(known)
    }
    if output == "-" { return GeoJSONFormat() }
    return try Self.format(ofPath: output, remedy: ", or say --format")
  }

  /// The format that a file's ending tells.
  static func format(ofPath path: String, remedy: String = "") throws -> any LayerFormat {
    guard let format = LayerFormats.of(path: path) else {
      let endings = LayerFormats.writable.flatMap(\.extensions).map { "." + $0 }
      throw ValidationError(
        "the ending of \(path) tells no known format; use one of "
          + "\(endings.joined(separator: ", "))\(remedy).")
    }
    return try writable(format)
  }

  /// Refuses a format that can only be read.
  private static func writable(_ format: any LayerFormat) throws -> any LayerFormat {
    guard format.isWritable else {
      let names = LayerFormats.writable.map(\.name).joined(separator: ", ")
      throw ValidationError("\(format.name) can be read, not written; written: \(names).")
    }
    return format
  }

  /// Writes layers under the final name once they are whole, and says what had to be decided.
  func write(
    _ layers: [Layer], as format: any LayerFormat, provenance: Provenance? = nil,
    zones: CRS? = nil, decimals: Int = 7, replacesInput: Bool = false, global: GlobalOptions
  ) throws {
    var batch = OutputBatch()
    try add(
      layers, as: format, provenance: provenance, zones: zones, decimals: decimals,
      replacesInput: replacesInput, threads: global.threads, to: &batch)
    try batch.commit(global)
  }

  /// Writes layers as one of several outputs.
  /// - Parameter zones: the system of the zones, which results keep in formats that can; nil writes
  ///   layers in their own.
  func add(
    _ layers: [Layer], as format: any LayerFormat, provenance: Provenance? = nil,
    zones: CRS? = nil, decimals: Int = 7, replacesInput: Bool = false, threads: Int,
    to batch: inout OutputBatch
  ) throws {
    try Self.requireEffect(ofSystem: to, on: layers, as: format)
    let options = WriteOptions(
      decimals: decimals, provenance: provenance?.json.compact, csv: table.dialect,
      threads: threads)
    var placed = layers
    if !Self.isGeoJSON(format) {
      for (i, layer) in layers.enumerated() where layer.geometries.vertexCount > 0 {
        placed[i].geometries = try layer.geometries.transformed(
          to: crs(for: format, zones: zones ?? layer.crs), threads: threads
        ).geometries
      }
    }
    if let provenance, !Self.isGeoJSON(format) {
      for i in placed.indices { placed[i].describe(provenance) }
    }
    try batch.add(
      placed, as: format, to: output, replacesInput: replacesInput, options: options)
  }

  /// Refuses a system to write in when no coordinate is written: of tables only those of points hold
  /// any.
  /// - Throws: `InputError` of kind `usage`.
  static func requireEffect(
    ofSystem to: String?, on layers: [Layer], as format: any LayerFormat
  ) throws {
    let isTable = format is CSVFormat || format is XLSXFormat
    guard let to, !layers.contains(where: { $0.count == 0 }) else { return }
    let writesPlaces = layers.contains { layer in
      isTable ? CSVFormat.writesPlaces(of: layer.geometries) : !layer.isPlainTable
    }
    guard !writesPlaces else { return }
    throw InputError(
      reason: "--to \(to) has no effect: no coordinates are written",
      remedy: isTable
        ? "leave it out, or write a GeoPackage (.gpkg): \(format.name) holds those of points alone"
        : "leave it out", kind: .usage)
  }

  /// Refuses to replace a GeoPackage of several layers or tables, registered as layers or not, by
  /// one that lacks some of them; a file of one layer is replaced like any other output.
  static func requireNothingLost(at output: String, writing names: [String]) throws {
    guard output != "-", let present = try? GeoPackageFormat.tableNames(path: output),
      present.count > 1
    else { return }
    let written = Set(names.map { $0.lowercased() })
    let lost = present.filter { !written.contains($0.lowercased()) }
    guard lost.isEmpty else {
      throw OutputError(
        path: output,
        reason: "the file holds tables that would be lost: \(lost.joined(separator: ", "))",
        remedy: "write to a new file, or remove this one first", kind: .cannotCreate)
    }
  }
}
