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
        + LayerFormats.all.map(\.name).joined(separator: ", ") + ".", valueName: "name"))
  var format: String?

  /// The format to write, before any work is done.
  func chosenFormat() throws -> any LayerFormat {
    if let format {
      guard let known = LayerFormats.named(format) else {
        let names = LayerFormats.all.map(\.name).joined(separator: ", ")
        throw ValidationError("--format \(format) is not known; known: \(names).")
      }
      return known
    }
    if output == "-" { return GeoJSONFormat() }
    guard let format = LayerFormats.of(path: output) else {
      let endings = LayerFormats.all.flatMap(\.extensions).map { "." + $0 }
      throw ValidationError(
        "the ending of \(output) tells no known format; use one of "
          + "\(endings.joined(separator: ", ")), or say --format.")
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
    let file = try OutputFile(output)
    let options = WriteOptions(
      decimals: decimals, provenance: provenance?.json.compact, threads: threads)
    try format.write(layers, to: file, options: options)
    try file.commit()
  }
}
