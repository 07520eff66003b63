import ArgumentParser
import Geo
import Planning

/// Where results go, and as what.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @Option(
    help: ArgumentHelp(
      "The format, when the file's ending does not tell: "
        + LayerFormats.writable.map(\.name).joined(separator: ", ") + ".", valueName: "name"))
  var format: String?

  /// The format to write, once it is sure that it can be written there: before any work is done.
  func chosenFormat() throws -> any LayerFormat {
    let chosen = try namedFormat()
    guard output != "-" || chosen.isStreamable else {
      throw InputError(
        reason: "\(chosen.summary) cannot go to standard output", remedy: "name a file with -o",
        kind: .usage)
    }
    return chosen
  }

  /// Makes sure of the format and of all outputs of a command, before any work is done.
  /// - Parameter others: those beside `-o`, by the options that name them.
  func prepare(_ others: [(option: String, path: String?)] = []) throws -> any LayerFormat {
    let format = try chosenFormat()
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
    decimals: Int = 7, replacesInput: Bool = false, global: GlobalOptions
  ) throws {
    var batch = OutputBatch()
    try add(
      layers, as: format, provenance: provenance, decimals: decimals,
      replacesInput: replacesInput, threads: global.threads, to: &batch)
    try batch.commit(global)
  }

  /// Writes layers as one of several outputs.
  func add(
    _ layers: [Layer], as format: any LayerFormat, provenance: Provenance? = nil,
    decimals: Int = 7, replacesInput: Bool = false, threads: Int, to batch: inout OutputBatch
  ) throws {
    let options = WriteOptions(
      decimals: decimals, provenance: provenance?.json.compact, threads: threads)
    try batch.add(
      layers, as: format, to: output, replacesInput: replacesInput, options: options)
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
