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

  /// The format to write, before any work is done.
  func chosenFormat() throws -> any LayerFormat {
    if let format {
      guard let known = LayerFormats.named(format) else {
        let names = LayerFormats.writable.map(\.name).joined(separator: ", ")
        throw ValidationError("--format \(format) is not known; known: \(names).")
      }
      return try writable(known)
    }
    if output == "-" { return GeoJSONFormat() }
    guard let format = LayerFormats.of(path: output) else {
      let endings = LayerFormats.writable.flatMap(\.extensions).map { "." + $0 }
      throw ValidationError(
        "the ending of \(output) tells no known format; use one of "
          + "\(endings.joined(separator: ", ")), or say --format.")
    }
    return try writable(format)
  }

  /// Refuses a format that can only be read.
  private func writable(_ format: any LayerFormat) throws -> any LayerFormat {
    guard format.isWritable else {
      let names = LayerFormats.writable.map(\.name).joined(separator: ", ")
      throw ValidationError("\(format.name) can be read, not written; written: \(names).")
    }
    return format
  }

  /// Writes layers under the final name once they are whole.
  func write(
    _ layers: [Layer], as format: any LayerFormat, provenance: Provenance? = nil,
    decimals: Int = 7, threads: Int
  ) throws {
    guard output != "-" || format.isStreamable else {
      throw InputError(
        reason: "\(format.summary) cannot go to standard output", remedy: "name a file with -o",
        kind: .usage)
    }
    if format is GeoPackageFormat {
      try Self.requireNothingLost(at: output, writing: layers.map(\.name))
    }
    let file = try OutputFile(output)
    let options = WriteOptions(
      decimals: decimals, provenance: provenance?.json.compact, threads: threads)
    try format.write(layers, to: file, options: options)
    try file.commit()
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
