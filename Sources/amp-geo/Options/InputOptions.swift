import ArgumentParser
import GeoCore
import GeoFormats
import GeoProjection
import PlanningIntegrity
import PlanningStudies

/// How files are read.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The CRS of data that names none, or in a .prj one of no use: EPSG:2154, 2154.",
      valueName: "crs"))
  var crs: String?

  @Option(help: ArgumentHelp("The column of a table that holds x or longitude.", valueName: "name"))
  var x: String?

  @Option(help: ArgumentHelp("The column of a table that holds y or latitude.", valueName: "name"))
  var y: String?

  mutating func validate() throws {
    if (x == nil) != (y == nil) { throw ValidationError("--x and --y go together.") }
  }

  /// The options that were given, by their names.
  var given: [String] {
    (crs == nil ? [] : ["--crs"]) + (x == nil ? [] : ["--x", "--y"])
  }

  /// Refuses options that have changed nothing of what was read.
  /// - Throws: `InputError` of kind `usage`.
  func requireEffect(on layers: [Layer]) throws {
    try requireEffect(
      usesSystem: layers.contains(where: usesSystem), columns: layers.map(\.coordinateColumns))
  }

  /// Refuses options that have changed nothing of what was checked; where a file could not be read,
  /// or a plan names its own, nobody can tell.
  /// - Throws: `InputError` of kind `usage`.
  func requireEffect(on report: CheckReport, and others: [Layer]) throws {
    guard !given.isEmpty, !report.hasUnreadableFiles,
      report.files.allSatisfy({ $0.features != nil })
    else { return }
    try requireEffect(
      usesSystem: others.contains(where: usesSystem)
        || report.files.contains { $0.isReadInGivenCRS || $0.crs == crs.map { CRS($0).definition } },
      columns: report.files.map(\.coordinateColumns) + others.map(\.coordinateColumns))
  }

  private func usesSystem(_ layer: Layer) -> Bool {
    layer.isReadInGivenCRS || layer.crs == crs.map { CRS($0) }
  }

  /// - Parameters:
  ///   - usesSystem: whether anything read is in the system of `--crs`.
  ///   - columns: for each layer, the columns that its coordinates come from.
  private func requireEffect(usesSystem: Bool, columns: [[String]]) throws {
    if let crs, !usesSystem {
      throw InputError(
        reason: "--crs \(crs) has no effect: all that is read names its own reference system",
        remedy: "leave it out; convert --to puts data into another one", kind: .usage)
    }
    guard let x, let y, !columns.contains(where: { $0.contains(x) && $0.contains(y) }) else {
      return
    }
    throw InputError(
      reason: "--x \(x) --y \(y) have no effect: no table that is read has these columns",
      remedy: "they name the columns of coordinates of a CSV file", kind: .usage)
  }

  func readOptions(threads: Int) throws -> ReadOptions {
    let crs = crs.map { CRS($0) }
    if let crs { _ = try CRSDescription(of: crs) }
    return ReadOptions(crs: crs, xColumn: x, yColumn: y, threads: threads)
  }

  /// - Parameter lenient: whether features with rings that bound nothing are left out, instead of
  ///   their layer being refused.
  /// - Parameter format: that of all files, whatever their names; nil goes by their endings.
  /// - Parameter folder: where relative paths start; the working folder when nil.
  func loader(
    in folder: String? = nil, threads: Int, lenient: Bool = false, format: (any LayerFormat)? = nil
  ) throws -> LayerLoader {
    var options = try readOptions(threads: threads)
    options.format = format
    options.closesRings = lenient
    return LayerLoader(
      catalogue: try Catalogue.embedded(), folder: folder, options: options)
  }
}

/// The areas that results are given for.
struct ZoneOptions: ParsableArguments {
  @Option(
    name: .customLong("zones"),
    help: ArgumentHelp(
      "The zones: an embedded layer, a file, or file.gpkg:layer (communes).", valueName: "layer"),
    completion: .layer)
  var givenZones: String?

  @Option(help: ArgumentHelp("The attribute that identifies a zone.", valueName: "attribute"))
  var zoneID: String?

  @Option(help: ArgumentHelp("The attribute that names a zone.", valueName: "attribute"))
  var zoneName: String?

  @Option(
    help: ArgumentHelp("The attribute that counts a zone's people.", valueName: "attribute"))
  var population: String?

  var zones: String { givenZones ?? "communes" }

  var entry: ZoneEntry {
    ZoneEntry(source: zones, id: zoneID, name: zoneName, population: population)
  }
}

/// How areas and distances are measured.
struct MeasuringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The equal-area CRS to measure areas in (chosen by place).", valueName: "crs"))
  var areaCRS: String?

  @Option(
    help: ArgumentHelp(
      "The metric CRS to measure distances in (chosen by place).", valueName: "crs"))
  var distanceCRS: String?

  @Flag(help: "Leave invalid features out and say so, instead of refusing them.")
  var lenient = false

  /// The options that were given, by their names.
  var given: [String] {
    (areaCRS == nil ? [] : ["--area-crs"]) + (distanceCRS == nil ? [] : ["--distance-crs"])
      + (lenient ? ["--lenient"] : [])
  }

  var entry: MeasuringEntry {
    MeasuringEntry(areaCRS: areaCRS.map { CRS($0) }, distanceCRS: distanceCRS.map { CRS($0) })
  }
}

/// `NAME=REFERENCE`, or a reference that names itself: `park=park.geojson`, `port`.
struct NamedReference: ExpressibleByArgument {
  var name: String
  var reference: String

  init?(argument: String) {
    if let equals = argument.firstIndex(of: "=") {
      name = String(argument[..<equals])
      reference = String(argument[argument.index(after: equals)...])
      guard LayerName.isUsable(name), !reference.isEmpty else { return nil }
      return
    }
    guard !argument.isEmpty else { return nil }
    reference = argument
    name = LayerReferences.name(of: argument)
  }

  /// The layer as a study takes it.
  func entry(_ accuracies: [NamedAccuracy] = []) -> LayerEntry {
    LayerEntry(name: name, source: reference, accuracyMeters: accuracies.meters(of: name))
  }
}
