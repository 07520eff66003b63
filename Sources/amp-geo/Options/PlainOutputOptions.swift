import ArgumentParser
import GeoFormats

/// Where results without places go, and as what: commands whose `--to` means something else.
struct PlainOutputOptions: ParsableArguments {
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

  @OptionGroup var table: TableOptions

  var options: OutputOptions { .writing(to: output, as: format, table) }
}
